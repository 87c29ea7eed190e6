// What the occurrences of a recorded finding say together.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/record.h"

namespace chancery::answer {

using ArticleMap = std::map<std::string, RecordedArticle, std::less<>>;

// Takes the articles that findings come from into `articles`, those that are not yet there.
[[nodiscard]] Result<void> fetch_articles(Record& record, std::span<const RecordedFinding> findings,
                                          ArticleMap& articles);

// The text under a span; "" where the span does not fit the article (a record tampered with).
[[nodiscard]] std::string_view text_of(const Article& article, const TextSpan& span) noexcept;
// The same for an article of the map; "" where it is not there.
[[nodiscard]] std::string_view text_of(const ArticleMap& articles, std::string_view article_id,
                                       const TextSpan& span) noexcept;

// The date that a finding itself tells; for a figure its period, for goods none.
[[nodiscard]] const std::optional<DateInterval>& date_of(const Finding& finding) noexcept;
[[nodiscard]] const TextSpan& evidence_of(const Finding& finding) noexcept;
[[nodiscard]] const std::vector<TextSpan>& more_of(const Finding& finding) noexcept;
[[nodiscard]] double confidence_of(const Finding& finding) noexcept;
// Nothing for kinds without one (figures, offices).
[[nodiscard]] std::optional<Status> status_of(const Finding& finding) noexcept;
// All who take part, in the order of the finding; copies of codes for goods.
[[nodiscard]] std::vector<std::string> codes_of(const Finding& finding);

// The occurrence that tells most: most persons, of a figure most digits, a place, then the highest confidence, then the
// earliest.
[[nodiscard]] const Occurrence& fullest(const RecordedFinding& finding) noexcept;
// The narrowest date of all occurrences.
[[nodiscard]] std::optional<DateInterval> narrowest_date(const RecordedFinding& finding);
[[nodiscard]] double best_confidence(const RecordedFinding& finding) noexcept;
// Areas of all occurrences, each once, in the order of first mention.
[[nodiscard]] std::vector<std::string> areas_of(const RecordedFinding& finding);
// The articles that tell it, each once, in the order of the occurrences.
[[nodiscard]] std::vector<std::string> article_ids_of(const RecordedFinding& finding);

// Whether it stands only in articles that others have superseded.
[[nodiscard]] bool is_superseded(const RecordedFinding& finding) noexcept;

// How many publishers say so in how many stories: reprints are further sources, but no further story. An article
// without a named publisher is a source of its own.
struct Backing {
  std::size_t sources = 0;
  std::size_t stories = 0;
};
[[nodiscard]] Backing backing_of(const std::vector<std::string>& article_ids, const ArticleMap& articles);
// "3 sources, 1 story"; "" for a single article.
[[nodiscard]] std::string backing_text(std::size_t articles, const Backing& backing);
// What superseded all of the articles; nothing where one of them still counts.
[[nodiscard]] Supersession superseded_by(const std::vector<std::string>& article_ids, const ArticleMap& articles);

// Stories by their ids.
using StoryMap = std::map<std::string, Story, std::less<>>;
// Takes the stories of articles that have reprints, those that are not yet there.
[[nodiscard]] Result<void> fetch_stories(Record& record, const ArticleMap& articles, StoryMap& stories);

// When an article was published: as given, else as its facts say.
[[nodiscard]] std::optional<Day> published(const RecordedArticle& article) noexcept;
// Its publisher: as given, else as its facts say; "" where neither does.
[[nodiscard]] std::string_view publisher(const RecordedArticle& article) noexcept;
// The latest publication among articles; nothing where none is dated.
[[nodiscard]] std::optional<Day> last_published(const std::vector<std::string>& article_ids,
                                                const ArticleMap& articles) noexcept;

}  // namespace chancery::answer
