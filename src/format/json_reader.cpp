#include "format/json_reader.h"

#include <rapidjson/error/en.h>

#include <limits>

namespace chancery::format {

void ObjectReader::fail(ErrorCode code, std::string_view key, std::string_view what) {
  if (*error_) return;
  Error error;
  error.code = code;
  error.message = "\"" + std::string(key) + "\" " + std::string(what);
  *error_ = std::move(error);
}

const rapidjson::Value* ObjectReader::find(const char* key) const {
  if (*error_ || !object_->IsObject()) return nullptr;
  const auto member = object_->FindMember(key);
  if (member == object_->MemberEnd() || member->value.IsNull()) return nullptr;
  return &member->value;
}

const rapidjson::Value* ObjectReader::required(const char* key) {
  const rapidjson::Value* value = find(key);
  if (value == nullptr) fail(ErrorCode::missing_field, key, "is missing");
  return value;
}

std::string ObjectReader::string(const char* key) {
  const rapidjson::Value* value = required(key);
  if (value == nullptr) return {};
  if (value->IsString()) return {value->GetString(), value->GetStringLength()};
  fail(ErrorCode::wrong_type, key, "is no string");
  return {};
}

std::string ObjectReader::string_or_empty(const char* key) {
  return find(key) == nullptr ? std::string() : string(key);
}

double ObjectReader::number(const char* key) {
  const rapidjson::Value* value = required(key);
  if (value == nullptr) return 0;
  if (value->IsNumber()) return value->GetDouble();
  fail(ErrorCode::wrong_type, key, "is no number");
  return 0;
}

std::optional<double> ObjectReader::number_if(const char* key) {
  if (find(key) == nullptr) return std::nullopt;
  return number(key);
}

std::uint32_t ObjectReader::offset(const char* key) {
  const rapidjson::Value* value = required(key);
  if (value == nullptr) return 0;
  if (value->IsUint()) return value->GetUint();
  fail(ErrorCode::wrong_type, key, "is no offset");
  return 0;
}

bool ObjectReader::boolean(const char* key) {
  const rapidjson::Value* value = required(key);
  if (value == nullptr) return false;
  if (value->IsBool()) return value->GetBool();
  fail(ErrorCode::wrong_type, key, "is neither true nor false");
  return false;
}

std::vector<std::string> ObjectReader::strings(const char* key) {
  std::vector<std::string> out;
  if (find(key) == nullptr) return out;
  const rapidjson::Value* values = array(key);
  if (values == nullptr) return out;
  for (const auto& value : values->GetArray()) {
    if (!value.IsString()) {
      fail(ErrorCode::wrong_type, key, "holds something that is no string");
      return {};
    }
    out.emplace_back(value.GetString(), value.GetStringLength());
  }
  return out;
}

const rapidjson::Value* ObjectReader::array(const char* key) {
  const rapidjson::Value* value = required(key);
  if (value == nullptr) return nullptr;
  if (value->IsArray()) return value;
  fail(ErrorCode::wrong_type, key, "is no array");
  return nullptr;
}

Result<rapidjson::Document> parse_json(std::string_view json) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                 rapidjson::kParseFullPrecisionFlag>(json.data(), json.size());
  if (document.HasParseError()) {
    Error error;
    error.code = ErrorCode::malformed;
    error.byte = document.GetErrorOffset();
    error.message = std::string("no valid JSON at byte ") + std::to_string(error.byte) + ": " +
                    rapidjson::GetParseError_En(document.GetParseError());
    return std::unexpected(std::move(error));
  }
  return document;
}

}  // namespace chancery::format
