#include "statistics/heading_names.h"

#include <algorithm>

#include "knowledge/table_reader.h"

namespace chancery::statistics {

Result<HeadingNames> HeadingNames::load() {
  const auto table = knowledge::TableReader::open("headings.csv");
  if (!table) return std::unexpected(table.error());
  HeadingNames headings;
  for (const auto& row : table->rows()) {
    const std::string& code = table->cell(row, "code");
    const bool digits = std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || (code.size() != 2 && code.size() != 4)) return table->fail(row, "code must have two or four digits");
    if (!headings.names_.emplace(code, table->cell(row, "name")).second)
      return table->fail(row, "heading " + code + " is there twice");
  }
  return headings;
}

std::string_view HeadingNames::name(std::string_view code) const {
  const auto found = names_.find(std::string(code.substr(0, 4)));
  return found == names_.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace chancery::statistics
