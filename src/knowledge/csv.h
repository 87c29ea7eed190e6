// RFC 4180 tables with a header line and '#' comment lines, with line numbers for errors.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/error.h"

namespace chancery::knowledge {

struct CsvRow {
  std::uint64_t line = 0;          // 1-based, where the row begins
  std::vector<std::string> cells;  // one for each column of the header
};

struct CsvTable {
  std::string name;  // for errors
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;

  // Index of a column; error `missing_field` naming the table where it is absent.
  [[nodiscard]] Result<std::size_t> column(std::string_view name) const;
};

// Parses a whole table. Lines that begin with '#' and blank lines are skipped; a row with more or fewer cells than the
// header is an error naming the line.
[[nodiscard]] Result<CsvTable> parse_csv(std::string_view content, std::string name);

// Splits a cell at ';' and trims blanks; empty parts are dropped.
[[nodiscard]] std::vector<std::string> split_list(std::string_view cell);

}  // namespace chancery::knowledge
