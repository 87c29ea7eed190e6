// Evaluations as text for people and as JSON for programs.
#pragma once

#include <string>

#include "evaluate/corrections.h"
#include "evaluate/event_clusters.h"
#include "evaluate/readouts.h"
#include "evaluate/relation_evaluation.h"
#include "evaluate/stories.h"

namespace chancery::evaluate {

// With `errors`, each row that was answered wrongly follows.
[[nodiscard]] std::string to_text(const RelationEvaluation& evaluation, bool errors);
[[nodiscard]] std::string to_json(const RelationEvaluation& evaluation, bool errors);
[[nodiscard]] std::string to_text(const ReadoutEvaluation& evaluation, bool errors);
[[nodiscard]] std::string to_json(const ReadoutEvaluation& evaluation, bool errors);
[[nodiscard]] std::string to_text(const ClusterEvaluation& evaluation, bool errors);
[[nodiscard]] std::string to_json(const ClusterEvaluation& evaluation, bool errors);
[[nodiscard]] std::string to_text(const StoryEvaluation& evaluation, bool errors);
[[nodiscard]] std::string to_json(const StoryEvaluation& evaluation, bool errors);
[[nodiscard]] std::string to_text(const CorrectionEvaluation& evaluation, bool errors);
[[nodiscard]] std::string to_json(const CorrectionEvaluation& evaluation, bool errors);

}  // namespace chancery::evaluate
