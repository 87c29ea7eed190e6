#include <algorithm>

#include "answer/assemble.h"
#include "answer/lists.h"
#include "cli/answer_options.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"

namespace chancery::cli {
namespace {

struct SearchOptions {
  AnswerOptions common;
  std::vector<std::string> words;
  std::string actor;
  std::string with;
  std::size_t limit = 20;
  bool citation = false;
};

bool published_within(const RecordedArticle& article, const FilterOptions& filter) {
  if (!filter.published_since && !filter.published_until) return true;
  const auto day = answer::published(article);
  return day && (!filter.published_since || *day >= *filter.published_since) &&
         (!filter.published_until || *day <= *filter.published_until);
}

Result<std::vector<answer::FoundPassage>> find_passages(Record& record, const std::string& query,
                                                        const std::optional<std::vector<std::string>>& among,
                                                        const SearchOptions& options) {
  const FilterOptions& filter = options.common.filter;
  const bool filtered = among || filter.published_since || filter.published_until;
  // Filters work on what was found, so with filters all hits are asked for.
  const auto hits = record.search(query, filtered ? 0 : options.limit);
  if (!hits) return std::unexpected(hits.error());
  std::vector<answer::FoundPassage> passages;
  for (const SearchHit& hit : *hits) {
    if (options.limit > 0 && passages.size() == options.limit) break;
    if (among && std::find(among->begin(), among->end(), hit.article_id) == among->end()) continue;
    auto article = record.article(hit.article_id);
    if (!article) return std::unexpected(std::move(article.error()));
    if (published_within(*article, filter)) passages.push_back({hit, *std::move(article)});
  }
  return passages;
}

int run_search(const SearchOptions& options) {
  auto session = AnswerSession::open(options.common);
  if (!session) return report(session.error());
  std::string query;
  for (const std::string& word : options.words) query += (query.empty() ? "" : " ") + word;
  std::string asked = "search " + query;
  std::vector<std::string> codes;
  for (const auto& [option, given] : {std::pair(" --actor ", &options.actor), std::pair(" --with ", &options.with)}) {
    if (given->empty()) continue;
    auto code = (*session)->resolve(*given);
    if (!code) return report(code.error());
    asked += option + *code;
    codes.push_back(*std::move(code));
  }
  Record& record = (*session)->record();
  const auto statistics = record.statistics();
  if (!statistics) return report(statistics.error());
  RecordQuery filter;
  apply(options.common.filter, filter);
  filter.limit = options.limit;
  answer::ExportFrame frame;
  frame.record_version = statistics->version;
  frame.citation = answer::citation(*statistics, asked + answer::filter_text(filter));
  if (options.citation) return print(frame.citation + "\n");

  std::optional<std::vector<std::string>> among;
  if (!codes.empty()) {
    auto about = record.articles_about(codes[0], codes.size() > 1 ? codes[1] : std::string());
    if (!about) return report(about.error());
    among = *std::move(about);
  }
  const auto passages = find_passages(record, query, among, options);
  if (!passages) return report(passages.error());

  const std::string& format = options.common.format;
  if (format != "csv" && format != "jsonl" && format != "json") {
    return print(render(answer::build_search(query, *passages, frame.record_version, frame.citation), format));
  }
  constexpr std::size_t kPassageColumns = 400;
  const auto columns = answer::export_columns(answer::ExportKind::search);
  std::string out = format == "csv"    ? answer::csv_header(columns)
                    : format == "json" ? answer::json_head("search", frame)
                                       : "";
  bool first = true;
  for (const answer::FoundPassage& passage : *passages) {
    const std::string text = answer::passage_around(passage.article.article, passage.hit.span, kPassageColumns);
    const answer::Row row = answer::search_row(passage.hit, passage.article, text, frame);
    std::string line = format == "csv" ? answer::csv_row(row) : answer::jsonl_row(columns, row);
    if (format == "json") {
      line.pop_back();
      if (!first) out += ",\n";
    }
    out += line;
    first = false;
  }
  if (format == "json") out += answer::json_tail();
  return print(out);
}

}  // namespace

void add_search_command(CLI::App& app, Action& action) {
  add_command<SearchOptions>(
      app, action, "search", "Articles that hold words or \"phrases\", best first",
      "chancery search '\"transit corridor\" railway' --actor KAZ",
      [](CLI::App& command, SearchOptions& options) {
        command.add_option("QUERY", options.words, "Words, and phrases in double quotes")->required();
        command.add_option("--actor", options.actor, "Only articles about this state or organisation")
            ->type_name("STATE");
        command.add_option("--with", options.with, "and this one too")->type_name("STATE");
        command.add_option("--limit", options.limit, "At most N articles, 0 for all")
            ->type_name("N")
            ->capture_default_str();
        command.add_flag("--citation", options.citation, "Print only the line by which to cite this answer");
        add_answer_options(command, options.common, {"text", "json", "jsonl", "csv", "md", "html"}, "jsonl");
      },
      run_search);
}

}  // namespace chancery::cli
