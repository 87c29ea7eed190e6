// Manual pages in the language of man(7).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/command_tree.h"

namespace chancery::cli {

// Name ("chancery.1", "chancery-brief.1") and source of every page; `version` stands in their foot.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> manual_pages(
    const std::vector<CommandDescription>& commands, const std::string& version);

}  // namespace chancery::cli
