#include "read/language.h"

#include <gtest/gtest.h>

namespace chancery::read {
namespace {

std::string settle(std::string text, std::string language = "") {
  Article article;
  article.text = std::move(text);
  article.language = std::move(language);
  if (const auto error = settle_language(article)) return std::string(to_string(error->code)) + ": " + error->message;
  return article.language;
}

const std::string kEnglish =
    "The two ministers met in the capital on Tuesday and said that they would work for a treaty on rivers which has "
    "been "
    "discussed since the spring, and that teams from both sides were to meet again in June to finish the text of it.";

TEST(Language, EnglishIsNamed) {
  EXPECT_EQ(settle(kEnglish), "en");
  EXPECT_EQ(settle(kEnglish + " " + kEnglish), "en");
}

TEST(Language, OthersAreRefusedByName) {
  EXPECT_EQ(
      settle("Die beiden Minister trafen sich am Dienstag in der Hauptstadt und sprachen ueber einen Vertrag, der seit "
             "dem Fruehjahr verhandelt wird; im Juni soll es weitergehen, sagte der Sprecher des Ministeriums.")
          .substr(0, 38),
      "other-language: not English: GERMAN (d");
  EXPECT_NE(
      settle(
          "De to ministre mødtes tirsdag i hovedstaden for at tale om en aftale, som har været under forhandling siden "
          "foråret, og som de to lande gerne vil have på plads for sommeren; det er for tidligt at sige mere.")
          .find("DANISH"),
      std::string::npos);
  EXPECT_NE(settle("Министры двух стран встретились во вторник в столице и обсудили договор о реках, над которым "
                   "стороны работают "
                   "с весны этого года, сообщила пресс-служба министерства.")
                .find("RUSSIAN (ru)"),
            std::string::npos);
  EXPECT_NE(settle("两国外交部长星期二在首都举行会谈，讨论了自春季以来一直在谈判的河流条约。双方同意六月份再次会面，以"
                   "完成条约文本的最后工作。")
                .find("other-language"),
            std::string::npos);
}

TEST(Language, WhatIsTooShortToTellPasses) {
  EXPECT_EQ(settle("Xi Jinping, Tokayev, Astana."), "");
  EXPECT_EQ(settle("Lavrov trifft Wang Yi in Astana"), "");
}

TEST(Language, AGivenLanguageIsBelieved) {
  for (const char* english : {"en", "EN", "en-GB", "en_US", "eng", "English"}) EXPECT_EQ(settle("x", english), english);
  for (const char* other : {"fr", "e", "enm", "Russian"}) {
    EXPECT_EQ(settle(kEnglish, other),
              std::string("other-language: not English: the article says its language is \"") + other + "\"");
  }
}

}  // namespace
}  // namespace chancery::read
