#include "knowledge/table_reader.h"

#include <charconv>

#include "knowledge/embedded.h"

namespace chancery::knowledge {

Result<TableReader> TableReader::open(std::string_view name) {
  const std::string_view content = embedded_file(name);
  if (content.empty()) {
    Error error;
    error.code = ErrorCode::not_found;
    error.file = std::string(name);
    error.message = "the program was built without this table; build again after tools/setup";
    return std::unexpected(std::move(error));
  }
  return parse(content, std::string(name));
}

Result<TableReader> TableReader::parse(std::string_view content, std::string name) {
  auto table = parse_csv(content, std::move(name));
  if (!table) return std::unexpected(table.error());
  return TableReader(std::move(*table));
}

const std::string& TableReader::cell(const CsvRow& row, std::string_view column) const noexcept {
  static const std::string none;
  for (std::size_t at = 0; at < table_.columns.size(); ++at) {
    if (table_.columns[at] == column) return row.cells[at];
  }
  return none;
}

double TableReader::number(const CsvRow& row, std::string_view column) const noexcept {
  const std::string& text = cell(row, column);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::unexpected<Error> TableReader::fail(const CsvRow& row, std::string message) const {
  Error error;
  error.code = ErrorCode::malformed;
  error.file = table_.name;
  error.line = row.line;
  error.message = std::move(message);
  return std::unexpected(std::move(error));
}

void note_table(Tables& tables, const TableReader& reader, std::string origin, std::string source) {
  tables.infos.push_back({reader.name(), reader.rows().size(), std::move(origin), std::move(source)});
}

}  // namespace chancery::knowledge
