#include "read/content_type.h"

#include <algorithm>
#include <array>
#include <string>

namespace chancery::read {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kBlanks = " \t\r\n";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_ignoring_case(std::string_view text, std::string_view wanted) {
  return text.size() >= wanted.size() &&
         std::equal(wanted.begin(), wanted.end(), text.begin(), [](char want, char got) { return want == lower(got); });
}

bool ends_with_ignoring_case(std::string_view text, std::string_view wanted) {
  return text.size() >= wanted.size() && starts_with_ignoring_case(text.substr(text.size() - wanted.size()), wanted);
}

std::string_view trim_left(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

std::unexpected<Error> refused(std::string message) {
  Error error;
  error.code = ErrorCode::wrong_type;
  error.message = std::move(message);
  return std::unexpected(std::move(error));
}

// One broken line must not turn a whole file into prose: any of the first lines that begins as an object decides.
bool has_object_line(std::string_view head) {
  for (int lines = 0; lines < 16 && !head.empty(); ++lines) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = trim_left(head.substr(0, end));
    if (line.starts_with('{')) {
      const std::string_view rest = trim_left(line.substr(1));
      if (rest.starts_with('"') || rest.starts_with('}')) return true;
    }
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return false;
}

// The "version" that every JSON Feed has; behind an escaped quote it would be part of a text.
bool is_json_feed(std::string_view head) {
  constexpr std::string_view kKey = "\"version\"";
  for (std::size_t at = head.find(kKey); at != std::string_view::npos; at = head.find(kKey, at + 1)) {
    std::string_view rest = trim_left(head.substr(at + kKey.size()));
    if (!rest.starts_with(':')) continue;
    rest = trim_left(rest.substr(1));
    if (rest.starts_with("\"http://jsonfeed.org/") || rest.starts_with("\"https://jsonfeed.org/")) return true;
    // Some writers escape every slash.
    if (rest.starts_with("\"https:\\/\\/jsonfeed.org")) return true;
  }
  return false;
}

bool is_tar(std::string_view head) {
  if (head.size() < 512) return false;
  if (head.substr(257, 5) == "ustar") return true;
  // The tar of Unix version 7 has no mark, but a sum over its header, in which the sum's own field counts as blanks.
  unsigned sum = 8 * ' ';
  for (std::size_t i = 0; i < 512; ++i) {
    if (i < 148 || i >= 156) sum += static_cast<unsigned char>(head[i]);
  }
  unsigned given = 0;
  bool digits = false;
  for (const char c : head.substr(148, 8)) {
    if (c >= '0' && c <= '7') {
      given = given * 8 + static_cast<unsigned>(c - '0');
      digits = true;
    } else if (digits) {
      break;
    } else if (c != ' ') {
      return false;
    }
  }
  return digits && given == sum && head[0] != '\0';
}

bool is_archive(std::string_view head) {
  constexpr std::array<std::string_view, 6> kMarks{"PK\x03\x04"sv,
                                                   "PK\x05\x06"sv,
                                                   "PK\x07\x08"sv,
                                                   "\x1F\x9D"sv,
                                                   "\xFD"
                                                   "7zXZ\0"sv,
                                                   "\x28\xB5\x2F\xFD"sv};
  for (const std::string_view mark : kMarks) {
    if (head.starts_with(mark)) return true;
  }
  if (head.starts_with("BZh") && head.size() > 10 && head.substr(4, 6) == "1AY&SY") return true;
  return is_tar(head);
}

// What people put into the same folders as their articles, so that the refusal can say what it is.
struct Mark {
  std::string_view bytes;
  std::string_view what;
};
constexpr std::array<Mark, 18> kBinaries{
    {{"%PDF-"sv, "a PDF"sv},
     {"\xD0\xCF\x11\xE0"sv, "an old Office document"sv},
     {"{\\rtf"sv, "a Rich Text document"sv},
     {"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive"sv},
     {"Rar!"sv, "a RAR archive"sv},
     {"SQLite format 3"sv, "an SQLite database"sv},
     {"\x89PNG"sv, "a picture (PNG)"sv},
     {"\xFF\xD8\xFF"sv, "a picture (JPEG)"sv},
     {"GIF8"sv, "a picture (GIF)"sv},
     {"RIFF"sv, "a picture or sound (RIFF)"sv},
     {"\x7F"
      "ELF"sv,
      "a program"sv},
     {"MZ\x90"sv, "a program"sv},
     {"ID3"sv, "a sound file"sv},
     {"OggS"sv, "a sound file"sv},
     {"wOFF"sv, "a font"sv},
     {"wOF2"sv, "a font"sv},
     {"bplist00"sv, "a Safari web archive or property list: save the page as HTML"sv},
     {"\0\0\1\0"sv, "a picture (ICO)"sv}}};

// An Office document is a zip whose first members tell it (ECMA-376 part 2; OpenDocument 1.3 part 2, 3.3).
std::string_view office_document(std::string_view head) {
  if (!head.starts_with("PK\x03\x04")) return {};
  const std::string_view start = head.substr(0, 2048);
  if (start.find("mimetypeapplication/epub+zip") != std::string_view::npos) return "an EPUB book";
  if (start.find("mimetypeapplication/vnd.oasis") != std::string_view::npos) return "an OpenDocument file";
  if (start.find("[Content_Types].xml") != std::string_view::npos ||
      start.find("_rels/.rels") != std::string_view::npos)
    return "an Office document";
  return {};
}

// Steps over white space, comments, processing instructions and the document type; the name of the element that
// follows, without prefix, lower case; "" where none follows in sight.
std::string root_element(std::string_view text) {
  while (true) {
    text = trim_left(text);
    std::string_view end;
    if (text.starts_with("<!--")) {
      end = "-->";
    } else if (text.starts_with("<?")) {
      end = "?>";
    } else if (text.starts_with("<!")) {
      // A document type may hold declarations in brackets.
      const std::size_t close = text.find('>');
      const std::size_t bracket = text.find('[');
      end = bracket < close ? "]" : ">";
    } else {
      break;
    }
    const std::size_t found = text.find(end, 2);
    if (found == std::string_view::npos) return {};
    text.remove_prefix(found + end.size());
    if (end == "]") text.remove_prefix(std::min(text.find('>'), text.size() - 1) + (text.empty() ? 0 : 1));
  }
  if (!text.starts_with('<')) return {};
  std::string name;
  for (const char c : text.substr(1)) {
    if (c == ':') {
      name.clear();
    } else if (kBlanks.find(c) != std::string_view::npos || c == '>' || c == '/') {
      break;
    } else if (name.size() < 40) {
      name += lower(c);
    }
  }
  return name;
}

// WHATWG MIME Sniffing, 7.1, and what else pages begin with.
bool is_html_element(std::string_view name) {
  constexpr std::array<std::string_view, 27> kNames{"html", "head",   "body",    "title",   "script", "style",  "meta",
                                                    "link", "iframe", "h1",      "h2",      "h3",     "div",    "p",
                                                    "font", "table",  "article", "section", "main",   "header", "nav",
                                                    "a",    "br",     "b",       "span",    "center", "base"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

Result<ContentType> markup(std::string_view start, bool& is_markup) {
  is_markup = true;
  const std::string root = root_element(start);
  if (root == "rss" || root == "feed" || root == "rdf") return ContentType::feed;
  if (starts_with_ignoring_case(start, "<!doctype html") || is_html_element(root)) return ContentType::html;
  if (starts_with_ignoring_case(start, "<?xml")) {
    if (root.empty()) return refused("XML whose first element is not in sight");
    return refused("XML of another kind (<" + root + ">): feeds (RSS, Atom) and HTML are read");
  }
  if (start.starts_with("<!--") && root.empty()) return ContentType::html;
  is_markup = false;
  return ContentType::plain_text;
}

// A block of header lines, among them one that only mail programs write and one of those that every mail has: a plain
// text may well begin with "Date:" and "Subject:" (RFC 5322, 3.6; RFC 2045, 4).
bool is_mail(std::string_view head) {
  constexpr std::array<std::string_view, 8> kTechnical{
      "mime-version", "message-id",   "received",       "return-path",
      "content-type", "delivered-to", "dkim-signature", "snapshot-content-location"};
  constexpr std::array<std::string_view, 4> kUsual{"from", "date", "subject", "to"};
  bool technical = false, usual = false;
  while (!head.empty()) {
    std::string_view line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(line.size() + 1, head.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') {
      if (!technical && !usual) return false;
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos) return false;
    std::string name;
    for (const char c : line.substr(0, colon)) {
      if (c <= ' ' || static_cast<unsigned char>(c) > 126) return false;
      name += lower(c);
    }
    technical = technical || std::find(kTechnical.begin(), kTechnical.end(), name) != kTechnical.end();
    usual = usual || std::find(kUsual.begin(), kUsual.end(), name) != kUsual.end();
    if (technical && usual) return true;
  }
  return technical && usual;
}

}  // namespace

std::size_t byte_order_mark(std::string_view head) noexcept { return head.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

Result<ContentType> content_type(std::string_view head, std::string_view name) {
  if (const std::string_view office = office_document(head); !office.empty())
    return refused(std::string(office) + ": save it as plain text or HTML");
  if (head.starts_with("\x1F\x8B")) return ContentType::gzip;
  if (is_archive(head)) return ContentType::archive;
  for (const Mark& mark : kBinaries) {
    if (head.starts_with(mark.bytes)) return refused(std::string(mark.what) + ", no text");
  }
  head.remove_prefix(byte_order_mark(head));
  const std::string_view start = trim_left(head);
  // These may hold anything behind their head; pages with stray zeros are shown by browsers too.
  if (start.starts_with("WARC/")) return ContentType::warc;
  const bool mail = is_mail(head);
  const bool page = starts_with_ignoring_case(start, "<!doctype html") || starts_with_ignoring_case(start, "<html");
  if (!mail && !page && head.find('\0') != std::string_view::npos) return refused("a binary file, no text");
  if (ends_with_ignoring_case(name, ".jsonl") || ends_with_ignoring_case(name, ".ndjson"))
    return ContentType::json_lines;

  if (start.starts_with('{')) {
    if (is_json_feed(head)) return ContentType::json_feed;
    // An object of which the first line shows nothing but its brace goes over several lines.
    const std::string_view rest = start.substr(1);
    const std::size_t next = rest.find_first_not_of(kBlanks);
    const bool over_lines = next != std::string_view::npos && rest.substr(0, next).find('\n') != std::string_view::npos;
    if (over_lines && rest[next] == '"') return ContentType::json;
    if (over_lines && ends_with_ignoring_case(name, ".json")) return ContentType::json;
  }
  if (start.starts_with('[') && trim_left(start.substr(1)).starts_with('{')) return ContentType::json;
  if (start.starts_with('<')) {
    bool is_markup = false;
    auto type = markup(start, is_markup);
    if (is_markup) return type;
  }
  // Behind the markup, since pages hold lines of JSON too (JSON-LD).
  if (has_object_line(head)) return ContentType::json_lines;
  // Some servers print their complaints before the feed.
  if (const std::size_t xml = head.find("<?xml "); xml != std::string_view::npos && xml < 1024) {
    bool is_markup = false;
    const auto type = markup(head.substr(xml), is_markup);
    if (type && *type == ContentType::feed) return type;
  }
  if (mail) return ContentType::mail;
  if (head.starts_with("From ")) {
    const std::size_t line = head.find('\n');
    if (line != std::string_view::npos && is_mail(head.substr(line + 1))) return ContentType::mailbox;
  }
  return ContentType::plain_text;
}

bool is_no_article_by_name(std::string_view file_name) {
  if (file_name.starts_with('.') || file_name.ends_with('~') || starts_with_ignoring_case(file_name, "readme"))
    return true;
  constexpr std::array<std::string_view, 16> kEndings{
      ".md", ".csv", ".tsv", ".db",  ".db-wal", ".db-shm",  ".bak",        ".tmp",
      ".js", ".mjs", ".css", ".map", ".part",   ".partial", ".crdownload", ".download"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return ends_with_ignoring_case(file_name, ending); });
}

}  // namespace chancery::read
