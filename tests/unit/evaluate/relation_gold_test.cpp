// Reading annotated sentences, and evaluating on them.
#include "evaluate/relation_gold.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "evaluate/relation_evaluation.h"
#include "evaluate/report.h"
#include "understand/model/relation_model.h"

namespace chancery::evaluate {
namespace {

class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content) {
    path_ = std::filesystem::temp_directory_path() /
            ("chancery-gold-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
             ::testing::UnitTest::GetInstance()->current_test_info()->name() +
             std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

constexpr std::string_view kMarked =
    "sentence_id\ttype\tmarked_sentence\tsource\ttarget\r\n"
    "7\tYIELD\t<s>Togo</s> freed <t>two sailors</t>.\tTogo\ttwo sailors\r\n"
    "8\tACCUSE\t<s>Togo</s> accused <t>Benin</t> of theft. \tTogo\tBenin\r\n"
    "9\tACCUSE\tTogo accused <t>Benin</t> of theft.\tTogo\tBenin\r\n";

TEST(RelationGold, ReadsMarkedTables) {
  const TemporaryFile file(kMarked);
  const auto gold = read_relation_gold(file.path());
  ASSERT_TRUE(gold) << gold.error().to_string();
  EXPECT_EQ(gold->kind, RelationGoldKind::marked_tsv);
  EXPECT_EQ(gold->labels, (std::vector<std::string>{"ACCUSE", "YIELD"}));
  ASSERT_EQ(gold->rows.size(), 3U);
  EXPECT_EQ(gold->rows[0].id, "7");
  EXPECT_EQ(gold->rows[0].line, 2U);
  EXPECT_EQ(gold->rows[1].group, gold->rows[2].group) << "the same text with other marks";
  EXPECT_FALSE(gold->rows[2].marked.source);
}

TEST(RelationGold, ReadsClassesAndJsonLines) {
  const TemporaryFile classes("Rain fell.\t0\nTroops fired.\t4\n");
  const auto a = read_relation_gold(classes.path());
  ASSERT_TRUE(a);
  EXPECT_EQ(a->kind, RelationGoldKind::class_tsv);
  EXPECT_EQ(a->rows[1].label, "4");
  const TemporaryFile json(
      "{\"id\": \"x\", \"family\": \"f\", \"type\": \"none\", \"text\": \"<s>A</s> and <t>B</t>\"}\n");
  const auto b = read_relation_gold(json.path());
  ASSERT_TRUE(b) << b.error().to_string();
  EXPECT_EQ(b->rows[0].group, "f");
  const auto examples = relation_examples(*b);
  ASSERT_TRUE(examples);
  EXPECT_EQ((*examples)[0].label, understand::model::kNoRelation);
}

TEST(RelationGold, NamesTheLineThatIsBroken) {
  for (const auto& [content, line] : {std::pair{"type\tmarked_sentence\nAGREE\t<s>A</s>\nAGREE\t<s>A\n", 3U},
                                      {"type\tmarked_sentence\nAGREE\n", 2U},
                                      {"{\"type\": \"AGREE\", \"text\": \"<s>A</s>\"}\n{oops\n", 2U}}) {
    const TemporaryFile file(content);
    const auto gold = read_relation_gold(file.path());
    ASSERT_FALSE(gold) << content;
    EXPECT_EQ(gold.error().line, line);
    EXPECT_EQ(gold.error().file, file.path());
  }
  EXPECT_FALSE(read_relation_gold("/nowhere/at/all"));
  EXPECT_FALSE(read_relation_gold(TemporaryFile("").path()));
}

TEST(RelationGold, TellsItsKindsFromOthers) {
  EXPECT_TRUE(looks_like_relation_gold("sentence_id\ttype\tmarked_sentence"));
  EXPECT_TRUE(looks_like_relation_gold("Rain fell.\t0\r"));
  EXPECT_TRUE(looks_like_relation_gold("{\"type\": \"AGREE\", \"text\": \"<s>A</s>\"}"));
  EXPECT_FALSE(looks_like_relation_gold("{\"title\": \"Readout\", \"text\": \"x\"}"));
  EXPECT_FALSE(looks_like_relation_gold("a\tb\tc"));
}

TEST(RelationEvaluation, FoldsTheReleasedModelsTypes) {
  const TemporaryFile file(kMarked);
  const auto evaluation = evaluate_relations(file.path(), {});
  ASSERT_TRUE(evaluation) << evaluation.error().to_string();
  EXPECT_DOUBLE_EQ(evaluation->scores.accuracy, 1) << to_text(*evaluation, true);
  EXPECT_NE(to_json(*evaluation, true).find("\"macro_f1\":{\"value\":1"), std::string::npos);
}

TEST(RelationEvaluation, CrossValidatesWithoutTheRowsItTests) {
  // Every text has a label of its own making: nothing can be learned of held-out rows, so accuracy stays near chance.
  std::string content = "type\tmarked_sentence\n";
  for (int i = 0; i < 60; ++i) {
    content += (i * 7 % 3 == 0 ? "AGREE" : i * 7 % 3 == 1 ? "ASSAULT" : "AID");
    content += "\t<s>Q" + std::to_string(i) + "</s> zog" + std::to_string(i) + "\n";
  }
  const TemporaryFile file(content);
  RelationOptions options;
  options.folds = 3;
  const auto evaluation = evaluate_relations(file.path(), options);
  ASSERT_TRUE(evaluation) << evaluation.error().to_string();
  EXPECT_LT(evaluation->scores.accuracy, 0.7);
  const auto again = evaluate_relations(file.path(), options);
  EXPECT_EQ(evaluation->predicted, again->predicted);
}

TEST(RelationEvaluation, RefusesWhatMakesNoSense) {
  const TemporaryFile file(kMarked);
  RelationOptions one;
  one.folds = 1;
  EXPECT_FALSE(evaluate_relations(file.path(), one));
  RelationOptions both;
  both.folds = 5;
  both.train = file.path();
  EXPECT_FALSE(evaluate_relations(file.path(), both));
  const TemporaryFile strange("type\tmarked_sentence\nHUG\t<s>A</s>\n");
  EXPECT_FALSE(evaluate_relations(strange.path(), {}));
}

TEST(ClassOfType, FollowsTheCodebooksQuads) {
  EXPECT_EQ(class_of_type(static_cast<std::size_t>(EventType::consult)), '1');
  EXPECT_EQ(class_of_type(static_cast<std::size_t>(EventType::aid)), '2');
  EXPECT_EQ(class_of_type(static_cast<std::size_t>(EventType::reject)), '3');
  EXPECT_EQ(class_of_type(static_cast<std::size_t>(EventType::assault)), '4');
  EXPECT_EQ(class_of_type(understand::model::kNoRelation), '0');
}

}  // namespace
}  // namespace chancery::evaluate
