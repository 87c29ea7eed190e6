// Small questions about single tokens that several stages ask.
#pragma once

#include <initializer_list>
#include <string_view>

#include "understand/scan/document.h"

namespace chancery::understand {

// Whether the token's folded form is one of the words (lower-case ASCII).
[[nodiscard]] inline bool is_any_word(const Document& document, TokenIndex token,
                                      std::initializer_list<std::string_view> words) noexcept {
  if (token >= document.tokens.size()) return false;
  for (const std::string_view word : words) {
    if (document.is_word(token, word)) return true;
  }
  return false;
}

[[nodiscard]] inline bool is_possessive(const Document& document, TokenIndex token) noexcept {
  return token < document.tokens.size() &&
         (document.is_word(token, "'s") || (document.text(token) == "'" || document.text(token) == "’")) &&
         !document.tokens[token].is(Token::kSpaceBefore);
}

[[nodiscard]] inline bool is_determiner(const Document& document, TokenIndex token) noexcept {
  return is_any_word(document, token,
                     {"the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those"});
}

// Prepositions after which a name is a place and no actor.
[[nodiscard]] inline bool is_locative(const Document& document, TokenIndex token) noexcept {
  return is_any_word(
      document, token,
      {"in", "at", "near", "across", "throughout", "inside", "outside", "around", "within", "into", "onto", "off"});
}

}  // namespace chancery::understand
