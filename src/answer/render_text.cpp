#include <algorithm>

#include "answer/render.h"
#include "answer/text_layout.h"
#include "answer/wording.h"

namespace chancery::answer {
namespace {

constexpr std::string_view kBold = "\033[1m";
constexpr std::string_view kDim = "\033[2m";
constexpr std::string_view kRed = "\033[31m";
constexpr std::string_view kYellow = "\033[33m";
constexpr std::string_view kCyan = "\033[36m";
constexpr std::string_view kReset = "\033[0m";

class TextRenderer {
 public:
  explicit TextRenderer(const TextStyle& style)
      : width_(std::max<std::size_t>(style.width, 40)), colour_(style.colour) {}

  std::string render(const Document& document) {
    number_width_ = std::to_string(count_lines(document)).size();
    title(document);
    for (const std::string& sentence : document.basis) paragraph(sentence, 0);
    for (const Section& one : document.sections) section(one);
    if (!document.sources.empty()) sources(document.sources);
    if (!document.hints.empty()) {
      out_ += '\n';
      for (const std::string& hint : document.hints) paragraph(hint, 0);
    }
    if (!document.citation.empty()) {
      out_ += '\n';
      paragraph(document.citation, 0, kDim);
    }
    return std::move(out_);
  }

 private:
  static std::size_t count_lines(const Document& document) {
    std::size_t count = 0;
    for (const Section& section : document.sections) {
      for (const Group& group : section.groups) count += group.lines.size();
    }
    return count;
  }

  std::string styled(std::string_view text, std::string_view code) const {
    if (!colour_ || code.empty()) return std::string(text);
    return std::string(code) + std::string(text) + std::string(kReset);
  }

  void paragraph(std::string_view text, std::size_t indent, std::string_view code = {}) {
    for (const std::string& line : wrap(neutralise(text, true), width_ - indent)) {
      out_ += std::string(indent, ' ') + styled(line, code) + "\n";
    }
  }

  void title(const Document& document) {
    const std::string title = neutralise(document.title);
    const std::string date = document.as_of ? "as of " + to_iso(*document.as_of) : "";
    out_ += styled(title, kBold);
    if (!date.empty()) {
      const std::size_t used = display_width(title) + display_width(date);
      out_ += used + 2 <= width_ ? std::string(width_ - used, ' ') : "\n";
      out_ += styled(date, kDim);
    }
    out_ += '\n';
  }

  void section(const Section& section) {
    if (!section.title.empty()) {
      const std::string title = neutralise(section.title);
      out_ += "\n" + styled(title, kBold) + "\n";
      std::string rule;
      for (std::size_t at = 0; at < std::min(display_width(title), width_); ++at) rule += "─";
      out_ += styled(rule, kDim) + "\n";
    }
    if (!section.note.empty()) paragraph(section.note, 0, kDim);
    for (const Table& one : section.tables) table(one);
    for (const Group& one : section.groups) group(one);
  }

  void table(const Table& table) {
    if (!table.caption.empty()) paragraph(table.caption, 2);
    std::vector<std::size_t> widths;
    for (const std::string& column : table.columns) widths.push_back(display_width(column));
    for (const auto& row : table.rows) {
      for (std::size_t index = 0; index < row.size(); ++index) {
        widths[index] = std::max(widths[index], display_width(neutralise(row[index])));
      }
    }
    // On a narrow terminal the names of the rows give way, not the numbers.
    std::size_t whole = 2;
    for (const std::size_t one : widths) whole += one + 2;
    if (whole > width_ + 2 && !widths.empty()) {
      constexpr std::size_t kLeast = 8;
      widths[0] =
          widths[0] > whole - width_ - 2 + kLeast ? widths[0] - (whole - width_ - 2) : std::min(widths[0], kLeast);
    }
    const auto row = [&](const std::vector<std::string>& cells, std::string_view code) {
      std::string line = "  ";
      for (std::size_t index = 0; index < cells.size(); ++index) {
        const std::string cell = index == 0 ? shorten(neutralise(cells[index]), widths[0]) : neutralise(cells[index]);
        line += index == 0 ? pad_right(cell, widths[index]) : "  " + pad_left(cell, widths[index]);
      }
      out_ += styled(line, code) + "\n";
    };
    row(table.columns, kDim);
    for (const auto& cells : table.rows) row(cells, {});
  }

