#include "cli/runs.h"

#include <cstdio>

namespace chancery::cli {

Result<void> begin_run(Record& record, std::string_view command) {
  auto unfinished = record.start_run(command);
  if (!unfinished) return std::unexpected(std::move(unfinished.error()));
  for (const UnfinishedRun& run : *unfinished) {
    std::fprintf(
        stderr,
        "chancery: an earlier `%s` of this record was broken off after %llu articles, which are kept whole; the "
        "same command again completes it\n",
        run.command.c_str(), static_cast<unsigned long long>(run.articles));
  }
  return {};
}

}  // namespace chancery::cli
