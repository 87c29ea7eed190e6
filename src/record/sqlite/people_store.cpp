#include "record/sqlite/people_store.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "text/hash.h"

namespace chancery::record {
namespace {

std::string joined(const std::vector<std::string>& values, char mark) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty()) out += mark;
    out += value;
  }
  return out;
}

std::vector<std::string> parted(std::string_view text, char mark) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(mark), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

// All that an article may be told of a tenure, and when.
std::string content_of(const connect::Tenure& tenure) {
  std::string bytes;
  for (const std::string& field :
       {tenure.person, joined(tenure.names, '\n'), tenure.office, tenure.sector, std::string(to_string(tenure.level)),
        to_iso(tenure.not_before), to_iso(tenure.not_after)}) {
    text::append_hashed_field(bytes, field);
  }
  return bytes;
}

constexpr std::string_view kTenureColumns =
    "SELECT t.key, t.country, t.kind, t.person, t.names, t.office, t.sector, t.level, t.first, t.last, t.not_before, "
    "t.not_after, t.ended, t.successor FROM tenures t";

}  // namespace

std::string stamp_of(const std::vector<LearntHolder>& holders) {
  if (holders.empty()) return {};
  std::string bytes;
  for (const LearntHolder& holder : holders) {
    for (const std::string& field : {holder.person, joined(holder.names, '\n'), holder.office, holder.country,
                                     holder.sector, holder.kind, std::string(to_string(holder.level))}) {
      text::append_hashed_field(bytes, field);
    }
  }
  const text::Hash hash = text::hash(bytes);
  return {hash.begin(), hash.end()};
}

PeopleStore::PeopleStore(Database& database)
    : database_(database),
      changed_(database, "SELECT country, kind FROM offices_changed ORDER BY country, kind"),
      forget_changed_(database, "DELETE FROM offices_changed"),
      sightings_(database,
                 "SELECT article, person, surname, office, sector, level, day, former FROM office_sightings "
                 "WHERE country = ?1 AND kind = ?2"),
      old_tenures_(database, std::string(kTenureColumns) + " WHERE t.country = ?1 AND t.kind = ?2"),
      drop_tenures_(database, "DELETE FROM tenures WHERE country = ?1 AND kind = ?2"),
      put_tenure_(database,
                  "INSERT INTO tenures(country, kind, person, names, office, sector, level, first, last, not_before, "
                  "not_after, ended, successor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"),
      put_word_(database, "INSERT OR IGNORE INTO tenure_words(word, tenure) VALUES (?1, ?2)"),
      waiting_(database, "INSERT OR IGNORE INTO people_waiting SELECT article FROM unresolved_words WHERE word = ?1"),
      next_waiting_(database,
                    "SELECT w.article, a.id, u.words, u.day, u.learnt FROM people_waiting w "
                    "JOIN articles a ON a.key = w.article LEFT JOIN unresolved_names u ON u.article = w.article "
                    "WHERE a.reader = ?1 AND w.article > ?2 ORDER BY w.article LIMIT 256"),
      done_waiting_(database, "DELETE FROM people_waiting WHERE article = ?1"),
      by_word_(database,
               "SELECT t.key FROM tenure_words w JOIN tenures t ON t.key = w.tenure "
               "WHERE w.word = ?1 AND t.not_before <= ?2 AND t.not_after >= ?2"),
      by_key_(database, std::string(kTenureColumns) + " WHERE t.key = ?1"),
      evidence_(database,
                "SELECT DISTINCT a.id, s.day, ifnull(-m.story, a.key) FROM office_sightings s "
                "JOIN articles a ON a.key = s.article LEFT JOIN story_members m ON m.article = a.key "
                "WHERE s.country = ?1 AND s.kind = ?2 AND s.person = ?3 AND s.former = 0 "
                "AND s.day BETWEEN ?4 AND ?5 ORDER BY s.day, a.id"),
      of_article_(database,
                  "SELECT u.words, u.day FROM unresolved_names u JOIN articles a ON a.key = u.article "
                  "WHERE a.id = ?1") {}

void PeopleStore::learn() {
  std::vector<Office> offices;
  {
    Query rows(changed_);
    while (rows.step()) offices.push_back({std::string(rows.text(0)), std::string(rows.text(1))});
  }
  if (offices.empty()) return;
  for (const Office& office : offices) learn(office);
  Query(forget_changed_).run();
}

