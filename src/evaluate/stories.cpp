#include "evaluate/stories.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <unordered_map>

#include "chancery/record.h"
#include "evaluate/story_variants.h"
#include "read/article_json.h"
#include "text/hash.h"

namespace chancery::evaluate {
namespace {

constexpr std::size_t kLeastWords = 120;  // of an article of which variants are made
constexpr std::size_t kSequence = 5;      // words
constexpr double kSharedText = 0.6;
constexpr double kOwnText = 0.15;  // an original shares less with every other

using Sequences = std::vector<std::uint64_t>;  // sorted, each once

Sequences sequences_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text + " ") {
    const bool inside = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                        static_cast<unsigned char>(c) >= 0x80;
    if (inside) {
      word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  Sequences out;
  for (std::size_t i = 0; i + kSequence <= words.size(); ++i) {
    std::string joined;
    for (std::size_t k = 0; k < kSequence; ++k) joined += words[i + k] + " ";
    out.push_back(text::hash64(joined));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Shares of the shorter one's sequences, for all pairs that have any in common.
using SharedText = std::map<std::pair<std::size_t, std::size_t>, double>;

SharedText shared_text(const std::vector<Sequences>& articles) {
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> holders;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    for (const std::uint64_t one : articles[i]) holders[one].push_back(i);
  }
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> counts;
  for (const auto& [sequence, who] : holders) {
    for (std::size_t a = 0; a < who.size(); ++a) {
      for (std::size_t b = a + 1; b < who.size(); ++b) ++counts[{who[a], who[b]}];
    }
  }
  SharedText out;
  for (const auto& [pair, count] : counts) {
    const std::size_t shorter = std::min(articles[pair.first].size(), articles[pair.second].size());
    out[pair] = static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(shorter, 1));
  }
  return out;
}

Result<std::vector<Article>> load(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::unexpected(Error{.code = ErrorCode::unreadable, .message = "cannot be opened", .file = path});
  std::vector<Article> articles;
  std::string line;
  for (std::uint64_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    auto article = read::parse_article(line);
    if (!article) {
      Error error = std::move(article.error());
      error.file = path;
      error.line = number;
      return std::unexpected(std::move(error));
    }
    article->id = std::to_string(number);
    articles.push_back(*std::move(article));
  }
  return articles;
}

Result<void> put(Record& record, const Article& article) {
  Reading reading;
  reading.facts.date = article.date;
  reading.facts.source = article.source;
  const auto added = record.add(article, reading, "evaluation");
  if (!added) return std::unexpected(added.error());
  return {};
}

Result<std::map<std::string, std::string>> stories_of(Record& record) {
  std::map<std::string, std::string> out;
  const auto stories = record.stories({});
  if (!stories) return std::unexpected(stories.error());
  for (const Story& story : *stories) {
    for (const StoryMember& member : story.members) out[member.article_id] = story.id;
  }
  return out;
}

std::size_t pairs_of(std::size_t count) { return count * (count - 1) / 2; }

Result<void> judge_variants(const std::vector<Article>& articles, const std::vector<std::size_t>& originals,
                            std::uint64_t seed, StoryEvaluation& evaluation) {
  auto record = Record::open(":memory:", Record::Mode::read_write);
  if (!record) return std::unexpected(record.error());
  struct Made {
    std::string id;
    std::string gold;  // the story that it is of
    std::string kind;
    bool reprint = true;
    std::string original;
  };
  std::vector<Made> all;
  for (std::size_t i = 0; i < originals.size(); ++i) {
    const Article& article = articles[originals[i]];
    std::vector<std::string_view> others;
    for (std::size_t k = 1; k <= 60; ++k) others.push_back(articles[originals[(i + 11 * k) % originals.size()]].text);
    all.push_back({article.id, article.id, "", true, article.id});
    if (auto done = put(**record, article); !done) return done;
    int number = 0;
    for (StoryVariant& variant : story_variants(article.text, others, seed * 1000003 + i)) {
      Article made;
      made.id = article.id + "-" + variant.kind;
      made.text = std::move(variant.text);
      made.source = "Publisher " + std::to_string(++number);
      made.date = article.date.value_or(Day(std::chrono::days(19000))) + std::chrono::days(variant.days_later);
      all.push_back({made.id, variant.reprint ? article.id : made.id, variant.kind, variant.reprint, article.id});
      if (auto done = put(**record, made); !done) return done;
      ++evaluation.variants;
    }
  }
  if (const auto done = (*record)->commit(); !done) return std::unexpected(done.error());
  const auto found = stories_of(**record);
  if (!found) return std::unexpected(found.error());
  const auto story = [&](const std::string& id) {
    const auto known = found->find(id);
    return known == found->end() ? id : known->second;
  };

  std::map<std::string, std::size_t> gold_sizes;
  std::map<std::string, std::size_t> found_sizes;
  std::map<std::pair<std::string, std::string>, std::size_t> both_sizes;
  for (const Made& made : all) {
    ++gold_sizes[made.gold];
    ++found_sizes[story(made.id)];
    ++both_sizes[{made.gold, story(made.id)}];
    if (made.kind.empty()) continue;
    const bool together = story(made.id) == story(made.original);
    Share& share = made.reprint ? evaluation.reprints[made.kind] : evaluation.others[made.kind];
    ++share.total;
    share.hits += together == made.reprint ? 1 : 0;
    if (together != made.reprint) {
      evaluation.errors.push_back(made.id + (made.reprint ? ": not found" : ": joined to the original"));
    }
  }
  for (const auto& [key, size] : gold_sizes) evaluation.recall.total += pairs_of(size);
  for (const auto& [key, size] : found_sizes) evaluation.precision.total += pairs_of(size);
  for (const auto& [key, size] : both_sizes) evaluation.recall.hits += pairs_of(size);
  evaluation.precision.hits = evaluation.recall.hits;
  evaluation.recall.interval = share_interval(evaluation.recall.hits, evaluation.recall.total, seed);
  evaluation.precision.interval = share_interval(evaluation.precision.hits, evaluation.precision.total, seed);
  return {};
}

Result<void> judge_articles(const std::vector<Article>& articles, const SharedText& shared,
                            StoryEvaluation& evaluation) {
  auto record = Record::open(":memory:", Record::Mode::read_write);
  if (!record) return std::unexpected(record.error());
  for (const Article& article : articles) {
    if (auto done = put(**record, article); !done) return done;
  }
  if (const auto done = (*record)->commit(); !done) return std::unexpected(done.error());
  const auto found = stories_of(**record);
  if (!found) return std::unexpected(found.error());
  for (std::size_t a = 0; a < articles.size(); ++a) {
    for (std::size_t b = a + 1; b < articles.size(); ++b) {
      const auto first = found->find(articles[a].id);
      const auto second = found->find(articles[b].id);
      const bool together = first != found->end() && second != found->end() && first->second == second->second;
      const auto known = shared.find({a, b});
      const double share = known == shared.end() ? 0 : known->second;
      const bool same = share >= kSharedText;
      evaluation.natural_recall.total += same ? 1 : 0;
      evaluation.natural_precision.total += together ? 1 : 0;
      evaluation.natural_recall.hits += same && together ? 1 : 0;
      evaluation.natural_precision.hits += same && together ? 1 : 0;
      if (same != together) {
        evaluation.errors.push_back(articles[a].id + " and " + articles[b].id + ": " +
                                    (together ? "joined" : "not joined") + ", share " +
                                    std::to_string(static_cast<int>(100 * share)) + " percent of the shorter one");
      }
    }
  }
  return {};
}

}  // namespace

Result<StoryEvaluation> evaluate_stories(const std::string& path, std::uint64_t seed) {
  const auto articles = load(path);
  if (!articles) return std::unexpected(articles.error());
  std::vector<Sequences> sequences;
  for (const Article& article : *articles) sequences.push_back(sequences_of(article.text));
  const SharedText shared = shared_text(sequences);

  StoryEvaluation evaluation;
  evaluation.articles = articles->size();
  std::set<std::size_t> left_out;
  for (const auto& [pair, share] : shared) {
    if (share >= kOwnText && !left_out.contains(pair.first)) left_out.insert(pair.second);
  }
  std::vector<std::size_t> originals;
  for (std::size_t i = 0; i < articles->size(); ++i) {
    if (!left_out.contains(i) && sequences[i].size() + kSequence - 1 >= kLeastWords) originals.push_back(i);
  }
  evaluation.originals = originals.size();
  if (originals.size() < 100) {
    return std::unexpected(Error{.code = ErrorCode::bad_usage,
                                 .message = "holds too few articles of 120 words and more that share no text: " +
                                            std::to_string(originals.size()) + ", 100 are needed",
                                 .file = path});
  }
  if (auto done = judge_variants(*articles, originals, seed, evaluation); !done) {
    return std::unexpected(done.error());
  }
  if (auto done = judge_articles(*articles, shared, evaluation); !done) return std::unexpected(done.error());
  return evaluation;
}

}  // namespace chancery::evaluate
