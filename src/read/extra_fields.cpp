#include "read/extra_fields.h"

#include "format/json_writer.h"

namespace chancery::read {

std::string extra_fields(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string out;
  format::JsonWriter json(out);
  json.begin_object();
  bool any = false;
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    json.member(name, value);
    any = true;
  }
  json.end_object();
  return any ? out : std::string();
}

std::string collapsed(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v') {
      blank = !out.empty();
    } else {
      if (blank) out += ' ';
      blank = false;
      out += c;
    }
  }
  return out;
}

}  // namespace chancery::read
