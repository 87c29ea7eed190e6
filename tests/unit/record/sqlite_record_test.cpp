// The record as its users see it.
#include <fstream>

#include <sqlite3.h>

#include "unit/record/record_fixture.h"

namespace chancery {
namespace {

using namespace std::string_view_literals;

TEST_F(RecordTest, ReadingTwiceIsReadingOnce) {
  const auto record = open(path());
  const Article article = make_article("a", "KAZ CHN met.");
  const Reading reading = reading_of(article, {meeting("KAZ", "CHN", "2025-02-14")});
  EXPECT_FALSE(record->holds(article, "r1").value());
  EXPECT_EQ(record->add(article, reading, "r1").value(), AddOutcome::added);
  EXPECT_EQ(record->commit().value(), 1U);
  const std::string once = dump(*record);
  EXPECT_TRUE(record->holds(article, "r1").value());
  EXPECT_EQ(record->add(article, reading, "r1").value(), AddOutcome::unchanged);
  EXPECT_EQ(record->commit().value(), 1U);
  EXPECT_EQ(dump(*record), once);
  Article moved = article;
  moved.file = "elsewhere.txt";
  EXPECT_TRUE(record->holds(moved, "r1").value());
}

TEST_F(RecordTest, ANewerReaderReplacesTheFindings) {
  const auto record = open(path());
  const Article article = make_article("a", "KAZ CHN met.");
  ASSERT_TRUE(record->add(article, reading_of(article, {meeting("KAZ", "CHN", "2025-02-14")}), "r1").has_value());
  EXPECT_FALSE(record->holds(article, "r2").value());
  EXPECT_EQ(record->add(article, reading_of(article, {meeting("KAZ", "RUS", "2025-02-14")}), "r2").value(),
            AddOutcome::revised);
  const auto found = record->find({}).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(std::get<Event>(found[0].occurrences[0].finding).actors[1].country, "RUS");
  EXPECT_EQ(record->article("a")->reader_version, "r2");
}

TEST_F(RecordTest, OneMeetingInThreeArticlesIsOneEvent) {
  const auto record = open(path());
  // Told once as a meeting of both, once with guest and host, once a level lower.
  Event visit = meeting("CHN", "KAZ", "2025-02-14");
  visit.reciprocal = false;
  visit.recipients = {visit.actors[1]};
  visit.actors.pop_back();
  for (const auto& [id, date, event] :
       {std::tuple{"c", "2025-02-15", meeting("KAZ", "CHN", "2025-02-14")}, std::tuple{"b", "2025-02-14", visit},
        std::tuple{"a", "2025-02-16", meeting("KAZ", "CHN", "2025-02-14", Level::official)}}) {
    const Article article = make_article(id, "KAZ CHN met.", date);
    ASSERT_TRUE(record->add(article, reading_of(article, {event}), "r1").has_value());
  }
  auto found = record->find({.levels = {"minister"}}).value();
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].occurrences.size(), 2U);
  EXPECT_EQ(found[0].occurrences[0].article_id, "b");
  EXPECT_EQ(found[0].occurrences[1].local_id, "c/1");
  EXPECT_EQ(found[0].id.size(), 11U);
  EXPECT_EQ(found[0].id[0], 'E');
  EXPECT_EQ(record->find({}).value().size(), 2U);
}

TEST_F(RecordTest, WhatDiffersStaysApart) {
  const auto record = open(path());
  Event planned = meeting("KAZ", "CHN", "2025-02-14");
  planned.status = Status::planned;
  Event undated = meeting("KAZ", "CHN", "2025-02-14");
  undated.date.reset();
  Event accused = meeting("KAZ", "CHN", "2025-02-14");
  accused.type = EventType::accuse;
  accused.reciprocal = false;
  accused.recipients = {accused.actors[1]};
  accused.actors.pop_back();
  Event accused_back = accused;
  std::swap(accused_back.actors, accused_back.recipients);
  for (const char* id : {"a", "b"}) {
    const Article article = make_article(id, "KAZ CHN met.");
    ASSERT_TRUE(
        record
            ->add(article,
                  reading_of(article, {meeting("KAZ", "CHN", "2025-02-14"), meeting("KAZ", "CHN", "2025-02-15"),
                                       meeting("KAZ", "RUS", "2025-02-14"), planned, undated, accused, accused_back}),
                  "r1")
            .has_value());
  }
  // Six that both articles tell, and one undated meeting of each.
  EXPECT_EQ(record->find({}).value().size(), 8U);
  EXPECT_EQ(record->statistics()->occurrences, 14U);
}

