#include "answer/escape.h"
#include "answer/render.h"

namespace chancery::answer {
namespace {

// Plain serif for paper, a narrow measure on screens; lines do not break over pages.
constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; }
body { font: 16px/1.45 Georgia, "Times New Roman", serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; margin: 0; } h2 { font-size: 1.2rem; border-bottom: 1px solid #8888; margin: 1.8rem 0 .4rem; }
h3 { font-size: 1rem; margin: 1rem 0 .2rem; }
.muted, .quote, .id { color: #767676; } .quote { font-style: italic; } .id { font: .75rem monospace; }
table.lines { border-collapse: collapse; width: 100%; } table.lines td { vertical-align: top; padding: .12rem .5rem .12rem 0; }
td.number { text-align: right; color: #767676; width: 2.2rem; } td.date { white-space: nowrap; width: 6.5rem; }
table.counts { border-collapse: collapse; margin: .4rem 0; } table.counts th, table.counts td { padding: .1rem .7rem .1rem 0; text-align: right; }
table.counts th:first-child, table.counts td:first-child { text-align: left; }
.uncertain .text { color: #8a6100; } .differ { border-left: 3px solid #b00020; padding-left: .7rem; }
.sides { display: flex; flex-wrap: wrap; gap: 1rem; } .sides > div { flex: 1 1 16rem; border: 1px solid #8888; padding: .5rem .8rem; }
ol.sources li { overflow-wrap: anywhere; }
@media print { body { max-width: none; margin: 0; font-size: 10.5pt; } tr, .sides > div { break-inside: avoid; }
  h2, h3 { break-after: avoid; } a { color: inherit; text-decoration: none; } }
)";

void append_source_links(std::string& out, const Line& line) {
  for (const int source : line.sources) {
    const std::string number = std::to_string(source);
    out += " <a href=\"#source-" + number + "\">[" + number + "]</a>";
  }
  if (line.more_sources > 0) out += " and " + std::to_string(line.more_sources) + " more";
}

void append_body(std::string& out, const Line& line) {
  out += "<span class=\"text\">" + escape_html(line.text) + "</span>";
  append_source_links(out, line);
  if (const std::string backing = line_backing(line); !backing.empty()) {
    out += " <span class=\"muted\">(" + escape_html(backing) + ")</span>";
  }
  out += " <span class=\"id\">" + escape_html(line.id) + "</span>";
  if (!line.quote.empty()) out += "<div class=\"quote\">“" + escape_html(line.quote) + "”</div>";
  if (!line.note.empty()) out += "<div class=\"muted\">" + escape_html(line.note) + "</div>";
}

void append_group(std::string& out, const Group& group) {
  if (group.side_by_side) out += "<div class=\"differ\">\n";
  if (!group.title.empty()) out += "<h3>" + escape_html(group.title) + "</h3>\n";
  if (group.side_by_side) {
    out += "<div class=\"sides\">\n";
    for (const Line& line : group.lines) {
      out += "<div id=\"line-" + std::to_string(line.number) + "\"><span class=\"muted\">" +
             std::to_string(line.number) + " · " + escape_html(line.date_text) + "</span><br>";
      append_body(out, line);
      out += "</div>\n";
    }
    out += "</div>\n";
  } else if (!group.lines.empty()) {
    out += "<table class=\"lines\">\n";
    for (const Line& line : group.lines) {
      const bool uncertain = !line.status.empty() && line.status != "happened";
      out += "<tr id=\"line-" + std::to_string(line.number) + (uncertain ? "\" class=\"uncertain\"" : "\"") +
             "><td class=\"number\">" + std::to_string(line.number) + "</td><td class=\"date\">" +
             escape_html(line.date_text) + "</td><td>";
      append_body(out, line);
      out += "</td></tr>\n";
    }
    out += "</table>\n";
  }
  if (group.left_out > 0) {
    out += "<p class=\"muted\">… and " + std::to_string(group.left_out) + " more";
    if (!group.left_out_command.empty()) out += ": <code>" + escape_html(group.left_out_command) + "</code>";
    out += "</p>\n";
  }
  if (group.side_by_side) out += "</div>\n";
}

void append_table(std::string& out, const Table& table) {
  if (!table.caption.empty()) out += "<p>" + escape_html(table.caption) + "</p>\n";
  out += "<table class=\"counts\">\n<tr>";
  for (const std::string& column : table.columns) out += "<th>" + escape_html(column) + "</th>";
  out += "</tr>\n";
  for (const auto& row : table.rows) {
    out += "<tr>";
    for (const std::string& cell : row) out += "<td>" + escape_html(cell) + "</td>";
    out += "</tr>\n";
  }
  out += "</table>\n";
}

}  // namespace

std::string render_html(const Document& document) {
  const std::string title = escape_html(document.title);
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
      title + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<h1>" + title + "</h1>\n";
  if (document.as_of) out += "<p class=\"muted\">As of " + to_iso(*document.as_of) + "</p>\n";
  for (const std::string& sentence : document.basis) out += "<p>" + escape_html(sentence) + "</p>\n";
  for (const Section& section : document.sections) {
    out += "<section id=\"" + escape_html(section.id) + "\">\n";
    if (!section.title.empty()) out += "<h2>" + escape_html(section.title) + "</h2>\n";
    if (!section.note.empty()) out += "<p class=\"muted\">" + escape_html(section.note) + "</p>\n";
    out += section.chart;
    for (const Table& table : section.tables) append_table(out, table);
    for (const Group& group : section.groups) append_group(out, group);
    out += "</section>\n";
  }
  if (!document.sources.empty()) {
    out += "<section id=\"sources\">\n<h2>Sources</h2>\n<ol class=\"sources\">\n";
    for (const Source& source : document.sources) {
      out += "<li id=\"source-" + std::to_string(source.number) + "\">" + escape_html(source_text(source, false));
      const std::string place = source_place(source);
      if (!safe_url(place).empty()) {
        out += ", <a href=\"" + escape_html(place) + "\">" + escape_html(place) + "</a>";
      } else if (!place.empty()) {
        out += ", " + escape_html(place);
      }
      out += " <span class=\"id\">" + escape_html(source.article_id) + "</span></li>\n";
    }
    out += "</ol>\n</section>\n";
  }
  for (const std::string& hint : document.hints) out += "<p>" + escape_html(hint) + "</p>\n";
  if (!document.citation.empty()) out += "<p class=\"muted\">" + escape_html(document.citation) + "</p>\n";
  return out + "</body>\n</html>\n";
}

}  // namespace chancery::answer
