// What changes the record, where the server was started with --allow-edit: articles sent, findings corrected.
#include <chrono>

#include "answer/correction_list.h"
#include "chancery/corrections.h"
#include "format/json_reader.h"
#include "format/json_writer.h"
#include "read/utf8.h"
#include "serve/intake.h"
#include "serve/routes.h"

namespace chancery::serve {
namespace {

using format::JsonWriter;

constexpr std::size_t kMostFileName = 255;

// "application/json; charset=utf-8" -> application/json.
std::string_view media_type(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  const std::size_t end = type.find_last_not_of(" \t");
  return end == std::string_view::npos ? std::string_view() : type.substr(0, end + 1);
}

Problem wrong_type(const std::string& wanted, const std::string& what) {
  return Problem{415, "media-type", what, "Content-Type", {{"Accept-Post", wanted}}};
}

Problem unreadable(const std::string& what) { return Problem{422, "unreadable-text", what, ""}; }

struct Posted {
  std::string id;
  Correction correction;
};

Served<Posted> posted_correction(const Request& request) {
  if (media_type(request.header("content-type")) != "application/json") {
    return std::unexpected(wrong_type("application/json", "the body is a correction as application/json"));
  }
  const auto document = format::parse_json(request.body);
  if (!document) return std::unexpected(unreadable(document.error().message));
  std::optional<Error> wrong;
  format::ObjectReader row(*document, wrong);
  Posted posted;
  posted.id = wrong ? "" : row.string("id");
  const std::string verdict = wrong ? "" : row.string("verdict");
  posted.correction.by = wrong ? "" : row.string("by");
  posted.correction.note = wrong ? "" : row.string_or_empty("note");
  if (wrong) return std::unexpected(unreadable(wrong->message));
  if (verdict != "wrong" && verdict != "right") {
    return std::unexpected(unreadable("the verdict is \"wrong\" or \"right\""));
  }
  posted.correction.wrong = verdict == "wrong";
  return posted;
}

void write_errors(JsonWriter& json, std::string_view key, const std::vector<Error>& errors) {
  json.key(key);
  json.begin_array();
  for (const Error& error : errors) {
    json.begin_object();
    json.member("file", error.file);
    json.key("line");
    error.line > 0 ? json.integer(static_cast<std::int64_t>(error.line)) : json.null();
    json.member("reason", error.message);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

Served<std::shared_ptr<Answer>> serve_corrections(Call& call) {
  if (auto problem = call.parameters.done()) return std::unexpected(*std::move(problem));
  const auto corrections = Corrections::open(call.desk.library().record_location);
  if (!corrections) return std::unexpected(problem_of(corrections.error()));
  const auto list = (*corrections)->list();
  if (!list) return std::unexpected(problem_of(list.error()));
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("answer", "corrections");
  json.member("record_version", call.version);
  json.key("rows");
  json.begin_array();
  for (const RecordedCorrection& one : *list) json.raw(answer::correction_row(one));
  json.end_array();
  json.end_object();
  return answer_with(body + "\n", "json", "corrections");
}

Served<std::shared_ptr<Answer>> serve_correct(Call& call) {
  if (auto problem = call.parameters.done()) return std::unexpected(*std::move(problem));
  const auto posted = posted_correction(call.request);
  if (!posted) return std::unexpected(posted.error());
  const auto corrections = Corrections::open(call.desk.library().record_location);
  if (!corrections) return std::unexpected(problem_of(corrections.error()));
  const auto tellings = (*corrections)->add(posted->id, posted->correction);
  if (!tellings && tellings.error().code == ErrorCode::bad_usage) {
    return std::unexpected(unreadable(tellings.error().message));
  }
  if (!tellings) return std::unexpected(problem_of(tellings.error()));
  const auto version = call.desk.summary().version();
  if (!version) return std::unexpected(problem_of(version.error()));
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("answer", "correction");
  json.member("record_version", *version);
  json.member("id", posted->id);
  json.member("verdict", posted->correction.wrong ? "wrong" : "right");
  json.member("tellings", *tellings);
  json.end_object();
  return answer_with(body + "\n", "json", "correction");
}

Served<std::shared_ptr<Answer>> serve_intake(Call& call) {
  std::string name = call.parameters.text("name");
  if (auto problem = call.parameters.done()) return std::unexpected(*std::move(problem));
  if (name.size() > kMostFileName || read::first_bad_utf8(name) != name.size() ||
      name.find_first_of(std::string_view("\0\n\r", 3)) != std::string::npos) {
    return std::unexpected(bad_parameter("name", "the name of the file is one line of 255 bytes at most"));
  }
  if (name.empty()) name = "sent";
  if (media_type(call.request.header("content-type")) != "application/octet-stream") {
    return std::unexpected(
        wrong_type("application/octet-stream", "the body is a file as it is, as application/octet-stream"));
  }
  if (call.request.body.empty()) return std::unexpected(unreadable("the file is empty"));
  const Day today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const auto taken = take_in(call.request.body, name, call.desk, today);
  if (!taken) return std::unexpected(problem_of(taken.error()));
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("answer", "intake");
  json.member("record_version", taken->record_version);
  json.member("articles", taken->articles);
  json.member("added", taken->added);
  json.member("revised", taken->revised);
  json.member("unchanged", taken->unchanged);
  json.member("findings", taken->findings);
  json.member("refused", taken->refused);
  write_errors(json, "refusals", taken->refusals);
  write_errors(json, "doubts", taken->doubts);
  json.end_object();
  return answer_with(body + "\n", "json", "intake");
}

}  // namespace chancery::serve