void PeopleStore::learn(const Office& office) {
  std::vector<connect::Sighting> sightings;
  {
    Query rows(sightings_);
    rows.bind(1, office.country).bind(2, office.kind);
    while (rows.step()) {
      connect::Sighting sighting;
      sighting.article = rows.integer(0);
      sighting.person = rows.text(1);
      sighting.surname = rows.text(2);
      sighting.office = rows.text(3);
      sighting.sector = rows.text(4);
      sighting.level = parse_level(rows.text(5)).value_or(Level::none);
      sighting.day = rows.day(6).value_or(Day{});
      sighting.former = rows.integer(7) != 0;
      sightings.push_back(std::move(sighting));
    }
  }
  // Words by which articles find what is no longer so, or is new.
  std::map<std::string, std::vector<std::string>> before, after;
  {
    Query rows(old_tenures_);
    rows.bind(1, office.country).bind(2, office.kind);
    while (rows.step()) {
      connect::Tenure tenure;
      tenure.person = rows.text(3);
      tenure.names = parted(rows.text(4), '\n');
      tenure.office = rows.text(5);
      tenure.sector = rows.text(6);
      tenure.level = parse_level(rows.text(7)).value_or(Level::none);
      tenure.not_before = rows.day(10).value_or(Day{});
      tenure.not_after = rows.day(11).value_or(Day{});
      std::vector<std::string>& words = before[content_of(tenure)];
      Statement of_tenure(database_, "SELECT word FROM tenure_words WHERE tenure = ?1");
      Query word(of_tenure);
      word.bind(1, rows.integer(0));
      while (word.step()) words.emplace_back(word.text(0));
    }
  }
  {
    Query drop(drop_tenures_);
    drop.bind(1, office.country).bind(2, office.kind);
    drop.run();
  }
  for (const connect::Tenure& tenure : connect::learn_tenures(office.kind, sightings)) {
    const std::string names = joined(tenure.names, '\n');
    Query put(put_tenure_);
    put.bind(1, office.country).bind(2, office.kind).bind(3, tenure.person).bind(4, names).bind(5, tenure.office);
    put.bind(6, tenure.sector).bind(7, to_string(tenure.level)).bind(8, std::optional(tenure.first));
    put.bind(9, std::optional(tenure.last)).bind(10, std::optional(tenure.not_before));
    put.bind(11, std::optional(tenure.not_after)).bind(12, tenure.ended).bind(13, tenure.successor);
    put.run();
    const std::int64_t key = sqlite3_last_insert_rowid(database_.handle());
    for (const std::string& word : tenure.surnames) {
      Query put_word(put_word_);
      put_word.bind(1, word).bind(2, key);
      put_word.run();
    }
    after[content_of(tenure)] = tenure.surnames;
  }
  std::set<std::string> touched;
  for (const auto* side : {&before, &after}) {
    const auto& other = side == &before ? after : before;
    for (const auto& [content, words] : *side) {
      if (!other.contains(content)) touched.insert(words.begin(), words.end());
    }
  }
  for (const std::string& word : touched) {
    Query waiting(waiting_);
    waiting.bind(1, word);
    waiting.run();
  }
}

std::vector<std::int64_t> PeopleStore::holders(std::string_view words, Day day) {
  std::set<std::int64_t> keys;
  for (const std::string& word : parted(words, ' ')) {
    Query rows(by_word_);
    rows.bind(1, word).bind(2, std::optional(day));
    while (rows.step()) keys.insert(rows.integer(0));
  }
  return {keys.begin(), keys.end()};
}

