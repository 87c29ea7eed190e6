#include "knowledge/number_tables.h"

#include <array>
#include <charconv>
#include <functional>
#include <utility>

#include "knowledge/table_reader.h"
#include "knowledge/tables.h"

namespace chancery::knowledge {
namespace {

using TimeKinds = std::array<std::pair<std::string_view, TimeWord::Kind>, 15>;
constexpr TimeKinds kTimeKinds = {{{"month", TimeWord::month},
                                   {"weekday", TimeWord::weekday},
                                   {"unit", TimeWord::unit},
                                   {"season", TimeWord::season},
                                   {"part", TimeWord::part},
                                   {"deictic", TimeWord::deictic},
                                   {"relative", TimeWord::relative},
                                   {"article", TimeWord::article},
                                   {"frequency", TimeWord::frequency},
                                   {"distributor", TimeWord::distributor},
                                   {"preposition", TimeWord::preposition},
                                   {"future", TimeWord::future},
                                   {"past", TimeWord::past},
                                   {"clock", TimeWord::clock},
                                   {"vague", TimeWord::vague}}};

constexpr std::array<std::pair<std::string_view, NumberWord::Kind>, 5> kNumberKinds = {
    {{"cardinal", NumberWord::cardinal},
     {"ordinal", NumberWord::ordinal},
     {"scale", NumberWord::scale},
     {"factor", NumberWord::factor},
     {"fraction", NumberWord::fraction}}};

std::optional<double> to_number(std::string_view text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// False where the word stands in the table already: a word has one meaning.
template <typename Entry>
[[nodiscard]] bool put(std::vector<Entry>& by_word, WordId word, Entry entry) {
  if (by_word.size() <= word) by_word.resize(word + 1);
  if (by_word[word].kind != Entry{}.kind) return false;
  by_word[word] = entry;
  return true;
}

// Adds every phrase of a cell to a phrase table under one entry number.
void add_phrases(Tables& tables, PhraseTable& phrases, const std::string& cell, std::uint32_t entry) {
  for (const std::string& surface : split_list(cell)) {
    const auto words = tables.add_words(surface);
    if (!words.empty()) phrases.add(words, entry);
  }
}

using Row = std::function<Result<void>(const TableReader&, const CsvRow&)>;

Result<void> each_row(Tables& tables, std::string_view name, const Row& take) {
  const auto source = TableReader::open(name);
  if (!source) return std::unexpected(source.error());
  for (const CsvRow& row : source->rows()) {
    if (auto taken = take(*source, row); !taken) return taken;
  }
  note_table(tables, *source, "built in", std::string(kOwnTable));
  return {};
}

Result<void> load_time_words(Tables& tables) {
  return each_row(tables, "time_words.csv", [&](const TableReader& source, const CsvRow& row) -> Result<void> {
    TimeWord entry;
    for (const auto& [name, kind] : kTimeKinds) {
      if (name == source.cell(row, "kind")) entry.kind = kind;
    }
    if (entry.kind == TimeWord::none)
      return source.fail(row, "unknown kind of word \"" + source.cell(row, "kind") + "\"");
    const auto value = to_number(source.cell(row, "value"));
    if (!value) return source.fail(row, "value \"" + source.cell(row, "value") + "\" is no number");
    entry.value = static_cast<std::int16_t>(*value);
    for (const std::string& surface : split_list(source.cell(row, "words"))) {
      if (surface.front() == '\'') {  // "'ll" is one word after another only
        if (!put(tables.numbers.time_words, tables.vocabulary.add(fold(surface)), entry))
          return source.fail(row, "\"" + surface + "\" stands twice");
        continue;
      }
      const auto words = tables.add_words(surface);
      if (words.size() != 1) return source.fail(row, "\"" + surface + "\" is not one word");
      if (!put(tables.numbers.time_words, words.front(), entry))
        return source.fail(row, "\"" + surface + "\" stands twice");
    }
    return {};
  });
}

Result<void> load_number_words(Tables& tables) {
  return each_row(tables, "number_words.csv", [&](const TableReader& source, const CsvRow& row) -> Result<void> {
    NumberWord entry;
    for (const auto& [name, kind] : kNumberKinds) {
      if (name == source.cell(row, "kind")) entry.kind = kind;
    }
    if (entry.kind == NumberWord::none)
      return source.fail(row, "unknown kind of number \"" + source.cell(row, "kind") + "\"");
    const auto value = to_number(source.cell(row, "value"));
    if (!value) return source.fail(row, "value \"" + source.cell(row, "value") + "\" is no number");
    entry.value = *value;
    for (const std::string& surface : split_list(source.cell(row, "words"))) {
      const auto words = tables.add_words(surface);
      if (words.size() != 1) return source.fail(row, "\"" + surface + "\" is not one word");
      if (!put(tables.numbers.number_words, words.front(), entry))
        return source.fail(row, "\"" + surface + "\" stands twice");
    }
    return {};
  });
}

Result<void> load_multipliers(Tables& tables) {
  return each_row(tables, "multipliers.csv", [&](const TableReader& source, const CsvRow& row) -> Result<void> {
    const auto value = to_number(source.cell(row, "value"));
    if (!value) return source.fail(row, "value \"" + source.cell(row, "value") + "\" is no number");
    for (const std::string& surface : split_list(source.cell(row, "phrases"))) {
      const auto words = tables.add_words(surface);
      if (words.size() != 1) return source.fail(row, "\"" + surface + "\" is not one word");
      // "K" and "k" are one word here.
      const NumberWord known = tables.numbers.number_word(words.front());
      if (known.kind == NumberWord::scale && known.value == *value) continue;
      if (!put(tables.numbers.number_words, words.front(), NumberWord{NumberWord::scale, *value}))
        return source.fail(row, "\"" + surface + "\" stands twice");
    }
    return {};
  });
}

Result<void> load_units(Tables& tables) {
  return each_row(tables, "units.csv", [&](const TableReader& source, const CsvRow& row) -> Result<void> {
    const auto factor = to_number(source.cell(row, "factor"));
    if (!factor) return source.fail(row, "factor \"" + source.cell(row, "factor") + "\" is no number");
    UnitEntry entry;
    entry.unit = source.cell(row, "unit");
    entry.kind = source.cell(row, "kind");
    entry.factor = *factor;
    constexpr std::array<std::string_view, 11> kCounted = {"persons",    "visitors",  "students", "flights",
                                                           "companies",  "documents", "projects", "troops",
                                                           "passengers", "count",     "other"};
    for (const std::string_view kind : kCounted) entry.counted = entry.counted || kind == entry.kind;
    add_phrases(tables, tables.numbers.unit_phrases, source.cell(row, "phrases"),
                static_cast<std::uint32_t>(tables.numbers.units.size()));
    tables.numbers.units.push_back(std::move(entry));
    return {};
  });
}

Result<void> load_hedges(Tables& tables) {
  return each_row(tables, "hedges.csv", [&](const TableReader& source, const CsvRow& row) -> Result<void> {
    add_phrases(tables, tables.numbers.hedge_phrases, source.cell(row, "phrases"),
                static_cast<std::uint32_t>(tables.numbers.hedges.size()));
    tables.numbers.hedges.push_back({source.cell(row, "hedge"), source.cell(row, "place") == "after"});
    return {};
  });
}

Result<void> load_measures(Tables& tables) {
  return each_row(tables, "measures.csv", [&](const TableReader& source, const CsvRow& row) -> Result<void> {
    add_phrases(tables, tables.numbers.measure_phrases, source.cell(row, "phrases"),
                static_cast<std::uint32_t>(tables.numbers.measures.size()));
    tables.numbers.measures.push_back(
        {source.cell(row, "measure"), source.cell(row, "role"), source.cell(row, "units")});
    return {};
  });
}

Result<void> load_publishers(Tables& tables) {
  return each_row(tables, "publishers.csv", [&](const TableReader& source, const CsvRow& row) -> Result<void> {
    const auto index = static_cast<std::uint32_t>(tables.numbers.publishers.size());
    add_phrases(tables, tables.numbers.publisher_phrases, source.cell(row, "name"), index);
    add_phrases(tables, tables.numbers.publisher_phrases, source.cell(row, "names"), index);
    tables.numbers.publishers.push_back({source.cell(row, "name")});
    return {};
  });
}

Result<void> load_captions(Tables& tables) {
  return each_row(tables, "captions.csv", [&](const TableReader& source, const CsvRow& row) -> Result<void> {
    add_phrases(tables, tables.numbers.caption_phrases, source.cell(row, "phrases"), 0);
    return {};
  });
}

}  // namespace

Result<void> load_number_tables(Tables& tables) {
  for (const auto load : {load_time_words, load_number_words, load_multipliers, load_units, load_hedges, load_measures,
                          load_publishers, load_captions}) {
    if (auto loaded = load(tables); !loaded) return loaded;
  }
  return {};
}

void finish_number_tables(Tables& tables) {
  NumberTables& numbers = tables.numbers;
  for (PhraseTable* table : {&numbers.unit_phrases, &numbers.hedge_phrases, &numbers.measure_phrases,
                             &numbers.publisher_phrases, &numbers.caption_phrases}) {
    table->finish();
  }
}

}  // namespace chancery::knowledge
