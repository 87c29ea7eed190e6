// An answer before it has a form: sections of numbered, dated, sourced lines, and small tables. brief and the lists are
// built as this; the renderers (render.h) turn it into text, Markdown, HTML or JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chancery/date.h"

namespace chancery::answer {

// An article that lines lead back to.
struct Source {
  int number = 0;  // [1], in the order of first use
  std::string article_id;
  std::string publisher;  // "" unknown
  std::string title;
  std::string url;
  std::string file;
  std::uint64_t line = 0;
  std::optional<Day> published;
  std::string story;              // id of its story
  std::vector<std::string> also;  // other publishers of the same story that no line leads to
  std::string superseded_by;      // id of the article that corrects it; "" none
};

// What was announced, moved, called off, held: a part of a line's history.
struct Step {
  std::string what;                      // announced, moved, called off, denied, held, done
  std::string id;                        // of the finding in the record
  std::optional<Day> told;               // when it was first published
  std::optional<DateInterval> date;      // of the event; of a plan the days it is for
  std::vector<std::string> article_ids;  // that say so
};

struct Line {
  int number = 0;    // running through the document; `explain N --brief A B` takes it
  std::string id;    // of the finding in the record
  std::string kind;  // event, agreement, figure, goods, office
  std::optional<DateInterval> date;
  std::string date_text;                 // as shown: "2025-02-14", "2023-05", "undated"
  std::string text;                      // one sentence, plain
  std::string quote;                     // the source's words, where the sentence does not tell enough; "" none
  std::string note;                      // what the record knows beside it ("no report that it took place"); "" none
  std::vector<Step> steps;               // of something announced, oldest first; else none
  std::string status;                    // happened, planned ...; "" where it makes no sense
  std::vector<std::string> article_ids;  // that say so, earliest published first
  std::vector<int> sources;              // their numbers, rising; of very many the first and the last
  std::size_t more_sources = 0;          // articles that say so and are not among them
  std::size_t source_count = 0;          // publishers that say so
  std::size_t story_count = 0;           // and their stories: reprints are one
  std::string superseded_by;             // id of the article whose correction no longer says so; "" where it stands
};

struct Table {
  std::string caption;
  std::vector<std::string> columns;            // the first is the row's name
  std::vector<std::vector<std::string>> rows;  // as many cells as columns
};

struct Group {
  std::string title;  // "" none
  std::vector<Line> lines;
  bool side_by_side = false;     // claims that contradict each other
  std::size_t left_out = 0;      // further lines of the same kind that a limit cut
  std::string left_out_command;  // how to see them
};

struct Section {
  std::string id;  // stable, for JSON and links: "contacts"
  std::string title;
  std::string note;   // "" none
  std::string chart;  // an SVG picture of ours for HTML; "" none
  std::vector<Table> tables;
  std::vector<Group> groups;
};

struct Document {
  std::string kind;  // "brief", "timeline", "events" ...
  std::string title;
  std::vector<std::string> actors;  // codes asked for
  std::optional<Day> as_of;
  std::vector<std::string> basis;  // what the answer rests on, one sentence each
  std::vector<Section> sections;
  std::vector<Source> sources;
  std::vector<std::string> hints;  // what to try next
  std::uint64_t record_version = 0;
  std::string citation;
};

}  // namespace chancery::answer
