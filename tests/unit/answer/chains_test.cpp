// What was announced and what became of it, as answers show it.
#include "answer/chains.h"

#include <gtest/gtest.h>

#include "answer/lists.h"
#include "answer/render.h"
#include "world.h"

namespace chancery::answer {
namespace {

using namespace testing;

Event visit(std::optional<DateInterval> date, Status status) {
  return event(EventType::consult, "visit", {state("CHN")}, {state("KAZ")}, std::move(date), status);
}

// Announced in March for April, moved in April to May, held in May; and another nobody heard of again.
ListMaterial moved_visit() {
  ListMaterial out;
  out.actors = {"KAZ", "CHN"};
  out.articles.emplace("a1", article("a1", "2025-03-12", "Trend", "One."));
  out.articles.emplace("a2", article("a2", "2025-04-03", "Kazinform", "Two."));
  out.articles.emplace("a3", article("a3", "2025-05-17", "Xinhua", "Three."));
  out.articles.emplace("a4", article("a4", "2025-02-01", "Trend", "Four."));
  out.findings = {
      recorded("E1", visit(between("2025-04-01", "2025-04-30", DatePrecision::month), Status::planned), {"a1"}),
      recorded("E2", visit(between("2025-05-01", "2025-05-31", DatePrecision::month), Status::planned), {"a2"}),
      recorded("E3", visit(on("2025-05-16"), Status::happened), {"a3"}),
      recorded("E4", visit(on("2025-03-20"), Status::planned), {"a4"})};
  out.findings[0].links = {{"moved-to", "E2"}};
  out.findings[1].links = {{"happened-as", "E3"}, {"moved-from", "E1"}};
  out.findings[2].links = {{"announced-as", "E2"}};
  out.today = out.articles.at("a3").article.date;
  return out;
}

TEST(Chains, TheTimelineTellsAChainAsOneEntry) {
  const ListMaterial material = moved_visit();
  const Document document = build_timeline(material, wording());
  ASSERT_EQ(document.sections.at(0).groups.size(), 1U);
  const auto& lines = document.sections[0].groups[0].lines;
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].id, "E4");
  EXPECT_EQ(lines[0].note,
            "announced on 2025-02-01 for 2025-03-20; not heard of since: no report in the record that it took place");
  EXPECT_EQ(lines[1].id, "E3");
  EXPECT_EQ(lines[1].note,
            "announced on 2025-03-12 for 2025-04 (E1); moved on 2025-04-03 to 2025-05 (E2); held 2025-05-16");
  EXPECT_EQ(lines[1].article_ids, (std::vector<std::string>{"a1", "a2", "a3"}));
  ASSERT_EQ(lines[1].steps.size(), 3U);
  EXPECT_EQ(lines[1].steps[1].what, "moved");
  for (const std::string& form : {render_markdown(document), render_html(document), render_json(document)}) {
    EXPECT_NE(form.find("2025-04-03"), std::string::npos);
  }
}

TEST(Chains, APlanIsOpenUntilItsDayHasPassed) {
  ListMaterial material = moved_visit();
  material.today = day("2025-03-20");
  const auto note = [&material] { return build_timeline(material, wording()).sections[0].groups[0].lines[0].note; };
  EXPECT_EQ(note(), "announced on 2025-02-01 for 2025-03-20; open");
  material.today = day("2025-03-21");
  EXPECT_NE(note().find("not heard of since"), std::string::npos);
  material.today.reset();
  EXPECT_EQ(note(), "announced on 2025-02-01 for 2025-03-20; open");
}

TEST(Chains, ADayOfPublicationIsNoDayOfAPlan) {
  ListMaterial material = moved_visit();
  auto date = on("2025-02-01");
  date.basis = DateBasis::publication;
  material.findings = {recorded("E4", visit(date, Status::planned), {"a4"})};
  const auto chains = chains_among(material.findings, material.articles);
  ASSERT_EQ(chains.size(), 1U);
  EXPECT_TRUE(chains[0].open);
  EXPECT_FALSE(overdue(chains[0], material.today));
  EXPECT_EQ(chain_text(chains[0], material.findings[0], material.today),
            "announced on 2025-02-01 without a date; open");
}

TEST(Chains, WhatBecameOfAPlanCountsAlsoWhereAFilterLeavesItOut) {
  ListMaterial material = moved_visit();
  material.findings.erase(material.findings.begin() + 2);
  const auto chains = chains_among(material.findings, material.articles);
  ASSERT_EQ(chains.size(), 2U);
  EXPECT_FALSE(chains[0].open);
  EXPECT_EQ(chains[0].shown->id, "E2");
}

}  // namespace
}  // namespace chancery::answer