TEST_F(RecordTest, StepsOfAnAgreementAreOneAgreement) {
  const auto record = open(path());
  int number = 0;
  for (const auto& [step, date] :
       {std::pair{"in-force", "2023-11-10"}, std::pair{"signed", "2023-05-17"}, std::pair{"proposed", "2022-09-14"}}) {
    const Article article = make_article("a" + std::to_string(number++), "KAZ CHN visa.", date);
    AgreementFinding agreement;
    agreement.name = std::string("agreement, ") + step;
    agreement.kind = "agreement";
    agreement.subject = "Visa";
    agreement.parties = {state("CHN"), state("KAZ")};
    if (number == 2) std::swap(agreement.parties[0], agreement.parties[1]);
    agreement.step = step;
    agreement.date = on(date);
    agreement.confidence = 0.8;
    ASSERT_TRUE(record->add(article, reading_of(article, {agreement}), "r1").has_value());
  }
  ASSERT_TRUE(record->commit().has_value());
  const auto found = record->find({.kind = "agreement"}).value();
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].occurrences.size(), 3U);
  EXPECT_EQ(std::get<AgreementFinding>(found[0].occurrences[0].finding).step, "proposed");
  EXPECT_EQ(std::get<AgreementFinding>(found[0].occurrences[2].finding).step, "in-force");
}

TEST_F(RecordTest, ARevisionAndForgettingTakeOutWhatOnlyTheArticleSaid) {
  const auto record = open(path());
  const Article first = make_article("a", "KAZ CHN met in spring.");
  const Article second = make_article("b", "KAZ CHN met.");
  ASSERT_TRUE(record->add(second, reading_of(second, {meeting("KAZ", "CHN", "2025-02-14")}), "r1").has_value());
  const std::string alone = dump(*record);
  ASSERT_TRUE(record
                  ->add(first,
                        reading_of(first, {meeting("KAZ", "CHN", "2025-02-14"), meeting("KAZ", "RUS", "2025-02-14")}),
                        "r1")
                  .has_value());
  EXPECT_EQ(record->find({}).value().size(), 2U);

  const Article revised = make_article("a", "KAZ CHN met in autumn.");
  EXPECT_EQ(record->add(revised, reading_of(revised, {meeting("KAZ", "UZB", "2025-02-14")}), "r1").value(),
            AddOutcome::revised);
  EXPECT_EQ(record->find({}).value().size(), 2U);
  EXPECT_TRUE(record->find({.actor = "RUS"}).value().empty());
  EXPECT_TRUE(record->search("spring", 10).value().empty());
  EXPECT_EQ(record->search("autumn", 10).value().size(), 1U);

  ASSERT_TRUE(record->forget("a").has_value());
  EXPECT_TRUE(record->search("autumn", 10).value().empty());
  EXPECT_EQ(record->forget("a").error().code, ErrorCode::not_found);
  EXPECT_EQ(record->commit().value(), 4U);
  EXPECT_EQ(dump(*record), alone);
}