LearntTenure PeopleStore::tenure(std::int64_t key, bool with_articles) {
  LearntTenure learnt;
  Day not_before{}, not_after{};
  {
    Query row(by_key_);
    row.bind(1, key);
    if (!row.step()) return learnt;
    LearntHolder& holder = learnt.holder;
    holder.country = row.text(1);
    holder.kind = row.text(2);
    holder.person = row.text(3);
    holder.names = parted(row.text(4), '\n');
    holder.office = row.text(5);
    holder.sector = row.text(6);
    holder.level = parse_level(row.text(7)).value_or(Level::none);
    holder.known_by_surname = connect::is_known_by_surname(holder.kind);
    learnt.first = row.day(8).value_or(Day{});
    learnt.last = row.day(9).value_or(Day{});
    not_before = row.day(10).value_or(Day{});
    not_after = row.day(11).value_or(Day{});
    learnt.ended = row.day(12);
    learnt.successor = row.text(13);
  }
  if (!with_articles) return learnt;
  std::set<std::tuple<Day, std::string>> articles;
  std::set<std::int64_t> stories;
  for (const std::string& name : learnt.holder.names) {
    Query rows(evidence_);
    rows.bind(1, learnt.holder.country).bind(2, learnt.holder.kind).bind(3, name);
    rows.bind(4, std::optional(learnt.first)).bind(5, std::optional(learnt.last));
    while (rows.step()) {
      articles.emplace(rows.day(1).value_or(Day{}), std::string(rows.text(0)));
      stories.insert(rows.integer(2));
    }
  }
  for (const auto& [day, id] : articles) {
    if (std::find(learnt.article_ids.begin(), learnt.article_ids.end(), id) == learnt.article_ids.end()) {
      learnt.article_ids.push_back(id);
    }
  }
  learnt.stories = stories.size();
  return learnt;
}

std::vector<LearntHolder> PeopleStore::holders_for(std::string_view words, Day day) {
  std::vector<LearntHolder> found;
  for (const std::int64_t key : holders(words, day)) found.push_back(tenure(key, false).holder);
  std::sort(found.begin(), found.end(), [](const LearntHolder& one, const LearntHolder& other) {
    return std::tie(one.country, one.kind, one.person, one.office) <
           std::tie(other.country, other.kind, other.person, other.office);
  });
  return found;
}

std::vector<UnresolvedArticle> PeopleStore::unresolved(std::string_view reader_version, std::size_t limit) {
  learn();
  std::vector<UnresolvedArticle> found;
  std::int64_t last = 0;
  for (;;) {
    struct Waiting {
      std::int64_t key = 0;
      std::string id, words, stamp;
      std::optional<Day> day;
    };
    std::vector<Waiting> batch;
    {
      Query rows(next_waiting_);
      rows.bind(1, reader_version).bind(2, last);
      while (rows.step()) {
        batch.push_back({rows.integer(0), std::string(rows.text(1)), std::string(rows.text(2)),
                         std::string(rows.text(4)), rows.day(3)});
      }
    }
    if (batch.empty()) return found;
    for (const Waiting& one : batch) {
      last = one.key;
      UnresolvedArticle article;
      article.article_id = one.id;
      if (one.day) article.holders = holders_for(one.words, *one.day);
      if (stamp_of(article.holders) == one.stamp) {
        Query done(done_waiting_);
        done.bind(1, one.key);
        done.run();
        continue;
      }
      found.push_back(std::move(article));
      if (found.size() == limit) return found;
    }
  }
}

std::vector<LearntTenure> PeopleStore::tenures(std::string_view country, bool with_articles) {
  std::vector<std::int64_t> keys;
  {
    Statement statement(database_, country.empty()
                                       ? "SELECT key FROM tenures ORDER BY country, kind, first, person, office"
                                       : "SELECT key FROM tenures WHERE country = ?1 ORDER BY kind, first, person, "
                                         "office");
    Query rows(statement);
    if (!country.empty()) rows.bind(1, country);
    while (rows.step()) keys.push_back(rows.integer(0));
  }
  std::vector<LearntTenure> found;
  for (const std::int64_t key : keys) found.push_back(tenure(key, with_articles));
  return found;
}

std::vector<LearntTenure> PeopleStore::tenures_for(std::string_view article_id, bool with_articles) {
  std::vector<LearntTenure> found;
  Query row(of_article_);
  row.bind(1, article_id);
  if (!row.step() || !row.day(1)) return found;
  for (const std::int64_t key : holders(row.text(0), *row.day(1))) found.push_back(tenure(key, with_articles));
  std::sort(found.begin(), found.end(), [](const LearntTenure& one, const LearntTenure& other) {
    return std::tie(one.holder.country, one.holder.kind, one.holder.person, one.holder.office) <
           std::tie(other.holder.country, other.holder.kind, other.holder.person, other.holder.office);
  });
  return found;
}

}  // namespace chancery::record
