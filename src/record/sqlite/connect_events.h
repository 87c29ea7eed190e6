// Joins tellings of one event over articles (src/connect/event_groups.h): occurrences of kind event are put under one
// finding where they tell the same.
#pragma once

#include <memory>

#include "record/sqlite/connector.h"

namespace chancery::record {

[[nodiscard]] std::unique_ptr<Connector> make_event_connector(Database& database);

}  // namespace chancery::record
