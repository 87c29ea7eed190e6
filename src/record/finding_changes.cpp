#include "record/finding_changes.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <optional>
#include <tuple>

#include "format/finding_json.h"

namespace chancery::record {
namespace {

const TextSpan& evidence_of(const Finding& finding) {
  return std::visit([](const auto& value) -> const TextSpan& { return value.evidence; }, finding);
}

// The words that tell it most closely.
const TextSpan& told_by(const Finding& finding) {
  const auto* event = std::get_if<Event>(&finding);
  return event != nullptr && event->trigger.begin < event->trigger.end ? event->trigger : evidence_of(finding);
}

std::uint32_t common_bytes(const TextSpan& one, const TextSpan& other) {
  if (one.in_title != other.in_title) return 0;
  const auto begin = std::max(one.begin, other.begin);
  const auto end = std::min(one.end, other.end);
  return end > begin ? end - begin : 0;
}

struct Told {
  const Finding* finding = nullptr;
  std::string json;
  bool matched = false;
};

std::vector<Told> all_told(std::span<const Finding> findings, const Article& article) {
  std::vector<Told> told(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    told[i].finding = &findings[i];
    format::append_stored_json(told[i].json, findings[i], article);
  }
  return told;
}

// The keys whose values differ, sorted. Scores are how the reader came to its values and count for themselves nothing.
std::vector<std::string> differing_fields(const std::string& before, const std::string& after) {
  rapidjson::Document one, other;
  one.Parse(before.data(), before.size());
  other.Parse(after.data(), after.size());
  std::vector<std::string> fields;
  const auto compare = [&fields](const rapidjson::Document& from, const rapidjson::Document& to, bool both) {
    for (const auto& member : from.GetObject()) {
      const std::string name = member.name.GetString();
      const auto found = to.FindMember(member.name);
      const bool missing = found == to.MemberEnd();
      if (name != "scores" && (missing || (both && found->value != member.value))) fields.push_back(name);
    }
  };
  if (one.IsObject() && other.IsObject()) {
    compare(one, other, true);
    compare(other, one, false);
  }
  std::sort(fields.begin(), fields.end());
  return fields;
}

FindingChange change(ChangeKind kind, const Article& article, const Told* before, const Told* after) {
  FindingChange out;
  out.change = kind;
  out.article_id = article.id;
  out.kind = kind_of(*(before != nullptr ? before : after)->finding);
  if (before != nullptr) out.before = before->json;
  if (after != nullptr) out.after = after->json;
  return out;
}

}  // namespace

std::vector<FindingChange> changes_between(std::span<const Finding> before, std::span<const Finding> after,
                                           const Article& article) {
  std::vector<Told> old_ones = all_told(before, article);
  std::vector<Told> new_ones = all_told(after, article);
  for (Told& one : old_ones) {
    for (Told& other : new_ones) {
      if (one.matched || other.matched || one.json != other.json) continue;
      one.matched = other.matched = true;
    }
  }

  // Pairs of what is left, those with most in common first; places break ties, so that the result is the same always.
  struct Pair {
    std::uint32_t closely = 0, evidence = 0;
    std::size_t old_one = 0, new_one = 0;
  };
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < old_ones.size(); ++i) {
    for (std::size_t j = 0; j < new_ones.size(); ++j) {
      const Finding& one = *old_ones[i].finding;
      const Finding& other = *new_ones[j].finding;
      if (old_ones[i].matched || new_ones[j].matched || one.index() != other.index()) continue;
      const Pair pair{common_bytes(told_by(one), told_by(other)), common_bytes(evidence_of(one), evidence_of(other)), i,
                      j};
      if (pair.closely > 0) pairs.push_back(pair);
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& one, const Pair& other) {
    return std::tuple(other.closely, other.evidence, one.old_one, one.new_one) <
           std::tuple(one.closely, one.evidence, other.old_one, other.new_one);
  });
  std::vector<std::pair<TextSpan, FindingChange>> changes;
  for (const Pair& pair : pairs) {
    Told& one = old_ones[pair.old_one];
    Told& other = new_ones[pair.new_one];
    if (one.matched || other.matched) continue;
    one.matched = other.matched = true;
    auto fields = differing_fields(one.json, other.json);
    if (fields.empty()) continue;
    FindingChange altered = change(ChangeKind::altered, article, &one, &other);
    altered.fields = std::move(fields);
    changes.emplace_back(evidence_of(*one.finding), std::move(altered));
  }
  for (const Told& one : old_ones) {
    if (!one.matched) changes.emplace_back(evidence_of(*one.finding), change(ChangeKind::gone, article, &one, nullptr));
  }
  for (const Told& other : new_ones) {
    if (!other.matched)
      changes.emplace_back(evidence_of(*other.finding), change(ChangeKind::added, article, nullptr, &other));
  }
  std::stable_sort(changes.begin(), changes.end(), [](const auto& one, const auto& other) {
    const auto place = [](const TextSpan& span) { return std::tuple(!span.in_title, span.begin, span.end); };
    return place(one.first) < place(other.first);
  });
  std::vector<FindingChange> out;
  out.reserve(changes.size());
  for (auto& [place, one] : changes) out.push_back(std::move(one));
  return out;
}

}  // namespace chancery::record
