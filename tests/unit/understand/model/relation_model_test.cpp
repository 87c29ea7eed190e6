// The released model, its file, and the trainer.
#include "understand/model/relation_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "knowledge/embedded.h"
#include "understand/model/marked_text.h"
#include "understand/model/trainer.h"

namespace chancery::understand::model {
namespace {

RelationScores score(const RelationModel& model, const char* text) {
  const auto marked = parse_marked_text(text);
  FeatureScratch scratch;
  return model.predict(marked->text, marked->source, marked->target, scratch);
}

class ReleasedModel : public testing::Test {
 protected:
  void SetUp() override {
    auto made = RelationModel::built_in();
    ASSERT_TRUE(made) << made.error().to_string();
    model = *made;
  }
  std::string_view label(const char* text) { return relation_label(score(*model, text).best()); }
  std::shared_ptr<const RelationModel> model;
};

// Wordings that stand in no training sentence; one or two for each type.
TEST_F(ReleasedModel, KnowsPlainActs) {
  EXPECT_EQ(label("<s>Latvia's premier</s> has promised <t>Moldova</t> help with its border guard."), "AGREE");
  EXPECT_EQ(label("<s>Foreign Minister Ruiz</s> held talks in Vienna with <t>his Thai colleague</t>."), "CONSULT");
  EXPECT_EQ(label("<s>Gabon</s> congratulated <t>Fiji</t> on the election of its speaker."), "SUPPORT");
  EXPECT_EQ(label("<s>The king</s> apologised to <t>the islanders</t>."), "CONCEDE");
  EXPECT_EQ(label("<s>The navies of Peru</s> and <t>Ecuador</t> held a joint exercise."), "COOPERATE");
  EXPECT_EQ(label("<s>Japan</s> donated ten fire engines to <t>Laos</t>."), "AID");
  EXPECT_EQ(label("<s>The kidnappers</s> have released <t>the engineer</t>."), "RETREAT");
  EXPECT_EQ(label("<s>Nauru</s> urged <t>the council</t> to act."), "REQUEST");
  EXPECT_EQ(label("<s>Togo</s> accused <t>Benin</t> of moving the boundary stones."), "ACCUSE");
  EXPECT_EQ(label("<s>The premier</s> rejected <t>the senator</t>'s offer."), "REJECT");
  EXPECT_EQ(label("<s>The junta</s> threatened to bomb <t>the town</t>."), "THREATEN");
  EXPECT_EQ(label("<s>Thousands of nurses</s> took to the streets against <t>the health ministry</t>."), "PROTEST");
  EXPECT_EQ(label("<s>Samoa</s> expelled <t>two Tongan diplomats</t>."), "SANCTION");
  EXPECT_EQ(label("<s>Oman</s> deployed tanks along <t>the Yemeni border</t>."), "MOBILIZE");
  EXPECT_EQ(label("<t>A blogger</t> was arrested by <s>security officers</s>."), "COERCE");
  EXPECT_EQ(label("<s>Gunmen</s> opened fire on <t>a bus</t>, killing four."), "ASSAULT");
}

TEST_F(ReleasedModel, HeedsNegationAndFuture) {
  EXPECT_EQ(label("<s>Malta</s> will not lift sanctions on <t>Belarus</t>."), "REJECT");
  EXPECT_EQ(label("<s>Malta</s> lifted sanctions on <t>Belarus</t>."), "CONCEDE");
  EXPECT_EQ(label("<s>The president</s> will meet <t>the emir</t> next week."), "AGREE");
  EXPECT_EQ(label("<s>The president</s> refused to meet <t>the emir</t>."), "REJECT");
}

TEST_F(ReleasedModel, SaysNoneOfMereNeighbours) {
  EXPECT_EQ(label("<s>Togo</s> is smaller than <t>Ghana</t> and its climate is drier."), "none");
}

TEST_F(ReleasedModel, GivesProbabilities) {
  const RelationScores scores = score(*model, "<s>Chad</s> met <t>Mali</t>.");
  float sum = 0;
  for (const float p : scores.probability) {
    EXPECT_GE(p, 0);
    sum += p;
  }
  EXPECT_NEAR(sum, 1, 1e-4);
}

TEST_F(ReleasedModel, AnswersWithoutWordsOrMarks) {
  for (const char* text : {"", "<s></s>", "...", "<t>x</t>", "<s>A</s>"}) {
    const RelationScores scores = score(*model, text);
    EXPECT_TRUE(std::isfinite(scores.none())) << text;
  }
}

TEST_F(ReleasedModel, IsTheSameOnManyThreads) {
  const RelationScores expected = score(*model, "<s>Chad</s> sued <t>Mali</t>.");
  std::vector<std::thread> threads;
  std::vector<RelationScores> got(4);
  for (RelationScores& scores : got) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) scores = score(*model, "<s>Chad</s> sued <t>Mali</t>.");
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const RelationScores& scores : got) EXPECT_EQ(scores.probability, expected.probability);
}

