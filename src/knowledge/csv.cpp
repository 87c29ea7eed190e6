#include "knowledge/csv.h"

namespace chancery::knowledge {
namespace {

Error malformed(const std::string& name, std::uint64_t line, std::string message) {
  Error error;
  error.code = ErrorCode::malformed;
  error.file = name;
  error.line = line;
  error.message = std::move(message);
  return error;
}

}  // namespace

Result<std::size_t> CsvTable::column(std::string_view wanted) const {
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (columns[at] == wanted) return at;
  }
  Error error =
      malformed(name, 1, "the table has no column \"" + std::string(wanted) + "\"; docs/tables.md lists the columns");
  error.code = ErrorCode::missing_field;
  return std::unexpected(std::move(error));
}

Result<CsvTable> parse_csv(std::string_view content, std::string name) {
  CsvTable table;
  table.name = std::move(name);
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  std::size_t at = 0;
  std::uint64_t line = 1;
  while (at < content.size()) {
    if (content[at] == '\n' || content[at] == '\r') {
      line += content[at] == '\n' ? 1 : 0;
      ++at;
      continue;
    }
    if (content[at] == '#') {
      while (at < content.size() && content[at] != '\n') ++at;
      continue;
    }
    CsvRow row;
    row.line = line;
    bool more_cells = true;
    while (more_cells) {
      std::string cell;
      if (at < content.size() && content[at] == '"') {
        ++at;
        bool closed = false;
        while (at < content.size()) {
          if (content[at] == '"') {
            if (at + 1 < content.size() && content[at + 1] == '"') {
              cell.push_back('"');
              at += 2;
              continue;
            }
            ++at;
            closed = true;
            break;
          }
          line += content[at] == '\n' ? 1 : 0;
          cell.push_back(content[at++]);
        }
        if (!closed)
          return std::unexpected(malformed(table.name, row.line, "a quoted cell is never closed: add the missing \""));
        if (at < content.size() && content[at] != ',' && content[at] != '\n' && content[at] != '\r') {
          return std::unexpected(malformed(table.name, line, "text after the closing quote of a cell"));
        }
      } else {
        while (at < content.size() && content[at] != ',' && content[at] != '\n' && content[at] != '\r')
          cell.push_back(content[at++]);
      }
      row.cells.push_back(std::move(cell));
      more_cells = at < content.size() && content[at] == ',';
      if (more_cells) ++at;
    }
    if (table.columns.empty()) {
      table.columns = std::move(row.cells);
      continue;
    }
    if (row.cells.size() != table.columns.size()) {
      return std::unexpected(malformed(table.name, row.line,
                                       "the row has " + std::to_string(row.cells.size()) + " cells, the header has " +
                                           std::to_string(table.columns.size()) + ": quote cells that hold commas"));
    }
    table.rows.push_back(std::move(row));
  }
  if (table.columns.empty())
    return std::unexpected(malformed(table.name, 1, "the table is empty: it needs a header line"));
  return table;
}

std::vector<std::string> split_list(std::string_view cell) {
  std::vector<std::string> parts;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(';'), cell.size());
    std::string_view part = cell.substr(0, end);
    cell.remove_prefix(std::min(end + 1, cell.size()));
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

}  // namespace chancery::knowledge
