#include "read/charset.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "read/utf8.h"

namespace chancery::read {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
// More bytes add time, not certainty.
constexpr std::size_t kDetectBytes = 65536;
// Where fewer than one byte in so many, or fewer than so many at all, are beyond ASCII, the detector guesses from too
// little: English with a few curly quotes comes out as Mac Central European (docs/decisions/charset.md).
constexpr std::size_t kDetectShare = 50;
constexpr std::size_t kDetectMinimum = 8;
// One undecodable place in so many characters beyond ASCII is damage; more of them mean another encoding.
constexpr std::size_t kDamageShare = 20;

struct ConverterCloser {
  void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterCloser>;

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\'' || c == ' ' || c == '\t') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// WHATWG Encoding Standard, "Names and labels": what a label means on the web, where that is not what ICU takes it for,
// and what uchardet calls a character set that ICU knows by another name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 27> kLabels{{
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"euc-kr", "windows-949"},
    {"ks_c_5601-1987", "windows-949"},
    {"uhc", "windows-949"},
    {"koi8-r", "KOI8-U"},
    {"koi8", "KOI8-U"},
    {"x-sjis", "shift_jis"},
    {"mac-cyrillic", "x-mac-cyrillic"},
    {"utf8", "utf-8"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"mac-centraleurope", "x-mac-centraleurroman"},
}};

std::string converter_name(std::string_view label) {
  std::string name = lower(label);
  for (const auto& [from, to] : kLabels) {
    if (from == name) return std::string(to);
  }
  return name;
}

// Counts what cannot be converted, and puts U+FFFD there.
void on_bad_bytes(const void* context, UConverterToUnicodeArgs* args, const char*, int32_t,
                  UConverterCallbackReason why, UErrorCode* error) {
  if (why > UCNV_IRREGULAR) return;
  ++*static_cast<std::size_t*>(const_cast<void*>(context));
  *error = U_ZERO_ERROR;
  const UChar replacement = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

// `bad` must live as long as the converter.
Converter open_converter(const std::string& name, std::size_t* bad) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &error));
  if (U_FAILURE(error)) return nullptr;
  ucnv_setToUCallBack(converter.get(), on_bad_bytes, bad, nullptr, nullptr, &error);
  return U_FAILURE(error) ? nullptr : std::move(converter);
}

// Appends UTF-16 as UTF-8; half a character at the end waits in `high` for its other half.
void append_utf16(std::string& out, const UChar* units, std::size_t count, UChar& high) {
  for (std::size_t i = 0; i < count; ++i) {
    const UChar unit = units[i];
    std::uint32_t point = unit;
    if (high != 0) {
      if (U16_IS_TRAIL(unit)) {
        point = static_cast<std::uint32_t>(U16_GET_SUPPLEMENTARY(high, unit));
        high = 0;
      } else {
        out += kReplacement;
        high = 0;
      }
    }
    if (point == unit && U16_IS_LEAD(unit)) {
      high = unit;
      continue;
    }
    if (point == unit && U16_IS_TRAIL(unit)) point = 0xFFFD;
    if (point < 0x80) {
      out += static_cast<char>(point);
    } else if (point < 0x800) {
      out += static_cast<char>(0xC0U | (point >> 6U));
      out += static_cast<char>(0x80U | (point & 0x3FU));
    } else if (point < 0x10000) {
      out += static_cast<char>(0xE0U | (point >> 12U));
      out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
      out += static_cast<char>(0x80U | (point & 0x3FU));
    } else {
      out += static_cast<char>(0xF0U | (point >> 18U));
      out += static_cast<char>(0x80U | ((point >> 12U) & 0x3FU));
      out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
      out += static_cast<char>(0x80U | (point & 0x3FU));
    }
  }
}

// Converts a piece; with `flush` it was the last one.
void convert(UConverter* converter, std::string_view bytes, bool flush, UChar& high, std::string& out) {
  std::array<UChar, 4096> units;
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  while (true) {
    UErrorCode error = U_ZERO_ERROR;
    UChar* to = units.data();
    ucnv_toUnicode(converter, &to, units.data() + units.size(), &from, end, nullptr, flush ? 1 : 0, &error);
    append_utf16(out, units.data(), static_cast<std::size_t>(to - units.data()), high);
    if (error != U_BUFFER_OVERFLOW_ERROR) break;
  }
  if (flush && high != 0) {
    out += kReplacement;
    high = 0;
  }
}

