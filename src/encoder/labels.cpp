#include "encoder/relation_encoder.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <cmath>

namespace chancery::encoder {
namespace {

Error bad_labels(std::string message) {
  Error error;
  error.code = ErrorCode::malformed;
  error.message = "the encoder's labels: " + std::move(message);
  return error;
}

std::vector<std::string> strings(const rapidjson::Value& json, const char* name) {
  std::vector<std::string> out;
  const auto found = json.FindMember(name);
  if (found == json.MemberEnd() || !found->value.IsArray()) return out;
  for (const auto& one : found->value.GetArray()) {
    out.emplace_back(one.IsString() ? one.GetString() : "");
  }
  return out;
}

double number(const rapidjson::Value& json, const char* group, const char* name, double otherwise) {
  const auto outer = json.FindMember(group);
  if (outer == json.MemberEnd() || !outer->value.IsObject()) return otherwise;
  const auto found = outer->value.FindMember(name);
  return found != outer->value.MemberEnd() && found->value.IsNumber() ? found->value.GetDouble() : otherwise;
}

}  // namespace

Result<Labels> read_labels(std::string_view text) {
  rapidjson::Document json;
  json.Parse(text.data(), text.size());
  if (json.HasParseError() || !json.IsObject()) return std::unexpected(bad_labels("no JSON object"));
  Labels labels;
  const std::vector<std::string> types = strings(json, "type");
  const auto place = [](const std::vector<std::string>& list, std::string_view value) -> std::optional<std::size_t> {
    const auto found = std::find(list.begin(), list.end(), value);
    return found == list.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - list.begin()));
  };
  for (int i = 0; i < kEventTypeCount; ++i) {
    const auto at = place(types, to_string(static_cast<EventType>(i)));
    if (!at) return std::unexpected(bad_labels("no type " + std::string(to_string(static_cast<EventType>(i)))));
    labels.type_outputs[static_cast<std::size_t>(i)] = *at;
  }
  if (strings(json, "table") != types) return std::unexpected(bad_labels("the types of `table` are others"));
  const auto none = place(types, "none");
  if (!none || types.size() != kEventTypeCount + 1) return std::unexpected(bad_labels("not the 16 types and none"));
  labels.none_output = *none;
  const std::vector<std::string> statuses = strings(json, "status");
  for (std::size_t i = 0; i < kStatusCount; ++i) {
    const auto at = place(statuses, to_string(static_cast<Status>(i)));
    if (!at) return std::unexpected(bad_labels("no status " + std::string(to_string(static_cast<Status>(i)))));
    labels.status_outputs[i] = *at;
  }
  for (const std::string& mode : strings(json, "mode")) {
    Labels::Mode& one = labels.modes.emplace_back();
    if (mode.empty()) continue;
    const std::size_t slash = mode.find('/');
    one.type = parse_event_type(mode.substr(0, slash));
    if (!one.type || slash == std::string::npos) return std::unexpected(bad_labels("unknown mode " + mode));
    one.mode = mode.substr(slash + 1);
  }
  const auto reciprocal = place(strings(json, "direction"), "reciprocal");
  if (!reciprocal) return std::unexpected(bad_labels("no reciprocal direction"));
  labels.reciprocal_output = *reciprocal;
  for (const auto& [name, id] :
       {std::pair("source_open", &labels.markers.source_open), std::pair("source_close", &labels.markers.source_close),
        std::pair("target_open", &labels.markers.target_open),
        std::pair("target_close", &labels.markers.target_close)}) {
    *id = static_cast<std::int32_t>(number(json, "markers", name, *id));
  }
  if (const auto most = json.FindMember("maximum_tokens"); most != json.MemberEnd() && most->value.IsUint()) {
    labels.most_pieces = most->value.GetUint();
  }
  const auto temperature = [&](const char* head) { return static_cast<float>(number(json, "temperature", head, 1)); };
  labels.type_temperature = temperature("type");
  labels.table_temperature = temperature("table");
  labels.status_temperature = temperature("status");
  labels.mode_temperature = temperature("mode");
  labels.direction_temperature = temperature("direction");
  return labels;
}

EventType Answer::best_type() const noexcept {
  return static_cast<EventType>(std::max_element(type.begin(), type.end()) - type.begin());
}

Status Answer::best_status() const noexcept {
  return static_cast<Status>(std::max_element(status.begin(), status.end()) - status.begin());
}

std::string_view best_mode(const Labels& labels, const Answer& answer, EventType type, float sure) noexcept {
  const Labels::Mode* best = nullptr;
  float most = -1, total = 0;
  for (std::size_t i = 0; i < labels.modes.size() && i < answer.mode.size(); ++i) {
    if (labels.modes[i].type && *labels.modes[i].type != type) continue;
    total += answer.mode[i];
    if (answer.mode[i] <= most) continue;
    most = answer.mode[i];
    best = &labels.modes[i];
  }
  return best == nullptr || most < sure * total ? std::string_view() : std::string_view(best->mode);
}

}  // namespace chancery::encoder
