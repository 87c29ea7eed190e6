#include "record/finding_identity.h"

#include "chancery/corrections.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace chancery::record {
namespace {

// Fifty bits: of a million findings two share an id with a chance of one in two thousand; the record tells them apart
// by the whole hash.
constexpr int kIdLength = 10;

std::string_view cut(const Article& article, const TextSpan& span) {
  const std::string_view whole = span.in_title ? article.title : article.text;
  if (span.begin > span.end || span.end > whole.size()) return {};
  return whole.substr(span.begin, span.end - span.begin);
}

void sort_unique(std::vector<std::string>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::vector<std::string> codes_of(const std::vector<Actor>& actors) {
  std::vector<std::string> codes;
  for (const Actor& actor : actors) {
    if (!actor.country.empty()) codes.push_back(actor.country);
  }
  sort_unique(codes);
  return codes;
}

// Who stands on a side: its codes; where nobody there has one, the words of the text. Sorted, each once.
std::vector<std::string> names_of(const std::vector<Actor>& actors, const Article& article) {
  std::vector<std::string> names = codes_of(actors);
  if (names.empty()) {
    for (const Actor& actor : actors) names.push_back(folded(cut(article, actor.span)));
    sort_unique(names);
  }
  return names;
}

std::string side(const std::vector<Actor>& actors, const Article& article) {
  std::string out;
  for (const std::string& name : names_of(actors, article)) out.append(name).append(" ");
  return out;
}

std::string interval(const std::optional<DateInterval>& date) {
  return date ? to_iso(date->from) + "/" + to_iso(date->to) : std::string();
}

// Builds the text that is hashed: fields that no content can blur.
class IdentityText {
 public:
  explicit IdentityText(char letter) : letter_(letter) { bytes_ += letter; }
  IdentityText& field(std::string_view value) {
    text::append_hashed_field(bytes_, value);
    return *this;
  }
  [[nodiscard]] FindingIdentity finish(std::vector<std::string> codes) const {
    FindingIdentity identity;
    identity.hash = text::hash(bytes_);
    identity.id = letter_ + text::to_base32(identity.hash, kIdLength);
    identity.codes = std::move(codes);
    sort_unique(identity.codes);
    return identity;
  }

 private:
  char letter_;
  std::string bytes_;
};

std::string decimal(double value) {
  std::array<char, 64> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

void add_code(std::vector<std::string>& codes, const std::string& code) {
  if (!code.empty()) codes.push_back(code);
}

FindingIdentity identity(const Event& event, const Article& article, std::size_t number) {
  std::vector<Actor> everybody = event.actors;
  everybody.insert(everybody.end(), event.recipients.begin(), event.recipients.end());
  IdentityText identity('E');
  identity.field(to_string(event.type)).field(event.mode).field(to_string(event.status)).field(to_string(event.level));
  // Who came to whom is told now this way, now that, and a meeting is the same meeting.
  const bool mutual = event.reciprocal || event.type == EventType::consult || event.type == EventType::cooperate;
  if (mutual) {
    identity.field(side(everybody, article));
  } else {
    identity.field(side(event.actors, article)).field(side(event.recipients, article));
  }
  // Without a date nothing says that two articles mean the same act.
  identity.field(event.date ? interval(event.date) : article.id + "/" + std::to_string(number));
  return identity.finish(codes_of(everybody));
}

// One step under one name: which of them are of one agreement is seen when all are known (connect/agreement_groups.h).
FindingIdentity identity(const AgreementFinding& agreement, const Article& article, std::size_t) {
  IdentityText identity('A');
  identity.field(side(agreement.parties, article)).field(agreement.kind).field(folded(agreement.subject));
  identity.field(folded(agreement.name)).field(agreement.step).field(to_string(agreement.status));
  identity.field(interval(agreement.date));
  return identity.finish(codes_of(agreement.parties));
}

FindingIdentity identity(const Figure& figure, const Article& article, std::size_t) {
  IdentityText identity('F');
  identity.field(figure.measure).field(side(figure.parties, article)).field(figure.from).field(figure.to);
  identity.field(interval(figure.period)).field(decimal(figure.value));
  identity.field(figure.value_to ? decimal(*figure.value_to) : "").field(figure.unit).field(figure.outlook);
  std::vector<std::string> goods = figure.goods;
  sort_unique(goods);
  for (const std::string& name : goods) identity.field(name);
  std::vector<std::string> codes = codes_of(figure.parties);
  add_code(codes, figure.from);
  add_code(codes, figure.to);
  return identity.finish(std::move(codes));
}

FindingIdentity identity(const Goods& goods, const Article&, std::size_t) {
  std::vector<std::string> codes;
  add_code(codes, goods.from);
  add_code(codes, goods.to);
  return IdentityText('G').field(goods.from).field(goods.to).field(folded(goods.goods)).finish(std::move(codes));
}

FindingIdentity identity(const OfficeHolding& office, const Article&, std::size_t) {
  std::vector<std::string> codes;
  add_code(codes, office.country);
  return IdentityText('O')
      .field(folded(office.person))
      .field(folded(office.office))
      .field(office.country)
      .finish(std::move(codes));
}

struct Traits {
  FindingTraits operator()(const Event& event) const {
    return {std::string(to_string(event.type)),
            event.mode,
            std::string(to_string(event.status)),
            std::string(to_string(event.level)),
            event.areas,
            event.date,
            event.confidence};
  }
  FindingTraits operator()(const AgreementFinding& agreement) const {
    return {agreement.kind,      "", std::string(to_string(agreement.status)), "", agreement.areas, agreement.date,
            agreement.confidence};
  }
  FindingTraits operator()(const Figure& figure) const {
    return {figure.measure, "", figure.outlook, "", {}, figure.period, figure.confidence};
  }
  FindingTraits operator()(const Goods& goods) const {
    return {"", "", std::string(to_string(goods.status)), "", {}, std::nullopt, goods.confidence};
  }
  FindingTraits operator()(const OfficeHolding& office) const {
    return {"", "", "", "", {}, office.date, office.confidence};
  }
};

}  // namespace

std::string folded(std::string_view text) {
  icu::UnicodeString unicode =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  unicode.foldCase();
  std::string utf8;
  unicode.toUTF8String(utf8);
  std::string out;
  for (const char c : utf8) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

FindingIdentity identity_of(const Finding& finding, const Article& article, std::size_t number) {
  return std::visit([&](const auto& value) { return identity(value, article, number); }, finding);
}

std::vector<std::string> parties_of(const AgreementFinding& agreement, const Article& article) {
  return names_of(agreement.parties, article);
}

FindingTraits traits_of(const Finding& finding) { return std::visit(Traits{}, finding); }

bool names_person(const Finding& finding, std::string_view part) {
  const std::string wanted = folded(part);
  const auto matches = [&](const std::string& name) { return folded(name).find(wanted) != std::string::npos; };
  if (const auto* office = std::get_if<OfficeHolding>(&finding)) return matches(office->person);
  const auto* event = std::get_if<Event>(&finding);
  if (event == nullptr) return false;
  const auto has = [&](const Actor& actor) { return matches(actor.person); };
  return std::any_of(event->actors.begin(), event->actors.end(), has) ||
         std::any_of(event->recipients.begin(), event->recipients.end(), has);
}

}  // namespace chancery::record

namespace chancery {

std::string claim_of(const Finding& finding, const Article& article) {
  constexpr int kLength = 20;
  Finding claim = finding;
  if (auto* event = std::get_if<Event>(&claim)) {
    event->mode.clear();
    event->level = Level::none;
  }
  return text::to_base32(record::identity_of(claim, article, 0).hash, kLength);
}

}  // namespace chancery
