#include "understand/model/lexicon.h"

#include <algorithm>
#include <map>
#include <string>

#include "chancery/finding.h"
#include "knowledge/csv.h"
#include "knowledge/embedded.h"

namespace chancery::understand::model {

Result<RelationLexicon> RelationLexicon::parse(std::string_view csv, std::string_view name) {
  const auto table = knowledge::parse_csv(csv, std::string(name));
  if (!table) return std::unexpected(table.error());
  const auto phrase_column = table->column("phrase");
  if (!phrase_column) return std::unexpected(phrase_column.error());
  const auto type_column = table->column("type");
  if (!type_column) return std::unexpected(type_column.error());

  std::map<std::vector<std::uint32_t>, std::uint32_t> types_of;
  std::vector<ModelWord> words;
  for (const knowledge::CsvRow& row : table->rows) {
    const auto refuse = [&](std::string message) {
      return std::unexpected(Error{
          .code = ErrorCode::malformed, .message = std::move(message), .file = std::string(name), .line = row.line});
    };
    const auto type = parse_event_type(row.cells[*type_column]);
    if (!type) return refuse("unknown event type " + row.cells[*type_column]);
    split_words(row.cells[*phrase_column], words);
    if (words.empty()) return refuse("a phrase without words");
    std::vector<std::uint32_t> stems;
    for (const ModelWord& word : words) stems.push_back(word.stem);
    types_of[stems] |= 1U << static_cast<unsigned>(*type);
  }

  RelationLexicon lexicon;
  for (const auto& [stems, types] : types_of) {
    lexicon.phrases_.push_back(
        {static_cast<std::uint32_t>(lexicon.stems_.size()), static_cast<std::uint32_t>(stems.size()), types});
    lexicon.stems_.insert(lexicon.stems_.end(), stems.begin(), stems.end());
    for (const std::uint32_t stem : stems) lexicon.fingerprint_ = (lexicon.fingerprint_ ^ stem) * 16777619U;
    lexicon.fingerprint_ = (lexicon.fingerprint_ ^ types) * 16777619U;
  }
  const auto first_stem = [&](const Phrase& phrase) { return lexicon.stems_[phrase.begin]; };
  std::stable_sort(lexicon.phrases_.begin(), lexicon.phrases_.end(), [&](const Phrase& a, const Phrase& b) {
    return first_stem(a) != first_stem(b) ? first_stem(a) < first_stem(b) : a.words > b.words;
  });
  for (std::uint32_t i = 0; i < lexicon.phrases_.size(); ++i) {
    const std::uint32_t stem = first_stem(lexicon.phrases_[i]);
    const auto [entry, fresh] = lexicon.by_first_.try_emplace(stem, i, i + 1);
    if (!fresh) entry->second.second = i + 1;
    lexicon.filter_[(stem & 0xFFFF) / 64] |= 1ULL << (stem % 64);
  }
  return lexicon;
}

Result<RelationLexicon> RelationLexicon::built_in() {
  return parse(knowledge::embedded_file("relation_words.csv"), "relation_words.csv");
}

void RelationLexicon::find(std::span<const ModelWord> words, std::vector<Hit>& out) const {
  out.clear();
  for (std::uint32_t at = 0; at < words.size();) {
    const std::uint32_t stem = words[at].stem;
    std::uint32_t length = 0;
    if ((filter_[(stem & 0xFFFF) / 64] >> (stem % 64) & 1U) != 0) {
      if (const auto entry = by_first_.find(stem); entry != by_first_.end()) {
        for (std::uint32_t i = entry->second.first; i < entry->second.second && length == 0; ++i) {
          const Phrase& phrase = phrases_[i];
          if (phrase.words > words.size() - at) continue;
          bool same = true;
          for (std::uint32_t k = 1; k < phrase.words && same; ++k)
            same = words[at + k].stem == stems_[phrase.begin + k];
          if (!same) continue;
          out.push_back({at, at + phrase.words, phrase.types});
          length = phrase.words;
        }
      }
    }
    at += std::max(1U, length);
  }
}

}  // namespace chancery::understand::model