struct Attempt {
  std::string text;
  std::size_t bad = 0;      // places that could not be converted, control characters among them
  std::size_t foreign = 0;  // characters beyond ASCII
};

// Nothing where no such character set is known.
std::optional<Attempt> attempt(std::string_view bytes, const std::string& name) {
  Attempt made;
  const Converter converter = open_converter(name, &made.bad);
  if (!converter) return std::nullopt;
  made.text.reserve(bytes.size() + bytes.size() / 4);
  UChar high = 0;
  convert(converter.get(), bytes, true, high, made.text);
  for (std::size_t i = 0; i < made.text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(made.text[i]);
    if (byte >= 0xC0) ++made.foreign;
    // U+0080 to U+009F: control characters, which no text holds; ICU gives them for bytes that a code page leaves free.
    if (byte == 0xC2 && static_cast<unsigned char>(made.text[i + 1]) < 0xA0) ++made.bad;
  }
  return made;
}

bool is_plausible(const Attempt& attempt) { return attempt.bad * kDamageShare <= attempt.foreign; }

std::size_t count_foreign(std::string_view bytes) {
  return static_cast<std::size_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
}

// UTF-8 with a few broken places: each ill-formed byte becomes U+FFFD. Nothing where there are too many.
std::optional<Attempt> mended_utf8(std::string_view bytes) {
  Attempt made;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const std::size_t good = first_bad_utf8(rest);
    made.text.append(rest, 0, good);
    if (good == rest.size()) break;
    made.text += kReplacement;
    ++made.bad;
    rest.remove_prefix(good + 1);
    // Refused early, so that a binary file is not looked at byte for byte.
    if (made.bad > 1000 && made.bad * kDamageShare > made.text.size()) return std::nullopt;
  }
  made.foreign = static_cast<std::size_t>(
      std::count_if(made.text.begin(), made.text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
  made.foreign -= made.bad;
  if (made.foreign == 0 || !is_plausible(made)) return std::nullopt;
  return made;
}

std::string detect(std::string_view bytes) {
  bytes = bytes.substr(0, kDetectBytes);
  const std::unique_ptr<uchardet, void (*)(uchardet_t)> detector(uchardet_new(), uchardet_delete);
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

// Control characters that no text holds (WHATWG MIME Sniffing, "binary data byte"): a few may have slipped in, many
// mean that this is no text.
bool is_binary(std::string_view bytes) {
  const auto count = std::count_if(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x08 || byte == 0x0B || (byte >= 0x0E && byte <= 0x1F && byte != 0x1B);
  });
  return static_cast<std::size_t>(count) * 200 > bytes.size();
}

// Encodings of seven bits that shift between character sets (RFC 1468, RFC 1843): they are ASCII to the eye.
bool is_shifting(std::string_view bytes, const std::string& declared) {
  return bytes.find("\x1B$") != std::string_view::npos ||
         (declared == "hz-gb-2312" && bytes.find("~{") != std::string_view::npos);
}

DecodedText decoded(Attempt made, std::string charset, CharsetBasis basis) {
  return {std::move(made.text), std::move(charset), basis, made.bad};
}

class TranscodedStream final : public ByteStream {
 public:
  TranscodedStream(std::unique_ptr<ByteStream> bytes, std::string_view charset)
      : bytes_(std::move(bytes)), converter_(open_converter(std::string(charset), &bad_)) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    while (at_ == ready_text_.size()) {
      if (at_end_) return 0;
      ready_text_.clear();
      at_ = 0;
      std::array<char, 16384> raw;
      const auto got = bytes_->read(raw.data(), raw.size());
      if (!got) return got;
      at_end_ = *got == 0;
      convert(converter_.get(), {raw.data(), *got}, at_end_, high_, ready_text_);
      if (first_ && !ready_text_.empty()) {
        if (ready_text_.starts_with("\xEF\xBB\xBF")) ready_text_.erase(0, 3);
        first_ = false;
      }
    }
    const std::size_t count = std::min(size, ready_text_.size() - at_);
    std::copy_n(ready_text_.data() + at_, count, to);
    at_ += count;
    return count;
  }
  bool ready() override { return at_ < ready_text_.size() || bytes_->ready(); }

 private:
  std::unique_ptr<ByteStream> bytes_;
  std::size_t bad_ = 0;
  Converter converter_;
  std::string ready_text_;
  std::size_t at_ = 0;
  UChar high_ = 0;
  bool first_ = true;
  bool at_end_ = false;
};

}  // namespace

