// `stories`: which articles tell one text, and what corrected what.
#include "answer/assemble.h"
#include "answer/story_list.h"
#include "cli/answer_options.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"

namespace chancery::cli {
namespace {

struct StoriesOptions {
  AnswerOptions common;
  std::vector<std::string> ids;
  std::string actor;
  std::string with;
  bool corrected = false;
  bool history = false;
  std::size_t limit = 0;
  bool citation = false;
};

int print_rows(const answer::StoryMaterial& material, const answer::ExportFrame& frame, const std::string& format) {
  const auto columns = answer::story_columns();
  std::string out;
  if (format == "csv") out = answer::csv_header(columns);
  if (format == "json") out = answer::json_head("stories", frame);
  bool first = true;
  for (const Story& story : material.stories) {
    for (const answer::Row& row : answer::story_rows(story, material)) {
      std::string line = format == "csv" ? answer::csv_row(row) : answer::jsonl_row(columns, row);
      if (format == "json") {
        line.pop_back();
        if (!first) out += ",\n";
      }
      out += line;
      first = false;
    }
  }
  if (format == "json") out += answer::json_tail();
  return out.empty() ? static_cast<int>(kDone) : print(out);
}

int run_stories(const StoriesOptions& options) {
  auto session = AnswerSession::open(options.common);
  if (!session) return report(session.error());
  Record& record = (*session)->record();
  const auto statistics = record.statistics();
  if (!statistics) return report(statistics.error());
  answer::StoryMaterial material;
  material.record_version = statistics->version;
  material.history = options.history;

  StoryQuery query;
  RecordQuery filter;
  apply(options.common.filter, filter);
  query.published_since = filter.published_since;
  query.published_until = filter.published_until;
  query.corrected = options.corrected;
  query.limit = options.limit;
  std::string asked = "stories";
  for (const std::string& id : options.ids) asked += " " + id;
  for (const auto& [option, given, code] :
       {std::tuple(" --actor ", &options.actor, &query.actor), std::tuple(" --with ", &options.with, &query.with)}) {
    if (given->empty()) continue;
    auto resolved = (*session)->resolve(*given);
    if (!resolved) return report(resolved.error());
    *code = *resolved;
    material.actors.push_back(*resolved);
    asked += option + *resolved;
  }
  if (options.corrected) asked += " --corrected";
  answer::ExportFrame frame;
  frame.record_version = material.record_version;
  frame.citation = answer::citation(*statistics, asked + answer::filter_text(filter));
  material.citation = frame.citation;
  if (options.citation) return print(frame.citation + "\n");

  int code = kDone;
  if (options.ids.empty()) {
    auto stories = record.stories(query);
    if (!stories) return report(stories.error());
    material.stories = *std::move(stories);
  }
  for (const std::string& id : options.ids) {
    auto story = record.story(id);
    if (story) {
      material.stories.push_back(*std::move(story));
    } else {
      code = std::max(code, static_cast<int>(report(story.error())));
    }
  }
  if (options.history) {
    if (auto fetched = answer::fetch_versions(record, material); !fetched) return report(fetched.error());
  }
  const std::string& format = options.common.format;
  if (format == "csv" || format == "jsonl" || format == "json") {
    return std::max(code, print_rows(material, frame, format));
  }
  if (material.stories.empty() && code != kDone) return code;
  return std::max(code, print(render(answer::build_stories(material, (*session)->wording()), format)));
}

}  // namespace

void add_stories_command(CLI::App& app, Action& action) {
  add_command<StoriesOptions>(
      app, action, "stories", "Stories with their reprints, and what corrected what",
      "chancery stories --actor KAZ --with CHN\n  chancery stories report-17 --history",
      [](CLI::App& command, StoriesOptions& options) {
        command.add_option("ID", options.ids, "Stories (S3K7Q2M9XB) or articles; none: all stories of two articles");
        command.add_option("--actor", options.actor, "A state or organisation that an article of the story tells of")
            ->type_name("STATE");
        command.add_option("--with", options.with, "Another that takes part too")->type_name("STATE");
        command.add_flag("--corrected", options.corrected, "Only those in which an article supersedes another");
        command.add_flag("--history", options.history, "With earlier versions of revised articles and what they said");
        command.add_option("--limit", options.limit, "At most N stories, 0 for all")
            ->type_name("N")
            ->capture_default_str();
        command.add_flag("--citation", options.citation, "Print only the line by which to cite this answer");
        add_answer_options(command, options.common, {"text", "json", "jsonl", "csv", "md", "html"}, "jsonl");
      },
      run_stories);
}

}  // namespace chancery::cli
