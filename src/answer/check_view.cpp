#include "answer/check_view.h"

#include <algorithm>

#include "answer/amount.h"
#include "answer/dates.h"
#include "answer/escape.h"
#include "answer/explain.h"
#include "answer/text_layout.h"
#include "statistics/amount_text.h"

namespace chancery::answer {
namespace {

using statistics::amount_text;
using statistics::fixed;

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

// "MATCHES (truncated), Kazakhstan"
std::string head_of(const Verdict& verdict, const Wording& wording) {
  std::string out = upper(to_string(verdict.kind));
  if (!verdict.how.empty()) out += " (" + verdict.how + ")";
  if (!verdict.with.empty()) out += ", " + wording.states(verdict.with);
  return out;
}

// What is claimed, in the words of briefs.
std::string subject_of(const Finding& finding, const CheckedClaim& claim, const Wording& wording) {
  if (const auto* figure = std::get_if<Figure>(&finding)) {
    std::string out = wording.figure_subject(*figure);
    const std::string period = period_phrase(figure->period);
    if (!period.empty()) out += " " + period;
    if (claim.aspect == "change") return out + ": " + format_change(*figure);
    if (figure->outlook != "outcome" && !figure->outlook.empty()) out += " (" + figure->outlook + ")";
    return out + ": " + format_amount(*figure, figure->hedge);
  }
  if (const auto* goods = std::get_if<Goods>(&finding))
    return wording.goods(*goods) + ", " + wording.goods_direction(*goods);
  if (const auto* agreement = std::get_if<AgreementFinding>(&finding)) {
    const std::string date = agreement->date ? " " + date_text(agreement->date) : "";
    return (agreement->name.empty() ? agreement->kind : agreement->name) + ", " + agreement->step + date;
  }
  return {};
}

TextSpan evidence_span(const Finding& finding) { return evidence_of(finding); }

TextSpan claim_span(const Finding& finding, const CheckedClaim& claim) {
  if (const auto* figure = std::get_if<Figure>(&finding))
    return claim.aspect == "change" && figure->change ? figure->change->span : figure->span;
  if (const auto* goods = std::get_if<Goods>(&finding)) return goods->span;
  if (const auto* agreement = std::get_if<AgreementFinding>(&finding)) return agreement->span;
  return {};
}

Excerpt sentence_of(const CheckedArticle& checked, const CheckedClaim& claim) {
  const Finding& finding = checked.reading.findings[claim.finding];
  Excerpt excerpt;
  excerpt.span = evidence_span(finding);
  excerpt.text = std::string(text_of(checked.article, excerpt.span));
  const TextSpan inner = claim_span(finding, claim);
  if (inner.in_title == excerpt.span.in_title && inner.begin >= excerpt.span.begin && inner.end <= excerpt.span.end &&
      !inner.empty())
    excerpt.marks.push_back({inner.begin - excerpt.span.begin, inner.end - excerpt.span.begin, "value"});
  return excerpt;
}

// The cells of an official figure: who, what, when, agreement, where from.
std::vector<std::string> cells_of(const OfficialFigure& figure, const Wording& wording) {
  std::string what;
  if (!figure.text.empty()) {
    what = figure.text;
  } else if (figure.value) {
    what = figure.unit == "percent" ? fixed(*figure.value, 1) + " percent"
           : figure.unit == "times" ? fixed(*figure.value, 2) + " times"
                                    : amount_text(*figure.value, figure.unit);
  }
  if (figure.rank > 0) what += ", rank " + std::to_string(figure.rank) + " of " + std::to_string(figure.of);
  std::string flow = figure.flow;
  if (figure.flow == "visa") flow = "to " + wording.state(figure.partner);
  if (figure.commodity != "TOTAL" && !figure.commodity.empty())
    flow += " " + figure.commodity + (figure.name.empty() ? "" : " " + figure.name);
  const std::string agrees = figure.incomplete ? "incomplete"
                             : !figure.agrees  ? ""
                             : *figure.agrees  ? "agrees"
                                               : "does not";
  std::string source = figure.source + " (" + figure.file + ", " + to_iso(figure.published) + ")";
  return {capitalise(wording.state(figure.reporter)), flow, figure.period, what, agrees, source, figure.note};
}

std::string gap_text(const CheckedClaim& claim) {
  return claim.mirror_gap ? "mirror gap " + fixed(*claim.mirror_gap, 2) : "";
}

std::string colour_of(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::matches: return "\033[1;32m";
    case VerdictKind::matches_other: return "\033[1;33m";
    case VerdictKind::contradicts: return "\033[1;31m";
    case VerdictKind::cannot_check:
    case VerdictKind::not_outcome: break;
  }
  return "\033[1m";
}

std::string article_line(const CheckedArticle& checked) {
  const Article& article = checked.article;
  std::string out = !article.title.empty() ? article.title : !article.file.empty() ? article.file : article.id;
  const std::string source = !article.source.empty() ? article.source : checked.reading.facts.source;
  if (!source.empty()) out += ", " + source;
  const auto day = article.date ? article.date : checked.reading.facts.date;
  if (day) out += ", " + to_iso(*day);
  return one_line(neutralise(out, true));
}

}  // namespace

