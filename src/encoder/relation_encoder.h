// The second tier: a small transformer that says, of a sentence with a source and a target marked, what the one does to
// the other (training/encoder, models/encoder). Runs on the CPU with OpenVINO; without it the program builds and says
// so.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/error.h"
#include "chancery/finding.h"
#include "encoder/marked_pieces.h"

namespace chancery::encoder {

inline constexpr std::size_t kStatusCount = 5;

// One question: what does the source do to the target?
struct Question {
  std::uint32_t sentence = 0;  // index into the sentences of the call
  Range source;
  std::optional<Range> target;
};

// Calibrated probabilities.
struct Answer {
  std::array<float, kEventTypeCount> type{};  // of each type; what is missing to 1 is none
  float none = 1;
  // The same by the codebook's conversion table of CAMEO codes, which the corpora of the field follow: a planned
  // meeting is AGREE there.
  std::array<float, kEventTypeCount> table{};
  float table_none = 1;
  std::array<float, kStatusCount> status{};  // in the order of Status
  float reciprocal = 0;
  std::vector<float> mode;  // as Labels::modes

  [[nodiscard]] EventType best_type() const noexcept;
  [[nodiscard]] float of(EventType wanted) const noexcept { return type[static_cast<std::size_t>(wanted)]; }
  [[nodiscard]] Status best_status() const noexcept;
};

// What the model's outputs stand for.
struct Labels {
  struct Mode {
    std::optional<EventType> type;  // none for "no mode"
    std::string mode;
  };
  std::vector<Mode> modes;
  std::array<std::size_t, kEventTypeCount> type_outputs{};  // where each type stands
  std::size_t none_output = 0;
  std::array<std::size_t, kStatusCount> status_outputs{};
  std::size_t reciprocal_output = 1;
  Markers markers;
  std::size_t most_pieces = 128;
  float type_temperature = 1, table_temperature = 1, status_temperature = 1, mode_temperature = 1,
        direction_temperature = 1;
};

// Error malformed with what is missing or unknown.
[[nodiscard]] Result<Labels> read_labels(std::string_view json);

// The likeliest mode of a type; "" where none is likelier, or it has less than the share `sure` among those of its type
// and none.
[[nodiscard]] std::string_view best_mode(const Labels& labels, const Answer& answer, EventType type,
                                         float sure) noexcept;

// A thread's own way into the model.
class Session {
 public:
  virtual ~Session() = default;
  // One answer for each question, in their order. The same sentences and questions give the same answers on any thread.
  // Throws std::runtime_error where the runtime fails, which is a fault of the installation.
  [[nodiscard]] virtual std::vector<Answer> ask(std::span<const std::string_view> sentences,
                                                std::span<const Question> questions) = 0;
};

// Immutable; shared by all threads.
class RelationEncoder {
 public:
  virtual ~RelationEncoder() = default;

  // The model compiled into the program, ready for `threads` sessions at once. Error not_found where the program was
  // built without the runtime or without a model, unreadable where it does not start.
  [[nodiscard]] static Result<std::shared_ptr<const RelationEncoder>> built_in(unsigned threads);

  [[nodiscard]] virtual std::unique_ptr<Session> session() const = 0;
  [[nodiscard]] virtual const Labels& labels() const noexcept = 0;
  // Eight letters that change whenever the model does.
  [[nodiscard]] virtual const std::string& version() const noexcept = 0;
};

// Whether the program was built with the runtime and a model.
[[nodiscard]] bool is_built_in() noexcept;

// What the program was built with, for `doctor`: "OpenVINO 2026.4.1, model 3F8A..." or why there is none.
[[nodiscard]] std::string describe_build();

}  // namespace chancery::encoder
