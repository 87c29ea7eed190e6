// `serve`, which main.cpp adds to the commands of commands.h.
#pragma once

#include "cli/commands.h"

namespace chancery::cli {

void add_serve_command(CLI::App& app, Action& action);

}  // namespace chancery::cli
