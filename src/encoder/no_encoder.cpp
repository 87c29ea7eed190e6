// In place of openvino_encoder.cpp where the runtime is not there.
#include "encoder/relation_encoder.h"

namespace chancery::encoder {

Result<std::shared_ptr<const RelationEncoder>> RelationEncoder::built_in(unsigned) {
  Error error;
  error.code = ErrorCode::not_found;
  error.message = "this build has no encoder: tools/setup lays its runtime into build/openvino";
  return std::unexpected(std::move(error));
}

bool is_built_in() noexcept { return false; }

std::string describe_build() { return "none: built without its runtime, which tools/setup lays into build/openvino"; }

}  // namespace chancery::encoder
