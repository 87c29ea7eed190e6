#include "answer/lists.h"

#include <gtest/gtest.h>

#include "answer/doctor.h"
#include "world.h"

namespace chancery::answer {
namespace {

using namespace testing;

ListMaterial material() {
  ListMaterial out;
  out.actors = {"KAZ", "CHN"};
  out.articles.emplace("a1", article("a1", "2024-01-02", "Trend", "One."));
  out.articles.emplace("a2", article("a2", "2025-01-02", "Kazinform", "Two."));
  out.findings = {
      recorded("E2", event(EventType::consult, "phone", {state("KAZ"), state("CHN")}, {}, on("2025-01-02")), {"a2"}),
      recorded("E1", event(EventType::aid, "", {state("CHN")}, {state("KAZ")}, on("2024-01-01")), {"a1"}),
      recorded("E0", event(EventType::aid, "", {state("CHN")}, {state("KAZ")}, std::nullopt), {"a1"}),
      recorded("A1", agreement("visa agreement", "signed", on("2024-06-01")), {"a2"}),
      recorded("O1", holding("KAZ", "Speaker", "Yerlan Koshanov", "2025-01-02"), {"a2"})};
  return out;
}

TEST(Lists, TheTimelineRunsByYearNewestLastUndatedAtTheEnd) {
  const Document document = build_timeline(material(), wording());
  EXPECT_EQ(document.title, "Timeline: Kazakhstan and China");
  const auto& groups = document.sections.at(0).groups;
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].title, "2024");
  ASSERT_EQ(groups[0].lines.size(), 2U);
  EXPECT_EQ(groups[0].lines[0].text, "China gave aid to Kazakhstan");
  EXPECT_EQ(groups[0].lines[1].text, "Visa agreement (Kazakhstan and China): signed");
  EXPECT_EQ(groups[1].title, "2025");
  EXPECT_EQ(groups[1].lines[0].text, "Kazakhstan and China spoke by phone or video");
  EXPECT_EQ(groups[2].title, "Undated");
  EXPECT_EQ(document.basis.at(0), "4 lines from 2 articles.");
}

TEST(Lists, EachListTakesItsKind) {
  EXPECT_EQ(build_list(ExportKind::people, material(), wording()).sections[0].groups[0].lines[0].text,
            "Yerlan Koshanov, Speaker");
  EXPECT_EQ(build_list(ExportKind::agreements, material(), wording()).sections[0].groups[0].title,
            "Visa agreement (Kazakhstan and China)");
  const Document figures = build_list(ExportKind::figures, material(), wording());
  EXPECT_EQ(figures.basis.at(0), "Nothing in the record fits; that is no sign that nothing happened.");
}

TEST(Lists, APassageKeepsTheHitAndCutsNoWord) {
  Article article;
  for (int word = 0; word < 60; ++word) article.text += "Wort" + std::to_string(word) + " ";
  article.text += "railway corridor ";
  for (int word = 0; word < 60; ++word) article.text += "Wort" + std::to_string(word) + " ";
  const std::string passage = passage_around(article, span_of(article, "railway corridor"), 80);
  EXPECT_NE(passage.find(" railway corridor "), std::string::npos);
  EXPECT_TRUE(passage.starts_with("…Wort")) << passage;
  EXPECT_TRUE(passage.ends_with("…")) << passage;
  EXPECT_EQ(passage_around(article, {900000, 900001, false}, 80), "");
}

TEST(Doctor, NamesTablesLibrariesAndWhatIsMissing) {
  const Diagnosis diagnosis = diagnose(knowledge());
  EXPECT_GE(diagnosis.tables.size(), 10U);
  EXPECT_EQ(diagnosis.libraries.at(0).first, "SQLite");
  EXPECT_FALSE(diagnosis.missing.empty());
  const std::string text = render_diagnosis_text(diagnosis, {80, false});
  EXPECT_NE(text.find("states.csv"), std::string::npos);
  EXPECT_NE(render_diagnosis_json(diagnosis).find("\"sanitizers\""), std::string::npos);
}

}  // namespace
}  // namespace chancery::answer
