#include "answer/states.h"

#include <algorithm>
#include <map>

#include "answer/suggest.h"
#include "knowledge/tables.h"

namespace chancery::answer {
namespace {

bool is_asked_for(knowledge::NameForm form) {
  using knowledge::NameForm;
  return form == NameForm::name || form == NameForm::adjective || form == NameForm::people ||
         form == NameForm::capital || form == NameForm::code;
}

// 0 where it does not fit at all; the larger the likelier.
int fit_of(const StateRow& state, const std::string& typed) {
  if (knowledge::fold(state.code) == typed) return 4;
  int best = 0;
  const auto consider = [&](std::string_view name, int bonus) {
    const std::string folded = knowledge::fold(name);
    if (folded == typed) {
      best = std::max(best, 3);
    } else if (folded.starts_with(typed)) {
      best = std::max(best, 1 + bonus);
    } else if (folded.find(" " + typed) != std::string::npos) {
      best = std::max(best, 1);
    }
  };
  consider(state.name, 1);
  for (const std::string& name : state.names) consider(name, 0);
  return best;
}

}  // namespace

std::vector<StateRow> list_states(const std::vector<std::pair<std::string, std::uint64_t>>& counted,
                                  const Knowledge& knowledge) {
  const knowledge::Tables& tables = knowledge.tables();
  std::map<std::string, StateRow> rows;
  for (const knowledge::ActorEntry& actor : tables.actors) {
    StateRow& row = rows[actor.code];
    row.code = actor.code;
    row.name = actor.name;
    row.kind = actor.kind == knowledge::ActorKind::state ? "state" : "organisation";
  }
  for (const knowledge::NameEntry& name : tables.names) {
    if (name.actor == knowledge::kNoActor || !is_asked_for(name.form)) continue;
    StateRow& row = rows[tables.actors[name.actor].code];
    if (name.surface != row.name && std::find(row.names.begin(), row.names.end(), name.surface) == row.names.end()) {
      row.names.push_back(name.surface);
    }
  }
  for (const auto& [code, findings] : counted) {
    StateRow& row = rows[code];
    if (row.code.empty()) {
      row.code = code;
      row.name = knowledge.display_name(code);
      row.kind = "other";
    }
    row.findings = findings;
  }
  std::vector<StateRow> out;
  for (auto& [code, row] : rows) out.push_back(std::move(row));
  std::stable_sort(out.begin(), out.end(), [](const StateRow& one, const StateRow& other) {
    return one.findings != other.findings ? one.findings > other.findings : one.name < other.name;
  });
  return out;
}

std::vector<StateRow> match_states(const std::vector<StateRow>& states, const Knowledge& knowledge,
                                   std::string_view typed) {
  const std::string folded = knowledge::fold(typed);
  std::vector<std::pair<int, const StateRow*>> ranked;
  for (const StateRow& state : states) {
    if (const int fit = fit_of(state, folded); fit > 0) ranked.emplace_back(fit, &state);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& one, const auto& other) { return one.first > other.first; });
  std::vector<StateRow> out;
  for (const auto& [fit, state] : ranked) out.push_back(*state);
  if (!out.empty()) return out;
  for (const std::string& near : suggest_actors(knowledge, typed)) {  // "Kazakhstan (KAZ)"
    const std::size_t open = near.rfind('(');
    const std::string code = near.substr(open + 1, near.size() - open - 2);
    const auto found =
        std::find_if(states.begin(), states.end(), [&](const StateRow& one) { return one.code == code; });
    if (found != states.end()) out.push_back(*found);
  }
  return out;
}

}  // namespace chancery::answer
