#include "evaluate/readouts.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "chancery/date.h"
#include "chancery/reader.h"
#include "evaluate/readout_title.h"
#include "format/json_reader.h"
#include "knowledge/vocabulary.h"

namespace chancery::evaluate {
namespace {

constexpr std::string_view kHome = "USA";

// What the body says of one pair.
struct Contact {
  std::set<std::string> modes;
  std::string persons;  // folded names of all participants
};

void add_pair(std::map<std::string, Contact>& contacts, const Event& event, const Actor& a, const Actor& b) {
  const bool home_first = a.country == kHome, home_second = b.country == kHome;
  if (home_first == home_second) return;
  const std::string& other = home_first ? b.country : a.country;
  if (other.empty()) return;
  Contact& contact = contacts[other];
  contact.modes.insert(event.mode);
  contact.persons += knowledge::fold(a.person) + " " + knowledge::fold(b.person) + " ";
}

std::map<std::string, Contact> contacts_of(const Reading& reading) {
  std::map<std::string, Contact> contacts;
  for (const Finding& finding : reading.findings) {
    const auto* event = std::get_if<Event>(&finding);
    if (event == nullptr || event->type != EventType::consult || event->status != Status::happened) continue;
    for (std::size_t i = 0; i < event->actors.size(); ++i) {
      for (const Actor& recipient : event->recipients) add_pair(contacts, *event, event->actors[i], recipient);
      if (!event->reciprocal) continue;
      for (std::size_t k = i + 1; k < event->actors.size(); ++k)
        add_pair(contacts, *event, event->actors[i], event->actors[k]);
    }
  }
  return contacts;
}

class Evaluation {
 public:
  Evaluation(std::shared_ptr<const Knowledge> knowledge, const ReaderOptions& options)
      : knowledge_(std::move(knowledge)), reader_(knowledge_, options) {}

  void add(const std::string& title, const Article& body) {
    ++result.readouts;
    const auto gold = parse_readout_title(title, knowledge_->tables(), kHome);
    if (!gold) return;
    ++result.with_counterpart;
    const auto contacts = contacts_of(reader_.read(body));
    for (const std::string& code : gold->counterparts) {
      ++result.recall.total;
      const auto found = contacts.find(code);
      if (found == contacts.end()) {
        result.errors.push_back(body.id + ": not found: " + code);
        continue;
      }
      ++result.recall.hits;
      check_mode(*gold, code, found->second, body.id);
    }
    for (const auto& [code, contact] : contacts) {
      ++result.precision.total;
      if (std::find(gold->counterparts.begin(), gold->counterparts.end(), code) != gold->counterparts.end()) {
        ++result.precision.hits;
      } else {
        result.errors.push_back(body.id + ": not in the title: " + code);
      }
    }
    check_persons(*gold, contacts, body.id);
  }

  void finish(std::uint64_t seed) {
    for (Share* share : {&result.recall, &result.precision, &result.mode, &result.persons}) {
      share->interval = share_interval(share->hits, share->total, seed);
    }
  }

  ReadoutEvaluation result;

 private:
  void check_mode(const ReadoutTitle& gold, const std::string& code, const Contact& contact, const std::string& id) {
    ++result.mode.total;
    if (std::any_of(contact.modes.begin(), contact.modes.end(),
                    [&](const std::string& mode) { return modes_agree(gold.mode, mode); })) {
      ++result.mode.hits;
      return;
    }
    std::string given;
    for (const std::string& mode : contact.modes) given += " " + (mode.empty() ? "none" : mode);
    result.errors.push_back(id + ": mode of " + code + " is " + gold.mode + ", given:" + given);
  }

  void check_persons(const ReadoutTitle& gold, const std::map<std::string, Contact>& contacts, const std::string& id) {
    std::string persons;
    for (const std::string& code : gold.counterparts) {
      if (const auto found = contacts.find(code); found != contacts.end()) persons += found->second.persons;
    }
    if (persons.empty()) return;
    for (const std::string& surname : gold.surnames) {
      ++result.persons.total;
      if (persons.find(surname) != std::string::npos) {
        ++result.persons.hits;
      } else {
        result.errors.push_back(id + ": person not named: " + surname);
      }
    }
  }

  std::shared_ptr<const Knowledge> knowledge_;
  Reader reader_;
};

}  // namespace

bool modes_agree(std::string_view title_mode, std::string_view event_mode) noexcept {
  if (title_mode == "phone") return event_mode == "phone";
  if (title_mode == "visit") return event_mode == "visit";
  return event_mode == "meet" || event_mode == "visit" || event_mode == "third-party" || event_mode == "multilateral";
}

bool looks_like_readouts(std::string_view first_line) {
  return first_line.starts_with("{") && first_line.find("\"title\"") != std::string_view::npos &&
         first_line.find("\"text\"") != std::string_view::npos && first_line.find("\"gold\"") == std::string_view::npos;
}

Result<ReadoutEvaluation> evaluate_readouts(const std::string& path, std::shared_ptr<const Knowledge> knowledge,
                                            std::uint64_t seed, const ReaderOptions& options) {
  std::ifstream in(path, std::ios::binary);
  std::optional<Error> wrong;
  if (!in) return std::unexpected(Error{.code = ErrorCode::unreadable, .message = "cannot be opened", .file = path});
  Evaluation evaluation(std::move(knowledge), options);
  std::string line;
  for (std::uint64_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    const auto json = format::parse_json(line);
    if (!json) return std::unexpected(Error{.message = json.error().message, .file = path, .line = number});
    format::ObjectReader object(*json, wrong);
    Article body;
    const std::string title = object.string("title");
    body.text = object.string("text");
    body.id = object.string_or_empty("id");
    body.source = object.string_or_empty("source");
    body.language = "en";
    const std::string date = object.string_or_empty("date");
    if (wrong) {
      wrong->file = path;
      wrong->line = number;
      return std::unexpected(*wrong);
    }
    if (!date.empty()) body.date = parse_iso_day(date);
    if (body.id.empty()) body.id = "line " + std::to_string(number);
    evaluation.add(title, body);
  }
  evaluation.finish(seed);
  return std::move(evaluation.result);
}

}  // namespace chancery::evaluate
