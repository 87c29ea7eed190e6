// A sentence as the event stage reads it: who stands where around a verb or noun. Light on syntax: a few rules about
// prepositions, commas, coordination and "that", no parse tree.
#pragma once

#include <vector>

#include "understand/scan/document.h"

namespace chancery::understand {

// Indices into Document::mentions.
using MentionList = std::vector<int>;

class SentenceView {
 public:
  // Points the view at a sentence; reuses its memory.
  void reset(const Document& document, std::uint32_t sentence);

  [[nodiscard]] TokenIndex first() const noexcept { return first_; }
  [[nodiscard]] TokenIndex last() const noexcept { return last_; }
  [[nodiscard]] std::uint32_t index() const noexcept { return sentence_; }

  // The mention that covers a token of this sentence, or -1.
  [[nodiscard]] int mention_at(TokenIndex token) const noexcept { return mention_at_[token - first_]; }
  [[nodiscard]] const Mention& mention(int index) const noexcept {
    return document_->mentions[static_cast<std::size_t>(index)];
  }
  // knowledge::WordClass bits of a token; 0 inside mentions.
  [[nodiscard]] std::uint32_t classes(TokenIndex token) const noexcept { return classes_[token - first_]; }
  [[nodiscard]] bool has_class(TokenIndex token, std::uint32_t bits) const noexcept {
    return token >= first_ && token < last_ && (classes(token) & bits) != 0;
  }
  [[nodiscard]] bool is_mark(TokenIndex token, std::string_view mark) const noexcept {
    return document_->tokens[token].is(Token::kPunctuation) && document_->text(token) == mark;
  }

  // First token of the verb group that ends in `verb` ("has not yet [met]"): auxiliaries, adverbs, negation, "to".
  [[nodiscard]] TokenIndex group_start(TokenIndex verb) const noexcept;
  // Whether the verb is an infinitive ("to meet") or stands after a modal.
  [[nodiscard]] bool is_infinitive(TokenIndex verb) const noexcept;
  // Whether a form of "be" stands in the verb group: the passive of a participle.
  [[nodiscard]] bool has_be(TokenIndex verb) const noexcept;

  // Mentions that are the subject of the verb at this token, coordinated ones included; empty where nobody is named.
  // `unknown` is set where the subject is someone who is no mention ("Siemens").
  [[nodiscard]] MentionList subject_of(TokenIndex verb, bool& unknown) const;

  // Mentions right of `from` that are the direct object (`direct`) or follow one of the prepositions, up to `until`.
  [[nodiscard]] MentionList object_after(TokenIndex from, TokenIndex until, bool direct,
                                         const std::vector<WordId>& prepositions, bool places) const;
  // Mentions after "by" (the agent of a passive).
  [[nodiscard]] MentionList agent_after(TokenIndex from, TokenIndex until) const;
  // Mentions that stand before a noun as possessors or adjectives ("China's visit", "Kazakh-Chinese talks").
  [[nodiscard]] MentionList possessors_of(TokenIndex noun) const;
  // The first mentions after the next comma, where a phrase without subject opens the sentence ("During talks, China
  // said").
  [[nodiscard]] MentionList subject_after_comma(TokenIndex from) const;

  // End of the clause that `from` stands in.
  [[nodiscard]] TokenIndex clause_end(TokenIndex from) const noexcept;
  // The preposition that governs a mention, past determiners and adjectives; kUnknownWord where there is none.
  [[nodiscard]] WordId preposition_before(TokenIndex token) const noexcept;

  // Whether a verb stands in [from, to): support verbs between a subject and an event noun.
  [[nodiscard]] bool verb_between(TokenIndex from, TokenIndex to) const noexcept;

 private:
  [[nodiscard]] MentionList chain_left(int mention) const;
  [[nodiscard]] MentionList chain_right(int mention) const;
  [[nodiscard]] bool can_act(const Mention& mention) const noexcept { return mention.kind != MentionKind::place; }

  const Document* document_ = nullptr;
  std::uint32_t sentence_ = 0;
  TokenIndex first_ = 0, last_ = 0;
  std::vector<int> mention_at_;
  std::vector<std::uint32_t> classes_;
};

}  // namespace chancery::understand
