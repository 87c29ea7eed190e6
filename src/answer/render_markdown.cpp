#include "answer/escape.h"
#include "answer/render.h"

namespace chancery::answer {
namespace {

void append_table(std::string& out, const Table& table) {
  if (!table.caption.empty()) out += escape_markdown(table.caption) + "\n\n";
  const auto row = [&out](const std::vector<std::string>& cells) {
    out += '|';
    for (const std::string& cell : cells) out += " " + escape_markdown(cell) + " |";
    out += '\n';
  };
  row(table.columns);
  out += '|';
  for (std::size_t index = 0; index < table.columns.size(); ++index) out += index == 0 ? " --- |" : " ---: |";
  out += '\n';
  for (const auto& cells : table.rows) row(cells);
  out += '\n';
}

void append_line(std::string& out, const Line& line) {
  const std::string head = std::to_string(line.number) + ". ";
  const std::string indent(head.size(), ' ');
  out += head + "**" + escape_markdown(line.date_text) + "** " + escape_markdown(line.text);
  for (const int source : line.sources) out += " \\[" + std::to_string(source) + "\\]";
  if (line.more_sources > 0) out += " and " + std::to_string(line.more_sources) + " more";
  if (const std::string backing = line_backing(line); !backing.empty()) out += " (" + backing + ")";
  out += " `" + line.id + "`\n";
  if (!line.quote.empty()) out += "\n" + indent + "> " + escape_markdown(line.quote) + "\n\n";
  if (!line.note.empty()) out += "\n" + indent + "*" + escape_markdown(line.note) + "*\n\n";
}

}  // namespace

std::string render_markdown(const Document& document) {
  std::string out = "# " + escape_markdown(document.title) + "\n\n";
  if (document.as_of) out += "As of " + to_iso(*document.as_of) + ".\n\n";
  for (const std::string& sentence : document.basis) out += escape_markdown(sentence) + "\n\n";
  for (const Section& section : document.sections) {
    if (!section.title.empty()) out += "## " + escape_markdown(section.title) + "\n\n";
    if (!section.note.empty()) out += "*" + escape_markdown(section.note) + "*\n\n";
    for (const Table& table : section.tables) append_table(out, table);
    for (const Group& group : section.groups) {
      if (!group.title.empty()) out += "### " + escape_markdown(group.title) + "\n\n";
      for (const Line& line : group.lines) append_line(out, line);
      if (!group.lines.empty() && !out.ends_with("\n\n")) out += '\n';
      if (group.left_out > 0) {
        out += "… and " + std::to_string(group.left_out) + " more";
        if (!group.left_out_command.empty()) out += ": `" + group.left_out_command + "`";
        out += "\n\n";
      }
    }
  }
  if (!document.sources.empty()) {
    out += "## Sources\n\n";
    for (const Source& source : document.sources) {
      out += std::to_string(source.number) + ". " + escape_markdown(source_text(source, false));
      const std::string place = source_place(source);
      if (!safe_url(place).empty() && place.find_first_of("<> \n") == std::string::npos) {
        out += ", <" + place + ">";
      } else if (!place.empty()) {
        out += ", " + escape_markdown(place);
      }
      out += '\n';
    }
    out += '\n';
  }
  for (const std::string& hint : document.hints) out += escape_markdown(hint) + "\n\n";
  if (!document.citation.empty()) out += "*" + escape_markdown(document.citation) + "*\n";
  return out;
}

}  // namespace chancery::answer
