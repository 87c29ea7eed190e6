#include "connect/story_correction.h"

#include <gtest/gtest.h>

namespace chancery::connect {
namespace {

Correction find(std::string_view title, std::string_view text = "The ministers met on Monday and talked.") {
  static const CorrectionTable table = CorrectionTable::built_in().value();
  return table.find(title, text);
}

TEST(Correction, IsToldByTheHeadline) {
  EXPECT_EQ(find("CORRECTION: Ministers meet").kind, CorrectionKind::correction);
  EXPECT_EQ(find("Correction – Ministers meet").kind, CorrectionKind::correction);
  EXPECT_EQ(find("(CORRECTED) Ministers meet").kind, CorrectionKind::correction);
  EXPECT_EQ(find("REFILE-Ministers meet").kind, CorrectionKind::correction);
  EXPECT_EQ(find("UPDATE 2-Ministers meet").kind, CorrectionKind::update);
  EXPECT_EQ(find("UPDATE 2-Ministers meet").number, 2);
  EXPECT_EQ(find("Withdrawn: Ministers meet").kind, CorrectionKind::retraction);
}

TEST(Correction, IsToldByANote) {
  EXPECT_EQ(find("", "They met.\n\n(Corrects the name of the minister in paragraph 2)").kind,
            CorrectionKind::correction);
  EXPECT_EQ(find("", "They met.\nThis story has been corrected to show that it was Monday.").kind,
            CorrectionKind::correction);
  EXPECT_EQ(find("", "They met.\nAn earlier version of this article said it was Sunday.").kind,
            CorrectionKind::correction);
  EXPECT_EQ(find("Notice", "The Gazette has withdrawn its story of May 6 about the ministers.").kind,
            CorrectionKind::retraction);
}

TEST(Correction, IsNotSeenInOrdinaryReports) {
  EXPECT_FALSE(find("Market correction - what it means for Ruritania"));
  EXPECT_FALSE(find("Ruritania updates its visa rules"));
  EXPECT_FALSE(find("Freedonia withdraws its ambassador", "Freedonia has withdrawn its ambassador from Strelsau."));
  EXPECT_FALSE(find("", "The minister corrected himself a moment later and said that it was three."));
  EXPECT_FALSE(find("Killed in Zenda", "Two men were killed."));
  // In the middle of a long report nobody puts a note.
  const std::string filler(3000, 'x');
  EXPECT_FALSE(find("", filler + " an earlier version of this tale is told in Zenda. " + filler));
}

TEST(Correction, KnowsTheHeadlineBehindTheMark) {
  const std::string_view title = "CORRECTED – UPDATE 1-Ministers’ meeting ends";
  EXPECT_EQ(title.substr(find(title).title_rest), "UPDATE 1-Ministers’ meeting ends");
  EXPECT_EQ(find("Ministers meet").title_rest, 0U);
}

TEST(CorrectionTable, NamesTheLineOfABadRow) {
  const auto table = CorrectionTable::parse("phrase,where,kind\ncorrection:,title-start,oops\n", "own.csv");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().line, 2U);
}

}  // namespace
}  // namespace chancery::connect
