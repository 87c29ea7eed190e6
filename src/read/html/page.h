// A saved web page: its main text and what it says of itself.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "chancery/date.h"
#include "chancery/error.h"

namespace chancery::read {

// What a page yields. All texts are valid UTF-8 where the input was, without markup, entities resolved, white space
// collapsed. What the page does not tell is empty.
struct Page {
  std::string title;        // the headline, without the name of the site
  std::string text;         // the main text, one paragraph a line, lines parted by single '\n', no '\n' at the end
  std::string author;       // names, parted by ", "; without "By"
  std::string publisher;    // the name of the site or paper as the page writes it
  std::string url;          // canonical URL as the page gives it, made absolute; else the one that was handed in
  std::string language;     // as declared (BCP 47, "en-US"); not checked against the text
  std::optional<Day> date;  // day of publication as it is written, whatever the time zone; that of an update only where
                            // the page's own line tells nothing else (basis "text")
  std::string date_basis;  // where the date stood: "json-ld", "meta", "microdata", "time", "url" or "text"; "" for none
  bool excerpt = false;    // the page says that the rest of the text is behind a paywall
};

// The largest page that is parsed; what is larger is refused at once (too_large).
inline constexpr std::size_t kMaxPageBytes = std::size_t{32} << 20;

// The character set that a page declares for itself, by its byte order mark or by the prescan of the WHATWG HTML
// standard (section "Prescan a byte stream to determine its encoding"): the label in lower case as it is written
// ("windows-1251", "utf-8"), "" where none. Looks at the first 4,096 bytes.
[[nodiscard]] std::string declared_charset(std::string_view bytes);

// Reads a page. `utf8`: the page, decoded; ill-formed bytes pass through unharmed. `url`: where it was saved from, ""
// where unknown. Errors: `empty` (no main text, or too little to be one), `paywall` (the page asks for a subscription,
// a log-in, consent to cookies or a proof of being human instead of showing its text; the message says which, and by
// which words it was told), `too_large`, `bomb` (nested or built to exhaust its reader). Time and memory are bounded
// for any input. Thread-safe; keeps nothing of its arguments.
[[nodiscard]] Result<Page> read_page(std::string_view utf8, std::string_view url);

// The text of an HTML fragment (the content of a feed entry): all of it that is shown, entities resolved, blocks as
// lines, white space collapsed. Plain text comes out as it is, but for white space. "" where there is none, and for
// fragments over kMaxPageBytes or built to exhaust their reader.
[[nodiscard]] std::string fragment_text(std::string_view utf8_fragment);

}  // namespace chancery::read
