#include "read/html/page_date.h"

#include <gtest/gtest.h>

#include <string>

namespace chancery::read::html {
namespace {

std::string day(std::string_view text) {
  const auto found = find_day(text);
  return found ? to_iso(*found) : "none";
}

TEST(PageDate, ReadsFullDatesInTheirUsualForms) {
  EXPECT_EQ(day("2018-04-05T06:00"), "2018-04-05");
  EXPECT_EQ(day("2018-04-05T23:30:00-07:00"), "2018-04-05");  // the day as it is written
  EXPECT_EQ(day("20180405"), "2018-04-05");
  EXPECT_EQ(day("Thu, 05 Apr 2018 10:00:00 GMT"), "2018-04-05");
  EXPECT_EQ(day("Updated 5:52 PM, Sep 15, 2017"), "2017-09-15");
  EXPECT_EQ(day("Sept. 5th, 2017"), "2017-09-05");
  EXPECT_EQ(day("28th of April 2019 at 6:01"), "2019-04-28");
  EXPECT_EQ(day("Le Monde | 04.05.2015"), "2015-05-04");
  EXPECT_EQ(day("2016年10月14日07:17"), "2016-10-14");
}

TEST(PageDate, GuessesNothing) {
  EXPECT_EQ(day("April 28"), "none");
  EXPECT_EQ(day("April 2019"), "none");
  EXPECT_EQ(day("04/05/2018"), "none");  // April or May
  EXPECT_EQ(day("04/25/2018"), "2018-04-25");
  EXPECT_EQ(day("25/04/2018"), "2018-04-25");
  EXPECT_EQ(day("05/05/2018"), "2018-05-05");
  EXPECT_EQ(day("2018-02-30"), "none");
  EXPECT_EQ(day("Mayor 5, 2018"), "none");
  EXPECT_EQ(day("12345678901"), "none");
  EXPECT_EQ(day(""), "none");
}

TEST(PageDate, ReadsTimesAsNumbers) {
  const auto value = [](std::string_view text) {
    const auto found = day_of_value(text);
    return found ? to_iso(*found) : "none";
  };
  EXPECT_EQ(value("1523000000"), "2018-04-06");
  EXPECT_EQ(value("1523000000000"), "2018-04-06");
  EXPECT_EQ(value("20150310152610"), "2015-03-10");
  EXPECT_EQ(value("12345678901"), "none");
}

TEST(PageDate, ReadsAddresses) {
  const auto url = [](std::string_view text) {
    const auto found = day_of_url(text);
    return found ? to_iso(*found) : "none";
  };
  EXPECT_EQ(url("https://courier.example/world/2015/04/30/ferry.html"), "2015-04-30");
  EXPECT_EQ(url("https://courier.example/2015-04-30-ferry"), "2015-04-30");
  EXPECT_EQ(url("https://courier.example/a/20150430/ferry"), "2015-04-30");
  EXPECT_EQ(url("https://courier.example/a/2015043012/ferry"), "none");
  EXPECT_EQ(url("https://courier.example/2015/04/"), "none");
  EXPECT_EQ(url("https://courier.example/a?d=/2015/04/30/"), "none");
}

}  // namespace
}  // namespace chancery::read::html