std::string check_text(const CheckedArticle& checked, const Wording& wording, const TextStyle& style) {
  const std::size_t width = std::max<std::size_t>(style.width, 40);
  std::string out;
  const auto paragraph = [&](const std::string& text, std::size_t indent) {
    for (const std::string& line : wrap(text, width - indent)) out += std::string(indent, ' ') + line + "\n";
  };
  const auto styled = [&](const std::string& text, const std::string& code) {
    return style.colour ? code + text + "\033[0m" : text;
  };
  out += styled(article_line(checked), "\033[1m") + "\n";
  if (checked.claims.empty()) out += "  No claims that official statistics could tell of.\n";
  for (const CheckedClaim& claim : checked.claims) {
    const Finding& finding = checked.reading.findings[claim.finding];
    out += "\n" + styled(neutralise(head_of(claim.verdict, wording), true), colour_of(claim.verdict.kind)) + "\n";
    paragraph(neutralise(subject_of(finding, claim, wording), true), 2);
    paragraph("“" + marked_text(sentence_of(checked, claim), style.colour) + "”", 2);
    for (const OfficialFigure& figure : claim.official) {
      const auto cells = cells_of(figure, wording);
      std::string line = cells[0] + ", " + cells[1] + " " + cells[2] + ": " + cells[3];
      if (!cells[4].empty()) line += ", " + cells[4];
      line += ". " + cells[5];
      if (!cells[6].empty()) line += "; " + cells[6];
      paragraph(neutralise(line, true), 4);
    }
    if (claim.mirror_gap) paragraph(gap_text(claim), 4);
    if (!claim.verdict.note.empty()) paragraph("→ " + neutralise(claim.verdict.note, true), 2);
    for (const Verdict& verdict : claim.also)
      paragraph("→ " + neutralise(head_of(verdict, wording) + ": " + verdict.note, true), 2);
  }
  return out;
}

std::string check_markdown(const CheckedArticle& checked, const Wording& wording) {
  std::string out = "# " + escape_markdown(article_line(checked)) + "\n\n";
  if (checked.claims.empty()) out += "No claims that official statistics could tell of.\n\n";
  for (const CheckedClaim& claim : checked.claims) {
    const Finding& finding = checked.reading.findings[claim.finding];
    out += "## " + escape_markdown(head_of(claim.verdict, wording)) + "\n\n" +
           escape_markdown(capitalise(subject_of(finding, claim, wording))) + "\n\n> " +
           escape_markdown(marked_text(sentence_of(checked, claim), false)) + "\n\n";
    if (!claim.official.empty()) {
      out += "| by | figure | period | | | source | |\n| --- | --- | --- | ---: | --- | --- | --- |\n";
      for (const OfficialFigure& figure : claim.official) {
        out += '|';
        for (const std::string& cell : cells_of(figure, wording)) out += " " + escape_markdown(cell) + " |";
        out += '\n';
      }
      out += '\n';
    }
    if (claim.mirror_gap) out += "Mirror gap " + fixed(*claim.mirror_gap, 2) + ".\n\n";
    if (!claim.verdict.note.empty()) out += escape_markdown(capitalise(claim.verdict.note)) + ".\n\n";
    for (const Verdict& verdict : claim.also)
      out += "**" + escape_markdown(head_of(verdict, wording)) + "** " + escape_markdown(verdict.note) + "\n\n";
  }
  return out;
}