TEST_F(RecordTest, TheOrderOfArticlesDoesNotMatter) {
  std::vector<Article> articles;
  std::vector<std::vector<Finding>> findings;
  for (int i = 0; i < 12; ++i) {
    articles.push_back(make_article("a" + std::to_string(i), "KAZ CHN met, text " + std::to_string(i),
                                    i % 5 == 0   ? nullptr
                                    : i % 2 == 0 ? "2025-02-14"
                                                 : "2025-02-13",
                                    i % 3 == 0 ? "" : "Gazette"));
    findings.push_back({meeting("KAZ", "CHN", i % 3 == 0 ? "2025-02-14" : "2025-02-12"),
                        meeting("KAZ", i % 4 == 0 ? "RUS" : "CHN", "2025-02-14", Level::ambassador)});
  }
  std::string first;
  for (std::size_t step : {1U, 5U, 7U, 11U}) {
    const auto record = open(path(("order" + std::to_string(step)).c_str()));
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const std::size_t at = i * step % articles.size();
      ASSERT_TRUE(record->add(articles[at], reading_of(articles[at], findings[at]), "r1").has_value());
      if (i % step == 3) {
        ASSERT_TRUE(record->commit().has_value());
      }
    }
    const std::string got = dump(*record);
    if (first.empty()) first = got;
    EXPECT_EQ(got, first) << step;
  }
}

TEST_F(RecordTest, QueriesFilter) {
  const auto record = open(path());
  Event event = meeting("KAZ", "CHN", "2025-02-14", Level::head_of_state);
  event.areas = {"energy"};
  event.actors[0].person = "Kassym-Jomart Tokayev";
  Figure figure;
  figure.measure = "trade-turnover";
  figure.parties = {state("KAZ"), state("CHN")};
  figure.value = 30.1e9;
  figure.unit = "USD";
  figure.outlook = "outcome";
  figure.period =
      DateInterval{day_of("2024-01-01"), day_of("2024-12-31"), DatePrecision::year, DateBasis::text, std::nullopt};
  figure.confidence = 0.7;
  OfficeHolding office;
  office.person = "Xi Jinping";
  office.office = "President";
  office.country = "CHN";
  office.confidence = 0.95;
  const Article article = make_article("a", "KAZ CHN met.", "2025-02-15");
  ASSERT_TRUE(
      record->add(article, reading_of(article, {event, figure, office, meeting("FRA", "DEU", "2025-01-31")}), "r1")
          .has_value());
  const auto count = [&](const RecordQuery& query) { return record->find(query).value().size(); };
  EXPECT_EQ(count({}), 4U);
  EXPECT_EQ(count({.kind = "event"}), 2U);
  EXPECT_EQ(count({.actor = "CHN"}), 3U);
  EXPECT_EQ(count({.actor = "CHN", .with = "KAZ"}), 2U);
  EXPECT_EQ(count({.actor = "CHN", .with = "FRA"}), 0U);
  EXPECT_EQ(count({.types = {"trade-turnover", "AID"}}), 1U);
  EXPECT_EQ(count({.areas = {"tourism", "energy"}}), 1U);
  EXPECT_EQ(count({.areas = {"tourism"}}), 0U);
  EXPECT_EQ(count({.statuses = {"happened"}}), 2U);
  EXPECT_EQ(count({.levels = {"head-of-state"}}), 1U);
  EXPECT_EQ(count({.modes = {"meet"}}), 2U);
  EXPECT_EQ(count({.person = "tokayev"}), 1U);
  EXPECT_EQ(count({.person = "JINPING"}), 1U);
  EXPECT_EQ(count({.since = day_of("2025-02-01")}), 1U);
  EXPECT_EQ(count({.since = day_of("2024-06-01"), .until = day_of("2024-07-01")}), 1U);
  EXPECT_EQ(count({.published_since = day_of("2025-02-15")}), 4U);
  EXPECT_EQ(count({.published_until = day_of("2025-02-14")}), 0U);
  EXPECT_EQ(count({.min_confidence = 0.9}), 3U);
  EXPECT_EQ(count({.limit = 2}), 2U);
  const auto found = record->find({}).value();
  EXPECT_EQ(found[0].kind, "figure");  // 2024
  EXPECT_EQ(found[3].kind, "office");  // no date: last
  EXPECT_EQ(record->pairs(10).value(),
            (std::vector<std::pair<std::string, std::uint64_t>>{{"CHN KAZ", 2}, {"DEU FRA", 1}}));
  EXPECT_EQ(record->articles_about("KAZ", "CHN").value(), std::vector<std::string>{"a"});
  EXPECT_TRUE(record->articles_about("KAZ", "FRA").value().empty());
  EXPECT_EQ(record->finding("a/2")->kind, "figure");
  EXPECT_EQ(record->finding(found[1].id)->occurrences[0].local_id, found[1].occurrences[0].local_id);
  for (const char* id : {"", "a", "a/", "a/0", "a/5", "a/1x", "b/1", "E0000000000", "/"}) {
    EXPECT_EQ(record->finding(id).error().code, ErrorCode::not_found) << id;
  }
}

