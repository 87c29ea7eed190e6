// Archives, gzip and web archives, read to the end; never more comes out than the guard admits.
#include <array>

#include "raw_articles.h"
#include "read/archive.h"
#include "read/gzip.h"
#include "read/limits.h"
#include "read/warc.h"

namespace {

using namespace chancery::read;

void read_all(Container& container) {
  std::array<char, 4096> buffer;
  for (int members = 0; members < 1000; ++members) {
    const auto member = container.next();
    if (!member || !*member) return;
    check(first_bad_utf8((*member)->name) == (*member)->name.size());
    if (!(*member)->bytes) continue;
    while (true) {
      const auto got = (*member)->bytes->read(buffer.data(), buffer.size());
      if (!got || *got == 0) break;
      check(*got <= buffer.size());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::uint64_t bytes_in = size;
  for (int kind = 0; kind < 3; ++kind) {
    ExpansionGuard guard(bytes_in);
    const auto container = kind == 0   ? open_archive(std::make_unique<MemoryStream>(bytes), guard)
                           : kind == 1 ? open_gzip(std::make_unique<MemoryStream>(bytes), guard)
                                       : open_warc(std::make_unique<MemoryStream>(bytes));
    read_all(*container);
  }
  return 0;
}
