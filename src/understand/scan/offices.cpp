// Findings of office holders: one for each person and office that the text states.
#include "understand/scan/offices.h"

#include <algorithm>
#include <array>

#include "understand/scan/person_name.h"
#include "understand/scan/stages.h"
#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

constexpr std::array<std::string_view, 9> kPublicSectors = {"", "GOV", "LEG", "MIL", "JUD", "SPY", "COP", "ELI", "PTY"};
constexpr std::array<std::string_view, 6> kPrivateKinds = {"",          "honorific", "business",
                                                           "religious", "governor",  "unidentified"};

// Words that name no post by themselves.
bool is_mere_description(const Document& document, const Person& person) noexcept {
  return person.office_tokens.size() <= 2 && person.kind != "leader" &&
         is_any_word(document, person.office_tokens.last - 1,
                     {"official", "officials", "diplomat", "negotiator", "aide", "chief", "head", "secretary", "chair",
                      "politician"}) &&
         person.office_tokens.size() == 1 && !document.tokens[person.office_tokens.first].is(Token::kCapital);
}

// The family name of a full name, folded.
std::string family_name(const std::string& person, std::string_view country) {
  const bool first = family_name_first(name_key(std::string_view(person)), country);
  return knowledge::fold(first ? person.substr(0, person.find(' ')) : person.substr(person.rfind(' ') + 1));
}

// The day of the report, on which the person held the office.
std::optional<DateInterval> date_of_report(const Document& document) {
  if (!document.facts.date) return std::nullopt;
  DateInterval date;
  date.from = date.to = *document.facts.date;
  date.precision = DatePrecision::day;
  date.basis = document.article().date ? DateBasis::publication : DateBasis::dateline;
  return date;
}

}  // namespace

bool holds_public_office(const Person& person) noexcept {
  if (person.actor == knowledge::kNoActor || person.name_tokens.empty() || person.office_tokens.empty() ||
      person.office.empty())
    return false;
  // A policeman or judge whose state is only concluded is as a rule one of a town or region.
  if (person.inferred_country && (person.sector == "COP" || person.sector == "JUD")) return false;
  if (std::find(kPrivateKinds.begin(), kPrivateKinds.end(), person.kind) != kPrivateKinds.end()) return false;
  return std::find(kPublicSectors.begin(), kPublicSectors.end(), person.sector) != kPublicSectors.end();
}

void find_offices(Document& document) {
  for (std::size_t index = 0; index < document.persons.size(); ++index) {
    const Person& person = document.persons[index];
    if (!holds_public_office(person) || is_mere_description(document, person)) continue;
    // "executive director" of a body that is no organisation of states
    const bool of_state = document.tables().actors[person.actor].kind == knowledge::ActorKind::state;
    if (person.kind == "organisation-head" && of_state) continue;
    OfficeHolding office;
    office.person = person.name;
    office.office = person.office;
    office.office_span = document.span(person.office_tokens);
    office.span = document.span(person.name_tokens);
    office.country = document.tables().actors[person.actor].code;
    office.sector = person.sector;
    office.former = person.former;
    if (person.inferred_country) office.inferred.emplace_back("country");
    if (person.inferred_office) office.inferred.emplace_back("office");
    if (!person.former) office.date = date_of_report(document);
    const std::uint32_t sentence = document.sentence_of(person.office_tokens.first);
    office.evidence = document.sentence_span(sentence);
    std::uint32_t last = sentence;
    for (const Mention& mention : document.mentions) {
      if (mention.person != static_cast<int>(index) || mention.office.empty() || mention.inferred_person ||
          mention.sentence == sentence || mention.sentence == last)
        continue;
      last = mention.sentence;
      office.more.push_back(document.sentence_span(mention.sentence));
    }
    // The name may stand in full elsewhere than the office.
    const std::uint32_t named = document.sentence_of(person.name_tokens.first);
    const TextSpan name_sentence = document.sentence_span(named);
    if (named != sentence && std::find(office.more.begin(), office.more.end(), name_sentence) == office.more.end())
      office.more.push_back(name_sentence);
    office.confidence = person.inferred_office ? 0.7 : person.inferred_country ? 0.85 : 0.95;
    // Of organisations only their heads: the "Security Council" of another's spokesperson may be any.
    const bool known_post = of_state || person.kind == "organisation-head";
    if (office.inferred.empty() && document.learnt.empty() && known_post) {
      document.facts.sightings.push_back({office.person, family_name(office.person, office.country), office.office,
                                          office.country, office.sector, person.kind, person.level, office.former});
    }
    document.findings.emplace_back(std::move(office));
  }
}

}  // namespace chancery::understand
