// The encoder on OpenVINO (docs/decisions/encoder_runtime.md).
#include <algorithm>
#include <cmath>
#include <numeric>
#include <openvino/openvino.hpp>

#include "encoder/embedded.h"
#include "encoder/relation_encoder.h"
#include "encoder/word_pieces.h"
#include "text/hash.h"

namespace chancery::encoder {
namespace {

// Rows of one pass, and the lengths that rows are padded to: the runtime keeps what it has prepared for every shape
// that it met, so there are few (16 x 8 of them; with every shape its own the program grew to 880 MB).
constexpr std::size_t kMostRows = 8;
constexpr std::size_t kLengthStep = 16;

std::string_view embedded(std::string_view name) noexcept {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name == name) return file.content;
  }
  return {};
}

Error missing(std::string message) {
  Error error;
  error.code = ErrorCode::not_found;
  error.message = std::move(message);
  return error;
}

void soften(std::span<const float> logits, float temperature, std::span<float> out) {
  const float most = *std::max_element(logits.begin(), logits.end());
  float total = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    out[i] = std::exp((logits[i] - most) / temperature);
    total += out[i];
  }
  for (float& value : out) value /= total;
}

struct Parts {
  Labels labels;
  WordPieces pieces;
  ov::CompiledModel model;
};

class OpenVinoSession final : public Session {
 public:
  explicit OpenVinoSession(std::shared_ptr<const Parts> parts)
      : parts_(std::move(parts)), request_(const_cast<ov::CompiledModel&>(parts_->model).create_infer_request()) {}

  std::vector<Answer> ask(std::span<const std::string_view> sentences, std::span<const Question> questions) override {
    std::vector<std::vector<Piece>> cut(sentences.size());
    std::vector<std::vector<std::int64_t>> rows(questions.size());
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const Question& question = questions[i];
      std::vector<Piece>& pieces = cut[question.sentence];
      if (pieces.empty()) parts_->pieces.cut(sentences[question.sentence], pieces);
      mark_pieces(pieces, question.source, question.target, parts_->labels.markers, parts_->labels.most_pieces - 2,
                  rows[i]);
      rows[i].insert(rows[i].begin(), parts_->pieces.opening());
      rows[i].push_back(parts_->pieces.closing());
    }
    // Rows of like length go together, so that little is padded.
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rows[a].size() < rows[b].size(); });
    std::vector<Answer> answers(rows.size());
    for (std::size_t first = 0; first < order.size(); first += kMostRows) {
      const std::size_t count = std::min(kMostRows, order.size() - first);
      run(rows, std::span(order).subspan(first, count), answers);
    }
    return answers;
  }

 private:
  void run(const std::vector<std::vector<std::int64_t>>& rows, std::span<const std::size_t> which,
           std::vector<Answer>& answers) {
    const std::size_t length = (rows[which.back()].size() + kLengthStep - 1) / kLengthStep * kLengthStep;
    ov::Tensor ids(ov::element::i64, {which.size(), length}), mask(ov::element::i64, {which.size(), length});
    auto* id = ids.data<std::int64_t>();
    auto* there = mask.data<std::int64_t>();
    for (const std::size_t row : which) {
      for (std::size_t at = 0; at < length; ++at) {
        const bool within = at < rows[row].size();
        *id++ = within ? rows[row][at] : 0;
        *there++ = within ? 1 : 0;
      }
    }
    request_.set_tensor("input_ids", ids);
    request_.set_tensor("attention_mask", mask);
    request_.infer();
    const Labels& labels = parts_->labels;
    std::vector<float> type(kEventTypeCount + 1), status(kStatusCount), direction(2);
    for (std::size_t i = 0; i < which.size(); ++i) {
      Answer& answer = answers[which[i]];
      soften(output("type", i), labels.type_temperature, type);
      for (std::size_t at = 0; at < answer.type.size(); ++at) answer.type[at] = type[labels.type_outputs[at]];
      answer.none = type[labels.none_output];
      soften(output("table", i), labels.table_temperature, type);
      for (std::size_t at = 0; at < answer.table.size(); ++at) answer.table[at] = type[labels.type_outputs[at]];
      answer.table_none = type[labels.none_output];
      soften(output("status", i), labels.status_temperature, status);
      for (std::size_t at = 0; at < kStatusCount; ++at) answer.status[at] = status[labels.status_outputs[at]];
      soften(output("direction", i), labels.direction_temperature, direction);
      answer.reciprocal = direction[labels.reciprocal_output];
      answer.mode.resize(labels.modes.size());
      soften(output("mode", i), labels.mode_temperature, answer.mode);
    }
  }

  std::span<const float> output(const char* name, std::size_t row) {
    const ov::Tensor tensor = request_.get_tensor(name);
    const std::size_t width = tensor.get_shape().at(1);
    return {tensor.data<const float>() + row * width, width};
  }

  std::shared_ptr<const Parts> parts_;
  ov::InferRequest request_;
};

class OpenVinoEncoder final : public RelationEncoder {
 public:
  OpenVinoEncoder(std::shared_ptr<const Parts> parts, std::string version)
      : parts_(std::move(parts)), version_(std::move(version)) {}

  [[nodiscard]] std::unique_ptr<Session> session() const override { return std::make_unique<OpenVinoSession>(parts_); }
  [[nodiscard]] const Labels& labels() const noexcept override { return parts_->labels; }
  [[nodiscard]] const std::string& version() const noexcept override { return version_; }

 private:
  std::shared_ptr<const Parts> parts_;
  std::string version_;
};

std::string model_version() {
  std::string bytes;
  for (const EmbeddedFile& file : embedded_files()) text::append_hashed_field(bytes, file.content);
  return text::to_base32(text::hash(bytes), 8);
}

}  // namespace

Result<std::shared_ptr<const RelationEncoder>> RelationEncoder::built_in(unsigned threads) {
  const std::string_view graph = embedded("model.xml"), weights = embedded("model.bin");
  if (graph.empty() || weights.empty()) return std::unexpected(missing("this build has no encoder model"));
  auto labels = read_labels(embedded("labels.json"));
  if (!labels) return std::unexpected(std::move(labels.error()));
  auto pieces = WordPieces::read(embedded("vocab.txt"));
  if (!pieces) return std::unexpected(std::move(pieces.error()));
  try {
    ov::Core core;
    // The runtime reads the weights where they are, in the program itself.
    const ov::Tensor memory(ov::element::u8, {weights.size()}, const_cast<char*>(weights.data()));
    const auto model = core.read_model(std::string(graph), memory);
    const auto count = static_cast<int>(std::max(threads, 1U));
    auto compiled = core.compile_model(model, "CPU", ov::inference_num_threads(count), ov::num_streams(count),
                                       ov::hint::enable_cpu_pinning(false));
    for (const char* name : {"type", "table", "status", "mode", "direction"}) {
      static_cast<void>(compiled.output(name));  // throws where there is none
    }
    return std::make_shared<OpenVinoEncoder>(
        std::make_shared<Parts>(Parts{*std::move(labels), *std::move(pieces), std::move(compiled)}), model_version());
  } catch (const std::exception& trouble) {
    Error error = missing(std::string("the encoder does not start: ") + trouble.what());
    error.code = ErrorCode::unreadable;
    return std::unexpected(std::move(error));
  }
}

bool is_built_in() noexcept { return !embedded_files().empty(); }

std::string describe_build() {
  const std::string runtime = std::string("OpenVINO ") + ov::get_openvino_version().buildNumber;
  return embedded_files().empty() ? runtime + ", no model" : runtime + ", model " + model_version();
}

}  // namespace chancery::encoder
