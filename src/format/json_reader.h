// Typed access to the members of JSON objects, with errors that name the member.
#pragma once

#include <rapidjson/document.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/error.h"

namespace chancery::format {

// Reads members of one object and keeps the first thing that was wrong, so that a long record can be read in straight
// lines and checked once. After an error every call gives an empty value. The object must outlive the reader; `error`
// is shared by the readers of nested objects.
class ObjectReader {
 public:
  ObjectReader(const rapidjson::Value& object, std::optional<Error>& error, std::string_view name = "")
      : object_(&object), error_(&error) {
    if (!object.IsObject()) fail(ErrorCode::wrong_type, name, "is no object");
  }

  [[nodiscard]] std::string string(const char* key);           // required
  [[nodiscard]] std::string string_or_empty(const char* key);  // absent or null: ""
  [[nodiscard]] double number(const char* key);                // required
  [[nodiscard]] std::optional<double> number_if(const char* key);
  [[nodiscard]] std::uint32_t offset(const char* key);              // required, 0 to 2^32 - 1
  [[nodiscard]] bool boolean(const char* key);                      // required
  [[nodiscard]] std::vector<std::string> strings(const char* key);  // absent: none
  // The member where it is there and not null.
  [[nodiscard]] const rapidjson::Value* find(const char* key) const;
  // The member, which must be an array.
  [[nodiscard]] const rapidjson::Value* array(const char* key);
  [[nodiscard]] const rapidjson::Value* required(const char* key);

  void fail(ErrorCode code, std::string_view key, std::string_view what);
  [[nodiscard]] bool failed() const noexcept { return error_->has_value(); }
  [[nodiscard]] std::optional<Error>& error() noexcept { return *error_; }

 private:
  const rapidjson::Value* object_;
  std::optional<Error>* error_;
};

// Parses a whole JSON text without recursion, so that deep nesting cannot exhaust the stack.
[[nodiscard]] Result<rapidjson::Document> parse_json(std::string_view json);

}  // namespace chancery::format
