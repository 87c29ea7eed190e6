// The encoder as it is served against the answers of the reference implementation, which the training stored beside the
// model (models/encoder/examples.jsonl): pieces, marks and probabilities.
#include "encoder/relation_encoder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <thread>

#include "encoder/embedded.h"
#include "encoder/word_pieces.h"
#include "format/json_reader.h"

namespace chancery::encoder {
namespace {

struct Example {
  std::string text;
  Range source;
  std::optional<Range> target;
  std::vector<std::int64_t> pieces;
  std::vector<double> type;  // logits
};

std::optional<Range> range_in(const rapidjson::Value& json, const char* name) {
  const auto found = json.FindMember(name);
  if (found == json.MemberEnd() || !found->value.IsArray() || found->value.Size() != 2) return std::nullopt;
  return Range{found->value[0].GetUint(), found->value[1].GetUint()};
}

// Texts of ASCII only: their spans are in characters.
std::vector<Example> examples() {
  std::vector<Example> all;
  std::ifstream in(std::string(CHANCERY_SOURCE_DIR) + "/models/encoder/examples.jsonl");
  for (std::string line; std::getline(in, line);) {
    const auto json = format::parse_json(line);
    if (!json) continue;
    Example example;
    example.text = (*json)["text"].GetString();
    if (std::any_of(example.text.begin(), example.text.end(), [](char c) { return c < 0; })) continue;
    example.source = *range_in(*json, "source");
    example.target = range_in(*json, "target");
    for (const auto& id : (*json)["input_ids"].GetArray()) example.pieces.push_back(id.GetInt64());
    for (const auto& value : (*json)["type"].GetArray()) example.type.push_back(value.GetDouble());
    all.push_back(std::move(example));
  }
  return all;
}

class BuiltInEncoder : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!is_built_in()) GTEST_SKIP() << "built without the encoder: " << describe_build();
    auto encoder = RelationEncoder::built_in(2);
    ASSERT_TRUE(encoder) << encoder.error().message;
    encoder_ = *std::move(encoder);
    examples_ = examples();
    ASSERT_GE(examples_.size(), 40U);
  }

  std::vector<Answer> ask(Session& session, std::size_t first, std::size_t count) const {
    std::vector<std::string_view> sentences;
    std::vector<Question> questions;
    for (std::size_t i = first; i < first + count; ++i) {
      questions.push_back({static_cast<std::uint32_t>(sentences.size()), examples_[i].source, examples_[i].target});
      sentences.emplace_back(examples_[i].text);
    }
    return session.ask(sentences, questions);
  }

  std::shared_ptr<const RelationEncoder> encoder_;
  std::vector<Example> examples_;
};

TEST_F(BuiltInEncoder, PiecesAndMarksAreThoseOfTheReference) {
  std::string_view vocabulary;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name == "vocab.txt") vocabulary = file.content;
  }
  const auto words = WordPieces::read(vocabulary);
  ASSERT_TRUE(words);
  for (const Example& example : examples_) {
    std::vector<Piece> cut;
    words->cut(example.text, cut);
    std::vector<std::int64_t> row;
    mark_pieces(cut, example.source, example.target, encoder_->labels().markers, encoder_->labels().most_pieces - 2,
                row);
    row.insert(row.begin(), words->opening());
    row.push_back(words->closing());
    EXPECT_EQ(row, example.pieces) << example.text;
  }
}

// In 8 bits the order of additions moves a probability by a little.
TEST_F(BuiltInEncoder, ProbabilitiesAreThoseOfTheReference) {
  const auto session = encoder_->session();
  const auto answers = ask(*session, 0, examples_.size());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    double total = 0;
    std::vector<double> expected;
    for (const double logit : examples_[i].type) {
      expected.push_back(std::exp(logit / static_cast<double>(encoder_->labels().type_temperature)));
      total += expected.back();
    }
    EXPECT_NEAR(static_cast<double>(answers[i].none), expected[encoder_->labels().none_output] / total, 0.05)
        << examples_[i].text;
    for (std::size_t type = 0; type < kEventTypeCount; ++type) {
      EXPECT_NEAR(static_cast<double>(answers[i].type[type]), expected[encoder_->labels().type_outputs[type]] / total,
                  0.05)
          << examples_[i].text;
    }
  }
}

TEST_F(BuiltInEncoder, TheSameQuestionsGiveTheSameAnswersOnAnyThread) {
  const auto session = encoder_->session();
  const auto expected = ask(*session, 0, 20);
  std::vector<std::vector<Answer>> got(4);
  std::vector<std::thread> threads;
  for (auto& answers : got) {
    threads.emplace_back([&] {
      const auto own = encoder_->session();
      answers = ask(*own, 0, 20);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& answers : got) {
    ASSERT_EQ(answers.size(), expected.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
      EXPECT_EQ(answers[i].type, expected[i].type);
      EXPECT_EQ(answers[i].mode, expected[i].mode);
    }
  }
}

TEST_F(BuiltInEncoder, WhatIsAskedBesideChangesLittle) {
  const auto session = encoder_->session();
  const auto together = ask(*session, 0, 20);
  for (std::size_t i = 0; i < 20; ++i) {
    const auto alone = ask(*session, i, 1);
    for (std::size_t type = 0; type < kEventTypeCount; ++type) {
      EXPECT_NEAR(alone[0].type[type], together[i].type[type], 0.05F) << examples_[i].text;
    }
  }
}

TEST_F(BuiltInEncoder, BestModeIsOneOfTheType) {
  const auto session = encoder_->session();
  for (const Answer& answer : ask(*session, 0, 20)) {
    for (const EventType type : {EventType::consult, EventType::sanction}) {
      const std::string_view mode = best_mode(encoder_->labels(), answer, type, 0.5F);
      if (mode.empty()) continue;
      EXPECT_TRUE(std::any_of(encoder_->labels().modes.begin(), encoder_->labels().modes.end(), [&](const auto& known) {
        return known.type == type && known.mode == mode;
      })) << mode;
    }
  }
}

TEST(EncoderLabels, ABrokenListIsRefused) {
  EXPECT_FALSE(read_labels("no json"));
  EXPECT_FALSE(read_labels(R"({"type": ["none"], "table": ["none"]})"));
  const auto read = read_labels("{}");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::malformed);
}

}  // namespace
}  // namespace chancery::encoder
