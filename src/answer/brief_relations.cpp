// Agreements and the acts of cooperation and conflict of a brief.
#include <algorithm>

#include "answer/assemble.h"
#include "answer/brief_sections.h"
#include "answer/text_layout.h"
#include "knowledge/tables.h"

namespace chancery::answer {
namespace {

std::string_view quad_of(const Event& event, const Wording& wording) {
  return wording.knowledge().tables().mode(event.type, event.mode).quad;
}

// Events of one quad category, contacts left out, newest first.
Group quad_group(const std::string& title, std::string_view quad, const BriefMaterial& material, const Wording& wording,
                 const BriefOptions& options) {
  Group group;
  group.title = title;
  for (const RecordedFinding& finding : material.findings) {
    const Event* event = event_of(finding);
    if (event && event->type != EventType::consult && quad_of(*event, wording) == quad) {
      group.lines.push_back(wording.line(finding, material.articles));
    }
  }
  sort_newest_first(group.lines);
  cut_group(group, options.limit, pair_command(material, "events"));
  return group;
}

Section quad_section(const std::string& id, const std::string& title, const BriefMaterial& material,
                     const Wording& wording, const BriefOptions& options) {
  Section section;
  section.id = id;
  section.title = title;
  for (const auto& [name, quad] : {std::pair<std::string, std::string>{"In deeds", "material-" + id},
                                   std::pair<std::string, std::string>{"In words", "verbal-" + id}}) {
    Group group = quad_group(name, quad, material, wording, options);
    if (!group.lines.empty()) section.groups.push_back(std::move(group));
  }
  return section;
}

}  // namespace

Section conflict_section(const BriefMaterial& material, const Wording& wording, const BriefOptions& options) {
  return quad_section("conflict", "Conflict", material, wording, options);
}

Section cooperation_section(const BriefMaterial& material, const Wording& wording, const BriefOptions& options) {
  return quad_section("cooperation", "Other cooperation", material, wording, options);
}

Section agreements_section(const BriefMaterial& material, const Wording& wording) {
  struct Treaty {
    Group group;
    Line latest;
  };
  std::vector<Treaty> treaties;
  for (const RecordedFinding& finding : material.findings) {
    if (!std::holds_alternative<AgreementFinding>(finding.occurrences.front().finding)) continue;
    Treaty treaty;
    treaty.group.lines = wording.steps(finding, material.articles);
    // The state of it is the last step that was taken; a plan or a denial alone is told as such.
    const auto taken = std::find_if(treaty.group.lines.rbegin(), treaty.group.lines.rend(),
                                    [](const Line& line) { return line.status == "happened"; });
    treaty.latest = taken == treaty.group.lines.rend() ? treaty.group.lines.back() : *taken;
    treaty.group.title = wording.agreement_title(finding, material.articles) + ": " + treaty.latest.text;
    for (Line& line : treaty.group.lines) line.text = capitalise(line.text);
    treaties.push_back(std::move(treaty));
  }
  std::stable_sort(treaties.begin(), treaties.end(), [](const Treaty& one, const Treaty& other) {
    const auto key = [](const Treaty& treaty) {
      return std::pair(treaty.latest.date ? -treaty.latest.date->to.time_since_epoch().count() : 1000000,
                       std::string_view(treaty.latest.id));
    };
    return key(one) < key(other);
  });
  Section section;
  section.id = "agreements";
  section.title = "Agreements";
  for (Treaty& treaty : treaties) section.groups.push_back(std::move(treaty.group));
  return section;
}

}  // namespace chancery::answer
