#include "answer/assemble.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "format/json_writer.h"

namespace chancery::answer {

namespace {

void add_story(Source& source, const RecordedArticle& article) {
  source.story = article.story;
  source.superseded_by = article.superseded.by;
}

// Publishers of reprints that no line leads to.
void add_other_publishers(Document& document, const StoryMap& stories) {
  std::set<std::pair<std::string, std::string>> known;
  for (const Source& source : document.sources) known.emplace(source.story, source.publisher);
  std::set<std::string> told;
  for (Source& source : document.sources) {
    const auto found = stories.find(source.story);
    if (found == stories.end() || !told.insert(source.story).second) continue;
    for (const StoryMember& member : found->second.members) {
      if (member.publisher.empty() || !known.emplace(source.story, member.publisher).second) continue;
      source.also.push_back(member.publisher);
    }
  }
}

// Of more articles than anybody looks up one by one the earliest and the latest are cited; `explain` names all.
constexpr std::size_t kMostCited = 12;
constexpr std::size_t kFirstCited = 6;
constexpr std::size_t kLastCited = 4;

std::vector<std::string> cited(const std::vector<std::string>& article_ids) {
  if (article_ids.size() <= kMostCited) return article_ids;
  std::vector<std::string> out(article_ids.begin(), article_ids.begin() + kFirstCited);
  out.insert(out.end(), article_ids.end() - kLastCited, article_ids.end());
  return out;
}

}  // namespace

std::string superseded_note(const Supersession& superseded) {
  const std::string how = superseded.kind == "retraction" ? "withdrawn"
                          : superseded.kind == "update"   ? "updated"
                                                          : "corrected";
  return how + " since: article " + superseded.by + " does not say so";
}

void number_document(Document& document, const ArticleMap& articles, const StoryMap& stories) {
  std::map<std::string, int, std::less<>> numbers;
  int next_line = 1;
  document.sources.clear();
  for (Section& section : document.sections) {
    for (Group& group : section.groups) {
      for (Line& line : group.lines) {
        line.number = next_line++;
        line.sources.clear();
        const Backing backing = backing_of(line.article_ids, articles);
        line.source_count = backing.sources;
        line.story_count = backing.stories;
        if (const Supersession superseded = superseded_by(line.article_ids, articles);
            superseded && line.kind != "article") {
          line.superseded_by = superseded.by;
          line.note = superseded_note(superseded) + (line.note.empty() ? "" : "; " + line.note);
        }
        const std::vector<std::string> shown = cited(line.article_ids);
        line.more_sources = line.article_ids.size() - shown.size();
        for (const std::string& id : shown) {
          const auto [entry, is_new] = numbers.try_emplace(id, static_cast<int>(numbers.size()) + 1);
          line.sources.push_back(entry->second);
          if (!is_new) continue;
          Source source;
          source.number = entry->second;
          source.article_id = id;
          if (const auto found = articles.find(id); found != articles.end()) {
            const Article& article = found->second.article;
            source.publisher = publisher(found->second);
            source.title = article.title;
            source.url = article.url;
            source.file = article.file;
            source.line = article.line;
            source.published = published(found->second);
            add_story(source, found->second);
          }
          document.sources.push_back(std::move(source));
        }
        std::sort(line.sources.begin(), line.sources.end());
      }
    }
  }
  add_other_publishers(document, stories);
}

void cut_group(Group& group, std::size_t limit, const std::string& command) {
  if (limit == 0 || group.lines.size() <= limit) return;
  group.left_out = group.lines.size() - limit;
  group.left_out_command = command;
  group.lines.resize(limit);
}

std::string citation(const RecordStatistics& statistics, std::string_view query) {
  std::string out = "chancery " CHANCERY_VERSION ", record version " + std::to_string(statistics.version) + " (" +
                    counted(statistics.articles, "article", "articles");
  if (statistics.first_published && statistics.last_published) {
    out += ", published " + to_iso(*statistics.first_published) + " to " + to_iso(*statistics.last_published);
  }
  return out + "): " + std::string(query);
}

std::string filter_text(const RecordQuery& query) {
  std::string out;
  const auto list = [&out](std::string_view option, const std::vector<std::string>& values) {
    for (const std::string& value : values) out += " --" + std::string(option) + " " + value;
  };
  const auto day = [&out](std::string_view option, const std::optional<Day>& value) {
    if (value) out += " --" + std::string(option) + " " + to_iso(*value);
  };
  list("type", query.types);
  list("area", query.areas);
  list("status", query.statuses);
  list("level", query.levels);
  list("mode", query.modes);
  if (!query.person.empty()) out += " --person \"" + query.person + "\"";
  day("since", query.since);
  day("until", query.until);
  day("published-since", query.published_since);
  day("published-until", query.published_until);
  if (query.min_confidence > 0) {
    std::string value;
    format::JsonWriter(value).number(query.min_confidence);
    out += " --min-confidence " + value;
  }
  if (query.limit > 0) out += " --limit " + std::to_string(query.limit);
  return out;
}

std::string counted(std::size_t count, std::string_view singular, std::string_view plural) {
  return std::to_string(count) + " " + std::string(count == 1 ? singular : plural);
}

void sort_newest_first(std::vector<Line>& lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const Line& one, const Line& other) {
    const Day first = one.date ? one.date->to : Day::min();
    const Day second = other.date ? other.date->to : Day::min();
    return std::tie(second, one.id) < std::tie(first, other.id);
  });
}

void sort_oldest_first(std::vector<Line>& lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const Line& one, const Line& other) {
    const auto key = [](const Line& line) {
      return line.date ? std::tuple(false, line.date->from, line.date->to) : std::tuple(true, Day{}, Day{});
    };
    return std::pair(key(one), std::string_view(one.id)) < std::pair(key(other), std::string_view(other.id));
  });
}

}  // namespace chancery::answer
