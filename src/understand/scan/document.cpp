#include "understand/scan/document.h"

#include <algorithm>

namespace chancery::understand {

void Document::reset(const Article& article, const knowledge::Tables& tables) {
  article_ = &article;
  tables_ = &tables;
  buffer.clear();
  text_offset = 0;
  if (!article.title.empty()) {
    buffer += article.title;
    buffer += "\n\n";
    text_offset = static_cast<std::uint32_t>(buffer.size());
  }
  buffer += article.text;
  tokens.clear();
  words.clear();
  sentences.clear();
  mentions.clear();
  persons.clear();
  times.clear();
  quantities.clear();
  area_hits.clear();
  goods_hits.clear();
  context_hits.clear();
  facts = {};
  dateline_tokens = {};
  dateline_date.reset();
  facts.date = article.date;
  facts.source = article.source;
  findings.clear();
  learnt.clear();
  learnt_by_surname.clear();
}

std::string_view Document::text(TokenIndex token) const noexcept {
  const Token& it = tokens[token];
  return std::string_view(buffer).substr(it.begin, it.end - it.begin);
}

std::string_view Document::text(TokenRange range) const noexcept {
  if (range.empty()) return {};
  const std::uint32_t begin = tokens[range.first].begin;
  return std::string_view(buffer).substr(begin, tokens[range.last - 1].end - begin);
}

std::string Document::folded(TokenIndex token) const {
  if (tokens[token].word != knowledge::kUnknownWord) return std::string(tables_->vocabulary.text(tokens[token].word));
  return knowledge::fold(text(token));
}

bool Document::is_word(TokenIndex token, std::string_view word) const noexcept {
  if (token >= tokens.size()) return false;
  if (tokens[token].word != knowledge::kUnknownWord) return tables_->vocabulary.text(tokens[token].word) == word;
  const std::string_view written = text(token);
  return written.size() == word.size() && std::equal(written.begin(), written.end(), word.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b;
         });
}

std::uint32_t Document::sentence_of(TokenIndex token) const noexcept {
  const auto after = std::upper_bound(sentences.begin(), sentences.end(), token,
                                      [](TokenIndex at, const Sentence& sentence) { return at < sentence.first; });
  return after == sentences.begin() ? 0 : static_cast<std::uint32_t>(after - sentences.begin() - 1);
}

TextSpan Document::span_of_bytes(std::uint32_t begin, std::uint32_t end) const noexcept {
  if (text_offset != 0 && begin < text_offset) {
    const auto title_size = static_cast<std::uint32_t>(article_->title.size());
    return {std::min(begin, title_size), std::min(end, title_size), true};
  }
  return {begin - text_offset, end - text_offset, false};
}

TextSpan Document::span(TokenRange range) const noexcept {
  if (range.empty()) return {};
  return span_of_bytes(tokens[range.first].begin, tokens[range.last - 1].end);
}

TextSpan Document::sentence_span(std::uint32_t sentence) const noexcept {
  return span_of_bytes(sentences[sentence].begin, sentences[sentence].end);
}

Actor Document::actor_of(const Mention& mention, std::size_t nth) const {
  Actor actor;
  actor.span = span(mention.tokens);
  if (nth < mention.actors.size()) actor.country = tables_->actors[mention.actors[nth]].code;
  actor.sector = mention.sector;
  if (mention.person >= 0) {
    const Person& person = persons[static_cast<std::size_t>(mention.person)];
    actor.person = person.name;
    actor.office = mention.office.empty() ? person.office : std::string(text(mention.office));
    if (actor.sector.empty()) actor.sector = person.sector;
    if (mention.office.empty() && !actor.office.empty()) actor.inferred.emplace_back("office");
  } else if (!mention.office.empty()) {
    actor.office = text(mention.office);
  }
  if (mention.inferred_country || mention.pronoun || mention.kind == MentionKind::group)
    actor.inferred.emplace_back("country");
  if (mention.inferred_person) actor.inferred.emplace_back("person");
  return actor;
}

}  // namespace chancery::understand
