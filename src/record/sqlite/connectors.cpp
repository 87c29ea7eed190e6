#include "record/sqlite/connector.h"

namespace chancery::record {

std::vector<std::unique_ptr<Connector>> make_connectors(Database&) {
  std::vector<std::unique_ptr<Connector>> connectors;
  return connectors;
}

}  // namespace chancery::record
