// Reports made up for tests of stories, and what publishers do to them.
#pragma once

#include <string>
#include <vector>

#include "connect/story_relation.h"

namespace chancery::connect::testing {

inline const Boilerplate& boilerplate() {
  static const Boilerplate table = Boilerplate::built_in().value();
  return table;
}

inline const CorrectionTable& corrections() {
  static const CorrectionTable table = CorrectionTable::built_in().value();
  return table;
}

// Paragraphs of a report on talks between two states of fiction.
inline std::vector<std::string> talks() {
  return {
      "STRELSAU, May 6 - The foreign ministers of Ruritania and Freedonia agreed on Monday to reopen three border "
      "crossings that had been shut since the floods of 2019, and to let lorries of up to 20 tonnes through at night.",
      "Foreign Minister Lena Hartog received her colleague Pavel Renn in the old customs house of Strelsau for talks "
      "that "
      "lasted 4 hours longer than planned, according to two officials who took part in them.",
      "Trade between the neighbours came to $412 million last year, a fifth less than in 2018, when the bridge at "
      "Zenda "
      "still carried 900 vehicles a day.",
      "Renn told reporters that his government would pay 35 percent of the cost of a new bridge, while Hartog spoke of "
      "a "
      "gesture of good will that her cabinet would answer in June.",
      "The two also signed a memorandum on the exchange of weather data, which fishermen on Lake Osten have wanted "
      "since "
      "a storm sank 7 boats there in November 2021.",
      "Ruritania and Freedonia fought a short war over the lake in 1931; the line that was drawn then has never been "
      "marked on the water.",
      "A commission of engineers from both sides is to look at the piers of the old bridge before the end of the "
      "summer, "
      "and to say whether any of them can bear a railway again.",
      "Opposition parties in Freedonia called the deal hasty and asked why the parliament in Fort Hale had not been "
      "told "
      "of it before the ministers met.",
  };
}

// Another report of the same meeting.
inline std::vector<std::string> talks_told_by_another() {
  return {
      "Lorry drivers may soon cross from Freedonia into Ruritania after dark: Lena Hartog and Pavel Renn settled a "
      "quarrel "
      "of five years when they met in Strelsau on May 6, diplomats said.",
      "Three posts on the frontier will open again. They were closed when the river broke its banks in 2019, and "
      "nobody "
      "could agree on who should repair the road.",
      "Mr Renn offered to share the bill for a bridge. Ms Hartog did not say how much her country would add, but "
      "hinted at "
      "an answer next month.",
      "Business circles in Fort Hale welcomed the news. The chamber of commerce there reckons that each closed day "
      "costs "
      "its members a million dollars.",
  };
}

inline std::string joined(const std::vector<std::string>& paragraphs, std::size_t first = 0, std::size_t count = 99) {
  std::string out;
  for (std::size_t i = first; i < paragraphs.size() && i < first + count; ++i) {
    if (!out.empty()) out += "\n\n";
    out += paragraphs[i];
  }
  return out;
}

inline std::string replaced(std::string text, const std::vector<std::pair<std::string, std::string>>& changes) {
  for (const auto& [from, to] : changes) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

inline StoryArticle made(const std::string& text, const char* date = "2024-05-06",
                         const std::string& publisher = "Gazette", const std::string& title = "",
                         const std::string& url = "") {
  Article article;
  article.text = text;
  article.title = title;
  article.url = url;
  return story_article(article, publisher, date == nullptr ? std::nullopt : parse_iso_day(date), boilerplate(),
                       corrections());
}

}  // namespace chancery::connect::testing
