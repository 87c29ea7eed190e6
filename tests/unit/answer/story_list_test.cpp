#include "answer/story_list.h"

#include <gtest/gtest.h>

#include "answer/assemble.h"
#include "answer/brief.h"
#include "answer/explain.h"
#include "answer/render.h"
#include "world.h"

namespace chancery::answer {
namespace {

using namespace testing;  // NOLINT: the world

// Three articles of one story, the first corrected by the third; a fourth of its own.
MemoryRecord newsroom() {
  MemoryRecord record;
  const auto put = [&](const char* id, const char* date, const char* source, const char* story, std::size_t size) {
    RecordedArticle one = article(id, date, source, "They met on Friday.");
    one.story = story;
    one.story_size = size;
    if (std::string_view(id) == "old") one.superseded = {"new", "correction"};
    record.put(one);
  };
  put("old", "2025-02-14", "Gazette", "S1", 3);
  put("reprint", "2025-02-14", "Courier", "S1", 3);
  put("new", "2025-02-15", "Gazette", "S1", 3);
  put("own", "2025-02-15", "Herald", "S2", 1);
  Story story{"S1", {}};
  for (const char* id : {"old", "reprint", "new"}) {
    const RecordedArticle& one = record.articles.at(id);
    story.members.push_back({id, "", one.article.source, "", one.article.date, one.superseded, 0});
  }
  story.members[2].title = "Corrected: They met";
  record.known_stories = {story};
  return record;
}

RecordedFinding meeting(const std::vector<std::string>& articles, const char* iso, Supersession superseded = {}) {
  RecordedFinding finding = recorded(
      "E" + std::string(iso), event(EventType::consult, "meet", {state("KAZ"), state("CHN")}, {}, on(iso)), articles);
  for (Occurrence& occurrence : finding.occurrences) {
    if (occurrence.article_id == "old") occurrence.superseded = superseded;
  }
  return finding;
}

TEST(Backing, CountsPublishersAndStoriesApart) {
  const MemoryRecord record = newsroom();
  const Backing both = backing_of({"reprint", "new"}, record.articles);
  EXPECT_EQ(backing_text(2, both), "2 sources, 1 story");
  EXPECT_EQ(backing_text(3, backing_of({"reprint", "new", "own"}, record.articles)), "3 sources, 2 stories");
  EXPECT_EQ(backing_text(2, backing_of({"old", "new"}, record.articles)), "1 source, 1 story");
  EXPECT_EQ(backing_text(1, backing_of({"own"}, record.articles)), "");
}

TEST(Superseded, OnlyWhereNoArticleStillSaysSo) {
  const MemoryRecord record = newsroom();
  EXPECT_EQ(superseded_by({"old"}, record.articles).by, "new");
  EXPECT_FALSE(superseded_by({"old", "reprint"}, record.articles));
  EXPECT_FALSE(superseded_by({}, record.articles));
}

TEST(Superseded, StandsInABriefApartAndMarked) {
  MemoryRecord record = newsroom();
  record.findings = {meeting({"reprint", "new"}, "2025-02-14"), meeting({"old"}, "2025-02-10", {"new", "correction"})};
  const auto material = gather_brief(record, "KAZ", "CHN", {});
  ASSERT_TRUE(material);
  EXPECT_EQ(material->findings.size(), 1U);
  const Document brief = build_brief(*material, wording(), {});
  ASSERT_EQ(brief.sections.back().id, "superseded");
  const Line& line = brief.sections.back().groups.at(0).lines.at(0);
  EXPECT_EQ(line.superseded_by, "new");
  EXPECT_EQ(line.note, "corrected since: article new does not say so");
  const std::string text = render_text(brief, {100, false});
  EXPECT_NE(text.find("(2 sources, 1 story)"), std::string::npos);
  EXPECT_NE(text.find("in 1 story"), std::string::npos);
  const std::string json = render_json(brief);
  EXPECT_NE(json.find("\"source_count\":2,\"story_count\":1,\"superseded_by\":null"), std::string::npos);
}

TEST(Sources, NameThePublishersOfReprintsToo) {
  MemoryRecord record = newsroom();
  record.findings = {meeting({"new"}, "2025-02-14")};
  const auto material = gather_brief(record, "KAZ", "CHN", {});
  ASSERT_TRUE(material);
  const Document brief = build_brief(*material, wording(), {});
  ASSERT_EQ(brief.sources.size(), 1U);
  EXPECT_EQ(brief.sources[0].also, std::vector<std::string>{"Courier"});
}

TEST(StoryList, AreShownWithWhatSupersededWhat) {
  const MemoryRecord record = newsroom();
  StoryMaterial material;
  material.stories = record.known_stories;
  const Document document = build_stories(material, wording());
  ASSERT_EQ(document.sections.at(0).groups.size(), 1U);
  const auto& lines = document.sections[0].groups[0].lines;
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].note, "corrected by new");
  EXPECT_EQ(lines[1].note, "");
  EXPECT_EQ(lines[2].text, "Gazette: Corrected: They met");
  EXPECT_EQ(document.basis.at(0), "1 story told by 3 articles.");
  EXPECT_EQ(story_rows(material.stories[0], material).size(), 3U);
  for (const Row& row : story_rows(material.stories[0], material)) EXPECT_EQ(row.size(), story_columns().size());
}

TEST(StoryList, HistoryTellsWhatEarlierVersionsSaid) {
  StoryMaterial material;
  material.history = true;
  material.stories = {{"S2", {{"own", "They met", "Herald", "", day("2025-02-15"), {}, 1}}}};
  ArticleVersion version;
  version.article = article("own", "2025-02-14", "Herald", "They met on Monday.").article;
  version.article.title = "They met on Monday";
  version.findings = {event(EventType::consult, "meet", {state("KAZ"), state("CHN")}, {}, on("2025-02-10"))};
  material.versions["own"] = {version};
  const Document document = build_stories(material, wording());
  const auto& lines = document.sections.at(0).groups.at(0).lines;
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].kind, "version");
  EXPECT_NE(lines[0].note.find("it said: Kazakhstan and China"), std::string::npos) << lines[0].note;
  EXPECT_EQ(story_rows(material.stories[0], material).size(), 2U);
}

TEST(Explanation, NamesReprintsAndEarlierVersions) {
  const MemoryRecord record = newsroom();
  StoryMap stories;
  stories.emplace("S1", record.known_stories[0]);
  const RecordedFinding finding = meeting({"old"}, "2025-02-14", {"new", "correction"});
  const Explanation explanation = build_explanation(finding, record.articles, wording(), stories);
  ASSERT_EQ(explanation.occurrences.at(0).reprints.size(), 2U);
  const std::string text = render_explanation_text(explanation, {200, false});
  EXPECT_NE(text.find("S1, also in Courier (reprint) and Gazette (new)"), std::string::npos) << text;
  EXPECT_NE(text.find("corrected since: article new does not say so"), std::string::npos);
  EXPECT_NE(render_explanation_json(explanation).find("\"superseded_by\":\"new\""), std::string::npos);
}

}  // namespace
}  // namespace chancery::answer
