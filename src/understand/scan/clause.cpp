#include "understand/scan/clause.h"

#include <algorithm>

#include "understand/scan/words.h"

namespace chancery::understand {
namespace {

using namespace knowledge;

constexpr std::uint32_t kAuxiliary = kBe | kHave | kDo | kFuture | kConditional | kModal;

}  // namespace

void SentenceView::reset(const Document& document, std::uint32_t sentence) {
  document_ = &document;
  sentence_ = sentence;
  first_ = document.sentences[sentence].first;
  last_ = document.sentences[sentence].last;
  mention_at_.assign(last_ - first_, -1);
  classes_.resize(last_ - first_);
  const Triggers& triggers = document.tables().triggers;
  for (TokenIndex at = first_; at < last_; ++at) {
    // "In May 2023 the sides signed": the month is no "may".
    const bool month = at > first_ && document.tokens[at].is(Token::kCapital) && document.is_word(at, "may");
    classes_[at - first_] = month ? 0 : triggers.classes_of(document.words[at]);
  }
  const auto begin =
      std::lower_bound(document.mentions.begin(), document.mentions.end(), first_,
                       [](const Mention& mention, TokenIndex token) { return mention.tokens.first < token; });
  for (auto it = begin; it != document.mentions.end() && it->tokens.first < last_; ++it) {
    for (TokenIndex at = it->tokens.first; at < std::min(it->tokens.last, last_); ++at) {
      mention_at_[at - first_] = static_cast<int>(it - document.mentions.begin());
      classes_[at - first_] = 0;
    }
  }
}

TokenIndex SentenceView::group_start(TokenIndex verb) const noexcept {
  TokenIndex at = verb;
  while (at > first_) {
    const TokenIndex before = at - 1;
    if (mention_at(before) >= 0) break;
    if (!has_class(before, kAuxiliary | kAdverb | kNegation) && !document_->is_word(before, "to")) break;
    at = before;
  }
  return at;
}

bool SentenceView::is_infinitive(TokenIndex verb) const noexcept {
  TokenIndex at = verb;
  while (at > first_ && has_class(at - 1, kAdverb)) --at;
  return at > first_ && document_->is_word(at - 1, "to") && mention_at(at - 1) < 0;
}

bool SentenceView::has_be(TokenIndex verb) const noexcept {
  for (TokenIndex at = group_start(verb); at < verb; ++at) {
    if (has_class(at, kBe) && !document_->is_word(at, "'s")) return true;
  }
  return false;
}

WordId SentenceView::preposition_before(TokenIndex token) const noexcept {
  TokenIndex at = token;
  for (int steps = 0; at > first_ && steps < 5; ++steps) {
    --at;
    if (mention_at(at) >= 0 || document_->tokens[at].is(Token::kPunctuation)) return kUnknownWord;
    if (has_class(at, kPreposition)) return document_->words[at];
    if (has_class(at, kSay | kVerb | kSubordinator | kCoordinator | kAuxiliary)) return kUnknownWord;
    // Determiners, adjectives and nouns in between: "with senior officials of", "to the visiting".
  }
  return kUnknownWord;
}

MentionList SentenceView::chain_left(int mention_index) const {
  MentionList chain{mention_index};
  while (true) {
    TokenIndex at = mention(chain.front()).tokens.first;
    const TokenIndex start = at;
    bool joined = false;
    while (at > first_ && start - at < 4) {
      const TokenIndex before = at - 1;
      if (mention_at(before) >= 0) break;
      if (document_->is_word(before, "and") || is_mark(before, ",") || document_->is_word(before, "or"))
        joined = true;
      else if (!is_determiner(*document_, before) && !document_->is_word(before, "its"))
        return chain;
      at = before;
    }
    if (!joined && !document_->tokens[start].is(Token::kHyphenBefore)) return chain;
    if (at <= first_ || mention_at(at - 1) < 0) return chain;
    const int other = mention_at(at - 1);
    if (!can_act(mention(other))) return chain;
    chain.insert(chain.begin(), other);
  }
}

MentionList SentenceView::chain_right(int mention_index) const {
  MentionList chain{mention_index};
  while (true) {
    TokenIndex at = mention(chain.back()).tokens.last;
    const TokenIndex start = at;
    bool joined = at < last_ && document_->tokens[at].is(Token::kHyphenBefore);
    while (at < last_ && at - start < 4 && mention_at(at) < 0) {
      if (document_->is_word(at, "and") || is_mark(at, ",") || document_->is_word(at, "or"))
        joined = true;
      else if (!is_determiner(*document_, at))
        return chain;
      ++at;
    }
    if (!joined || at >= last_ || mention_at(at) < 0) return chain;
    const int other = mention_at(at);
    if (!can_act(mention(other))) return chain;
    // "met Xi, and Lavrov flew home": a verb right after the mention makes it a subject of its own.
    const TokenIndex next = mention(other).tokens.last;
    if (next < last_ && mention_at(next) < 0 && has_class(next, kSay | kVerb | kAuxiliary) &&
        !document_->is_word(next, "'s"))
      return chain;
    chain.push_back(other);
  }
}

MentionList SentenceView::subject_of(TokenIndex verb, bool& unknown) const {
  unknown = false;
  const bool infinitive = is_infinitive(verb);
  TokenIndex at = group_start(verb);
  bool relative = false;
  bool conjoined = at > first_ && (has_class(at - 1, kCoordinator) || is_mark(at - 1, ","));
  if (at > first_) {
    const TokenIndex before = at - 1;
    const Token& token = document_->tokens[before];
    // "..., Siemens signed": somebody unknown acts. "India on Friday signed": a time or place behind a preposition does
    // not.
    if (mention_at(before) < 0 && token.is(Token::kCapital) && !token.is(Token::kSentenceStart) &&
        token.is(Token::kWord) && classes(before) == 0) {
      TokenIndex start = before;
      while (start > first_ && mention_at(start - 1) < 0 &&
             (document_->tokens[start - 1].is(Token::kCapital) || document_->tokens[start - 1].is(Token::kNumber)))
        --start;
      const bool adverbial = start > first_ && mention_at(start - 1) < 0 && has_class(start - 1, kPreposition);
      if (!adverbial) {
        unknown = true;
        return {};
      }
    }
  }
  while (at > first_) {
    --at;
    const int index = mention_at(at);
    if (index < 0) {
      if (is_mark(at, ";") || is_mark(at, ":") || is_mark(at, "“") || is_mark(at, "\"")) return {};
      if (is_any_word(*document_, at, {"who", "which"})) {
        relative = true;
      } else if (document_->is_word(at, "that")) {
        if (!infinitive) return {};
      } else if (has_class(at, kSubordinator) && !infinitive && !document_->is_word(at, "so")) {
        return {};
      } else if (has_class(at, kSay | kVerb) && !infinitive && !conjoined && !relative && !is_infinitive(at)) {
        return {};
      }
      continue;
    }
    const MentionList chain = chain_left(index);
    const Mention& head = mention(chain.front());
    const TokenIndex begin = head.tokens.first;
    at = begin;
    if (relative) {
      // "..., who": the one right before it, and nobody else.
      const TokenIndex gap = mention(index).tokens.last;
      return can_act(mention(index)) && gap < last_ &&
                     (is_mark(gap, ",") || is_any_word(*document_, gap, {"who", "which"}))
                 ? MentionList{index}
                 : MentionList{};
    }
    if (!can_act(head)) continue;
    // "Iran, the United States' rival, planned": the owner of an apposition is not who acts.
    if (is_possessive(*document_, mention(index).tokens.last)) {
      TokenIndex before = mention(index).tokens.first;
      while (before > first_ && is_determiner(*document_, before - 1)) --before;
      if (before > first_ && is_mark(before - 1, ",")) {
        at = before;
        continue;
      }
    }
    const WordId preposition = preposition_before(begin);
    if (preposition != kUnknownWord && document_->tables().vocabulary.text(preposition) != "of") continue;
    if (begin > first_ && !infinitive && mention_at(begin - 1) < 0) {
      // The object of an earlier verb is no subject ("met Tokayev and discussed"), the subject of a reported clause is.
      TokenIndex before = begin - 1;
      while (before > first_ && is_determiner(*document_, before)) --before;
      if (has_class(before, kVerb) && !has_class(before, kSay) && conjoined) continue;
      if (conjoined && !has_class(before, kSay | kPreposition | kCoordinator | kSubordinator | kAdverb) &&
          document_->tokens[before].is(Token::kWord) && !document_->tokens[before].is(Token::kCapital) &&
          !document_->tables()
               .triggers.phrases.longest(std::span(document_->words).subspan(before, 1))
               .entries.empty()) {
        continue;
      }
    }
    return chain;
  }
  return {};
}

MentionList SentenceView::object_after(TokenIndex from, TokenIndex until, bool direct,
                                       const std::vector<WordId>& prepositions, bool places) const {
  WordId current = kUnknownWord;  // the preposition we are behind
  bool behind = false;            // behind any preposition at all
  bool through_of = false;        // "killing of", "demands of": the object's complement
  TokenIndex since = from;
  for (TokenIndex at = from; at < until;) {
    const int index = mention_at(at);
    if (index >= 0) {
      const Mention& found = mention(index);
      const bool fits = behind ? std::find(prepositions.begin(), prepositions.end(), current) != prepositions.end() &&
                                     at - since <= 7 && since - from <= 10
                               : direct && at - since <= (through_of ? 9U : 4U);
      if (fits && (can_act(found) || places)) return can_act(found) ? chain_right(index) : MentionList{index};
      at = std::max(found.tokens.last, at + 1);
      continue;
    }
    if (has_class(at, kPreposition)) {
      if (!document_->is_word(at, "of") ||
          std::find(prepositions.begin(), prepositions.end(), document_->words[at]) != prepositions.end()) {
        current = document_->words[at];
        behind = true;
        since = at;
      } else {
        through_of = true;
      }
    } else if (is_mark(at, ";") || is_mark(at, "”")) {
      return {};
    }
    ++at;
  }
  return {};
}

MentionList SentenceView::agent_after(TokenIndex from, TokenIndex until) const {
  for (TokenIndex at = from; at < until; ++at) {
    if (mention_at(at) >= 0 || !document_->is_word(at, "by")) continue;
    for (TokenIndex next = at + 1; next < std::min(until, at + 7); ++next) {
      if (mention_at(next) >= 0)
        return can_act(mention(mention_at(next))) ? chain_right(mention_at(next)) : MentionList{};
      if (has_class(next, kPreposition) && !document_->is_word(next, "of")) break;
    }
  }
  return {};
}

MentionList SentenceView::possessors_of(TokenIndex noun) const {
  TokenIndex at = noun;
  for (int steps = 0; at > first_ && steps < 5; ++steps) {
    --at;
    const int index = mention_at(at);
    if (index >= 0) {
      const Mention& found = mention(index);
      const bool owns = is_possessive(*document_, found.tokens.last) || found.form == NameForm::adjective ||
                        found.form == NameForm::code || found.form == NameForm::name ||
                        found.form == NameForm::capital || found.kind == MentionKind::institution || found.pronoun ||
                        found.kind == MentionKind::group;
      // A full person or institution name needs the possessive: "Xi's visit", but not "said Xi visit".
      const bool needs_mark = (found.kind == MentionKind::person && !found.pronoun) ||
                              found.kind == MentionKind::place ||
                              (found.kind == MentionKind::state && found.form == NameForm::name &&
                               !document_->tokens[noun].is(Token::kCapital) && found.tokens.last != noun);
      if (!owns || (needs_mark && !is_possessive(*document_, found.tokens.last))) return {};
      if (found.form == NameForm::name && found.tokens.last == noun && found.kind == MentionKind::state &&
          !document_->tokens[found.tokens.first].is(Token::kHyphenBefore)) {
        const MentionList chain = chain_left(index);
        return chain.size() > 1 ? chain : MentionList{};
      }
      return chain_left(index);
    }
    const Token& token = document_->tokens[at];
    if (is_possessive(*document_, at)) continue;
    if (!token.is(Token::kWord) && !token.is(Token::kNumber)) return {};
    if (has_class(at, kPreposition | kCoordinator | kSubordinator | kAuxiliary | kSay) || is_determiner(*document_, at))
      return {};
  }
  return {};
}

MentionList SentenceView::subject_after_comma(TokenIndex from) const {
  for (TokenIndex at = from; at + 1 < last_; ++at) {
    if (!is_mark(at, ",")) continue;
    for (TokenIndex next = at + 1; next < std::min(last_, at + 4); ++next) {
      const int index = mention_at(next);
      if (index >= 0) return can_act(mention(index)) ? chain_right(index) : MentionList{};
      if (!is_determiner(*document_, next) && !has_class(next, kAdverb)) break;
    }
  }
  return {};
}

TokenIndex SentenceView::clause_end(TokenIndex from) const noexcept {
  for (TokenIndex at = from; at < last_; ++at) {
    if (mention_at(at) >= 0) continue;
    if (is_mark(at, ";")) return at;
    if (has_class(at, kCoordinator) && at + 1 < last_) {
      // A coordinated verb opens a clause of its own: ", and will visit", "and said".
      TokenIndex next = at + 1;
      while (next < last_ && mention_at(next) < 0 && has_class(next, kAdverb | kAuxiliary | kNegation)) ++next;
      if (next < last_ && mention_at(next) < 0 && (has_class(next, kSay | kVerb) || next > at + 1)) return at;
      // ", and Russia said": another subject.
      if (at > from && is_mark(at - 1, ",") && next < last_ && mention_at(next) >= 0) {
        const TokenIndex after = mention(mention_at(next)).tokens.last;
        if (after < last_ && mention_at(after) < 0 && has_class(after, kSay | kVerb | kAuxiliary) &&
            !document_->is_word(after, "'s"))
          return at;
      }
    }
    if (at > from && has_class(at, kSubordinator) &&
        is_any_word(*document_, at,
                    {"while", "when", "because", "although", "though", "whereas", "which", "who", "where"}))
      return at;
  }
  return last_;
}

bool SentenceView::verb_between(TokenIndex from, TokenIndex to) const noexcept {
  for (TokenIndex at = from; at < to; ++at) {
    if (mention_at(at) >= 0) continue;
    if (has_class(at, kVerb | kSay | kBe | kHave) && !document_->is_word(at, "'s")) return true;
    if (!document_->tables().triggers.phrases.starts(document_->words[at])) continue;
    const auto match = document_->tables().triggers.phrases.longest(std::span(document_->words).subspan(at, to - at));
    for (const std::uint32_t form : match.entries) {
      if (!document_->tables().triggers.entries[document_->tables().triggers.forms[form].entry].noun) return true;
    }
  }
  return false;
}

}  // namespace chancery::understand
