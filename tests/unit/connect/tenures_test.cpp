#include "connect/tenures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "connect/person_names.h"
#include "knowledge/vocabulary.h"

namespace chancery::connect {
namespace {

Sighting seen(const char* person, const char* iso, const char* office = "Foreign Minister", bool former = false) {
  static std::int64_t article = 0;
  Sighting sighting;
  sighting.article = ++article;
  sighting.person = person;
  const std::string name(person);
  sighting.surname = knowledge::fold(name.substr(name.rfind(' ') + 1));
  sighting.office = office;
  sighting.sector = "GOV";
  sighting.level = Level::minister;
  sighting.day = parse_iso_day(iso).value();
  sighting.former = former;
  return sighting;
}

std::string told(const std::vector<Tenure>& tenures) {
  std::string out;
  for (const Tenure& tenure : tenures) {
    out += tenure.person + " " + to_iso(tenure.first) + " " + to_iso(tenure.last);
    if (tenure.ended) out += " ended " + to_iso(*tenure.ended) + " " + tenure.successor;
    out += "\n";
  }
  return out;
}

TEST(PersonNames, SpellingsOfOneName) {
  const auto one = [](const char* a, const char* b) { return may_be_one(read_person_name(a), read_person_name(b)); };
  EXPECT_TRUE(one("Kassym-Jomart Tokayev", "Qasym-Jomart Toqaev"));
  EXPECT_TRUE(one("Volodymyr Zelensky", "Volodymyr Zelenskyy"));
  EXPECT_TRUE(one("K. Tokayev", "Kassym-Jomart Tokayev"));
  EXPECT_TRUE(one("Joseph R. Biden", "Joe Biden"));
  EXPECT_FALSE(one("Ilham Aliyev", "Heydar Aliyev"));
  EXPECT_FALSE(one("Ilham Aliyev", "Mehriban Aliyeva"));
}

TEST(Tenures, SpellingsAndASurnameAloneAreOnePerson) {
  const std::vector<Sighting> sightings = {seen("Kassym Tokaev", "2021-03-01"), seen("Kassym Tokayev", "2022-03-01"),
                                           seen("Kassym Tokayev", "2022-04-01"), seen("Tokayev", "2023-05-02")};
  const std::vector<Tenure> tenures = learn_tenures("foreign-minister", sightings);
  ASSERT_EQ(tenures.size(), 1U);
  EXPECT_EQ(told(tenures), "Kassym Tokayev 2021-03-01 2023-05-02\n");
  EXPECT_EQ(tenures[0].names, (std::vector<std::string>{"Kassym Tokaev", "Kassym Tokayev", "Tokayev"}));
  EXPECT_EQ(tenures[0].articles.size(), 4U);
}

TEST(Tenures, WhoIsNamedLaterEndsTheTenureOfAUniqueOffice) {
  const std::vector<Tenure> tenures = learn_tenures(
      "foreign-minister", std::vector{seen("Dana Orman", "2021-03-01"), seen("Dana Orman", "2022-05-01"),
                                      seen("Erik Salis", "2022-06-10"), seen("Erik Salis", "2024-01-01")});
  EXPECT_EQ(told(tenures),
            "Dana Orman 2021-03-01 2022-05-01 ended 2022-06-10 Erik Salis\nErik Salis 2022-06-10 2024-01-01\n");
  const auto day = [](const char* iso) { return parse_iso_day(iso).value(); };
  EXPECT_TRUE(holds_on(tenures[0], day("2022-06-09")));
  EXPECT_FALSE(holds_on(tenures[0], day("2022-06-10")));
  EXPECT_FALSE(holds_on(tenures[1], day("2022-05-01")));
  EXPECT_TRUE(holds_on(tenures[1], day("2024-06-01")));
  EXPECT_FALSE(holds_on(tenures[1], day("2026-06-01")));  // a year after the last word of it nobody knows
}

TEST(Tenures, AMinisterOfAnotherFieldEndsNothing) {
  const std::vector<Sighting> sightings = {
      seen("Dana Orman", "2021-03-01", "Minister of Trade"), seen("Erik Salis", "2021-06-10", "Minister of Water"),
      seen("Mira Tolan", "2022-06-10", "Trade Minister"), seen("Erik Salis", "2022-07-10", "minister")};
  EXPECT_EQ(told(learn_tenures("minister", sightings)),
            "Dana Orman 2021-03-01 2021-03-01 ended 2022-06-10 Mira Tolan\n"
            "Erik Salis 2021-06-10 2022-07-10\nMira Tolan 2022-06-10 2022-06-10\n");
}

TEST(Tenures, AFormerHolderHasLeft) {
  const std::vector<Tenure> tenures =
      learn_tenures("ambassador", std::vector{seen("Dana Orman", "2021-03-01", "Ambassador to Peru"),
                                              seen("Dana Orman", "2021-09-01", "ambassador to Peru", true)});
  EXPECT_EQ(told(tenures), "Dana Orman 2021-03-01 2021-03-01 ended 2021-09-01 \n");
  EXPECT_TRUE(learn_tenures("ambassador", std::vector{seen("Dana Orman", "2021-09-01", "ambassador", true)}).empty());
}

TEST(Tenures, ASurnameOfTwoIsNobodys) {
  const std::vector<Tenure> tenures =
      learn_tenures("minister", std::vector{seen("Dana Orman", "2021-03-01", "Minister of Trade"),
                                            seen("Pavel Orman", "2021-06-10", "Minister of Water"),
                                            seen("Orman", "2021-07-01", "minister")});
  ASSERT_EQ(tenures.size(), 2U);
  for (const Tenure& tenure : tenures) EXPECT_EQ(tenure.articles.size(), 1U);
}

TEST(Tenures, OrderDoesNotMatter) {
  std::vector<Sighting> sightings;
  for (const char* person : {"Dana Orman", "D. Orman", "Orman", "Erik Salis", "Pavel Salis", "Salis", "Mira Tolan"}) {
    for (const char* iso : {"2020-01-01", "2021-05-01", "2021-05-02", "2023-08-01"}) {
      sightings.push_back(
          seen(person, iso, sightings.size() % 3 == 0 ? "Minister of Trade" : "minister", sightings.size() % 5 == 0));
    }
  }
  const std::string expected = told(learn_tenures("minister", sightings));
  std::mt19937 random(5);
  for (int round = 0; round < 10; ++round) {
    std::shuffle(sightings.begin(), sightings.end(), random);
    EXPECT_EQ(told(learn_tenures("minister", sightings)), expected);
  }
}

}  // namespace
}  // namespace chancery::connect