std::string check_html_head() {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
         "content=\"width=device-width, initial-scale=1\">\n<title>Claims against official "
         "statistics</title>\n<style>\n"
         ":root { color-scheme: light dark; } body { font: 16px/1.45 Georgia, serif; max-width: 60rem; margin: 2rem "
         "auto; "
         "padding: 0 1rem; }\nh1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .2rem; }\n"
         ".matches { color: #1b7a3d; } .matches-other { color: #8a6100; } .contradicts { color: #b00020; }\n"
         "table { border-collapse: collapse; font-size: .9rem; } td { padding: .1rem .8rem .1rem 0; vertical-align: "
         "top; }\n"
         "blockquote { margin: .3rem 0 .3rem 1rem; font-style: italic; } @media print { section { break-inside: avoid; "
         "} }\n"
         "</style>\n</head>\n<body>\n";
}

std::string check_html_tail() { return "</body>\n</html>\n"; }

std::string check_html(const CheckedArticle& checked, const Wording& wording) {
  std::string out = "<h1>" + escape_html(article_line(checked)) + "</h1>\n";
  if (checked.claims.empty()) out += "<p>No claims that official statistics could tell of.</p>\n";
  for (const CheckedClaim& claim : checked.claims) {
    const Finding& finding = checked.reading.findings[claim.finding];
    const Excerpt excerpt = sentence_of(checked, claim);
    out += "<section>\n<h2 class=\"" + std::string(to_string(claim.verdict.kind)) + "\">" +
           escape_html(head_of(claim.verdict, wording)) + "</h2>\n<p>" +
           escape_html(capitalise(subject_of(finding, claim, wording))) + "</p>\n<blockquote>";
    if (excerpt.marks.empty()) {
      out += escape_html(excerpt.text);
    } else {
      const Mark& mark = excerpt.marks.front();
      out += escape_html(std::string_view(excerpt.text).substr(0, mark.begin)) + "<mark>" +
             escape_html(std::string_view(excerpt.text).substr(mark.begin, mark.end - mark.begin)) + "</mark>" +
             escape_html(std::string_view(excerpt.text).substr(mark.end));
    }
    out += "</blockquote>\n";
    if (!claim.official.empty()) {
      out += "<table>\n";
      for (const OfficialFigure& figure : claim.official) {
        out += "<tr>";
        for (const std::string& cell : cells_of(figure, wording)) out += "<td>" + escape_html(cell) + "</td>";
        out += "</tr>\n";
      }
      out += "</table>\n";
    }
    if (claim.mirror_gap) out += "<p>Mirror gap " + fixed(*claim.mirror_gap, 2) + "</p>\n";
    if (!claim.verdict.note.empty()) out += "<p>" + escape_html(capitalise(claim.verdict.note)) + "</p>\n";
    for (const Verdict& verdict : claim.also) {
      out += "<p><b class=\"" + std::string(to_string(verdict.kind)) + "\">" + escape_html(head_of(verdict, wording)) +
             "</b> " + escape_html(verdict.note) + "</p>\n";
    }
    out += "</section>\n";
  }
  return out;
}

std::string verdict_text(const CheckedClaim& claim, const Wording& wording) {
  const auto one = [&](const Verdict& verdict) {
    std::string out = capitalise(to_string(verdict.kind));
    if (!verdict.how.empty()) out += " (" + verdict.how + ")";
    if (!verdict.with.empty() && verdict.kind != VerdictKind::not_outcome)
      out += (verdict.kind == VerdictKind::cannot_check ? " by the figures of " : " the figures of ") +
             wording.states(verdict.with);
    if (!verdict.note.empty()) out += ": " + verdict.note;
    return out + ".";
  };
  std::string out = one(claim.verdict);
  for (const Verdict& verdict : claim.also) out += " " + one(verdict);
  if (claim.mirror_gap) out += " Mirror gap " + fixed(*claim.mirror_gap, 2) + ".";
  return out;
}

std::string verdict_text(std::span<const CheckedClaim> claims, const Wording& wording) {
  std::string out;
  for (const CheckedClaim& claim : claims) {
    if (!out.empty()) out += ' ';
    if (claim.aspect == "change") out += "Change: ";
    out += verdict_text(claim, wording);
  }
  return out;
}

}  // namespace chancery::answer