TEST_F(RecordTest, EvidenceOutsideThePublicationDatesIsLeftOut) {
  const auto record = open(path());
  for (const auto& [id, date] : {std::pair{"a", "2025-02-14"}, std::pair{"b", "2025-03-01"}}) {
    const Article article = make_article(id, "KAZ CHN met.", date);
    ASSERT_TRUE(record->add(article, reading_of(article, {meeting("KAZ", "CHN", "2025-02-14")}), "r1").has_value());
  }
  const auto found = record->find({.published_since = day_of("2025-02-20")}).value();
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].occurrences.size(), 1U);
  EXPECT_EQ(found[0].occurrences[0].article_id, "b");
}

TEST_F(RecordTest, AnArticleComesBackAsItWas) {
  const auto record = open(path());
  Article article = make_article("id with / and \"quotes\"",
                                 std::string("\xEF\xBB\xBFText with NUL\0inside, caf\xC3\xA9."sv), nullptr, "");
  article.title = "Headline";
  article.url = "https://example.org/1";
  article.language = "en";
  article.extra_json = R"({"desk":"asia","n":12345678901234567890123})";
  article.file = "feed.jsonl";
  article.line = 7;
  Reading reading = reading_of(article, {meeting("KAZ", "CHN", "2025-02-14")});
  reading.facts.date = day_of("2025-02-14");
  reading.facts.source = "Trend";
  reading.facts.dateline = Place{{3, 7}, "dateline", "KAZ", 51.13, 71.43, true};
  ASSERT_TRUE(record->add(article, reading, "r1").has_value());
  const RecordedArticle back = record->article(article.id).value();
  EXPECT_EQ(back.article.text, article.text);
  EXPECT_EQ(back.article.title, article.title);
  EXPECT_EQ(back.article.url, article.url);
  EXPECT_EQ(back.article.language, "en");
  EXPECT_EQ(back.article.extra_json, article.extra_json);
  EXPECT_EQ(back.article.file, "feed.jsonl");
  EXPECT_EQ(back.article.line, 7U);
  EXPECT_FALSE(back.article.date.has_value());
  EXPECT_EQ(back.facts.date, day_of("2025-02-14"));
  EXPECT_EQ(back.facts.source, "Trend");
  ASSERT_TRUE(back.facts.dateline.has_value());
  EXPECT_EQ(back.facts.dateline->latitude, 51.13);
  EXPECT_EQ(record->finding(article.id + "/1")->occurrences[0].article_id, article.id);
}

