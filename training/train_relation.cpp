// Trains the relation model on training/relations.jsonl and writes models/relation-linear.bin. Called by
// training/train_scan.
//
// Usage: chancery_train RELATIONS.jsonl SELF_TESTS.txt MODEL.bin [FEATURES_KEPT]
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "evaluate/relation_gold.h"
#include "understand/model/relation_model.h"
#include "understand/model/trainer.h"

namespace chancery {
namespace {

using understand::model::LinearModel;
using understand::model::RelationLexicon;
using understand::model::RelationModel;

constexpr std::size_t kFeaturesKept = 60'000;

int fail(const Error& error) {
  std::fprintf(stderr, "chancery_train: %s\n", error.to_string().c_str());
  return 1;
}

std::vector<std::string> read_lines(const char* path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] != '#') lines.push_back(line);
  }
  return lines;
}

int run(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    std::fprintf(stderr, "usage: chancery_train RELATIONS.jsonl SELF_TESTS.txt MODEL.bin [FEATURES_KEPT]\n");
    return 2;
  }
  const auto gold = evaluate::read_relation_gold(argv[1]);
  if (!gold) return fail(gold.error());
  const auto lexicon = RelationLexicon::built_in();
  if (!lexicon) return fail(lexicon.error());
  const auto examples = evaluate::relation_examples(*gold);
  if (!examples) return fail(examples.error());

  const auto dense = understand::model::train(*examples, understand::model::kRelationClasses, *lexicon);
  const std::size_t kept = argc == 5 ? std::strtoull(argv[4], nullptr, 10) : kFeaturesKept;
  const LinearModel linear = LinearModel::compress(dense, kept);
  const auto bytes = RelationModel::write(linear, *lexicon, read_lines(argv[2]));
  if (!bytes) return fail(bytes.error());
  if (const auto made = RelationModel::read(*bytes, *lexicon); !made) return fail(made.error());

  // Written beside and renamed, so that a build never sees half a model.
  const std::string beside = std::string(argv[3]) + ".new";
  std::ofstream out(beside, std::ios::binary);
  out.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
  out.close();
  if (!out) {
    std::fprintf(stderr, "chancery_train: %s cannot be written\n", beside.c_str());
    return 1;
  }
  std::filesystem::rename(beside, argv[3]);
  std::printf("%zu sentences, %zu features kept, temperature %.3f, %zu bytes\n", examples->size(), linear.features(),
              static_cast<double>(dense.temperature), bytes->size());
  return 0;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) { return chancery::run(argc, argv); }
