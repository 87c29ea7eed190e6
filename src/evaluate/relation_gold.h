// Sentences with a known relation or class, from the kinds of files that researchers have them in.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "chancery/error.h"
#include "understand/model/marked_text.h"
#include "understand/model/trainer.h"

namespace chancery::evaluate {

enum class RelationGoldKind : std::uint8_t {
  marked_tsv,  // header with the columns `type` and `marked_sentence` (PLV)
  class_tsv,   // no header: sentence, tab, a class 0 to 4 (CAMEO)
  json_lines,  // {"text": "<s>..</s> .. <t>..</t>", "type": "AGREE"}
};

struct RelationRow {
  std::string id;
  understand::model::MarkedText marked;
  std::string label;
  std::string group;       // rows of one group stay in one fold: the `family`, else the text without marks
  std::uint64_t line = 0;  // 1-based
};

struct RelationGold {
  RelationGoldKind kind = RelationGoldKind::marked_tsv;
  std::vector<RelationRow> rows;
  std::vector<std::string> labels;  // those that occur, sorted
};

// Whether the file looks like one of the kinds above, by its first line.
[[nodiscard]] bool looks_like_relation_gold(std::string_view first_line);

// A row that cannot be read is an error naming file and line: figures over part of a corpus would mislead.
[[nodiscard]] Result<RelationGold> read_relation_gold(const std::string& path);

// The rows as training examples with the classes of the relation model; a label that it does not have is an error.
[[nodiscard]] Result<std::vector<understand::model::TrainingExample>> relation_examples(const RelationGold& gold);

// The rows as training examples whose labels are indices into `labels`.
[[nodiscard]] std::vector<understand::model::TrainingExample> labelled_examples(const RelationGold& gold);

}  // namespace chancery::evaluate
