#include "knowledge/inflect.h"

#include <array>

namespace chancery::knowledge {
namespace {

bool is_vowel(char c) noexcept { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool ends_with_sibilant(std::string_view word) noexcept {
  return word.ends_with("s") || word.ends_with("x") || word.ends_with("z") || word.ends_with("ch") ||
         word.ends_with("sh");
}

std::string with_s(std::string_view word) {
  std::string out(word);
  if (ends_with_sibilant(word) || word.ends_with("o")) return out + "es";
  if (word.size() > 1 && word.ends_with("y") && !is_vowel(word[word.size() - 2])) {
    out.pop_back();
    return out + "ies";
  }
  return out + "s";
}

// "stop" doubles its consonant, "visit" and "offer" (stress on the first syllable) do not.
bool doubles(std::string_view word) noexcept {
  if (word.size() < 3) return false;
  const char last = word.back(), middle = word[word.size() - 2], first = word[word.size() - 3];
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y' || !is_vowel(middle) || is_vowel(first)) return false;
  int vowels = 0;
  for (std::size_t at = 0; at < word.size(); ++at)
    vowels += is_vowel(word[at]) && (at == 0 || !is_vowel(word[at - 1])) ? 1 : 0;
  constexpr std::array<std::string_view, 10> stressed = {"commit", "permit", "admit", "submit", "refer",
                                                         "confer", "defer",  "rebut", "expel",  "compel"};
  if (vowels == 1) return true;
  for (const std::string_view one : stressed) {
    if (word == one) return true;
  }
  return false;
}

std::string stem_for(std::string_view word, bool gerund) {
  std::string out(word);
  if (word.ends_with("e") && !(gerund && (word.ends_with("ee") || word.ends_with("oe") || word.ends_with("ye")))) {
    out.pop_back();
    return out;
  }
  if (!gerund && word.size() > 1 && word.ends_with("y") && !is_vowel(word[word.size() - 2])) {
    out.back() = 'i';
    return out;
  }
  if (doubles(word)) out.push_back(out.back());
  return out;
}

}  // namespace

std::vector<InflectedForm> inflect_verb(std::string_view lemma, const std::vector<std::string>& irregular) {
  const std::size_t cut = lemma.find(' ');
  const std::string_view word = lemma.substr(0, cut);
  const std::string rest(cut == std::string_view::npos ? std::string_view{} : lemma.substr(cut));
  std::vector<InflectedForm> forms;
  const auto add = [&](std::string phrase, std::uint8_t form) {
    for (InflectedForm& known : forms) {
      if (known.phrase == phrase) {
        known.forms |= form;
        return;
      }
    }
    forms.push_back({std::move(phrase), form});
  };
  if (word == "be") {
    // The verb group's own forms of "be" are read with the phrase, so that "is ready" and "were ready" are one trigger.
    for (const char* be : {"am", "is", "are"}) add(be + rest, kThirdPerson);
    for (const char* be : {"was", "were"}) add(be + rest, kPast);
    add("be" + rest, kBase);
    add("been" + rest, kParticiple);
    add("being" + rest, kGerund);
    return forms;
  }
  add(std::string(lemma), kBase);
  add(with_s(word) + rest, kThirdPerson);
  if (irregular.size() >= 2) {
    add(irregular[0], kPast);
    add(irregular[1], kParticiple);
    add(irregular.size() >= 3 ? irregular[2] : stem_for(word, true) + "ing" + rest, kGerund);
  } else {
    const std::string past = stem_for(word, false) + "ed" + rest;
    add(past, kPast);
    add(past, kParticiple);
    add(stem_for(word, true) + "ing" + rest, kGerund);
    // British doubling: "cancelled", "travelled".
    if (word.ends_with("el") && !doubles(word)) {
      add(std::string(word) + "led" + rest, kPast | kParticiple);
      add(std::string(word) + "ling" + rest, kGerund);
    }
  }
  return forms;
}

std::vector<std::string> inflect_noun(std::string_view lemma) {
  const std::size_t of = lemma.find(" of ");
  const std::string_view head = lemma.substr(0, of);
  const std::string rest(of == std::string_view::npos ? std::string_view{} : lemma.substr(of));
  const std::size_t blank = head.rfind(' ');
  const std::string before(blank == std::string_view::npos ? std::string_view{} : head.substr(0, blank + 1));
  const std::string_view word = blank == std::string_view::npos ? head : head.substr(blank + 1);
  return {std::string(lemma), before + with_s(word) + rest};
}

}  // namespace chancery::knowledge
