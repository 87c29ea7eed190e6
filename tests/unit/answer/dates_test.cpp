#include "answer/dates.h"

#include <gtest/gtest.h>

#include "world.h"

namespace chancery::answer {
namespace {

using testing::between;
using testing::on;

TEST(Dates, AreShortAndSortable) {
  EXPECT_EQ(date_text(std::nullopt), "undated");
  EXPECT_EQ(date_text(on("2025-02-14")), "2025-02-14");
  EXPECT_EQ(date_text(between("2023-05-01", "2023-05-31", DatePrecision::month)), "2023-05");
  EXPECT_EQ(date_text(between("2024-01-01", "2024-12-31", DatePrecision::year)), "2024");
  EXPECT_EQ(date_text(between("2024-04-01", "2024-06-30", DatePrecision::quarter)), "2024-Q2");
  EXPECT_EQ(date_text(between("2024-07-01", "2024-12-31", DatePrecision::half_year)), "2024-H2");
  EXPECT_EQ(date_text(between("2023-01-01", "2023-10-31")), "2023-01/10");
  EXPECT_EQ(date_text(between("2023-05-17", "2023-05-19")), "2023-05-17/19");
  EXPECT_EQ(date_text(between("2023-05-30", "2023-06-02")), "2023-05-30/06-02");
  EXPECT_EQ(date_text(between("2023-12-30", "2024-01-02")), "2023-12-30/2024-01-02");
  EXPECT_EQ(date_text(between("2023-01-01", "2025-12-31")), "2023/2025");
}

TEST(Dates, ReadAsPartOfASentence) {
  EXPECT_EQ(period_phrase(std::nullopt), "");
  EXPECT_EQ(period_phrase(on("2025-02-14")), "on 14 February 2025");
  EXPECT_EQ(period_phrase(between("2024-01-01", "2024-12-31", DatePrecision::year)), "in 2024");
  EXPECT_EQ(period_phrase(between("2023-01-01", "2023-10-31")), "in January to October 2023");
  EXPECT_EQ(period_phrase(between("2024-01-01", "2024-03-31", DatePrecision::quarter)), "in the first quarter of 2024");
  EXPECT_EQ(period_phrase(between("2024-02-01", "2024-02-29", DatePrecision::month)), "in February 2024");
  EXPECT_EQ(period_phrase(between("2024-02-03", "2024-02-09", DatePrecision::week)), "from 2024-02-03 to 2024-02-09");
}

}  // namespace
}  // namespace chancery::answer
