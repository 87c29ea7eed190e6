// Rows of comma-, semicolon- or tab-separated files, read in pieces, so that a file of any size takes the same memory.
// src/knowledge/csv.h holds small tables of ours whole; this is for foreign ones.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "statistics/input.h"

namespace chancery::statistics {

class DelimitedReader {
 public:
  // Takes what has been read already (`head`, the beginning of the file) and then the rest of the input.
  // `line`: the number of its first line.
  DelimitedReader(Input& input, std::string head, std::string file, std::uint64_t line = 1);

  // The cells of the first row, which says the separator too; a byte order mark and white space around are dropped.
  [[nodiscard]] Result<std::vector<std::string>> header();

  // The next row; false at the end. Blank lines are skipped. Quotes as in RFC 4180, but for tab-separated files, where
  // they are letters. Cells are views into the reader's memory until the next call.
  [[nodiscard]] Result<bool> next(std::vector<std::string_view>& cells);

  [[nodiscard]] std::uint64_t line() const noexcept { return row_line_; }  // 1-based, where the row begins
  // Whether the last row given ended without a line break: a file cut in the middle of a row ends so.
  [[nodiscard]] bool ends_without_break() const noexcept { return ends_without_break_; }

 private:
  [[nodiscard]] Result<bool> more();

  Input* input_;
  std::string buffer_;
  std::string file_;
  std::size_t at_ = 0;
  char separator_ = ',';
  bool at_end_ = false;
  bool ends_without_break_ = false;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 0;
};

// A column's name as it is compared: letters and digits alone, in small letters ("Trade Value (US$)" is
// "tradevalueus").
[[nodiscard]] std::string folded_column(std::string_view name);

}  // namespace chancery::statistics
