#include "record/sqlite/connect_agreements.h"
#include "record/sqlite/connect_events.h"
#include "record/sqlite/connect_figures.h"
#include "record/sqlite/connect_people.h"
#include "record/sqlite/connect_stories.h"
#include "record/sqlite/connector.h"

namespace chancery::record {

std::vector<std::unique_ptr<Connector>> make_connectors(Database& database) {
  std::vector<std::unique_ptr<Connector>> connectors;
  connectors.push_back(std::make_unique<StoryConnector>(database));
  connectors.push_back(make_event_connector(database));
  connectors.push_back(std::make_unique<AgreementConnector>(database));
  connectors.push_back(std::make_unique<FigureConnector>(database));
  connectors.push_back(std::make_unique<PeopleConnector>(database));
  return connectors;
}

}  // namespace chancery::record
