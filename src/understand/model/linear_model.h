// A linear classifier over hashed features: weights of 8 bits, few enough to be compiled into the program.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chancery/error.h"
#include "understand/model/features.h"

namespace chancery::understand::model {

// What a trainer makes: one weight for each feature and class.
struct DenseWeights {
  std::size_t classes = 0;
  std::vector<float> weights;  // [feature * classes + class]
  std::vector<float> bias;     // of each class
  float temperature = 1;       // scores are divided by it before the softmax
};

// Immutable; share one between threads.
class LinearModel {
 public:
  inline static constexpr std::size_t kMaxClasses = 32;

  // Keeps the `kept` features whose weights are largest (all where 0) and rounds them to 8 bits.
  [[nodiscard]] static LinearModel compress(const DenseWeights& dense, std::size_t kept = 0);

  // The inverse of append_bytes; `bytes` is advanced past what was read.
  [[nodiscard]] static Result<LinearModel> read(std::string_view& bytes);
  void append_bytes(std::string& out) const;

  [[nodiscard]] std::size_t classes() const noexcept { return classes_; }
  [[nodiscard]] std::size_t features() const noexcept { return indices_.size(); }

  // The score of each class, written to out[0, classes()).
  void scores(std::span<const Feature> features, std::span<float> out) const noexcept;
  // Calibrated: out sums to 1.
  void probabilities(std::span<const Feature> features, std::span<float> out) const noexcept;

 private:
  void index();

  std::size_t classes_ = 0;
  std::size_t stride_ = 0;  // bytes of a row: classes_ rounded up to 8, 16 or 32
  float temperature_ = 1;
  std::vector<float> bias_;
  std::vector<float> scale_;            // of each class: weight = byte * scale
  std::vector<std::uint32_t> indices_;  // the features that are kept, ascending
  std::vector<std::int8_t> rows_;       // row 0 is zero and stands for all features that are not kept
  std::vector<std::uint32_t> row_of_;   // feature -> row
};

}  // namespace chancery::understand::model
