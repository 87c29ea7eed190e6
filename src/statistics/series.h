// Blocks of the store to series: releases on top of each other, sums where nobody stated a total, and what is
// incomplete.
#pragma once

#include <string>
#include <vector>

#include "chancery/statistics.h"
#include "statistics/blocks.h"

namespace chancery::statistics {

struct StoredBlock {
  BlockKey key;  // `source` does not count here: provider and note stand below
  std::string provider;
  std::string note;
  std::string file;
  std::string file_hash;
  Day published{};
  bool cut = false;  // the file breaks off or stops at a limit of its source
  std::vector<BlockCell> cells;
};

// The series of one reporter and partner from all blocks about them, in any order. Pure.
[[nodiscard]] ReporterSeries assemble_series(std::string reporter, std::string partner,
                                             std::vector<StoredBlock> blocks);

// Marks what is incomplete (docs/statistics.md): headings that fall by more than a quarter below both neighbouring full
// years, sums more than a tenth under a fuller source, and values a thousand times off another source of the reporter.
void judge_completeness(ReporterSeries& series);

}  // namespace chancery::statistics
