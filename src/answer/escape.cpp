#include "answer/escape.h"

#include "answer/text_layout.h"

namespace chancery::answer {

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char character : neutralise(text, true)) {
    switch (character) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += character;
    }
  }
  return out;
}

std::string escape_markdown(std::string_view text) {
  std::string out;
  for (const char character : one_line(neutralise(one_line(text)))) {
    switch (character) {
      case '\\':
      case '`':
      case '*':
      case '_':
      case '[':
      case ']':
      case '<':
      case '>':
      case '|':
      case '#':
      case '~':
      case '&':
      case '!':
      case '$':
        out += '\\';
        out += character;
        break;
      default: out += character;
    }
  }
  // Would begin a list at the head of a line.
  if (!out.empty() && (out[0] == '-' || out[0] == '+')) out.insert(0, "\\");
  return out;
}

std::string csv_text(std::string_view text) {
  std::string value;
  if (!text.empty()) {
    const char head = text.front();
    const bool negative_number = head == '-' && text.size() > 1 && text[1] >= '0' && text[1] <= '9';
    if (head == '=' || head == '+' || head == '@' || head == '\t' || head == '\r' ||
        (head == '-' && !negative_number)) {
      value = "'";
    }
  }
  value += text;
  const bool quote = value.find_first_of(",\"\r\n") != std::string::npos ||
                     (!value.empty() && (value.front() == ' ' || value.back() == ' '));
  if (!quote) return value;
  std::string out = "\"";
  for (const char character : value) {
    if (character == '"') out += '"';
    out += character;
  }
  return out + '"';
}

std::string_view safe_url(std::string_view url) noexcept {
  const auto begins = [url](std::string_view head) {
    if (url.size() < head.size()) return false;
    for (std::size_t at = 0; at < head.size(); ++at) {
      const char lower = url[at] >= 'A' && url[at] <= 'Z' ? static_cast<char>(url[at] - 'A' + 'a') : url[at];
      if (lower != head[at]) return false;
    }
    return true;
  };
  return begins("http://") || begins("https://") ? url : std::string_view();
}

}  // namespace chancery::answer
