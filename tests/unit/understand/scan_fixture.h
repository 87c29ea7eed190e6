// Reads a text through the first stages of the scan and shows its mentions as lines, for the tests of those stages.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "chancery/knowledge.h"
#include "understand/scan/document.h"
#include "understand/scan/stages.h"

namespace chancery::understand {

class ScanFixture {
 public:
  // Up to and with resolve_references. The article's date is 2024-05-15 unless said otherwise.
  void read(const std::string& text, const std::string& title = "", const std::string& date = "2024-05-15",
            const std::string& source = "") {
    article_ = Article{};
    article_.id = "t";
    article_.text = text;
    article_.title = title;
    article_.source = source;
    article_.date = parse_iso_day(date);
    document.reset(article_, knowledge().tables());
    for (const auto stage : {find_tokens, find_dateline, find_times, find_quantities, find_names, find_persons})
      stage(document);
    before_references = document.mentions;
    resolve_references(document);
  }

  // "Foreign Minister Ada Berg = NOR Ada Berg", for each mention of a person.
  std::vector<std::string> persons() const {
    std::vector<std::string> lines;
    for (const Mention& mention : document.mentions) {
      if (mention.kind == MentionKind::person) lines.push_back(line(mention));
    }
    return lines;
  }
  // "the two countries = KAZ CHN", for each group.
  std::vector<std::string> groups() const {
    std::vector<std::string> lines;
    for (const Mention& mention : document.mentions) {
      if (mention.kind == MentionKind::group) lines.push_back(line(mention));
    }
    return lines;
  }
  std::string line(const Mention& mention) const {
    std::string text(document.text(mention.tokens));
    text += " =";
    for (const ActorId actor : mention.actors) text += " " + document.tables().actors[actor].code;
    if (mention.person >= 0) text += " " + document.persons[static_cast<std::size_t>(mention.person)].name;
    return text;
  }
  // The person of that name; a person without a name where there is none.
  Person person(const std::string& name) const {
    for (const Person& it : document.persons) {
      if (it.name == name) return it;
    }
    return {};
  }
  std::string country(const std::string& name) const {
    const ActorId actor = person(name).actor;
    return actor == knowledge::kNoActor ? "" : document.tables().actors[actor].code;
  }

  static const Knowledge& knowledge() {
    static const std::shared_ptr<const Knowledge> loaded = *Knowledge::load();
    return *loaded;
  }

  Document document;
  std::vector<Mention> before_references;

 private:
  Article article_;
};

}  // namespace chancery::understand
