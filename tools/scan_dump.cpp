// Prints what each stage of the scan found in a text from standard input: for those who work on the reader.
// Usage: scan_dump [--date YYYY-MM-DD] [--title TEXT] < text
#include <iostream>
#include <iterator>
#include <string>

#include "chancery/knowledge.h"
#include "understand/scan/document.h"
#include "understand/scan/stages.h"

using namespace chancery;
using namespace chancery::understand;

namespace {

const char* name_of(MentionKind kind) {
  switch (kind) {
    case MentionKind::state: return "state";
    case MentionKind::organisation: return "organisation";
    case MentionKind::institution: return "institution";
    case MentionKind::person: return "person";
    case MentionKind::group: return "group";
    case MentionKind::party: return "party";
    case MentionKind::place: return "place";
  }
  return "?";
}

}  // namespace

int main(int argc, char** argv) {
  Article article;
  for (int at = 1; at + 1 < argc; at += 2) {
    if (std::string(argv[at]) == "--date") article.date = parse_iso_day(argv[at + 1]);
    if (std::string(argv[at]) == "--title") article.title = argv[at + 1];
  }
  article.text.assign(std::istreambuf_iterator<char>(std::cin), {});
  const auto knowledge = Knowledge::load();
  if (!knowledge) {
    std::cerr << knowledge.error().to_string() << "\n";
    return 3;
  }
  Document document;
  document.reset(article, (*knowledge)->tables());
  for (const auto stage :
       {find_tokens, find_dateline, find_times, find_quantities, find_names, find_persons, resolve_references,
        find_topics, find_events, find_agreements, find_figures, find_goods, find_offices}) {
    stage(document);
  }
  if (document.facts.date) std::cout << "date " << to_iso(*document.facts.date) << "\n";
  if (!document.facts.source.empty()) std::cout << "source " << document.facts.source << "\n";
  if (document.facts.dateline) std::cout << "dateline " << document.facts.dateline->country << "\n";
  for (std::uint32_t at = 0; at < document.sentences.size(); ++at) {
    const Sentence& sentence = document.sentences[at];
    std::cout << "\n[" << at << (sentence.skip ? " skipped" : "") << (sentence.in_title ? " title" : "")
              << " paragraph " << sentence.paragraph << "] " << document.text(TokenRange{sentence.first, sentence.last})
              << "\n";
    for (const Mention& mention : document.mentions) {
      if (mention.tokens.first < sentence.first || mention.tokens.first >= sentence.last) continue;
      std::cout << "   mention " << name_of(mention.kind) << " \"" << document.text(mention.tokens) << "\"";
      for (const ActorId actor : mention.actors) std::cout << " " << document.tables().actors[actor].code;
      if (!mention.sector.empty()) std::cout << " " << mention.sector;
      if (mention.person >= 0)
        std::cout << " person=" << document.persons[static_cast<std::size_t>(mention.person)].name;
      if (!mention.office.empty()) std::cout << " office=\"" << document.text(mention.office) << "\"";
      if (!mention.party.empty()) std::cout << " party=\"" << mention.party << "\"";
      if (mention.pronoun) std::cout << " pronoun";
      if (mention.inferred_country) std::cout << " inferred";
      std::cout << "\n";
    }
    for (const TimeExpression& time : document.times) {
      if (time.sentence != at) continue;
      std::cout << "   time \"" << document.text(time.tokens) << "\"";
      if (time.interval)
        std::cout << " " << to_iso(time.interval->from) << " " << to_iso(time.interval->to) << " "
                  << to_string(time.interval->precision);
      std::cout << "\n";
    }
    for (const Quantity& quantity : document.quantities) {
      if (quantity.sentence == at)
        std::cout << "   quantity \"" << document.text(quantity.tokens) << "\" " << quantity.value << " "
                  << quantity.unit << " " << quantity.hedge << "\n";
    }
    for (const TopicHit& hit : document.area_hits) {
      if (hit.sentence == at)
        std::cout << "   area " << document.tables().areas[hit.entry].id << " \"" << document.text(hit.tokens)
                  << "\"\n";
    }
    for (const TopicHit& hit : document.goods_hits) {
      if (hit.sentence == at) std::cout << "   goods \"" << document.text(hit.tokens) << "\"\n";
    }
  }
  std::cout << "\npersons\n";
  for (const Person& person : document.persons) {
    std::cout << "   " << person.name << " | " << person.office << " | " << person.kind << " | "
              << (person.actor == knowledge::kNoActor ? "?" : document.tables().actors[person.actor].code)
              << (person.inferred_country ? " inferred" : "") << " | " << person.sector << " | "
              << to_string(person.level) << (person.former ? " former" : "") << "\n";
  }
  return 0;
}
