#include "answer/article_view.h"

#include <algorithm>
#include <tuple>

#include "format/finding_json.h"
#include "format/json_writer.h"

namespace chancery::answer {
namespace {

using format::JsonWriter;

void write_article(JsonWriter& json, const RecordedArticle& recorded) {
  const Article& article = recorded.article;
  json.key("article");
  json.begin_object();
  json.member("id", article.id);
  json.member_or_null("title", article.title);
  json.member("text", article.text);
  json.member_or_null("source", publisher(recorded));
  const auto day = published(recorded);
  json.member_or_null("published", day ? to_iso(*day) : std::string());
  json.member_or_null("language", article.language);
  json.member_or_null("url", article.url);
  json.member_or_null("file", article.file);
  json.key("line");
  article.line > 0 ? json.integer(static_cast<std::int64_t>(article.line)) : json.null();
  json.key("extra");
  article.extra_json.empty() ? json.null() : json.raw(article.extra_json);
  json.member_or_null("reader", recorded.reader_version);
  json.member_or_null("story", recorded.story);
  json.member("story_size", recorded.story_size);
  json.member_or_null("superseded_by", recorded.superseded.by);
  json.end_object();
}

struct Telling {
  const RecordedFinding* finding;
  const Occurrence* occurrence;
};

void write_findings(JsonWriter& json, const Article& article, std::vector<Telling> tellings, const ArticleMap& articles,
                    const Wording& wording) {
  std::stable_sort(tellings.begin(), tellings.end(), [](const Telling& one, const Telling& other) {
    const TextSpan& a = evidence_of(one.occurrence->finding);
    const TextSpan& b = evidence_of(other.occurrence->finding);
    return std::tuple(!a.in_title, a.begin, a.end) < std::tuple(!b.in_title, b.begin, b.end);
  });
  json.key("findings");
  json.begin_array();
  for (const Telling& telling : tellings) {
    json.begin_object();
    json.member_or_null("id", telling.finding->id);
    json.member("kind", kind_of(telling.occurrence->finding));
    json.member("text", wording.line(*telling.finding, articles).text);
    json.member("wrong", telling.occurrence->correction && telling.occurrence->correction->wrong);
    std::string finding;
    format::append_json(finding, telling.occurrence->finding, article, telling.occurrence->local_id,
                        wording.knowledge());
    json.key("finding");
    json.raw(finding);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string render_article_json(const RecordedArticle& article, const std::vector<RecordedFinding>& findings,
                                const ArticleMap& articles, const Wording& wording, std::uint64_t record_version) {
  std::vector<Telling> tellings;
  for (const RecordedFinding& finding : findings) {
    for (const Occurrence& occurrence : finding.occurrences) {
      if (occurrence.article_id == article.article.id) tellings.push_back({&finding, &occurrence});
    }
  }
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("answer", "article");
  json.member("record_version", record_version);
  write_article(json, article);
  write_findings(json, article.article, std::move(tellings), articles, wording);
  json.end_object();
  return out + "\n";
}

std::string render_reading_json(const Article& article, const Reading& reading, const std::string* claims,
                                const Wording& wording) {
  RecordedArticle recorded;
  recorded.article = article;
  recorded.facts = reading.facts;
  recorded.reader_version = Reader::version();
  std::vector<RecordedFinding> findings;
  findings.reserve(reading.findings.size());
  for (std::size_t at = 0; at < reading.findings.size(); ++at) {
    RecordedFinding& one = findings.emplace_back();
    one.kind = kind_of(reading.findings[at]);
    one.occurrences.push_back({article.id, article.id + "/" + std::to_string(at + 1), reading.findings[at]});
  }
  std::vector<Telling> tellings;
  for (const RecordedFinding& finding : findings) tellings.push_back({&finding, &finding.occurrences.front()});
  ArticleMap articles;
  articles.emplace(article.id, recorded);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("answer", "check");
  write_article(json, recorded);
  write_findings(json, article, std::move(tellings), articles, wording);
  json.key("claims");
  if (claims == nullptr) {
    json.null();
  } else {
    json.begin_array();
    std::string_view rest = *claims;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (end > 0) json.raw(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    json.end_array();
  }
  json.end_object();
  return out + "\n";
}

}  // namespace chancery::answer
