// What is known beforehand: states, cities, organisations, offices, goods, areas, trigger words.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/error.h"

namespace chancery {

namespace knowledge {
class Tables;  // src/knowledge/tables.h
}

// One table that the program was built with or that a user added, for `doctor`.
struct TableInfo {
  std::string name;  // "states.csv"
  std::size_t rows = 0;
  std::string origin;  // "built in" or the path
  std::string source;  // where its content comes from, licence
};

// Immutable after loading; share one between threads by reference.
class Knowledge {
 public:
  // Loads the built-in tables, then the user's actor files (CSV: docs/tables.md), which may add states (XAA to XZZ),
  // organisations, persons and further names. Errors name file and line. Takes about 50 ms.
  [[nodiscard]] static Result<std::shared_ptr<const Knowledge>> load(
      const std::vector<std::filesystem::path>& actor_files = {});

  // The code of a state or organisation given as code ("KAZ", "kz") or any known name ("Kazakhstan"), case ignored.
  // "" where unknown.
  [[nodiscard]] std::string resolve_code(std::string_view code_or_name) const;

  // The English short name of a code ("Kazakhstan"); the code itself where unknown.
  [[nodiscard]] std::string display_name(std::string_view code) const;

  [[nodiscard]] std::vector<TableInfo> table_infos() const;

  [[nodiscard]] const knowledge::Tables& tables() const noexcept { return *tables_; }

  ~Knowledge();

 private:
  Knowledge();
  std::unique_ptr<knowledge::Tables> tables_;
};

}  // namespace chancery
