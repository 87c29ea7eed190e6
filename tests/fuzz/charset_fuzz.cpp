// Any bytes under any declaration: what comes out is UTF-8, and UTF-8 comes out as it went in.
#include "raw_articles.h"
#include "read/charset.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery::read;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // The first line is what is declared.
  const std::size_t line = bytes.find('\n');
  const std::string_view declared = line == std::string_view::npos ? std::string_view() : bytes.substr(0, line);
  const std::string_view text = line == std::string_view::npos ? bytes : bytes.substr(line + 1);
  if (const auto decoded = to_utf8(text, declared)) check(first_bad_utf8(decoded->text) == decoded->text.size());
  for (const char* charset : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
    const auto stream = transcoded(std::make_unique<MemoryStream>(text), charset);
    std::string all, buffer(13, '\0');
    while (true) {
      const auto got = stream->read(buffer.data(), buffer.size());
      if (!got || *got == 0) break;
      all.append(buffer, 0, *got);
    }
    check(first_bad_utf8(all) == all.size());
  }
  return 0;
}
