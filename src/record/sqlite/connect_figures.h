// Figures over articles: one claim told in several ways, and claims that cannot all be right.
#pragma once

#include "record/sqlite/grouping.h"

namespace chancery::record {

class FigureConnector final : public Connector {
 public:
  explicit FigureConnector(Database& database);
  void article_put(std::int64_t key, const Article& article, const Reading& reading) override;
  void article_leaves(std::int64_t key) override;
  void connect() override;

 private:
  void put(std::int64_t occurrence, std::int64_t finding, const Figure& figure, const std::optional<Day>& published);
  void join(const std::string& block);

  Database& database_;
  bool has_backlog_ = true;  // until it was looked for
  Statement occurrences_, put_, blocks_, claims_;
  GroupWriter groups_;
  TouchedBlocks touched_;
};

}  // namespace chancery::record