TEST_F(ReleasedModel, FileIsRefusedWhereDamaged) {
  std::string bytes(knowledge::embedded_file("models/relation-linear.bin"));
  for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{60}, bytes.size() / 2, bytes.size() - 1}) {
    std::string broken = bytes;
    broken[at] = static_cast<char>(broken[at] ^ 0x10);
    EXPECT_FALSE(RelationModel::read(broken, *RelationLexicon::built_in())) << at;
  }
  for (const std::size_t length : {std::size_t{0}, std::size_t{7}, std::size_t{40}, bytes.size() - 1}) {
    EXPECT_FALSE(RelationModel::read(std::string_view(bytes).substr(0, length), *RelationLexicon::built_in()))
        << length;
  }
}

TEST_F(ReleasedModel, FileIsRefusedWithAnotherLexicon) {
  auto other = RelationLexicon::parse("phrase,type\nmeet,CONSULT\n", "other");
  ASSERT_TRUE(other);
  const auto read = RelationModel::read(knowledge::embedded_file("models/relation-linear.bin"), std::move(*other));
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("relation_words"), std::string::npos);
}

TEST_F(ReleasedModel, IsSmall) { EXPECT_LT(knowledge::embedded_file("models/relation-linear.bin").size(), 2'000'000U); }

std::vector<TrainingExample> toy_examples() {
  std::vector<TrainingExample> examples;
  for (int i = 0; i < 20; ++i) {
    const std::string n = std::to_string(i);
    examples.push_back(
        {"Ada" + n + " greeted Bob", TextSpan{0, 3, false}, std::nullopt, 0, "g" + std::to_string(i / 2)});
    examples.push_back({"Ada" + n + " hit Bob", TextSpan{0, 3, false}, std::nullopt, 1, "h" + std::to_string(i / 2)});
  }
  return examples;
}

TEST(Trainer, LearnsAndCompressesWithoutLosingTheAnswer) {
  const auto lexicon = RelationLexicon::parse("phrase,type\nhit,ASSAULT\n", "t");
  ASSERT_TRUE(lexicon);
  const auto examples = toy_examples();
  const DenseWeights dense = train(examples, 3, *lexicon);
  const LinearModel model = LinearModel::compress(dense);
  std::string bytes;
  model.append_bytes(bytes);
  std::string_view rest = bytes;
  const auto again = LinearModel::read(rest);
  ASSERT_TRUE(again);
  EXPECT_TRUE(rest.empty());
  FeatureScratch scratch;
  for (const auto& [text, label] : {std::pair{"Zoe greeted Max", 0U}, {"Zoe hit Max", 1U}}) {
    const auto features = extract_features(text, TextSpan{0, 3, false}, std::nullopt, *lexicon, scratch);
    std::array<float, 3> p{}, q{};
    model.probabilities(features, p);
    again->probabilities(features, q);
    EXPECT_EQ(p, q);
    EXPECT_GT(p[label], 0.5F) << text;
    EXPECT_LT(p[2], 1e-6F) << "a class without examples never wins";
  }
}

TEST(Trainer, IsReproducible) {
  const auto lexicon = RelationLexicon::parse("phrase,type\nhit,ASSAULT\n", "t");
  ASSERT_TRUE(lexicon);
  const auto examples = toy_examples();
  const DenseWeights a = train(examples, 2, *lexicon), b = train(examples, 2, *lexicon);
  EXPECT_EQ(a.weights, b.weights);
  EXPECT_EQ(a.temperature, b.temperature);
}

TEST(AssignFolds, KeepsGroupsWholeAndClassesEven) {
  const auto examples = toy_examples();
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const auto fold = assign_folds(examples, 5, seed);
    std::array<std::array<int, 2>, 5> count{};
    for (std::size_t i = 0; i < examples.size(); ++i) {
      ++count[fold[i]][examples[i].label];
      for (std::size_t j = 0; j < i; ++j) {
        if (examples[j].group == examples[i].group) {
          EXPECT_EQ(fold[i], fold[j]);
        }
      }
    }
    for (const auto& of : count) EXPECT_EQ(of, (std::array<int, 2>{4, 4}));
  }
  EXPECT_NE(assign_folds(examples, 5, 1), assign_folds(examples, 5, 2));
}

TEST(Features, DependOnWhoIsSourceAndWhoTarget) {
  const auto lexicon = RelationLexicon::parse("phrase,type\nhit,ASSAULT\n", "t");
  ASSERT_TRUE(lexicon);
  FeatureScratch one, other;
  const auto a = extract_features("Ada hit Bob", TextSpan{0, 3, false}, TextSpan{8, 11, false}, *lexicon, one);
  const auto b = extract_features("Ada hit Bob", TextSpan{8, 11, false}, TextSpan{0, 3, false}, *lexicon, other);
  const auto key = [](std::span<const Feature> features) {
    std::vector<std::uint32_t> indices;
    for (const Feature& feature : features) indices.push_back(feature.index);
    std::sort(indices.begin(), indices.end());
    return indices;
  };
  EXPECT_NE(key(a), key(b));
  double squares = 0;
  for (const Feature& feature : a) {
    EXPECT_LT(feature.index, kFeatureCount);
    squares += static_cast<double>(feature.value) * feature.value;
  }
  EXPECT_NEAR(squares, 1, 1e-5);
}

}  // namespace
}  // namespace chancery::understand::model
