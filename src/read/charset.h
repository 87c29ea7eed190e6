// From the character set in which a text was written to UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "chancery/error.h"
#include "read/byte_stream.h"

namespace chancery::read {

// What told the character set, the surest first.
enum class CharsetBasis : std::uint8_t {
  mark,      // a byte order mark
  valid,     // well-formed UTF-8 or plain ASCII: other encodings give that by chance only in texts of a few letters
  declared,  // what was declared, and the bytes can be that
  detected,  // told by the statistics of the bytes
  assumed,   // nothing told it: windows-1252, the default of the WHATWG Encoding Standard
};

struct DecodedText {
  std::string text;     // valid UTF-8, without byte order mark
  std::string charset;  // "UTF-8", "windows-1251": the name by which ICU knows it, or its usual one
  CharsetBasis basis = CharsetBasis::valid;
  std::size_t damaged = 0;  // places that spelled no character; U+FFFD stands there
};

// `declared`: the label of an HTTP or MIME header, of an XML declaration or of <meta>, "" where there is none. Labels
// mean what the WHATWG Encoding Standard says ("iso-8859-1" is windows-1252). A byte order mark goes before everything,
// well-formed UTF-8 before any other declaration, and a declaration that the bytes contradict is overruled. Error
// bad_encoding: the bytes are no text in any encoding known here.
[[nodiscard]] Result<DecodedText> to_utf8(std::string_view bytes, std::string_view declared);

// The encoding of two or four bytes a character in which the text that begins with `head` is written: told by its byte
// order mark, else by the zeros in every second byte of western text. "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE";
// "" where it is none of these. Such a text looks binary until it is converted.
[[nodiscard]] std::string_view wide_charset(std::string_view head) noexcept;

// The same bytes in UTF-8, converted as they are read, for files too large to hold. `charset` is one of wide_charset();
// a byte order mark is left out, what spells no character becomes U+FFFD.
[[nodiscard]] std::unique_ptr<ByteStream> transcoded(std::unique_ptr<ByteStream> bytes, std::string_view charset);

}  // namespace chancery::read
