// The `.case` files: texts with the findings that are expected of them. tests/cases/README.md describes the format.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "chancery/article.h"
#include "chancery/error.h"

namespace chancery::cases {

struct Case {
  std::string id;  // given, or "case-3"
  Article article;
  std::string actors;                 // actor file, relative to the source folder; "" where none
  std::vector<std::string> only;      // kinds to judge ("event"); empty: all
  std::string known;                  // why the program is known to miss it; "" where it is to pass
  std::vector<std::string> expected;  // lines as written, without blank ones
  std::string preamble;               // header and text as written, up to and with the "----", for writing it anew
};

struct CaseFile {
  std::string common;  // header lines before the first "==", as written
  std::vector<Case> cases;
};

// Reads a case file; `source_folder` is where `# file:` paths start.
[[nodiscard]] Result<CaseFile> read_case_file(const std::filesystem::path& path,
                                              const std::filesystem::path& source_folder);

// The same from a string, for tests of the format itself.
[[nodiscard]] Result<CaseFile> parse_case_file(std::string_view content, const std::string& name,
                                               const std::filesystem::path& source_folder);

}  // namespace chancery::cases
