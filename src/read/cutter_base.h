// What cutters share.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "read/cutter.h"

namespace chancery::read {

class CutterBase : public Cutter {
 public:
  [[nodiscard]] bool waits() override { return !input_.bytes->ready(); }

 protected:
  explicit CutterBase(CutterInput input) : input_(std::move(input)) {}

  [[nodiscard]] InputBuffer& bytes() noexcept { return *input_.bytes; }
  [[nodiscard]] const CutterInput& input() const noexcept { return input_; }

  RawArticle& add(Chunk& chunk, RawKind kind, std::string_view content, std::uint64_t line) const {
    RawArticle& raw = chunk.articles.emplace_back();
    raw.file = input_.file;
    raw.line = line;
    raw.begin = chunk.bytes.size();
    raw.size = content.size();
    raw.kind = kind;
    raw.origin = input_.origin;
    chunk.bytes += content;
    return raw;
  }

  void refuse(Chunk& chunk, ErrorCode code, std::string message, std::uint64_t line, std::uint64_t size) const {
    RawArticle& raw = chunk.articles.emplace_back();
    raw.file = input_.file;
    raw.line = line;
    Error error;
    error.code = code;
    error.message = std::move(message);
    error.file = *input_.file;
    error.line = line;
    error.size = size;
    raw.refused = std::move(error);
  }

  // The same with the place where the input failed.
  [[nodiscard]] static std::unexpected<Error> failed(Error error, std::uint64_t line) {
    error.line = line;
    return std::unexpected(std::move(error));
  }

 private:
  CutterInput input_;
};

}  // namespace chancery::read