TEST_F(RecordTest, SearchFindsWordsPhrasesAndBeginnings) {
  const auto record = open(path());
  Article article =
      make_article("a", "The sides talked about copper ore. Later they signed agreements on copper in Astana.");
  article.title = "Copper talks";
  ASSERT_TRUE(record->add(article, reading_of(article, {}), "r1").has_value());
  ASSERT_TRUE(record->add(make_article("b", "Wheat and oil."), {}, "r1").has_value());
  const auto spans = [&](const char* query) {
    std::string out;
    const std::vector<SearchHit> hits = record->search(query, 10).value();
    for (const SearchHit& hit : hits) {
      const Article found = record->article(hit.article_id)->article;
      out += hit.article_id + ":" +
             (hit.span.in_title ? found.title : found.text).substr(hit.span.begin, hit.span.end - hit.span.begin) + ";";
    }
    return out;
  };
  EXPECT_EQ(spans("signed copper"), "a:signed agreements on copper;");
  EXPECT_EQ(spans("\"copper ore\""), "a:copper ore;");
  EXPECT_EQ(spans("\"ore copper\""), "");
  EXPECT_EQ(spans("agreement"), "a:agreements;");
  EXPECT_EQ(spans("whe*"), "b:Wheat;");
  EXPECT_EQ(spans("copper wheat"), "");
  // Nothing typed is a syntax error.
  for (const char* odd :
       {"AND", "NOT OR", "Kazakhstan-China", "a:b", "\"open", "(", "col^2", "'", "\"\" wheat", "NEAR(a b)"}) {
    EXPECT_TRUE(record->search(odd, 10).has_value()) << odd;
  }
  EXPECT_EQ(record->search("  ", 10).error().code, ErrorCode::bad_usage);
  EXPECT_EQ(record->search("*", 10).error().code, ErrorCode::bad_usage);
}

TEST_F(RecordTest, WhatIsNotCommittedIsNotThere) {
  const Article article = make_article("a", "KAZ CHN met.");
  {
    const auto record = open(path());
    ASSERT_TRUE(record->add(article, {}, "r1").has_value());
    ASSERT_TRUE(record->commit().has_value());
    ASSERT_TRUE(record->add(make_article("b", "Text."), {}, "r1").has_value());
    EXPECT_EQ(open(path(), Record::Mode::read_only)->statistics()->articles, 1U);
  }
  EXPECT_EQ(open(path(), Record::Mode::read_only)->statistics()->articles, 1U);
}

TEST_F(RecordTest, RefusesWhatIsNoRecordOfItsOwn) {
  const auto refused = [&](const std::string& location, Record::Mode mode) {
    const auto record = Record::open(location, mode);
    return record ? "opened" : std::string(to_string(record.error().code));
  };
  EXPECT_EQ(refused(path("none.db"), Record::Mode::read_only), "not-found");
  EXPECT_FALSE(std::filesystem::exists(path("none.db")));
  EXPECT_EQ(refused("postgresql://host/base", Record::Mode::read_write), "bad-usage");
  EXPECT_EQ(refused(folder_.string(), Record::Mode::read_write), "record-failed");
  std::ofstream(path("text.db")) << "This is no database, only some text that is long enough to be looked at. "
                                 << std::string(2000, 'x');
  EXPECT_EQ(refused(path("text.db"), Record::Mode::read_write), "record-failed");
  EXPECT_EQ(refused(path("text.db"), Record::Mode::read_only), "record-failed");

  const auto execute = [&](const char* name, const char* sql) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(path(name).c_str(), &handle), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);
  };
  execute("other.db", "CREATE TABLE notes(text)");
  EXPECT_EQ(refused(path("other.db"), Record::Mode::read_write), "record-failed");
  open(path("newer.db"));
  execute("newer.db", "PRAGMA user_version = 99");
  EXPECT_EQ(refused(path("newer.db"), Record::Mode::read_write), "unsupported-schema");
  EXPECT_EQ(refused(path("newer.db"), Record::Mode::read_only), "unsupported-schema");
}

TEST_F(RecordTest, AReaderCannotWriteAndASecondWriterIsToldToWait) {
  const auto record = open(path());
  const auto reader = open(path(), Record::Mode::read_only);
  EXPECT_EQ(reader->add(make_article("a", "Text."), {}, "r1").error().code, ErrorCode::record_failed);
  ASSERT_TRUE(record->add(make_article("a", "Text."), {}, "r1").has_value());
  // Reading goes on beside an open transaction, on what was committed.
  EXPECT_EQ(reader->statistics()->articles, 0U);
  ASSERT_TRUE(record->commit().has_value());
  EXPECT_EQ(reader->statistics()->articles, 1U);
}

}  // namespace
}  // namespace chancery
