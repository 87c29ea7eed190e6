// The table of claims with known answers: tests/statistics/claims.csv against tests/statistics/facts.csv.
#include <cstdio>
#include <map>
#include <set>

#include "chancery/check.h"
#include "chancery/reader.h"
#include "knowledge/csv.h"
#include "statistics_fixture.h"

namespace chancery::testing {
namespace {

using Claims = StatisticsTest;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Count {
  int expected = 0, found = 0, right = 0;
};

TEST_F(Claims, TableOfKnownAnswers) {
  const std::string folder = std::string(CHANCERY_SOURCE_DIR) + "/tests/statistics";
  const auto facts = statistics_->load(folder + "/facts.csv", {});
  ASSERT_TRUE(facts) << facts.error().to_string();
  EXPECT_TRUE(facts->refused.empty());
  const auto table = knowledge::parse_csv(read_file(folder + "/claims.csv"), "claims.csv");
  ASSERT_TRUE(table) << table.error().to_string();
  ASSERT_GE(table->rows.size(), 60U);
  Reader reader(knowledge_);
  Checker checker(*statistics_, *knowledge_);
  std::map<std::string, Count> counts;
  std::string wrong_matches, wrong;
  for (const auto& row : table->rows) {
    const auto& [id, date, text, aspect, verdict, with, how] =
        std::tie(row.cells[0], row.cells[1], row.cells[2], row.cells[3], row.cells[4], row.cells[5], row.cells[6]);
    Article article;
    article.id = id;
    article.text = text;
    article.date = parse_iso_day(date);
    ASSERT_TRUE(article.date) << id;
    const Reading reading = reader.read(article);
    const auto claims = checker.check(article, article.date, reading.findings);
    ASSERT_TRUE(claims) << claims.error().to_string();
    // Of several claims the last of that aspect: in these sentences the sum stands last.
    const CheckedClaim* claim = nullptr;
    for (const CheckedClaim& one : *claims) {
      if (one.aspect == aspect) claim = &one;
    }
    ++counts[verdict].expected;
    if (claim == nullptr) {
      wrong += id + ": no claim was found\n";
      continue;
    }
    const std::string said(to_string(claim->verdict.kind));
    ++counts[said].found;
    std::string told_with;
    for (const std::string& code : claim->verdict.with) told_with += (told_with.empty() ? "" : ";") + code;
    const bool right =
        said == verdict && (with.empty() || told_with == with) && (how.empty() || claim->verdict.how == how);
    if (said == verdict) ++counts[verdict].right;
    if (!right)
      wrong += id + ": " + said + " (" + claim->verdict.how + ") " + told_with + ", not " + verdict + " (" + how +
               ") " + with + ": " + claim->verdict.note + "\n";
    if (said == "matches" && verdict != "matches") wrong_matches += id + " ";
  }
  int expected = 0, right = 0;
  std::printf("%-15s %8s %6s %6s\n", "verdict", "expected", "found", "right");
  for (const auto& [name, count] : counts) {
    std::printf("%-15s %8d %6d %6d\n", name.c_str(), count.expected, count.found, count.right);
    expected += count.expected;
    right += count.right;
  }
  std::printf("all: %d of %d verdicts right\n", right, expected);
  EXPECT_EQ(wrong_matches, "") << "a wrong \"matches\" is the worst error";
  EXPECT_EQ(wrong, "");
  EXPECT_EQ(counts.size(), 5U) << "every verdict must occur";
}

}  // namespace
}  // namespace chancery::testing
