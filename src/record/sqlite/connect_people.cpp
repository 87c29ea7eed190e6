#include "record/sqlite/connect_people.h"

#include <algorithm>

#include "record/sqlite/people_store.h"
#include "text/hash.h"

namespace chancery::record {
namespace {

std::string said_text(const OfficeSighting& sighting, Day day) {
  std::string bytes;
  for (const std::string& field :
       {sighting.person, sighting.surname, sighting.office, sighting.sector, std::string(to_string(sighting.level)),
        std::string(sighting.former ? "former" : ""), to_iso(day)}) {
    text::append_hashed_field(bytes, field);
  }
  return bytes;
}

}  // namespace

PeopleConnector::PeopleConnector(Database& database)
    : sightings_(database,
                 "SELECT country, kind, person, surname, office, sector, level, former, day FROM office_sightings "
                 "WHERE article = ?1"),
      put_sighting_(database,
                    "INSERT INTO office_sightings(article, country, kind, person, surname, office, sector, level, day, "
                    "former) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
      drop_sightings_(database, "DELETE FROM office_sightings WHERE article = ?1"),
      words_(database, "SELECT words FROM unresolved_names WHERE article = ?1"),
      put_names_(database, "INSERT INTO unresolved_names(article, day, words, learnt) VALUES (?1, ?2, ?3, ?4)"),
      put_word_(database, "INSERT OR IGNORE INTO unresolved_words(word, article) VALUES (?1, ?2)"),
      drop_names_(database, "DELETE FROM unresolved_names WHERE article = ?1"),
      drop_word_(database, "DELETE FROM unresolved_words WHERE word = ?1 AND article = ?2"),
      changed_(database, "INSERT OR IGNORE INTO offices_changed(country, kind) VALUES (?1, ?2)"),
      waiting_(database, "INSERT OR IGNORE INTO people_waiting(article) VALUES (?1)"),
      not_waiting_(database, "DELETE FROM people_waiting WHERE article = ?1") {}

void PeopleConnector::note_change(const Said& said) {
  Query changed(changed_);
  changed.bind(1, said.country).bind(2, said.kind);
  changed.run();
}

void PeopleConnector::article_put(std::int64_t key, const Article&, const Reading& reading) {
  const ArticleFacts& facts = reading.facts;
  std::set<Said> now;
  // What has no day tells nothing of when an office was held.
  if (facts.date) {
    for (const OfficeSighting& sighting : facts.sightings) {
      if (!now.insert({sighting.country, sighting.kind, said_text(sighting, *facts.date)}).second) continue;
      Query put(put_sighting_);
      put.bind(1, key).bind(2, sighting.country).bind(3, sighting.kind).bind(4, sighting.person);
      put.bind(5, sighting.surname).bind(6, sighting.office).bind(7, sighting.sector);
      put.bind(8, to_string(sighting.level)).bind(9, facts.date);
      put.bind(10, static_cast<std::int64_t>(sighting.former));
      put.run();
    }
  }
  const auto before = left_.find(key);
  const std::set<Said> nothing;
  const std::set<Said>& then = before == left_.end() ? nothing : before->second;
  std::vector<Said> changed;
  std::set_symmetric_difference(then.begin(), then.end(), now.begin(), now.end(), std::back_inserter(changed));
  for (const Said& said : changed) note_change(said);
  if (before != left_.end()) left_.erase(before);

  if (!facts.date || (facts.unresolved.empty() && facts.learnt.empty())) return;
  std::string words;
  for (const std::string& word : facts.unresolved) {
    words += (words.empty() ? "" : " ") + word;
    Query put(put_word_);
    put.bind(1, word).bind(2, key);
    put.run();
  }
  const std::string stamp = stamp_of(facts.learnt);
  {
    Query put(put_names_);
    put.bind(1, key).bind(2, facts.date).bind(3, words).bind_bytes(4, stamp.data(), stamp.size());
    put.run();
  }
  Query waiting(waiting_);
  waiting.bind(1, key);
  waiting.run();
}

void PeopleConnector::article_leaves(std::int64_t key) {
  std::set<Said> said;
  {
    Query rows(sightings_);
    rows.bind(1, key);
    while (rows.step()) {
      OfficeSighting sighting;
      sighting.person = rows.text(2);
      sighting.surname = rows.text(3);
      sighting.office = rows.text(4);
      sighting.sector = rows.text(5);
      sighting.level = parse_level(rows.text(6)).value_or(Level::none);
      sighting.former = rows.integer(7) != 0;
      said.insert(
          {std::string(rows.text(0)), std::string(rows.text(1)), said_text(sighting, rows.day(8).value_or(Day{}))});
    }
  }
  left_.try_emplace(key, std::move(said));
  std::string words;
  {
    Query row(words_);
    row.bind(1, key);
    if (row.step()) words = row.text(0);
  }
  for (std::string_view rest = words; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    Query drop(drop_word_);
    drop.bind(1, rest.substr(0, end)).bind(2, key);
    drop.run();
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (Statement* statement : {&drop_sightings_, &drop_names_, &not_waiting_}) {
    Query drop(*statement);
    drop.bind(1, key);
    drop.run();
  }
}

void PeopleConnector::connect() {
  for (const auto& [key, said] : left_) {
    for (const Said& one : said) note_change(one);
  }
  left_.clear();
}

}  // namespace chancery::record
