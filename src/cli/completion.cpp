#include "cli/completion.h"

#include <algorithm>

namespace chancery::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

// A text between single quotes, for bash and zsh.
std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// fish knows \\ and \' between single quotes.
std::string fish_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

bool takes_state(const OptionDescription& option) { return option.value == "STATE"; }

std::string all_names(const std::vector<OptionDescription>& options) {
  std::string out;
  for (const OptionDescription& option : options) out.append(out.empty() ? "" : " ").append(joined(option.names));
  return out;
}

std::string command_names(const std::vector<CommandDescription>& commands) {
  std::string out;
  for (const CommandDescription& command : commands) {
    if (!command.name.empty()) out.append(out.empty() ? "" : " ").append(command.name);
  }
  return out;
}

// Completing the value behind an option: bash's `case` of the word before.
void append_bash_values(std::string& out, const CommandDescription& command, const std::string& indent) {
  for (const OptionDescription& option : command.options) {
    if (option.value.empty()) continue;
    std::string pattern;
    for (const std::string& name : option.names) pattern.append(pattern.empty() ? "" : "|").append(name);
    out += indent + pattern + ") ";
    if (!option.choices.empty()) {
      out += "COMPREPLY=($(compgen -W " + shell_quoted(joined(option.choices)) + " -- \"$current\")); return ;;\n";
    } else if (takes_state(option)) {
      out += "COMPREPLY=($(compgen -W \"$states\" -- \"$upper\")); return ;;\n";
    } else if (option.is_file()) {
      out += "COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n";
    } else {
      out += "return ;;\n";
    }
  }
}

std::string bash_script(const std::vector<CommandDescription>& commands, const std::vector<std::string>& states) {
  std::string out =
      "# bash completion for chancery. To use it: source <(chancery completion bash)\n"
      "_chancery() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= word\n"
      "  local upper=${current^^}\n"
      "  local states=" +
      shell_quoted(joined(states)) +
      "\n"
      "  local i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    word=${COMP_WORDS[i]}\n"
      "    case \" " +
      command_names(commands) +
      " \" in *\" $word \"*) command=$word; break ;; esac\n"
      "  done\n"
      "  compopt -o filenames 2>/dev/null\n"
      "  case \"$command\" in\n";
  for (const CommandDescription& command : commands) {
    out += "    " + (command.name.empty() ? std::string("''") : command.name) + ")\n      case \"$before\" in\n";
    append_bash_values(out, command, "        ");
    out += "      esac\n      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W " +
           shell_quoted(all_names(command.options)) + " -- \"$current\")); return; fi\n";
    const bool state = std::any_of(command.positionals.begin(), command.positionals.end(), takes_state);
    const bool file = std::any_of(command.positionals.begin(), command.positionals.end(),
                                  [](const OptionDescription& option) { return option.is_file(); });
    if (command.name.empty()) {
      out += "      COMPREPLY=($(compgen -W " + shell_quoted(command_names(commands)) + " -- \"$current\")) ;;\n";
    } else if (state) {
      out += "      COMPREPLY=($(compgen -W \"$states\" -- \"$upper\")) ;;\n";
    } else if (file) {
      out += "      COMPREPLY=($(compgen -f -- \"$current\")) ;;\n";
    } else if (!command.positionals.empty() && !command.positionals.front().choices.empty()) {
      out += "      COMPREPLY=($(compgen -W " + shell_quoted(joined(command.positionals.front().choices)) +
             " -- \"$current\")) ;;\n";
    } else {
      out += "      ;;\n";
    }
  }
  return out + "  esac\n}\ncomplete -F _chancery chancery\n";
}

// Within zsh's _arguments specifications brackets and colons are marks.
std::string zsh_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_action(const OptionDescription& option) {
  if (!option.choices.empty()) return "(" + joined(option.choices) + ")";
  if (takes_state(option)) return "_chancery_states";
  return option.is_file() ? "_files" : " ";
}

std::string zsh_script(const std::vector<CommandDescription>& commands, const std::vector<std::string>& states) {
  std::string out =
      "#compdef chancery\n# zsh completion for chancery. To use it: chancery completion zsh > a folder of $fpath as "
      "_chancery\n\n_chancery_states() { compadd -M 'm:{a-z}={A-Z}' -- " +
      joined(states) + " }\n\n_chancery() {\n  local -a commands=(\n";
  for (const CommandDescription& command : commands) {
    if (!command.name.empty()) out += "    " + shell_quoted(command.name + ":" + zsh_text(command.description)) + "\n";
  }
  out +=
      "  )\n  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n    _describe command commands\n    return\n  fi\n"
      "  local command=$words[2]\n"
      "  if (( CURRENT > 2 )); then shift words; (( CURRENT-- )); fi\n"
      "  case $command in\n";
  for (const CommandDescription& command : commands) {
    out += "    " + (command.name.empty() ? std::string("-*") : command.name) + ")\n      _arguments -s";
    for (const OptionDescription& option : command.options) {
      for (const std::string& name : option.names) {
        std::string specification = (option.repeatable ? "*" : "") + name + "[" + zsh_text(option.description) + "]";
        if (!option.value.empty()) specification += ":" + zsh_text(option.value) + ":" + zsh_action(option);
        out += " \\\n        " + shell_quoted(specification);
      }
    }
    int number = 1;
    for (const OptionDescription& option : command.positionals) {
      const std::string place = option.repeatable ? "*" : std::to_string(number++);
      out += " \\\n        " + shell_quoted(place + ":" + zsh_text(option.names.front()) + ":" + zsh_action(option));
    }
    out += " ;;\n";
  }
  return out + "  esac\n}\n\n_chancery \"$@\"\n";
}

std::string fish_script(const std::vector<CommandDescription>& commands, const std::vector<std::string>& states) {
  std::string out =
      "# fish completion for chancery. To use it: chancery completion fish > "
      "~/.config/fish/completions/chancery.fish\n"
      "set -l states " +
      joined(states) + "\ncomplete -c chancery -f\n";
  for (const CommandDescription& command : commands) {
    const std::string condition =
        command.name.empty() ? "__fish_use_subcommand" : "__fish_seen_subcommand_from " + command.name;
    if (!command.name.empty()) {
      out += "complete -c chancery -n __fish_use_subcommand -a " + command.name + " -d " +
             fish_quoted(command.description) + "\n";
    }
    for (const OptionDescription& option : command.options) {
      out += "complete -c chancery -n " + fish_quoted(condition);
      for (const std::string& name : option.names) {
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      if (!option.choices.empty()) {
        out += " -x -a " + fish_quoted(joined(option.choices));
      } else if (takes_state(option)) {
        out += " -x -a \"$states\"";
      } else if (!option.value.empty()) {
        out += option.is_file() ? " -r -F" : " -x";
      }
      out += " -d " + fish_quoted(option.description) + "\n";
    }
    for (const OptionDescription& option : command.positionals) {
      out += "complete -c chancery -n " + fish_quoted(condition);
      if (!option.choices.empty()) {
        out += " -a " + fish_quoted(joined(option.choices));
      } else if (takes_state(option)) {
        out += " -a \"$states\"";
      } else {
        out += option.is_file() ? " -F" : " -f";
      }
      out += "\n";
    }
  }
  return out;
}

}  // namespace

std::string completion_script(const std::string& shell, const std::vector<CommandDescription>& commands,
                              const std::vector<std::string>& states) {
  if (shell == "zsh") return zsh_script(commands, states);
  if (shell == "fish") return fish_script(commands, states);
  return bash_script(commands, states);
}

}  // namespace chancery::cli
