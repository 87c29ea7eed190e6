// The prescan of the WHATWG HTML standard, section 13.2.3.2 "Determining the character encoding".
#include <array>
#include <cctype>

#include "read/html/page.h"

namespace chancery::read {
namespace {

constexpr std::size_t kPrescanBytes = 4096;  // the standard asks for 1,024 at least; many pages declare theirs later

bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_letter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool starts_with_lower(std::string_view text, std::string_view lowered) noexcept {
  if (text.size() < lowered.size()) return false;
  for (std::size_t at = 0; at < lowered.size(); ++at) {
    if (lower(text[at]) != lowered[at]) return false;
  }
  return true;
}

class Prescan {
 public:
  explicit Prescan(std::string_view bytes) : bytes_(bytes) {}

  std::string run() {
    while (at_ < bytes_.size()) {
      const std::string_view rest = bytes_.substr(at_);
      if (rest.starts_with("<!--")) {
        const std::size_t end = bytes_.find("-->", at_ + 2);
        if (end == std::string_view::npos) return {};
        at_ = end + 3;
      } else if (starts_with_lower(rest, "<meta") && rest.size() > 5 && (is_space(rest[5]) || rest[5] == '/')) {
        at_ += 6;
        if (std::string label = meta(); !label.empty()) return label;
      } else if (rest.size() > 2 && rest[0] == '<' && (is_letter(rest[1]) || (rest[1] == '/' && is_letter(rest[2])))) {
        while (at_ < bytes_.size() && !is_space(bytes_[at_]) && bytes_[at_] != '>') ++at_;
        std::string name, value;
        while (attribute(name, value)) {
        }
      } else if (rest.size() > 1 && rest[0] == '<' && (rest[1] == '!' || rest[1] == '/' || rest[1] == '?')) {
        at_ = std::min(bytes_.find('>', at_), bytes_.size() - 1) + 1;
      } else {
        ++at_;
      }
    }
    return {};
  }

 private:
  std::string meta() {
    std::string name, value, charset;
    bool got_pragma = false, need_pragma = false;
    while (attribute(name, value)) {
      if (name == "http-equiv") {
        got_pragma = value == "content-type";
      } else if (name == "content") {
        if (charset.empty()) {
          charset = charset_in(value);
          if (!charset.empty()) need_pragma = true;
        }
      } else if (name == "charset") {
        charset = value;
        need_pragma = false;
      }
    }
    if (charset.empty() || (need_pragma && !got_pragma)) return {};
    return charset;
  }

  // "Algorithm for extracting a character encoding from a meta element".
  static std::string charset_in(std::string_view content) {
    std::size_t at = 0;
    while ((at = content.find("charset", at)) != std::string_view::npos) {
      at += 7;
      while (at < content.size() && is_space(content[at])) ++at;
      if (at >= content.size() || content[at] != '=') continue;
      ++at;
      while (at < content.size() && is_space(content[at])) ++at;
      if (at >= content.size()) return {};
      if (content[at] == '"' || content[at] == '\'') {
        const std::size_t end = content.find(content[at], at + 1);
        return end == std::string_view::npos ? std::string() : std::string(content.substr(at + 1, end - at - 1));
      }
      std::size_t end = at;
      while (end < content.size() && !is_space(content[end]) && content[end] != ';') ++end;
      return std::string(content.substr(at, end - at));
    }
    return {};
  }

  // "Get an attribute": the next name and value of the tag, lowered; false at its end.
  bool attribute(std::string& name, std::string& value) {
    name.clear();
    value.clear();
    while (at_ < bytes_.size() && (is_space(bytes_[at_]) || bytes_[at_] == '/')) ++at_;
    if (at_ >= bytes_.size()) return false;
    if (bytes_[at_] == '>') return false;
    while (at_ < bytes_.size() && !(bytes_[at_] == '=' && !name.empty()) && !is_space(bytes_[at_]) &&
           bytes_[at_] != '/' && bytes_[at_] != '>')
      name += lower(bytes_[at_++]);
    while (at_ < bytes_.size() && is_space(bytes_[at_])) ++at_;
    if (at_ >= bytes_.size() || bytes_[at_] != '=') return at_ < bytes_.size();
    ++at_;
    while (at_ < bytes_.size() && is_space(bytes_[at_])) ++at_;
    if (at_ >= bytes_.size()) return false;
    if (const char quote = bytes_[at_]; quote == '"' || quote == '\'') {
      ++at_;
      while (at_ < bytes_.size() && bytes_[at_] != quote) value += lower(bytes_[at_++]);
      if (at_ >= bytes_.size()) return false;
      ++at_;
      return true;
    }
    while (at_ < bytes_.size() && !is_space(bytes_[at_]) && bytes_[at_] != '>') value += lower(bytes_[at_++]);
    return at_ < bytes_.size();
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::string declared_charset(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  std::string label = Prescan(bytes.substr(0, kPrescanBytes)).run();
  while (!label.empty() && is_space(label.back())) label.pop_back();
  while (!label.empty() && is_space(label.front())) label.erase(0, 1);
  // Whoever can be prescanned byte by byte is not written in UTF-16.
  if (label.starts_with("utf-16") || label == "unicode" || label == "ucs-2") return "utf-8";
  if (label == "x-user-defined") return "windows-1252";
  return label;
}

}  // namespace chancery::read
