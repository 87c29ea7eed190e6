// Reading a table by column names, with errors that name table and line.
#pragma once

#include <string>
#include <string_view>

#include "chancery/error.h"
#include "knowledge/csv.h"
#include "knowledge/tables.h"

namespace chancery::knowledge {

inline constexpr std::string_view kOwnTable = "chancery, Apache-2.0";

class TableReader {
 public:
  // A table compiled into the program; error not_found where it was built without.
  [[nodiscard]] static Result<TableReader> open(std::string_view name);
  [[nodiscard]] static Result<TableReader> parse(std::string_view content, std::string name);

  [[nodiscard]] const std::vector<CsvRow>& rows() const noexcept { return table_.rows; }
  [[nodiscard]] const std::string& name() const noexcept { return table_.name; }
  // The cell of a column; "" where the table has no such column.
  [[nodiscard]] const std::string& cell(const CsvRow& row, std::string_view column) const noexcept;
  // The cell as a number; 0 where it is none.
  [[nodiscard]] double number(const CsvRow& row, std::string_view column) const noexcept;
  [[nodiscard]] std::unexpected<Error> fail(const CsvRow& row, std::string message) const;

 private:
  explicit TableReader(CsvTable table) : table_(std::move(table)) {}
  CsvTable table_;
};

// Notes a loaded table for `doctor`.
void note_table(Tables& tables, const TableReader& reader, std::string origin, std::string source);

}  // namespace chancery::knowledge
