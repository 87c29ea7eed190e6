// Stories with their reprints, and what corrected what.
#include <tuple>

#include "answer/assemble.h"
#include "answer/story_list.h"
#include "serve/routes.h"

namespace chancery::serve {

Served<std::shared_ptr<Answer>> serve_stories(Call& call) {
  Parameters& parameters = call.parameters;
  StoryQuery query;
  const std::string actor = parameters.text("actor");
  const std::string with = parameters.text("with");
  query.published_since = parameters.day("published-since", false);
  query.published_until = parameters.day("published-until", true);
  query.corrected = parameters.one_of("corrected", {"no", "yes"}) == "yes";
  query.limit = parameters.count("limit", 100, 0, 100'000);
  answer::StoryMaterial material;
  material.history = parameters.one_of("history", {"no", "yes"}) == "yes";
  if (auto problem = parameters.done()) return std::unexpected(*std::move(problem));

  Record& record = call.desk.record();
  const auto statistics = record.statistics();
  if (!statistics) return std::unexpected(problem_of(statistics.error()));
  std::string asked = "stories";
  for (const auto& [option, given, code] :
       {std::tuple("actor", &actor, &query.actor), std::tuple("with", &with, &query.with)}) {
    if (given->empty()) continue;
    auto known = resolved(call, option, *given);
    if (!known) return std::unexpected(known.error());
    *code = *std::move(known);
    asked.append(" --").append(option).append(" ").append(*code);
  }
  const std::string id = joined(call.path);
  if (!id.empty()) asked += " " + id;
  if (query.corrected) asked += " --corrected";
  RecordQuery filter;
  filter.published_since = query.published_since;
  filter.published_until = query.published_until;
  answer::ExportFrame frame;
  frame.record_version = material.record_version = statistics->version;
  frame.citation = material.citation = answer::citation(*statistics, asked + answer::filter_text(filter));

  if (id.empty()) {
    auto stories = record.stories(query);
    if (!stories) return std::unexpected(problem_of(stories.error()));
    material.stories = *std::move(stories);
  } else {
    auto story = record.story(id);
    if (!story) return std::unexpected(problem_of(answer::Complaint{"ID", std::move(story.error())}));
    material.stories.push_back(*std::move(story));
  }
  if (material.history) {
    if (auto fetched = answer::fetch_versions(record, material); !fetched) {
      return std::unexpected(problem_of(fetched.error()));
    }
  }
  const auto columns = answer::story_columns();
  std::string body = answer::json_head("stories", frame);
  bool first = true;
  for (const Story& story : material.stories) {
    for (const answer::Row& row : answer::story_rows(story, material)) {
      if (!first) body += ",\n";
      body += answer::jsonl_row(columns, row);
      body.pop_back();
      first = false;
    }
  }
  return answer_with(body + answer::json_tail(), "json", "stories");
}

}  // namespace chancery::serve