  void group(const Group& group) {
    if (!group.title.empty()) {
      paragraph(group.title, 2, group.side_by_side ? std::string(kBold) + std::string(kRed) : std::string(kBold));
    }
    std::size_t date_width = 10;
    for (const Line& one : group.lines) date_width = std::max(date_width, display_width(one.date_text));
    for (const Line& one : group.lines) line(one, date_width);
    if (group.left_out > 0) {
      std::string rest = "… and " + std::to_string(group.left_out) + " more";
      if (!group.left_out_command.empty()) rest += ": " + group.left_out_command;
      paragraph(rest, number_width_ + 4, kDim);
    }
  }

  void line(const Line& line, std::size_t date_width) {
    const std::string head = "  " + pad_left(std::to_string(line.number), number_width_) + "  ";
    // On narrow terminals the sentence stands below its date.
    const bool below = width_ < 60;
    const std::size_t indent = below ? head.size() : head.size() + date_width + 2;
    const std::size_t room = width_ > indent + 20 ? width_ - indent : 20;
    out_ += styled(head, kDim) + styled(pad_right(line.date_text, date_width), kCyan);
    out_ += below ? "\n" + std::string(indent, ' ') : "  ";

    std::string text = neutralise(line.text, true);
    for (const int source : line.sources) text += " [" + std::to_string(source) + "]";
    if (line.more_sources > 0) text += " and " + std::to_string(line.more_sources) + " more";
    if (const std::string backing = line_backing(line); !backing.empty()) text += " (" + backing + ")";
    text += " " + line.id;
    const bool uncertain = !line.status.empty() && line.status != "happened";
    auto parts = wrap(text, room);
    for (std::size_t index = 0; index < parts.size(); ++index) {
      if (index > 0) out_ += std::string(indent, ' ');
      std::string part = parts[index];
      if (index + 1 == parts.size() && colour_ && part.ends_with(line.id)) {
        part.resize(part.size() - line.id.size());
        out_ += styled(part, uncertain ? kYellow : std::string_view()) + styled(line.id, kDim) + "\n";
      } else {
        out_ += styled(part, uncertain ? kYellow : std::string_view()) + "\n";
      }
    }
    if (!line.quote.empty()) {
      for (const std::string& part : wrap("“" + neutralise(line.quote, true) + "”", room)) {
        out_ += std::string(indent, ' ') + styled(part, kDim) + "\n";
      }
    }
    if (!line.note.empty()) {
      for (const std::string& part : wrap("→ " + neutralise(line.note, true), room)) {
        out_ += std::string(indent, ' ') + part + "\n";
      }
    }
  }

  void sources(const std::vector<Source>& sources) {
    Section heading;
    heading.title = "Sources";
    section(heading);
    const std::size_t mark_width = std::to_string(sources.back().number).size() + 2;
    for (const Source& source : sources) {
      const std::string mark = pad_left("[" + std::to_string(source.number) + "]", mark_width);
      const std::size_t indent = 2 + mark_width + 1;
      std::string text = neutralise(source_text(source), true);
      if (!source.article_id.empty()) text += " (" + neutralise(source.article_id) + ")";
      const auto parts = wrap(text, width_ > indent + 20 ? width_ - indent : 20);
      for (std::size_t index = 0; index < parts.size(); ++index) {
        out_ += (index == 0 ? "  " + mark + " " : std::string(indent, ' ')) + parts[index] + "\n";
      }
    }
  }

  std::size_t width_;
  bool colour_;
  std::size_t number_width_ = 1;
  std::string out_;
};

}  // namespace

std::string line_backing(const Line& line) {
  return backing_text(line.article_ids.size(), {line.source_count, line.story_count});
}

std::string source_place(const Source& source) {
  if (!source.url.empty()) return source.url;
  if (source.file.empty()) return {};
  return source.line > 0 ? source.file + ":" + std::to_string(source.line) : source.file;
}

std::string source_text(const Source& source, bool with_place) {
  std::string out = source.publisher.empty() ? "Publisher not named" : source.publisher;
  out += ", " + (source.published ? to_iso(*source.published) : std::string("undated"));
  if (!source.title.empty()) out += ", “" + shorten(one_line(source.title), 120) + "”";
  if (!source.also.empty()) out += ", also in " + join_names(source.also, 5);
  if (!source.superseded_by.empty()) out += ", superseded by " + source.superseded_by;
  if (with_place) {
    const std::string place = source_place(source);
    if (!place.empty()) out += ", " + place;
  }
  return out;
}

std::string render_text(const Document& document, const TextStyle& style) {
  return TextRenderer(style).render(document);
}

}  // namespace chancery::answer
