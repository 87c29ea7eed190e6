#include "answer/search.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "answer/assemble.h"
#include "answer/resolve_actor.h"

namespace chancery::answer {
namespace {

constexpr std::size_t kPassageColumns = 400;

bool published_within(const RecordedArticle& article, const SearchRequest& request) {
  if (!request.published_since && !request.published_until) return true;
  const auto day = published(article);
  return day && (!request.published_since || *day >= *request.published_since) &&
         (!request.published_until || *day <= *request.published_until);
}

Result<std::vector<FoundPassage>> find_passages(Record& record, const std::vector<std::string>& codes,
                                                const SearchRequest& request) {
  std::vector<std::string> among;
  if (!codes.empty()) {
    auto about = record.articles_about(codes[0], codes.size() > 1 ? codes[1] : std::string());
    if (!about) return std::unexpected(std::move(about.error()));
    among = *std::move(about);
    std::sort(among.begin(), among.end());
  }
  const bool filtered = !codes.empty() || request.published_since || request.published_until;
  // Filters work on what was found, so with filters all hits are asked for.
  const auto hits = record.search(request.words, filtered ? 0 : request.limit);
  if (!hits) return std::unexpected(hits.error());
  std::vector<FoundPassage> passages;
  for (const SearchHit& hit : *hits) {
    if (request.limit > 0 && passages.size() == request.limit) break;
    if (!codes.empty() && !std::binary_search(among.begin(), among.end(), hit.article_id)) continue;
    auto article = record.article(hit.article_id);
    if (!article) return std::unexpected(std::move(article.error()));
    if (published_within(*article, request)) passages.push_back({hit, *std::move(article)});
  }
  return passages;
}

}  // namespace

Asked<SearchAnswer> search_articles(const SearchRequest& request, Record& record, const Knowledge& knowledge,
                                    bool only_frame) {
  std::string asked = "search " + request.words;
  std::vector<std::string> codes;
  for (const auto& [option, given] : {std::pair("actor", &request.actor), std::pair("with", &request.with)}) {
    if (given->empty()) continue;
    auto code = resolve_actor(knowledge, record, *given);
    if (!code) return std::unexpected(Complaint{option, std::move(code.error())});
    asked.append(" --").append(option).append(" ").append(*code);
    codes.push_back(*std::move(code));
  }
  const auto statistics = record.statistics();
  if (!statistics) return std::unexpected(Complaint{"", statistics.error()});
  RecordQuery filter;
  filter.published_since = request.published_since;
  filter.published_until = request.published_until;
  filter.limit = request.limit;
  SearchAnswer answer;
  answer.frame.record_version = statistics->version;
  answer.frame.citation = citation(*statistics, asked + filter_text(filter));
  if (only_frame) return answer;
  auto passages = find_passages(record, codes, request);
  if (!passages) return std::unexpected(Complaint{"", std::move(passages.error())});
  answer.passages = *std::move(passages);
  return answer;
}

Row passage_row(const FoundPassage& passage, const ExportFrame& frame) {
  const std::string text = passage_around(passage.article.article, passage.hit.span, kPassageColumns);
  return search_row(passage.hit, passage.article, text, frame);
}

std::string search_rows(const SearchAnswer& answer, std::string_view format) {
  const auto columns = export_columns(ExportKind::search);
  std::string out = format == "csv" ? csv_header(columns) : format == "json" ? json_head("search", answer.frame) : "";
  bool first = true;
  for (const FoundPassage& passage : answer.passages) {
    const Row row = passage_row(passage, answer.frame);
    std::string line = format == "csv" ? csv_row(row) : jsonl_row(columns, row);
    if (format == "json") {
      line.pop_back();
      if (!first) out += ",\n";
    }
    out += line;
    first = false;
  }
  if (format == "json") out += json_tail();
  return out;
}

}  // namespace chancery::answer
