// Keeps what articles say of persons in offices, and which names they leave unexplained. people_store.h learns from it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "record/sqlite/connector.h"

namespace chancery::record {

class PeopleConnector final : public Connector {
 public:
  explicit PeopleConnector(Database& database);
  void article_put(std::int64_t key, const Article& article, const Reading& reading) override;
  void article_leaves(std::int64_t key) override;
  void connect() override;

 private:
  // What an article says of one person, as one text; with its office for the note that it changed.
  struct Said {
    std::string country;
    std::string kind;
    std::string all;
    auto operator<=>(const Said&) const = default;
  };
  void note_change(const Said& said);

  Statement sightings_, put_sighting_, drop_sightings_, words_, put_names_, put_word_, drop_names_, drop_word_;
  Statement changed_, waiting_, not_waiting_;
  std::map<std::int64_t, std::set<Said>> left_;  // of articles that left and may be put again
};

}  // namespace chancery::record
