// A saved page, whatever its bytes: read or refused with a message, in bounded time and memory.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "read/html/page.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(chancery::read::declared_charset(bytes));
  static_cast<void>(chancery::read::fragment_text(bytes));
  const auto page = chancery::read::read_page(bytes, "https://courier.example/2024/05/06/a.html");
  if (!page && page.error().message.empty()) std::abort();
  if (page && page->text.empty()) std::abort();
  return 0;
}
