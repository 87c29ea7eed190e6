#include "understand/model/linear_model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "understand/model/byte_stream.h"

namespace chancery::understand::model {
namespace {

constexpr float kLargest = 127;

std::size_t stride_for(std::size_t classes) noexcept { return std::max<std::size_t>(8, std::bit_ceil(classes)); }

}  // namespace

LinearModel LinearModel::compress(const DenseWeights& dense, std::size_t kept) {
  LinearModel model;
  model.classes_ = dense.classes;
  model.stride_ = stride_for(dense.classes);
  model.temperature_ = dense.temperature;
  model.bias_ = dense.bias;

  std::vector<std::pair<float, std::uint32_t>> sizes;
  for (std::uint32_t feature = 0; feature < kFeatureCount; ++feature) {
    float size = 0;
    for (std::size_t c = 0; c < dense.classes; ++c) {
      const float weight = dense.weights[feature * dense.classes + c];
      size += weight * weight;
    }
    if (size > 0) sizes.emplace_back(size, feature);
  }
  if (kept != 0 && kept < sizes.size()) {
    std::stable_sort(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    sizes.resize(kept);
  }
  for (const auto& [size, feature] : sizes) model.indices_.push_back(feature);
  std::sort(model.indices_.begin(), model.indices_.end());

  model.scale_.assign(dense.classes, 0);
  for (const std::uint32_t feature : model.indices_) {
    for (std::size_t c = 0; c < dense.classes; ++c) {
      model.scale_[c] = std::max(model.scale_[c], std::abs(dense.weights[feature * dense.classes + c]) / kLargest);
    }
  }
  model.rows_.assign((model.indices_.size() + 1) * model.stride_, 0);
  for (std::size_t row = 0; row < model.indices_.size(); ++row) {
    for (std::size_t c = 0; c < dense.classes; ++c) {
      if (model.scale_[c] == 0) continue;
      const float weight = dense.weights[model.indices_[row] * dense.classes + c];
      model.rows_[(row + 1) * model.stride_ + c] = static_cast<std::int8_t>(std::lround(weight / model.scale_[c]));
    }
  }
  model.index();
  return model;
}

void LinearModel::index() {
  row_of_.assign(kFeatureCount, 0);
  for (std::size_t row = 0; row < indices_.size(); ++row) row_of_[indices_[row]] = static_cast<std::uint32_t>(row + 1);
}

void LinearModel::append_bytes(std::string& out) const {
  put_u32(out, static_cast<std::uint32_t>(classes_));
  put_u32(out, static_cast<std::uint32_t>(indices_.size()));
  put_f32(out, temperature_);
  for (const float value : bias_) put_f32(out, value);
  for (const float value : scale_) put_f32(out, value);
  std::uint32_t before = 0;
  for (const std::uint32_t feature : indices_) {
    put_varint(out, feature - before);
    before = feature;
  }
  for (std::size_t row = 1; row <= indices_.size(); ++row) {
    for (std::size_t c = 0; c < classes_; ++c) out.push_back(static_cast<char>(rows_[row * stride_ + c]));
  }
}

Result<LinearModel> LinearModel::read(std::string_view& bytes) {
  ByteReader in(bytes);
  LinearModel model;
  model.classes_ = in.u32();
  const std::uint32_t count = in.u32();
  if (model.classes_ == 0 || model.classes_ > kMaxClasses || count > kFeatureCount) return in.failure("a linear model");
  model.stride_ = stride_for(model.classes_);
  model.temperature_ = in.f32();
  for (std::size_t c = 0; c < model.classes_; ++c) model.bias_.push_back(in.f32());
  for (std::size_t c = 0; c < model.classes_; ++c) model.scale_.push_back(in.f32());
  std::uint64_t feature = 0;
  for (std::uint32_t i = 0; i < count && in.good(); ++i) {
    feature += in.varint();
    if (feature >= kFeatureCount) return in.failure("a linear model");
    model.indices_.push_back(static_cast<std::uint32_t>(feature));
  }
  const std::string_view weights = in.take(count * model.classes_);
  if (!in.good() || !(model.temperature_ > 0)) return in.failure("a linear model");
  model.rows_.assign((count + std::size_t{1}) * model.stride_, 0);
  for (std::size_t row = 0; row < count; ++row) {
    for (std::size_t c = 0; c < model.classes_; ++c) {
      model.rows_[(row + 1) * model.stride_ + c] = static_cast<std::int8_t>(weights[row * model.classes_ + c]);
    }
  }
  model.index();
  bytes = in.rest();
  return model;
}

void LinearModel::scores(std::span<const Feature> features, std::span<float> out) const noexcept {
  float sums[kMaxClasses] = {};
  for (const Feature& feature : features) {
    const std::uint32_t row = row_of_[feature.index];
    if (row == 0) continue;
    const std::int8_t* weights = rows_.data() + row * stride_;
    for (std::size_t c = 0; c < classes_; ++c) sums[c] += feature.value * static_cast<float>(weights[c]);
  }
  for (std::size_t c = 0; c < classes_; ++c) out[c] = sums[c] * scale_[c] + bias_[c];
}

void LinearModel::probabilities(std::span<const Feature> features, std::span<float> out) const noexcept {
  scores(features, out);
  const float largest = *std::max_element(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(classes_));
  float total = 0;
  for (std::size_t c = 0; c < classes_; ++c) {
    out[c] = std::exp((out[c] - largest) / temperature_);
    total += out[c];
  }
  for (std::size_t c = 0; c < classes_; ++c) out[c] /= total;
}

}  // namespace chancery::understand::model
