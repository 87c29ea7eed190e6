#include "answer/story_list.h"

#include <algorithm>
#include <array>
#include <set>

#include "answer/assemble.h"
#include "answer/dates.h"
#include "answer/escape.h"
#include "answer/text_layout.h"

namespace chancery::answer {
namespace {

constexpr std::size_t kTitleColumns = 120;
constexpr auto kColumns = std::to_array<std::string_view>(
    {"story", "article", "version", "source", "published", "title", "url", "articles", "sources", "superseded_by",
     "superseded_kind", "versions", "record_version", "citation"});

std::size_t sources_of(const Story& story) {
  std::set<std::string> names;
  for (const StoryMember& member : story.members) {
    names.insert(member.publisher.empty() ? "\n" + member.article_id : member.publisher);
  }
  return names.size();
}

std::string shown(const std::string& title) {
  const std::string line = one_line(neutralise(title, true));
  return line.empty() ? "Untitled" : shorten(line, kTitleColumns);
}

std::string shown_publisher(const std::string& name) {
  return name.empty() ? "Publisher not named" : one_line(neutralise(name));
}

Line article_line(const std::string& id, const std::string& kind, const std::optional<Day>& published,
                  std::string text) {
  Line line;
  line.id = id;
  line.kind = kind;
  if (published) line.date = DateInterval{*published, *published, DatePrecision::day, DateBasis::publication, {}};
  line.date_text = date_text(line.date);
  line.text = std::move(text);
  return line;
}

std::string superseded_text(const Supersession& superseded) {
  const std::string how = superseded.kind == "retraction" ? "withdrawn by"
                          : superseded.kind == "update"   ? "updated by"
                                                          : "corrected by";
  return how + " " + superseded.by;
}

// What an earlier version said, in the words of briefs.
std::string findings_text(const ArticleVersion& version, const Wording& wording) {
  ArticleMap articles;
  RecordedArticle& article = articles[version.article.id];
  article.article = version.article;
  std::vector<std::string> sentences;
  for (const Finding& finding : version.findings) {
    if (std::holds_alternative<OfficeHolding>(finding)) continue;
    RecordedFinding recorded;
    recorded.kind = kind_of(finding);
    recorded.occurrences.push_back({version.article.id, version.article.id, finding});
    std::string sentence = wording.line(recorded, articles).text;
    if (std::find(sentences.begin(), sentences.end(), sentence) == sentences.end()) {
      sentences.push_back(std::move(sentence));
    }
  }
  std::string out;
  for (const std::string& sentence : sentences) out += (out.empty() ? "" : "; ") + sentence;
  return out;
}

}  // namespace

Result<void> fetch_versions(Record& record, StoryMaterial& material) {
  for (const Story& story : material.stories) {
    for (const StoryMember& member : story.members) {
      if (member.versions == 0 || material.versions.contains(member.article_id)) continue;
      auto versions = record.versions(member.article_id);
      if (!versions) return std::unexpected(std::move(versions.error()));
      material.versions.emplace(member.article_id, *std::move(versions));
    }
  }
  return {};
}

Document build_stories(const StoryMaterial& material, const Wording& wording) {
  Document document;
  document.kind = "stories";
  document.title = "Stories";
  document.actors = material.actors;
  document.record_version = material.record_version;
  document.citation = material.citation;
  if (!material.actors.empty()) document.title += ": " + wording.states(material.actors);
  Section section;
  section.id = "stories";
  std::size_t articles = 0;
  for (const Story& story : material.stories) {
    Group group;
    group.title =
        story.id + " · " + counted(sources_of(story), "source", "sources") + " · " + shown(story.members.front().title);
    for (const StoryMember& member : story.members) {
      ++articles;
      const auto versions = material.versions.find(member.article_id);
      if (versions != material.versions.end()) {
        for (const ArticleVersion& version : versions->second) {
          Line line = article_line(member.article_id, "version", version.article.date,
                                   shown_publisher(version.article.source) + ": " + shown(version.article.title));
          line.note = "earlier version " + std::to_string(version.number) + ", revised since";
          const std::string said = findings_text(version, wording);
          if (!said.empty()) line.note += "; it said: " + said;
          group.lines.push_back(std::move(line));
        }
      }
      Line line = article_line(member.article_id, "article", member.published,
                               shown_publisher(member.publisher) + ": " + shown(member.title));
      line.superseded_by = member.superseded.by;
      if (member.superseded) line.note = superseded_text(member.superseded);
      if (member.versions > 0 && !material.history) {
        line.note += (line.note.empty() ? "" : "; ") + counted(member.versions, "earlier version", "earlier versions") +
                     ": chancery stories " + member.article_id + " --history";
      }
      group.lines.push_back(std::move(line));
    }
    section.groups.push_back(std::move(group));
  }
  document.sections = {std::move(section)};
  number_document(document, {});
  document.basis = {material.stories.empty() ? "No two articles in the record that fit tell one text."
                                             : counted(material.stories.size(), "story", "stories") + " told by " +
                                                   counted(articles, "article", "articles") + "."};
  return document;
}

std::span<const std::string_view> story_columns() noexcept { return kColumns; }

std::vector<Row> story_rows(const Story& story, const StoryMaterial& material) {
  std::vector<Row> rows;
  const auto text = [](const std::string& value) { return value.empty() ? Cell() : Cell(value); };
  const auto day = [](const std::optional<Day>& value) { return value ? Cell(to_iso(*value)) : Cell(); };
  for (const StoryMember& member : story.members) {
    const auto add = [&](const Cell& version, const std::string& source, const std::optional<Day>& published,
                         const std::string& title, const std::string& url, const Supersession& superseded) {
      rows.push_back({story.id, member.article_id, version, text(source), day(published), text(title), text(url),
                      static_cast<std::int64_t>(story.members.size()), static_cast<std::int64_t>(sources_of(story)),
                      text(superseded.by), text(superseded.kind), static_cast<std::int64_t>(member.versions),
                      static_cast<std::int64_t>(material.record_version), text(material.citation)});
    };
    if (const auto versions = material.versions.find(member.article_id); versions != material.versions.end()) {
      for (const ArticleVersion& version : versions->second) {
        add(static_cast<std::int64_t>(version.number), version.article.source, version.article.date,
            version.article.title, version.article.url, {member.article_id, "revision"});
      }
    }
    add(Cell(), member.publisher, member.published, member.title, member.url, member.superseded);
  }
  return rows;
}

}  // namespace chancery::answer
