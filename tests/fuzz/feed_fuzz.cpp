// Feeds of any make, as XML and as JSON.
#include "raw_articles.h"
#include "read/content_type.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery::read;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  [[maybe_unused]] const auto type = content_type(bytes.substr(0, kSniffBytes), "input");
  cut_and_make(cut_feed(cutter_input(bytes)));
  cut_and_make(cut_json(cutter_input(bytes), true));
  return 0;
}