std::string_view wide_charset(std::string_view head) noexcept {
  using namespace std::string_view_literals;
  if (head.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (head.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (head.starts_with("\xFF\xFE"sv)) return "UTF-16LE";
  if (head.starts_with("\xFE\xFF"sv)) return "UTF-16BE";
  if (head.size() < 8) return {};
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t half = head.size() / 2;
  if (zeros[0] == 0 && zeros[1] * 3 > half) return "UTF-16LE";
  if (zeros[1] == 0 && zeros[0] * 3 > half) return "UTF-16BE";
  return {};
}

Result<DecodedText> to_utf8(std::string_view bytes, std::string_view declared_label) {
  using Basis = CharsetBasis;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    if (first_bad_utf8(bytes) == bytes.size()) return DecodedText{std::string(bytes), "UTF-8", Basis::mark, 0};
    if (auto mended = mended_utf8(bytes)) return decoded(std::move(*mended), "UTF-8", Basis::mark);
  }
  if (const std::string_view wide = wide_charset(bytes.substr(0, 4096)); !wide.empty()) {
    if (auto made = attempt(bytes, std::string(wide)); made && made->bad * kDamageShare <= made->text.size()) {
      const bool marked = made->text.starts_with("\xEF\xBB\xBF");
      if (marked) made->text.erase(0, 3);
      return decoded(std::move(*made), std::string(wide), marked ? Basis::mark : Basis::detected);
    }
  }
  std::string label = converter_name(declared_label);
  const std::size_t bad = first_bad_utf8(bytes);
  if (is_shifting(bytes, label)) {
    std::string name = label.starts_with("iso-2022") || label == "hz-gb-2312" ? label : detect(bytes);
    if (auto made = attempt(bytes, name); made && made->foreign > 0 && is_plausible(*made)) {
      const Basis basis = name == label ? Basis::declared : Basis::detected;
      return decoded(std::move(*made), std::move(name), basis);
    }
  }
  if (bad == bytes.size()) return DecodedText{std::string(bytes), "UTF-8", Basis::valid, 0};

  const std::size_t foreign = count_foreign(bytes);
  const bool few = foreign < kDetectMinimum || foreign * kDetectShare < bytes.size();
  const bool binary = is_binary(bytes);
  if (auto mended = mended_utf8(bytes)) return decoded(std::move(*mended), "UTF-8", Basis::detected);
  // A declaration of UTF-16 in a text that was found by reading its ASCII cannot be right.
  if (!binary && !label.empty() && label != "utf-8" && !label.starts_with("utf-16") && !label.starts_with("utf-32")) {
    if (auto made = attempt(bytes, label); made && is_plausible(*made)) {
      return decoded(*std::move(made), std::move(label), Basis::declared);
    }
  }
  if (!binary && !few) {
    std::string name = converter_name(detect(bytes));
    if (!name.empty() && name != "utf-8") {
      if (auto made = attempt(bytes, name); made && is_plausible(*made)) {
        return decoded(std::move(*made), std::move(name), Basis::detected);
      }
    }
  }
  for (const std::string name : {"windows-1252", "gb18030"}) {
    if (binary) break;
    if (auto made = attempt(bytes, name); made && is_plausible(*made))
      return decoded(std::move(*made), name, Basis::assumed);
  }
  Error error;
  error.code = ErrorCode::bad_encoding;
  error.message = "no UTF-8 at byte " + std::to_string(bad) + ", nor text in another encoding" +
                  (label.empty() ? "" : " (\"" + std::string(declared_label.substr(0, 40)) + "\" is declared)");
  error.byte = bad;
  return std::unexpected(std::move(error));
}

std::unique_ptr<ByteStream> transcoded(std::unique_ptr<ByteStream> bytes, std::string_view charset) {
  return std::make_unique<TranscodedStream>(std::move(bytes), charset);
}

}  // namespace chancery::read
