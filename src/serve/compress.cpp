#include "serve/compress.h"

#include <zlib.h>

namespace chancery::serve {

std::string gzip(std::string_view bytes) {
  constexpr std::size_t kLeast = 1000;
  constexpr int kLevel = 5;             // most of the gain at a third of the time of 9
  constexpr int kGzipWindow = 15 + 16;  // zlib.h: "Add 16 to windowBits to write a simple gzip header"
  constexpr int kMemory = 8;
  if (bytes.size() < kLeast) return {};
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  // zlib's interface is older than const; it does not write to its input.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int done = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (done != Z_STREAM_END || out.size() > bytes.size() - bytes.size() / 10) return {};
  return out;
}

}  // namespace chancery::serve
