#include "cli/reader_version.h"

#include <fstream>
#include <iterator>

#include "chancery/reader.h"
#include "encoder/relation_encoder.h"
#include "knowledge/embedded.h"
#include "text/hash.h"

namespace chancery::cli {

std::string reader_version(const std::vector<std::string>& actor_files, double min_confidence,
                           const encoder::RelationEncoder* encoder) {
  std::string bytes;
  for (const knowledge::EmbeddedFile& file : knowledge::embedded_files()) {
    text::append_hashed_field(bytes, file.name);
    text::append_hashed_field(bytes, file.content);
  }
  std::string version = std::string(Reader::version()) + "+tables-" + text::to_base32(text::hash(bytes), 8);
  bytes.clear();
  for (const std::string& file : actor_files) {
    std::ifstream stream(file, std::ios::binary);
    text::append_hashed_field(bytes, std::string(std::istreambuf_iterator<char>(stream), {}));
  }
  if (!actor_files.empty()) version += "+actors-" + text::to_base32(text::hash(bytes), 8);
  if (encoder != nullptr) version += "+encoder-" + encoder->version();
  if (min_confidence > 0) version += "+min-" + std::to_string(min_confidence);
  return version;
}

}  // namespace chancery::cli
