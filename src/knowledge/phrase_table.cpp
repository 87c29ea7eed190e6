#include "knowledge/phrase_table.h"

#include <bit>
#include <cassert>

namespace chancery::knowledge {
namespace {

std::uint64_t key_of(std::uint32_t node, WordId word) noexcept {
  return (static_cast<std::uint64_t>(node) << 32) | word;
}

// The finaliser of SplitMix64: spreads the neighbouring keys of a trie.
std::uint64_t mix(std::uint64_t key) noexcept {
  key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9ULL;
  key = (key ^ (key >> 27)) * 0x94d049bb133111ebULL;
  return key ^ (key >> 31);
}

}  // namespace

std::uint32_t PhraseTable::child(std::uint32_t node, WordId word) const noexcept {
  if (slots_.empty() || word == kUnknownWord) return 0;
  const std::uint64_t key = key_of(node, word);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = mix(key) & mask;; at = (at + 1) & mask) {
    if (slots_[at].key == key) return slots_[at].node;
    if (slots_[at].key == 0) return 0;
  }
}

void PhraseTable::grow() {
  std::vector<Slot> old(slots_.empty() ? 256 : slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.key == 0) continue;
    std::size_t at = mix(slot.key) & mask;
    while (slots_[at].key != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::uint32_t PhraseTable::child_or_add(std::uint32_t node, WordId word) {
  if (const std::uint32_t found = child(node, word); found != 0) return found;
  if ((used_ + 1) * 2 > slots_.size()) grow();
  const std::uint64_t key = key_of(node, word);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = mix(key) & mask;
  while (slots_[at].key != 0) at = (at + 1) & mask;
  if (pending_.empty()) pending_.emplace_back();  // node 0 is the root
  const auto fresh = static_cast<std::uint32_t>(pending_.size());
  pending_.emplace_back();
  slots_[at] = {key, fresh};
  ++used_;
  return fresh;
}

void PhraseTable::add(std::span<const WordId> phrase, std::uint32_t entry) {
  assert(!phrase.empty());
  std::uint32_t node = 0;
  for (const WordId word : phrase) node = child_or_add(node, word);
  auto& entries = pending_[node];
  if (entries.empty() || entries.back() != entry) entries.push_back(entry);
  if (starts_.size() <= phrase[0]) starts_.resize(phrase[0] + 1, false);
  starts_[phrase[0]] = true;
}

void PhraseTable::finish() {
  first_.clear();
  entries_.clear();
  for (const auto& entries : pending_) {
    first_.push_back(static_cast<std::uint32_t>(entries_.size()));
    entries_.insert(entries_.end(), entries.begin(), entries.end());
  }
  first_.push_back(static_cast<std::uint32_t>(entries_.size()));
  pending_.clear();
  pending_.shrink_to_fit();
}

PhraseTable::Match PhraseTable::longest(std::span<const WordId> words) const noexcept {
  Match best;
  if (words.empty() || !starts(words[0])) return best;
  std::uint32_t node = 0;
  for (std::uint32_t length = 1; length <= words.size(); ++length) {
    node = child(node, words[length - 1]);
    if (node == 0) break;
    if (first_[node] != first_[node + 1]) {
      best.words = length;
      best.entries = {entries_.data() + first_[node], first_[node + 1] - first_[node]};
    }
  }
  return best;
}

PhraseTable::Match PhraseTable::exact(std::span<const WordId> words) const noexcept {
  const Match match = longest(words);
  return match.words == words.size() ? match : Match{};
}

}  // namespace chancery::knowledge
