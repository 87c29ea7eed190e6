// Compact JSON appended to a string, keys in the order in which they are written.
#pragma once

#include <rapidjson/writer.h>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace chancery::format {

// The output stream that RapidJSON's writer wants, over a string.
class StringStream {
 public:
  using Ch = char;
  explicit StringStream(std::string& out) noexcept : out_(&out) {}
  void Put(char c) { out_->push_back(c); }
  void Flush() noexcept {}

 private:
  std::string* out_;
};

// One top-level value for each writer. Texts must be valid UTF-8; they are written as they are, control characters and
// quotes escaped.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : stream_(out), writer_(stream_) {}

  void begin_object() { writer_.StartObject(); }
  void end_object() { writer_.EndObject(); }
  void begin_array() { writer_.StartArray(); }
  void end_array() { writer_.EndArray(); }

  void key(std::string_view name) { writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void string(std::string_view text) { writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); }
  void null() { writer_.Null(); }
  void boolean(bool value) { writer_.Bool(value); }
  void integer(std::int64_t value) { writer_.Int64(value); }
  // The shortest decimal that reads back as the same number, never with an exponent: 0.94, 30100000000. What JSON
  // cannot hold (infinity) becomes null.
  void number(double value);
  // A number as it was written.
  void number_text(std::string_view digits) { writer_.RawValue(digits.data(), digits.size(), rapidjson::kNumberType); }
  // JSON text that is already well formed.
  void raw(std::string_view json) { writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType); }

  void member(std::string_view name, std::string_view text) { key(name), string(text); }
  void member(std::string_view name, const char* text) { key(name), string(text); }
  void member(std::string_view name, bool value) { key(name), boolean(value); }
  void member(std::string_view name, double value) { key(name), number(value); }
  template <std::integral Integer>
    requires(!std::same_as<Integer, bool>)
  void member(std::string_view name, Integer value) {
    key(name), integer(static_cast<std::int64_t>(value));
  }
  // null where the text is empty.
  void member_or_null(std::string_view name, std::string_view text) {
    key(name);
    text.empty() ? null() : string(text);
  }

 private:
  StringStream stream_;
  rapidjson::Writer<StringStream> writer_;
};

}  // namespace chancery::format
