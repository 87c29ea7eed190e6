// Agreements over articles: one instrument under its several names, with its steps.
#pragma once

#include "connect/agreement_names.h"
#include "record/sqlite/grouping.h"

namespace chancery::record {

class AgreementConnector final : public Connector {
 public:
  // Throws StoreTrouble, also where the program was built without the table of names.
  explicit AgreementConnector(Database& database);
  void article_put(std::int64_t key, const Article& article, const Reading& reading) override;
  void article_leaves(std::int64_t key) override;
  void connect() override;

 private:
  void put(std::int64_t occurrence, std::int64_t finding, const AgreementFinding& agreement, const Article& article,
           const std::optional<Day>& published);
  void group(const std::string& block);

  Database& database_;
  bool has_backlog_ = true;  // until it was looked for
  connect::AgreementNames names_;
  Statement occurrences_, put_, blocks_, tellings_;
  GroupWriter groups_;
  TouchedBlocks touched_;
};

}  // namespace chancery::record
