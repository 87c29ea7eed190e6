#include "answer/doctor.h"

#include <archive.h>
#include <cld2/public/compact_lang_det.h>
#include <gmime/gmime.h>
#include <linear.h>
#include <rapidjson/rapidjson.h>
#include <sqlite3.h>
#include <unicode/uversion.h>
#include <zlib.h>
#include <CLI/Version.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

#include "answer/text_layout.h"
#include "chancery/reader.h"
#include "encoder/relation_encoder.h"
#include "format/json_writer.h"
#include "knowledge/embedded.h"

namespace chancery::answer {
namespace {

std::string fingerprint(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char byte : bytes) hash = (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001b3U;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out(16, '0');
  for (std::size_t at = 16; at-- > 0; hash >>= 4) out[at] = kDigits[hash & 0xF];
  return out;
}

std::string icu_version() {
  UVersionInfo version;
  u_getVersion(version);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
  u_versionToString(version, text.data());
  return text.data();
}

std::string or_none(std::string_view text, std::string_view otherwise) {
  return std::string(text.empty() ? otherwise : text);
}

}  // namespace

Diagnosis diagnose(const Knowledge& knowledge) {
  Diagnosis diagnosis;
  diagnosis.version = CHANCERY_VERSION;
  diagnosis.reader_version = Reader::version();
  diagnosis.build = {{"build type", or_none(CHANCERY_BUILD_TYPE, "not set")},
                     {"sanitizers", or_none(CHANCERY_SANITIZE, "none")},
#if defined(__clang__)
                     {"compiler", "clang " __clang_version__},
#elif defined(__GNUC__)
                     {"compiler", "g++ " __VERSION__},
#endif
#if defined(__x86_64__)
                     {"machine", "x86-64"},
#elif defined(__aarch64__)
                     {"machine", "arm64"},
#endif
                     {"assertions",
#ifdef NDEBUG
                      "off"
#else
                      "on"
#endif
                     }};
  diagnosis.libraries = {
      {"SQLite", std::string(sqlite3_libversion()) +
                     (sqlite3_compileoption_used("ENABLE_FTS5") != 0 ? ", FTS5" : ", no FTS5") +
                     (sqlite3_threadsafe() != 0 ? ", thread-safe" : ", not thread-safe")},
      {"ICU", icu_version()},
      {"libarchive", std::string(archive_version_string()).substr(std::string_view("libarchive ").size())},
      {"zlib", zlibVersion()},
      {"GMime", std::to_string(gmime_major_version) + "." + std::to_string(gmime_minor_version) + "." +
                    std::to_string(gmime_micro_version)},
      {"uchardet", CHANCERY_UCHARDET_VERSION},
      {"RapidJSON", RAPIDJSON_VERSION_STRING},
      {"CLI11", CLI11_VERSION},
      {"CLD2", CLD2::DetectLanguageVersion()},
      {"liblinear", std::to_string(liblinear_version / 100) + "." + std::to_string(liblinear_version % 100)}};
  constexpr std::string_view kModels = "models/";
  for (const knowledge::EmbeddedFile& file : knowledge::embedded_files()) {
    if (!file.name.starts_with(kModels)) continue;
    diagnosis.models.push_back(
        {std::string(file.name.substr(kModels.size())), file.content.size(), fingerprint(file.content)});
  }
  diagnosis.tables = knowledge.table_infos();
  if (diagnosis.models.empty())
    diagnosis.missing.emplace_back("No models were built in: events rest on the tables alone.");
  diagnosis.libraries.emplace_back("encoder", encoder::describe_build());
  if (!encoder::is_built_in()) {
    diagnosis.missing.emplace_back("The encoder is not in this build: it reads with --tier scan, which finds less.");
  }
  diagnosis.missing.emplace_back("PostgreSQL is not in this build: --record takes files only.");
  if (sqlite3_compileoption_used("ENABLE_FTS5") == 0) {
    diagnosis.missing.emplace_back("This SQLite has no FTS5: search does not work.");
  }
  for (const TableInfo& table : diagnosis.tables) {
    if (table.rows == 0) diagnosis.missing.push_back("The table " + table.name + " is empty.");
  }
  return diagnosis;
}

std::string render_diagnosis_text(const Diagnosis& diagnosis, const TextStyle& style) {
  const std::size_t width = std::max<std::size_t>(style.width, 40);
  std::string out;
  const auto styled = [&](const std::string& text) { return style.colour ? "\033[1m" + text + "\033[0m" : text; };
  const auto heading = [&](const std::string& text) { out += "\n" + styled(text) + "\n"; };
  const auto row = [&](const std::string& name, std::size_t name_width, const std::string& text) {
    const auto lines = wrap(text, width > name_width + 24 ? width - name_width - 4 : 20);
    for (std::size_t index = 0; index < lines.size(); ++index) {
      out += "  " + pad_right(index == 0 ? name : "", name_width) + "  " + lines[index] + "\n";
    }
  };
  out += styled("chancery " + diagnosis.version) + ", reader " + diagnosis.reader_version + "\n";
  heading("Build");
  for (const auto& [name, value] : diagnosis.build) row(name, 12, value);
  heading("Libraries");
  for (const auto& [name, value] : diagnosis.libraries) row(name, 12, value);
  heading("Models");
  if (diagnosis.models.empty()) out += "  none\n";
  for (const ModelInfo& model : diagnosis.models) {
    row(model.name, 24, std::to_string(model.bytes) + " bytes, fingerprint " + model.fingerprint);
  }
  heading("Tables");
  std::size_t name_width = 0;
  for (const TableInfo& table : diagnosis.tables) name_width = std::max(name_width, display_width(table.name));
  for (const TableInfo& table : diagnosis.tables) {
    row(neutralise(table.name), name_width,
        pad_left(std::to_string(table.rows), 6) + " rows, " + neutralise(table.origin) +
            (table.source.empty() ? "" : ", " + one_line(neutralise(table.source, true))));
  }
  heading("Configuration");
  if (diagnosis.configuration_file.empty()) {
    row("file", 12, "none shall be read");
  } else {
    row("file", 12,
        neutralise(diagnosis.configuration_file) +
            (diagnosis.configuration_found ? ", " + std::to_string(diagnosis.settings) + " settings" : ", not there"));
  }
  heading("Record");
  row("where", 12, neutralise(diagnosis.record_location));
  if (diagnosis.record) {
    const RecordStatistics& record = *diagnosis.record;
    row("version", 12, std::to_string(record.version));
    row("holds", 12,
        std::to_string(record.articles) + " articles, " + std::to_string(record.findings) + " findings told " +
            std::to_string(record.occurrences) + " times, " + std::to_string(record.text_bytes) + " bytes of text");
    if (record.first_published && record.last_published) {
      row("published", 12, to_iso(*record.first_published) + " to " + to_iso(*record.last_published));
    }
  } else {
    row("trouble", 12, neutralise(diagnosis.record_trouble));
  }
  heading("Missing");
  for (const std::string& sentence : diagnosis.missing) {
    for (const std::string& line : wrap(neutralise(sentence), width - 2)) out += "  " + line + "\n";
  }
  return out;
}

std::string render_diagnosis_json(const Diagnosis& diagnosis) {
  std::string out;
  format::JsonWriter json(out);
  const auto pairs = [&json](std::string_view key, const std::vector<std::pair<std::string, std::string>>& values) {
    json.key(key);
    json.begin_object();
    for (const auto& [name, value] : values) json.member(name, value);
    json.end_object();
  };
  json.begin_object();
  json.member("version", diagnosis.version);
  json.member("reader", diagnosis.reader_version);
  pairs("build", diagnosis.build);
  pairs("libraries", diagnosis.libraries);
  json.key("models");
  json.begin_array();
  for (const ModelInfo& model : diagnosis.models) {
    json.begin_object();
    json.member("name", model.name);
    json.member("bytes", model.bytes);
    json.member("fingerprint", model.fingerprint);
    json.end_object();
  }
  json.end_array();
  json.key("tables");
  json.begin_array();
  for (const TableInfo& table : diagnosis.tables) {
    json.begin_object();
    json.member("name", table.name);
    json.member("rows", table.rows);
    json.member("origin", table.origin);
    json.member_or_null("source", table.source);
    json.end_object();
  }
  json.end_array();
  json.key("configuration");
  json.begin_object();
  json.member_or_null("file", diagnosis.configuration_file);
  json.member("found", diagnosis.configuration_found);
  json.member("settings", static_cast<std::uint64_t>(diagnosis.settings));
  json.end_object();
  json.key("record");
  json.begin_object();
  json.member("location", diagnosis.record_location);
  if (diagnosis.record) {
    json.member("version", diagnosis.record->version);
    json.member("articles", diagnosis.record->articles);
    json.member("findings", diagnosis.record->findings);
    json.member("occurrences", diagnosis.record->occurrences);
    json.member("text_bytes", diagnosis.record->text_bytes);
    const auto day = [](const std::optional<Day>& value) { return value ? to_iso(*value) : std::string(); };
    json.member_or_null("first_published", day(diagnosis.record->first_published));
    json.member_or_null("last_published", day(diagnosis.record->last_published));
  } else {
    json.member("trouble", diagnosis.record_trouble);
  }
  json.end_object();
  json.key("missing");
  json.begin_array();
  for (const std::string& sentence : diagnosis.missing) json.string(sentence);
  json.end_array();
  json.end_object();
  return out + "\n";
}

}  // namespace chancery::answer
