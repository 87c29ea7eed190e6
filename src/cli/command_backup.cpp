// `backup`: a copy of the record, also while `read` runs.
#include <cstdio>
#include <string>

#include "chancery/record.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"

namespace chancery::cli {
namespace {

struct BackupOptions {
  std::string file;
  std::string record;
  bool force = false;
};

int run_backup(const BackupOptions& options) {
  const std::string location = record_location(options.record);
  auto copy = Record::copy(location, options.file, options.force);
  if (!copy) {
    if (copy.error().code == ErrorCode::not_found) copy.error().code = ErrorCode::record_failed;  // as for all commands
    return report(copy.error());
  }
  std::fprintf(stderr, "chancery: %s is a copy of %s: %llu articles, %llu findings, %.1f MB, checked\n",
               options.file.c_str(), location.c_str(), static_cast<unsigned long long>(copy->articles),
               static_cast<unsigned long long>(copy->findings), static_cast<double>(copy->bytes) / 1e6);
  return kDone;
}

}  // namespace

void add_backup_command(CLI::App& app, Action& action) {
  add_command<BackupOptions>(
      app, action, "backup", "Copies the record, also while `read` writes it, and checks the copy",
      "chancery backup desk-2025-02-14.db",
      [](CLI::App& command, BackupOptions& options) {
        command.add_option("file", options.file, "Where the copy goes")->required()->type_name("FILE");
        add_record_option(command, options.record);
        command.add_flag("--force", options.force, "Overwrite the file where there is one");
      },
      run_backup);
}

}  // namespace chancery::cli
