#include "statistics/parse.h"

#include "statistics/columns.h"
#include "statistics/delimited.h"

namespace chancery::statistics {

Result<void> parse_statistics(Input& input, const std::string& file, std::optional<Day> day, Ingest& ingest) {
  std::string head(1U << 16U, '\0');
  const auto got = input.read(head.data(), head.size());
  if (!got) return std::unexpected(got.error());
  head.resize(*got);
  Error error;
  error.file = file;
  error.code = ErrorCode::empty;
  error.message = "the file is empty";
  const std::size_t first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (first == std::string::npos) return std::unexpected(std::move(error));
  error.code = ErrorCode::wrong_type;
  if (head.starts_with("PK\x03\x04")) {
    error.message = "is a zip archive: unpack it and load the file in it";
    return std::unexpected(std::move(error));
  }
  if (head[first] == '{' || head[first] == '[') return parse_comtrade_json(input, std::move(head), file, ingest);
  if (head.find('\0') != std::string::npos) {
    error.message = "is no text: official data is taken as CSV, tab-separated text or JSON, gzip or plain";
    return std::unexpected(std::move(error));
  }
  // Lines of a comment before the header, as in our own tables.
  std::size_t begin = head.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  std::uint64_t skipped_lines = 0;
  while (begin < head.size() && head[begin] == '#') {
    const std::size_t end = head.find('\n', begin);
    if (end == std::string::npos) break;
    begin = end + 1;
    ++skipped_lines;
  }
  head.erase(0, begin);
  DelimitedReader reader(input, std::move(head), file, 1 + skipped_lines);
  auto header = reader.header();
  if (!header) return std::unexpected(header.error());
  Columns columns;
  columns.file = file;
  for (const std::string& name : *header) columns.names.push_back(folded_column(name));
  if (!columns.names.empty() && columns.names.back().empty()) columns.names.pop_back();  // a comma at the header's end
  const auto has = [&](std::initializer_list<std::string_view> names) { return columns.find(names) != kNoColumn; };
  if (has({"cmdcode", "commoditycode"}) && has({"reportercode", "reporteriso"})) {
    return parse_comtrade_table(reader, columns, ingest);
  }
  if (has({"productcode"}) && has({"reporteriso3"})) return parse_wits(reader, columns, ingest);
  if (has({"passport"}) && has({"destination"}) && has({"requirement"})) {
    if (!day) {
      error.code = ErrorCode::missing_field;
      error.message = "a passport index needs the day it is of: in the file's name (2023-11-06) or with --date";
      return std::unexpected(std::move(error));
    }
    return parse_passport_index(reader, columns, ingest);
  }
  if (has({"reporter"}) && has({"partner"}) && has({"flow"}) && has({"period"}) && has({"value"})) {
    return parse_national(reader, columns, ingest);
  }
  error.line = 1 + skipped_lines;
  error.message =
      "the header is none that I know: UN Comtrade, WITS, passport-index or a national table (reporter, partner, flow, "
      "period, value, unit, source; docs/statistics.md)";
  return std::unexpected(std::move(error));
}

}  // namespace chancery::statistics
