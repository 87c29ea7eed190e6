// The formats of official data. Each parser takes the rest of an input whose beginning has been looked at, and hands
// its rows to an Ingest; an error means that the whole file is refused.
#pragma once

#include <optional>
#include <string>

#include "chancery/error.h"
#include "statistics/ingest.h"
#include "statistics/input.h"

namespace chancery::statistics {

// Tells the format by the content and parses it. `day`: given by the user or found in the file's name; a passport index
// needs it.
[[nodiscard]] Result<void> parse_statistics(Input& input, const std::string& file, std::optional<Day> day,
                                            Ingest& ingest);

// The formats, for parse_statistics and the fuzz targets. `head` is what was read already.
[[nodiscard]] Result<void> parse_comtrade_json(Input& input, std::string head, const std::string& file, Ingest& ingest);

class DelimitedReader;
struct Columns;
[[nodiscard]] Result<void> parse_comtrade_table(DelimitedReader& reader, const Columns& columns, Ingest& ingest);
[[nodiscard]] Result<void> parse_wits(DelimitedReader& reader, const Columns& columns, Ingest& ingest);
[[nodiscard]] Result<void> parse_national(DelimitedReader& reader, const Columns& columns, Ingest& ingest);
[[nodiscard]] Result<void> parse_passport_index(DelimitedReader& reader, const Columns& columns, Ingest& ingest);

}  // namespace chancery::statistics
