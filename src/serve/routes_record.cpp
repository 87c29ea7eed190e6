// The brief, what there is to ask for, and why the record says so.
#include <algorithm>

#include "answer/article_view.h"
#include "answer/ask.h"
#include "answer/brief.h"
#include "answer/explain.h"
#include "answer/render.h"
#include "answer/resolve_actor.h"
#include "answer/states.h"
#include "format/json_writer.h"
#include "serve/routes.h"

namespace chancery::serve {

using format::JsonWriter;

std::string joined(const std::vector<std::string>& segments) {
  std::string out;
  for (const std::string& segment : segments) out += (out.empty() ? "" : "/") + segment;
  return out;
}

std::string rendered(const answer::Document& document, std::string_view format) {
  if (format == "json") return render_json(document);
  if (format == "md") return render_markdown(document);
  if (format == "html") return render_html(document);
  return render_text(document, {});
}

Served<std::string> resolved(Call& call, const char* parameter, const std::string& given) {
  auto code = answer::resolve_actor(call.desk.knowledge(), call.desk.record(), given);
  if (code) return *std::move(code);
  return std::unexpected(problem_of(answer::Complaint{parameter, std::move(code.error())}));
}

Served<std::shared_ptr<Answer>> serve_brief(Call& call) {
  Parameters& parameters = call.parameters;
  RecordQuery filter;
  filter.since = parameters.day("since", false);
  filter.until = parameters.day("until", true);
  filter.published_since = parameters.day("published-since", false);
  filter.published_until = parameters.day("published-until", true);
  filter.min_confidence = parameters.share("min-confidence");
  const auto today = parameters.day("today", true);
  const std::size_t limit = parameters.count("limit", answer::BriefOptions{}.limit, 0, 100'000);
  const std::string format = parameters.one_of("format", {"json", "md", "html", "text"});
  if (auto problem = parameters.done()) return std::unexpected(*std::move(problem));
  const auto a = resolved(call, "A", call.path[0]);
  if (!a) return std::unexpected(a.error());
  const auto b = resolved(call, "B", call.path[1]);
  if (!b) return std::unexpected(b.error());
  if (*a == *b) return std::unexpected(bad_parameter("B", "both names stand for " + *a + ": a brief is of two"));
  const auto statistics = call.desk.statistics();
  if (!statistics) return std::unexpected(problem_of(statistics.error()));
  const auto brief =
      answer::ask_brief(call.desk.record(), *a, *b, filter, today, limit, call.desk.wording(), *statistics);
  if (!brief) return std::unexpected(problem_of(brief.error()));
  return answer_with(rendered(*brief, format), format, "brief-" + *a + "-" + *b);
}

Served<std::shared_ptr<Answer>> serve_states(Call& call) {
  const std::string typed = call.parameters.text("q");
  const std::size_t limit = call.parameters.count("limit", 0, 0, 100'000);
  if (auto problem = call.parameters.done()) return std::unexpected(*std::move(problem));
  const auto counted = call.desk.summary().codes();
  if (!counted) return std::unexpected(problem_of(counted.error()));
  auto states = answer::list_states(*counted, call.desk.knowledge());
  if (!typed.empty()) states = answer::match_states(states, call.desk.knowledge(), typed);
  if (limit > 0 && states.size() > limit) states.resize(limit);
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("answer", "states");
  json.member("record_version", call.version);
  json.key("rows");
  json.begin_array();
  for (const answer::StateRow& state : states) {
    json.begin_object();
    json.member("code", state.code);
    json.member("name", state.name);
    json.member("kind", state.kind);
    json.member("findings", state.findings);
    json.key("names");
    json.begin_array();
    for (const std::string& name : state.names) json.string(name);
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return answer_with(body + "\n", "json", "states");
}

Served<std::shared_ptr<Answer>> serve_pairs(Call& call) {
  const std::string actor = call.parameters.text("actor");
  const std::size_t limit = call.parameters.count("limit", 100, 0, 100'000);
  if (auto problem = call.parameters.done()) return std::unexpected(*std::move(problem));
  std::string code;
  if (!actor.empty()) {
    auto found = resolved(call, "actor", actor);
    if (!found) return std::unexpected(found.error());
    code = *std::move(found);
  }
  const auto pairs = call.desk.record().pairs(code.empty() ? limit : 0);
  if (!pairs) return std::unexpected(problem_of(pairs.error()));
  const answer::Wording& wording = call.desk.wording();
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("answer", "pairs");
  json.member("record_version", call.version);
  json.key("rows");
  json.begin_array();
  std::size_t rows = 0;
  for (const auto& [pair, findings] : *pairs) {
    const std::size_t gap = std::min(pair.find(' '), pair.size());
    const std::string a = pair.substr(0, gap);
    const std::string b = pair.substr(std::min(gap + 1, pair.size()));
    if (!code.empty() && a != code && b != code) continue;
    if (limit > 0 && rows++ == limit) break;
    json.begin_object();
    json.member("a", a);
    json.member("b", b);
    json.member("a_name", wording.knowledge().display_name(a));
    json.member("b_name", wording.knowledge().display_name(b));
    json.member("findings", findings);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return answer_with(body + "\n", "json", "pairs");
}

Served<std::shared_ptr<Answer>> serve_explain(Call& call) {
  const std::string format = call.parameters.one_of("format", {"json", "md", "text"});
  if (auto problem = call.parameters.done()) return std::unexpected(*std::move(problem));
  const auto statistics = call.desk.statistics();
  if (!statistics) return std::unexpected(problem_of(statistics.error()));
  const auto explained =
      answer::ask_explanation(call.desk.record(), joined(call.path), call.desk.wording(), *statistics);
  if (!explained) return std::unexpected(problem_of(answer::Complaint{"ID", explained.error()}));
  const answer::Explanation& explanation = *explained;
  std::string body = format == "json" ? answer::render_explanation_json(explanation)
                     : format == "md" ? answer::render_explanation_markdown(explanation)
                                      : answer::render_explanation_text(explanation, {});
  return answer_with(std::move(body), format, "finding-" + explanation.id);
}

Served<std::shared_ptr<Answer>> serve_article(Call& call) {
  if (auto problem = call.parameters.done()) return std::unexpected(*std::move(problem));
  Record& record = call.desk.record();
  const auto article = record.article(joined(call.path));
  if (!article) return std::unexpected(problem_of(answer::Complaint{"ID", article.error()}));
  const auto ids = call.desk.summary().findings_of(article->article.id);
  if (!ids) return std::unexpected(problem_of(ids.error()));
  std::vector<RecordedFinding> findings;
  for (const std::string& id : *ids) {
    auto finding = record.finding(id);
    if (!finding) return std::unexpected(problem_of(finding.error()));
    const auto is_it = [&](const RecordedFinding& one) { return one.id == finding->id; };
    // Several of its findings may have become one by now.
    if (std::none_of(findings.begin(), findings.end(), is_it)) findings.push_back(*std::move(finding));
  }
  answer::ArticleMap articles;
  if (auto fetched = answer::fetch_articles(record, findings, articles); !fetched) {
    return std::unexpected(problem_of(fetched.error()));
  }
  return answer_with(answer::render_article_json(*article, findings, articles, call.desk.wording(), call.version),
                     "json", "article");
}

Served<std::shared_ptr<Answer>> serve_version(Call& call) {
  if (auto problem = call.parameters.done()) return std::unexpected(*std::move(problem));
  const auto statistics = call.desk.record().statistics();
  if (!statistics) return std::unexpected(problem_of(statistics.error()));
  const auto official = call.desk.statistics();
  if (!official) return std::unexpected(problem_of(official.error()));
  const auto day = [](const std::optional<Day>& value) { return value ? to_iso(*value) : std::string(); };
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.member("answer", "version");
  json.member("program", CHANCERY_VERSION);
  json.member("reader", Reader::version());
  json.member("may_edit", call.desk.library().may_edit);
  json.member("has_statistics", *official != nullptr);
  json.member("record_version", statistics->version);
  json.member("articles", statistics->articles);
  json.member("findings", statistics->findings);
  json.member("text_bytes", statistics->text_bytes);
  json.member_or_null("first_published", day(statistics->first_published));
  json.member_or_null("last_published", day(statistics->last_published));
  json.key("publishers");
  json.begin_array();
  constexpr std::size_t kPublishers = 50;
  for (std::size_t at = 0; at < std::min(kPublishers, statistics->publishers.size()); ++at) {
    json.begin_object();
    json.member_or_null("name", statistics->publishers[at].first);
    json.member("articles", statistics->publishers[at].second);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return answer_with(body + "\n", "json", "version");
}

}  // namespace chancery::serve
