// Shell completion: scripts that know every command, option and choice.
#pragma once

#include <string>
#include <vector>

#include "chancery/error.h"
#include "cli/command_tree.h"

namespace chancery::cli {

inline const std::vector<std::string> kShells{"bash", "zsh", "fish"};

// The script for one of kShells. `states` are offered where a command takes a state ("KAZ").
[[nodiscard]] std::string completion_script(const std::string& shell, const std::vector<CommandDescription>& commands,
                                            const std::vector<std::string>& states);

}  // namespace chancery::cli
