#include "cli/manual.h"

namespace chancery::cli {
namespace {

// groff_char(7): a plain hyphen may be set as a dash, which cannot be pasted into a shell; a line that begins with a
// dot or an apostrophe would be a request.
std::string roff(const std::string& text) {
  std::string out;
  bool at_line_start = true;
  for (const char c : text) {
    if (at_line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
    at_line_start = c == '\n';
  }
  return out;
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::string value_of(const OptionDescription& option) {
  if (option.choices.empty()) return "\\fI" + roff(option.value) + "\\fR";
  std::string out;
  for (const std::string& choice : option.choices) out += (out.empty() ? "\\fB" : "|\\fB") + roff(choice) + "\\fR";
  return out;
}

void append_options(std::string& out, const std::vector<OptionDescription>& options) {
  for (const OptionDescription& option : options) {
    out += ".TP\n";
    for (std::size_t i = 0; i < option.names.size(); ++i) {
      out += (i == 0 ? "\\fB" : ", \\fB") + roff(option.names[i]) + "\\fR";
    }
    if (!option.value.empty()) out += " " + value_of(option);
    out += "\n" + roff(option.description);
    if (!option.default_value.empty()) out += " (default: " + roff(option.default_value) + ")";
    if (option.repeatable && option.description.find("may be given again") == std::string::npos) {
      out += "; may be given again";
    }
    out += ".\n";
  }
}

// Examples stand in the footer: "Example:\n  chancery ..." and, behind an empty line, more words.
void append_footer(std::string& out, const std::string& footer) {
  if (footer.empty()) return;
  out += ".SH EXAMPLES\n.nf\n";
  std::size_t begin = 0;
  while (begin < footer.size()) {
    const std::size_t end = std::min(footer.find('\n', begin), footer.size());
    std::string line = footer.substr(begin, end - begin);
    begin = end + 1;
    if (line == "Example:") continue;
    if (line.starts_with("  ")) line.erase(0, 2);
    out += roff(line) + "\n";
  }
  out += ".fi\n";
}

std::string synopsis(const CommandDescription& command) {
  std::string out = "\\fBchancery " + roff(command.name) + "\\fR [\\fIOPTIONS\\fR]";
  for (const OptionDescription& option : command.positionals) {
    const std::string name = "\\fI" + roff(option.names.front()) + "\\fR" + (option.repeatable ? "..." : "");
    out += option.required ? " " + name : " [" + name + "]";
  }
  return out;
}

constexpr const char* kEnvironment =
    ".SH ENVIRONMENT\n"
    ".TP\n\\fBCHANCERY_RECORD\\fR\nThe record, where \\-\\-record is not given.\n"
    ".TP\n\\fBCHANCERY_CONFIG\\fR\nThe configuration file; \\fBnone\\fR: none is read.\n"
    ".TP\n\\fBXDG_DATA_HOME\\fR, \\fBXDG_CONFIG_HOME\\fR\nWhere the record and the configuration are kept "
    "(XDG Base Directory Specification).\n"
    ".TP\n\\fBNO_COLOR\\fR\nSet and not empty: no colour.\n";

constexpr const char* kExitStatus =
    ".SH EXIT STATUS\n"
    ".TP\n0\nDone.\n.TP\n1\nDone; some inputs were refused, each is named.\n.TP\n2\nWrong usage.\n.TP\n3\nA fault.\n";

std::string heading(const std::string& page, const std::string& version) {
  return ".TH " + upper(roff(page)) + " 1 \"\" \"chancery " + roff(version) + "\" \"User Commands\"\n";
}

std::string program_page(const std::vector<CommandDescription>& commands, const std::string& version) {
  const CommandDescription& program = commands.front();
  std::string out = heading("chancery", version) +
                    ".SH NAME\nchancery \\- the record of relations between states, read from the news\n"
                    ".SH SYNOPSIS\n\\fBchancery\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n.SH DESCRIPTION\n" +
                    roff(program.description) +
                    " It keeps who met whom and about what, what was agreed, signed, refused, threatened and put "
                    "into force, and answers with briefs in which every line leads back to its sentence.\n"
                    ".SH COMMANDS\n";
  for (const CommandDescription& command : commands) {
    if (command.name.empty()) continue;
    out += ".TP\n\\fB" + roff(command.name) + "\\fR\n" + roff(command.description) + ": see \\fBchancery\\-" +
           roff(command.name) + "\\fR(1).\n";
  }
  out += ".SH OPTIONS\n";
  append_options(out, program.options);
  out +=
      ".SH CONFIGURATION\nWhat one would otherwise type every day stands in "
      "\\fI~/.config/chancery/config.toml\\fR, one line for an option: \\fBrecord = \"desk.db\"\\fR for all commands, "
      "or below a heading such as \\fB[brief]\\fR for one. The command line goes before the environment, that before "
      "the file. \\fBchancery doctor\\fR says which file is read.\n";
  return out + kEnvironment + kExitStatus;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> manual_pages(const std::vector<CommandDescription>& commands,
                                                              const std::string& version) {
  std::vector<std::pair<std::string, std::string>> pages;
  pages.emplace_back("chancery.1", program_page(commands, version));
  for (const CommandDescription& command : commands) {
    if (command.name.empty()) continue;
    std::string page = heading("chancery-" + command.name, version);
    page += ".SH NAME\nchancery\\-" + roff(command.name) + " \\- " + roff(command.description) + "\n.SH SYNOPSIS\n" +
            synopsis(command) + "\n.SH DESCRIPTION\n" + roff(command.description) + ".\n";
    if (!command.positionals.empty()) {
      page += ".SH ARGUMENTS\n";
      append_options(page, command.positionals);
    }
    page += ".SH OPTIONS\n";
    append_options(page, command.options);
    append_footer(page, command.footer);
    page += std::string(kExitStatus) + ".SH SEE ALSO\n\\fBchancery\\fR(1)\n";
    pages.emplace_back("chancery-" + command.name + ".1", std::move(page));
  }
  return pages;
}

}  // namespace chancery::cli
