// Loads the trigger words. Kept apart from loader.cpp: these tables have grammar of their own.
#include <algorithm>
#include <array>

#include "knowledge/loader.h"
#include "knowledge/table_reader.h"

namespace chancery::knowledge {
namespace {

Result<void> load_event_nouns(Tables& tables) {
  const auto reader = TableReader::open("event_nouns.csv");
  if (!reader) return std::unexpected(reader.error());
  Triggers& triggers = tables.triggers;
  for (const CsvRow& row : reader->rows()) {
    const std::string& name = reader->cell(row, "class");
    auto bit = static_cast<std::size_t>(
        std::find(triggers.object_class_names.begin(), triggers.object_class_names.end(), name) -
        triggers.object_class_names.begin());
    if (bit == triggers.object_class_names.size()) triggers.object_class_names.push_back(name);
    if (bit >= 32) return reader->fail(row, "more than 32 classes of nouns");
    for (const std::string& lemma : split_list(reader->cell(row, "nouns"))) {
      for (const std::string& surface : inflect_noun(lemma)) {
        const auto index = static_cast<std::uint32_t>(triggers.noun_masks.size());
        triggers.object_phrases.add(tables.add_words(surface), index);
        triggers.noun_masks.push_back(std::uint32_t{1} << bit);
      }
    }
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable));
  return {};
}

Result<Roles> parse_roles(const TableReader& reader, const CsvRow& row) {
  const std::string& text = reader.cell(row, "roles");
  if (text == "directed") return Roles::directed;
  if (text == "mutual") return Roles::mutual;
  if (text == "visit") return Roles::visit;
  if (text == "host") return Roles::host;
  return reader.fail(row, "roles \"" + text + "\" is none of directed, mutual, visit, host");
}

Result<void> load_trigger_rows(Tables& tables) {
  const auto reader = TableReader::open("triggers.csv");
  if (!reader) return std::unexpected(reader.error());
  Triggers& triggers = tables.triggers;
  for (const CsvRow& row : reader->rows()) {
    TriggerEntry entry;
    entry.lemma = reader->cell(row, "lemma");
    entry.noun = reader->cell(row, "part") == "noun";
    const auto type = parse_event_type(reader->cell(row, "type"));
    if (!type) return reader->fail(row, "unknown event type \"" + reader->cell(row, "type") + "\"");
    entry.type = *type;
    entry.mode = reader->cell(row, "mode");
    const auto roles = parse_roles(*reader, row);
    if (!roles) return std::unexpected(roles.error());
    entry.roles = *roles;
    entry.strength = reader->number(row, "strength");
    if (entry.strength <= 0 || entry.strength > 1) return reader->fail(row, "strength must be above 0 and at most 1");
    for (const std::string& object : split_list(reader->cell(row, "object"))) {
      const auto found = std::find(triggers.object_class_names.begin(), triggers.object_class_names.end(), object);
      if (found == triggers.object_class_names.end())
        return reader->fail(row, "no class \"" + object + "\" in event_nouns.csv");
      entry.object_classes |= std::uint32_t{1} << (found - triggers.object_class_names.begin());
    }
    for (const std::string& where : split_list(reader->cell(row, "recipient"))) {
      if (where == "direct")
        entry.direct = true;
      else if (where != "none")
        entry.prepositions.push_back(tables.vocabulary.add(where));
    }
    const auto index = static_cast<std::uint32_t>(triggers.entries.size());
    const auto add_form = [&](const std::string& phrase, std::uint8_t forms) {
      triggers.phrases.add(tables.add_words(phrase), static_cast<std::uint32_t>(triggers.forms.size()));
      triggers.forms.push_back({index, forms});
    };
    if (entry.noun) {
      for (const std::string& phrase : inflect_noun(entry.lemma)) add_form(phrase, kNoun);
    } else {
      for (const InflectedForm& form : inflect_verb(entry.lemma, split_list(reader->cell(row, "irregular"))))
        add_form(form.phrase, form.forms);
    }
    triggers.entries.push_back(std::move(entry));
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable) + "; types and modes of the PLOVER codebook 2021");
  return {};
}

Result<void> load_function_words(Tables& tables) {
  const auto reader = TableReader::open("function_words.csv");
  if (!reader) return std::unexpected(reader.error());
  constexpr std::array<std::string_view, 20> names = {
      "be",     "have",        "do",          "future",       "conditional", "modal",    "negation",
      "adverb", "preposition", "coordinator", "subordinator", "hypothesis",  "planning", "failing",
      "habit",  "future_noun", "say",         "verb",         "remote",      "in_person"};
  Triggers& triggers = tables.triggers;
  const auto mark = [&](std::string_view surface, std::uint32_t bit) {
    const auto words = tables.add_words(surface);
    if (words.size() != 1) return;  // of a phrase such as "take place" the triggers know more
    if (triggers.word_classes.size() <= words[0]) triggers.word_classes.resize(words[0] + 1, 0);
    triggers.word_classes[words[0]] |= bit;
  };
  for (const CsvRow& row : reader->rows()) {
    const std::string& name = reader->cell(row, "class");
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return reader->fail(row, "unknown class \"" + name + "\"");
    const std::uint32_t bit = std::uint32_t{1} << (found - names.begin());
    if (bit != kSay && bit != kVerb) {
      for (const std::string& word : split_list(reader->cell(row, "words"))) mark(word, bit);
      continue;
    }
    // "say:said;said;saying" : the list separator also divides the irregular forms, so they are taken three at a time.
    const auto parts = split_list(reader->cell(row, "words"));
    for (std::size_t at = 0; at < parts.size(); ++at) {
      const std::size_t colon = parts[at].find(':');
      std::vector<std::string> irregular;
      std::string lemma = parts[at].substr(0, colon);
      // "report!": base and third person are nouns as well and mark no verb.
      const bool past_only = lemma.ends_with('!');
      if (past_only) lemma.pop_back();
      if (colon != std::string::npos) {
        if (at + 2 >= parts.size())
          return reader->fail(row, "the verb \"" + lemma + "\" needs past;participle;-ing after its colon");
        irregular = {parts[at].substr(colon + 1), parts[at + 1], parts[at + 2]};
        at += 2;
      }
      for (const InflectedForm& form : inflect_verb(lemma, irregular)) {
        if (!past_only || (form.forms & (kPast | kParticiple | kGerund)) != 0) mark(form.phrase, bit);
      }
    }
  }
  note_table(tables, *reader, "built in", std::string(kOwnTable));
  return {};
}

}  // namespace

Result<void> load_triggers(Tables& tables) {
  for (const auto load : {load_event_nouns, load_trigger_rows, load_function_words}) {
    if (auto loaded = load(tables); !loaded) return loaded;
  }
  return {};
}

}  // namespace chancery::knowledge
