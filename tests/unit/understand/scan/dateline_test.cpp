#include <gtest/gtest.h>

#include "scan_fixture.h"

namespace chancery::understand {
namespace {

struct DatelineCase {
  const char* text;
  const char* country;  // "" for no dateline
  const char* day;      // of the dateline; "" for none
  const char* source;
  const char* sentence;  // the first sentence of the report
};

// Published, as far as anybody told, on 20 February 2025.
class Datelines : public testing::TestWithParam<DatelineCase> {};

TEST_P(Datelines, AreRead) {
  const Scanned scanned(GetParam().text, "2025-02-20", {find_tokens, find_dateline});
  const Document& document = scanned.document;
  EXPECT_EQ(document.facts.dateline ? document.facts.dateline->country : "", GetParam().country);
  EXPECT_EQ(document.dateline_date ? to_iso(document.dateline_date->from) : "", GetParam().day);
  EXPECT_EQ(document.facts.source, GetParam().source);
  for (const Sentence& sentence : document.sentences) {
    if (sentence.skip) continue;
    EXPECT_EQ(document.text(TokenRange{sentence.first, sentence.last}), GetParam().sentence);
    EXPECT_TRUE(document.tokens[sentence.first].is(Token::kSentenceStart));
    break;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Forms, Datelines,
    testing::Values(
        DatelineCase{"ASTANA, Kazakhstan, February 14. The sides met.", "KAZ", "2025-02-14", "", "The sides met."},
        DatelineCase{"ASTANA, Feb 14 (Xinhua) -- The sides met.", "KAZ", "2025-02-14", "Xinhua", "The sides met."},
        DatelineCase{"ADDIS ABABA, JAN 24: The sides met.", "ETH", "2025-01-24", "", "The sides met."},
        DatelineCase{"XI'AN. KAZINFORM The sides met.", "CHN", "", "Kazinform", "The sides met."},
        DatelineCase{"TASHKENT (TCA) — The sides met.", "UZB", "", "The Times of Central Asia", "The sides met."},
        DatelineCase{"New Delhi: The sides met.", "IND", "", "", "The sides met."},
        DatelineCase{"ERBIL - The sides met.", "IRQ", "", "", "The sides met."},
        DatelineCase{"BERLIN, December 3. The sides met.", "DEU", "2024-12-03", "", "The sides met."},
        DatelineCase{"Canberra\n\nThe sides met.", "AUS", "", "", "The sides met."},
        DatelineCase{"KYIV, Ukraine (AP) — The sides met.", "UKR", "", "AP", "The sides met."}));

INSTANTIATE_TEST_SUITE_P(NotDatelines, Datelines,
                         testing::Values(DatelineCase{"London was calm. It rained.", "", "", "", "London was calm."},
                                         DatelineCase{"Beijing and Moscow agreed.", "", "", "",
                                                      "Beijing and Moscow agreed."},
                                         DatelineCase{"Moscow. The talks began.", "", "", "", "Moscow."},
                                         DatelineCase{"Peru: a portrait.", "", "", "", "Peru: a portrait."}));

INSTANTIATE_TEST_SUITE_P(Lines, Datelines,
                         testing::Values(DatelineCase{"Photo: The hall of the council\n\nThe sides met.", "", "", "",
                                                      "The sides met."},
                                         DatelineCase{"By Anna Smith\n\nThe sides met.", "", "", "", "The sides met."},
                                         DatelineCase{"The sides met, Interfax reports.", "", "", "Interfax",
                                                      "The sides met, Interfax reports."},
                                         DatelineCase{"The sides met, Novostan reports.", "", "", "Novostan",
                                                      "The sides met, Novostan reports."}));

TEST(Dateline, ADateLineGivesThePublicationDay) {
  for (const char* text : {"date 2025-02-14 Photo: The hall\n\nThe sides met.", "date 2025-02-14\nThe sides met.",
                           "14 February 2025\n\nThe sides met.", "Published: February 14, 2025\nThe sides met.",
                           "date 2025-02-14 The sides met."}) {
    const Scanned scanned(text, nullptr, {find_tokens, find_dateline});
    ASSERT_TRUE(scanned.document.facts.date) << text;
    EXPECT_EQ(to_iso(*scanned.document.facts.date), "2025-02-14") << text;
    std::string kept;
    for (const Sentence& sentence : scanned.document.sentences) {
      if (!sentence.skip) kept += scanned.document.text(TokenRange{sentence.first, sentence.last});
    }
    EXPECT_EQ(kept, "The sides met.") << text;
  }
}

TEST(Dateline, AGivenDateAndSourceStand) {
  Article article;
  article.text = "date 2025-02-14\nOSLO, March 3 (Reuters) - The sides met.";
  article.date = parse_iso_day("2024-03-04");
  article.source = "Our Paper";
  Document document;
  document.reset(article, built_in_tables());
  find_tokens(document);
  find_dateline(document);
  EXPECT_EQ(to_iso(*document.facts.date), "2024-03-04");
  EXPECT_EQ(document.facts.source, "Our Paper");
  ASSERT_TRUE(document.dateline_date);
  EXPECT_EQ(to_iso(document.dateline_date->from), "2024-03-03");
}

TEST(Dateline, WithoutAnyYearTheDayStaysOpen) {
  const Scanned scanned("OSLO, March 3. The sides met.", nullptr, {find_tokens, find_dateline});
  EXPECT_FALSE(scanned.document.facts.date);
  EXPECT_FALSE(scanned.document.dateline_date);
  EXPECT_EQ(scanned.document.facts.dateline->country, "NOR");
}

TEST(Dateline, CapitalsHaveCoordinates) {
  const Scanned scanned("ASTANA, Kazakhstan, February 14. The sides met.", "2025-02-20", {find_tokens, find_dateline});
  ASSERT_TRUE(scanned.document.facts.dateline && scanned.document.facts.dateline->has_coordinates);
  EXPECT_NEAR(scanned.document.facts.dateline->latitude, 51.1, 0.2);
  EXPECT_NEAR(scanned.document.facts.dateline->longitude, 71.4, 0.2);
}

}  // namespace
}  // namespace chancery::understand
