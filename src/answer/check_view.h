// Verdicts on the claims of articles, for people and programs.
#pragma once

#include <string>
#include <vector>

#include "answer/render.h"
#include "answer/wording.h"
#include "chancery/check.h"
#include "chancery/reader.h"
#include "statistics/heading_names.h"

namespace chancery::answer {

// An article with what was found in it and what became of its claims.
struct CheckedArticle {
  Article article;
  Reading reading;
  std::vector<CheckedClaim> claims;
};

// One object and a line feed for each claim (docs/statistics.md): claim, verdict, with, how, official, note, and
// aspect, also, mirror_gap.
[[nodiscard]] std::string check_jsonl(const CheckedArticle& checked, const Knowledge& knowledge);
// The objects of all articles in one: {"answer": "check", "claims": [...]}. Takes the lines of check_jsonl.
[[nodiscard]] std::string check_json(const std::vector<std::string>& lines);
// One block for each claim: the verdict first, the sentence with the claim marked, both sides' figures, the reason.
[[nodiscard]] std::string check_text(const CheckedArticle& checked, const Wording& wording, const TextStyle& style);
[[nodiscard]] std::string check_markdown(const CheckedArticle& checked, const Wording& wording);
// The articles' parts of the page, and what goes around them.
[[nodiscard]] std::string check_html(const CheckedArticle& checked, const Wording& wording);
[[nodiscard]] std::string check_html_head();
[[nodiscard]] std::string check_html_tail();

// "Matches (truncated) the figures of Kazakhstan: ... Contradicts ...": for the lines of a brief.
[[nodiscard]] std::string verdict_text(const CheckedClaim& claim, const Wording& wording);
// All claims that were made of one finding.
[[nodiscard]] std::string verdict_text(std::span<const CheckedClaim> claims, const Wording& wording);

}  // namespace chancery::answer
