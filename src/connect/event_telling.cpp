#include "connect/event_telling.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "connect/word_weights.h"
#include "knowledge/ceremony.h"
#include "text/lexer.h"

namespace chancery::connect {
namespace {

constexpr std::size_t kSentenceWords = 20;  // terms kept of the sentence
constexpr std::size_t kOpeningWords = 32;   // terms kept of title and opening
constexpr std::size_t kOpeningBytes = 600;  // about three sentences

std::string_view cut(const Article& article, const TextSpan& span) {
  const std::string_view whole = span.in_title ? article.title : article.text;
  if (span.begin > span.end || span.end > whole.size()) return {};
  return whole.substr(span.begin, span.end - span.begin);
}

template <typename Value>
void sort_unique(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::vector<Key> side(const std::vector<Actor>& actors, const Article& article) {
  std::vector<Key> keys;
  for (const Actor& actor : actors) {
    if (!actor.country.empty()) keys.push_back(key_of(actor.country));
  }
  if (keys.empty()) {
    for (const Actor& actor : actors) keys.push_back(key_of(cut(article, actor.span)));
  }
  sort_unique(keys);
  return keys;
}

// The words of a name in one spelling: Tokayev and Tokaev, Zelenskyy and Zelensky.
std::vector<Key> name_keys(std::string_view name) {
  std::vector<text::Lexeme> lexemes;
  text::lex(name, lexemes);
  std::vector<Key> keys;
  std::string word;
  for (const text::Lexeme& lexeme : lexemes) {
    if ((lexeme.flags & text::kWord) == 0) continue;
    word.clear();
    for (char c : name.substr(lexeme.begin, lexeme.end - lexeme.begin)) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      if (c == 'y' || c == 'j') c = 'i';
      if (c == '\'' || c == '.' || (c == 'i' && !word.empty() && word.back() != 'i' && word.back() == 'e')) continue;
      if (word.empty() || word.back() != c) word += c;
    }
    if (word.size() < 2) continue;  // initials
    keys.push_back(key_of(word));
  }
  return keys;
}

void add_persons(std::vector<TellingPerson>& persons, const std::vector<Actor>& actors) {
  for (const Actor& actor : actors) {
    if (actor.person.empty()) continue;
    TellingPerson person{actor.country.empty() ? Key{0} : key_of(actor.country), name_keys(actor.person)};
    if (!person.names.empty()) persons.push_back(std::move(person));
  }
}

// "launched" and "launches" are one; so are "met" and "met with".
Key trigger_key(std::string_view trigger) {
  std::string word(trigger.substr(0, trigger.find(' ')));
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const std::string_view ending : {"ing", "ed", "es", "s"}) {
    if (word.size() > ending.size() + 2 && word.ends_with(ending)) {
      word.resize(word.size() - ending.size());
      break;
    }
  }
  return key_of(word);
}

bool tells_of_moving(std::string_view sentence) {
  constexpr std::array<std::string_view, 12> kWords{"postpone",  "put off",    "puts off",        "putting off",
                                                    "reschedul", "delay",      "deferr",          "pushed back",
                                                    "moved to",  "moved from", "brought forward", "instead of"};
  std::string lower(sentence);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

// Writes and reads numbers, strings and lists one after the other, little-endian.
class Writer {
 public:
  template <typename Number>
  void number(Number value) {
    std::array<char, sizeof(Number)> raw{};
    std::memcpy(raw.data(), &value, sizeof(Number));
    bytes.append(raw.data(), raw.size());
  }
  void text(std::string_view value) {
    number(static_cast<std::uint8_t>(std::min<std::size_t>(value.size(), 255)));
    bytes.append(value.substr(0, 255));
  }
  void keys(const std::vector<Key>& values) {
    number(static_cast<std::uint8_t>(std::min<std::size_t>(values.size(), 255)));
    for (std::size_t i = 0; i < values.size() && i < 255; ++i) number(values[i]);
  }
  void terms(const Terms& values) {
    number(static_cast<std::uint8_t>(std::min<std::size_t>(values.size(), 255)));
    for (std::size_t i = 0; i < values.size() && i < 255; ++i) {
      number(values[i].word);
      number(values[i].weight);
    }
  }
  std::string bytes;
};

class Parser {
 public:
  explicit Parser(std::string_view bytes) : bytes_(bytes) {}
  template <typename Number>
  Number number() {
    Number value{};
    if (bytes_.size() < sizeof(Number)) {
      failed = true;
      return value;
    }
    std::memcpy(&value, bytes_.data(), sizeof(Number));
    bytes_.remove_prefix(sizeof(Number));
    return value;
  }
  std::string text() {
    const std::size_t size = number<std::uint8_t>();
    if (bytes_.size() < size) {
      failed = true;
      return {};
    }
    std::string value(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return value;
  }
  std::vector<Key> keys() {
    std::vector<Key> values(number<std::uint8_t>());
    for (Key& value : values) value = number<Key>();
    return values;
  }
  Terms terms() {
    Terms values(number<std::uint8_t>());
    for (Term& value : values) {
      value.word = number<Key>();
      value.weight = number<std::uint8_t>();
    }
    return values;
  }
  [[nodiscard]] bool done() const { return !failed && bytes_.empty(); }
  bool failed = false;

 private:
  std::string_view bytes_;
};

constexpr std::uint8_t kHasPlace = 1, kHasCoordinates = 2, kMutual = 4, kOff = 8, kLead = 16, kCeremony = 32;

// What was done, without how it was told.
void write_act(Writer& writer, const EventTelling& telling) {
  std::uint8_t flags = 0;
  if (telling.place) flags |= kHasPlace;
  if (telling.place && telling.place->latitude) flags |= kHasCoordinates;
  if (telling.mutual) flags |= kMutual;
  if (telling.off) flags |= kOff;
  writer.number(flags);
  writer.number(telling.type);
  writer.number(telling.status);
  writer.number(telling.level);
  writer.number(telling.basis);
  writer.text(telling.mode);
  writer.keys(telling.actors);
  writer.keys(telling.recipients);
  writer.number(telling.from);
  writer.number(telling.to);
  writer.number(telling.or_from);
  writer.number(static_cast<std::uint8_t>(std::min<std::size_t>(telling.persons.size(), 255)));
  for (std::size_t i = 0; i < telling.persons.size() && i < 255; ++i) {
    writer.number(telling.persons[i].code);
    writer.keys(telling.persons[i].names);
  }
  if (telling.place) {
    writer.number(telling.place->name);
    writer.number(telling.place->country);
    if (telling.place->latitude) {
      writer.number(*telling.place->latitude);
      writer.number(*telling.place->longitude);
    }
  }
  writer.number(telling.trigger);
  writer.keys(telling.areas);
}

}  // namespace

Key key_of(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const text::Hash hash = text::hash(lower);
  return static_cast<Key>(hash[0]) << 24U | static_cast<Key>(hash[1]) << 16U | static_cast<Key>(hash[2]) << 8U |
         static_cast<Key>(hash[3]);
}

TellingOrder order_of(std::string_view article_id, const std::optional<Day>& published, std::size_t number) {
  TellingOrder order;
  order.published = published ? static_cast<std::int32_t>(published->time_since_epoch().count()) : kUndated;
  const text::Hash id = text::hash(article_id);
  for (std::size_t i = 0; i < 8; ++i) order.article = order.article << 8U | id[i];
  order.number = static_cast<std::int32_t>(number);
  return order;
}

EventTelling describe_event(const Article& article, const std::optional<Day>& published, const Event& event,
                            std::size_t number) {
  EventTelling telling;
  telling.order = order_of(article.id, published, number);
  telling.type = event.type;
  telling.mode = event.mode;
  telling.status = event.status;
  telling.level = event.level;
  // Who came to whom is told now this way, now that, and a meeting is the same meeting.
  telling.mutual = event.reciprocal || event.type == EventType::consult || event.type == EventType::cooperate;
  if (telling.mutual) {
    std::vector<Actor> everybody = event.actors;
    everybody.insert(everybody.end(), event.recipients.begin(), event.recipients.end());
    telling.actors = side(everybody, article);
  } else {
    telling.actors = side(event.actors, article);
    telling.recipients = side(event.recipients, article);
  }
  if (event.date) {
    telling.from = static_cast<std::int32_t>(event.date->from.time_since_epoch().count());
    telling.to = static_cast<std::int32_t>(event.date->to.time_since_epoch().count());
    telling.basis = event.date->basis == DateBasis::publication ? DayBasis::publication : DayBasis::text;
    telling.or_from = telling.from;
    const bool weekday_before = published && telling.from == telling.to && event.date->basis == DateBasis::text &&
                                telling.order.published - telling.from == 6;
    if (weekday_before) telling.or_from = telling.from + 7;
    // A plan without a date is not planned for the day on which it was told.
    if (telling.basis == DayBasis::publication && event.status == Status::planned) {
      telling.from = telling.to = telling.or_from = 0;
      telling.basis = DayBasis::none;
    }
  }
  add_persons(telling.persons, event.actors);
  add_persons(telling.persons, event.recipients);
  sort_unique(telling.persons);
  if (event.place && event.place->basis == "text") {
    TellingPlace place;
    place.name = key_of(cut(article, event.place->span));
    place.country = key_of(event.place->country);
    if (event.place->has_coordinates) {
      place.latitude = static_cast<float>(event.place->latitude);
      place.longitude = static_cast<float>(event.place->longitude);
    }
    telling.place = place;
  }
  telling.trigger = trigger_key(cut(article, event.trigger));
  const std::string_view sentence = cut(article, event.evidence);
  telling.ceremony = event.type == EventType::support && knowledge::is_ceremony(cut(article, event.trigger));
  telling.off = event.status == Status::planned && tells_of_moving(sentence);
  for (const std::string& area : event.areas) telling.areas.push_back(key_of(area));
  sort_unique(telling.areas);

  telling.lead = event.evidence.in_title || event.evidence.begin < kOpeningBytes;
  add_terms(telling.words, sentence, kSentenceWords);
  if (telling.lead) {
    std::string_view opening = article.text;
    if (opening.size() > kOpeningBytes) {
      std::size_t end = opening.rfind(' ', kOpeningBytes);
      if (end == std::string_view::npos) {
        end = kOpeningBytes;
        while (end > 0 && (static_cast<unsigned char>(opening[end]) & 0xC0U) == 0x80U) --end;
      }
      opening = opening.substr(0, end);
    }
    add_terms(telling.opening, std::string(article.title) + "\n" + std::string(opening), kOpeningWords);
  }
  return telling;
}

text::Hash signature_of(const EventTelling& telling) {
  Writer writer;
  write_act(writer, telling);
  if (telling.basis == DayBasis::none) {
    writer.number(telling.order.article);
    writer.number(telling.order.number);
  }
  return text::hash(writer.bytes);
}

std::string serialise(const EventTelling& telling) {
  Writer writer;
  write_act(writer, telling);
  writer.number(telling.order.published);
  writer.number(telling.order.article);
  writer.number(telling.order.number);
  writer.number(static_cast<std::uint8_t>((telling.lead ? kLead : 0) | (telling.ceremony ? kCeremony : 0)));
  writer.terms(telling.words);
  writer.terms(telling.opening);
  return std::move(writer.bytes);
}

std::optional<EventTelling> parse_telling(std::string_view bytes) {
  Parser parser(bytes);
  EventTelling telling;
  const auto flags = parser.number<std::uint8_t>();
  telling.mutual = (flags & kMutual) != 0;
  telling.off = (flags & kOff) != 0;
  telling.type = parser.number<EventType>();
  telling.status = parser.number<Status>();
  telling.level = parser.number<Level>();
  telling.basis = parser.number<DayBasis>();
  telling.mode = parser.text();
  telling.actors = parser.keys();
  telling.recipients = parser.keys();
  telling.from = parser.number<std::int32_t>();
  telling.to = parser.number<std::int32_t>();
  telling.or_from = parser.number<std::int32_t>();
  telling.persons.resize(parser.number<std::uint8_t>());
  for (TellingPerson& person : telling.persons) {
    person.code = parser.number<Key>();
    person.names = parser.keys();
  }
  if ((flags & kHasPlace) != 0) {
    TellingPlace place;
    place.name = parser.number<Key>();
    place.country = parser.number<Key>();
    if ((flags & kHasCoordinates) != 0) {
      place.latitude = parser.number<float>();
      place.longitude = parser.number<float>();
    }
    telling.place = place;
  }
  telling.trigger = parser.number<Key>();
  telling.areas = parser.keys();
  telling.order.published = parser.number<std::int32_t>();
  telling.order.article = parser.number<std::uint64_t>();
  telling.order.number = parser.number<std::int32_t>();
  const auto manner = parser.number<std::uint8_t>();
  telling.lead = (manner & kLead) != 0;
  telling.ceremony = (manner & kCeremony) != 0;
  telling.words = parser.terms();
  telling.opening = parser.terms();
  if (!parser.done()) return std::nullopt;
  return telling;
}

}  // namespace chancery::connect
