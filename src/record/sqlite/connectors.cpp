#include "record/sqlite/connector.h"

#include "record/sqlite/connect_events.h"

namespace chancery::record {

std::vector<std::unique_ptr<Connector>> make_connectors(Database& database) {
  std::vector<std::unique_ptr<Connector>> connectors;
  connectors.push_back(make_event_connector(database));
  return connectors;
}

}  // namespace chancery::record
