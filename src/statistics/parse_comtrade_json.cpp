// An answer of the UN Comtrade API v1: an envelope {"elapsedTime", "count", "data": [rows], "error"}. Read as a stream
// of JSON events, so that memory does not grow with the answer.
#include <rapidjson/reader.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "statistics/columns.h"
#include "statistics/comtrade_row.h"
#include "statistics/parse.h"

namespace chancery::statistics {
namespace {

// RapidJSON's input stream over an Input.
class JsonInput {
 public:
  using Ch = char;
  JsonInput(Input& input, std::string head) : input_(&input), buffer_(std::move(head)) { buffer_.reserve(kPiece); }

  [[nodiscard]] Ch Peek() { return at_ < buffer_.size() || fill() ? buffer_[at_] : '\0'; }
  Ch Take() {
    const Ch c = Peek();
    if (at_ < buffer_.size()) {
      line_ += c == '\n' ? 1 : 0;
      ++at_;
    }
    return c;
  }
  [[nodiscard]] std::size_t Tell() const noexcept { return before_ + at_; }
  // Writing in place is not used.
  Ch* PutBegin() { return nullptr; }
  void Put(Ch) {}
  void Flush() {}
  std::size_t PutEnd(Ch*) { return 0; }

  [[nodiscard]] std::uint64_t line() const noexcept { return line_; }
  [[nodiscard]] const std::optional<Error>& trouble() const noexcept { return trouble_; }

 private:
  static constexpr std::size_t kPiece = 1U << 18U;
  bool fill() {
    if (ended_) return false;
    before_ += buffer_.size();
    buffer_.resize(kPiece);
    const auto got = input_->read(buffer_.data(), kPiece);
    if (!got) trouble_ = got.error();
    buffer_.resize(got ? *got : 0);
    at_ = 0;
    ended_ = buffer_.empty();
    return !ended_;
  }

  Input* input_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t before_ = 0;
  std::uint64_t line_ = 1;
  bool ended_ = false;
  std::optional<Error> trouble_;
};

enum Field : std::size_t {
  kType,
  kFrequency,
  kPeriod,
  kReporter,
  kPartner,
  kPartner2,
  kFlow,
  kClassification,
  kCommodity,
  kCustoms,
  kModeOfSupply,
  kTransport,
  kReporterLetters,
  kPartnerLetters,
  kPrimary,
  kCif,
  kFob,
  kWeight,
  kQuantity,
  kQuantityUnit,
  kFieldCount,
};
constexpr std::array<std::string_view, kFieldCount> kFields = {
    "typeCode",           "freqCode", "period",      "reporterCode", "partnerCode", "partner2Code", "flowCode",
    "classificationCode", "cmdCode",  "customsCode", "mosCode",      "motCode",     "reporterISO",  "partnerISO",
    "primaryValue",       "cifvalue", "fobvalue",    "netWgt",       "qty",         "qtyUnitCode"};

// SAX events to rows. Depth 1 is the envelope, 2 its data array, 3 a row.
class Handler {
 public:
  Handler(JsonInput& input, Ingest& ingest) : input_(&input), ingest_(&ingest), source_(ingest.source(kComtrade)) {}

  bool Null() { return value({}); }
  bool Bool(bool given) { return value(given ? "true" : "false"); }
  // With kParseNumbersAsStringsFlag numbers come here as they are written.
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) { return value({text, size}); }
  bool Int(int) { return true; }
  bool Uint(unsigned) { return true; }
  bool Int64(std::int64_t) { return true; }
  bool Uint64(std::uint64_t) { return true; }
  bool Double(double) { return true; }
  bool String(const char* text, rapidjson::SizeType size, bool) { return value({text, size}); }
  bool StartObject() {
    ++depth_;
    if (depth_ == 3 && in_data_) {
      for (std::string& text : texts_) text.clear();
      row_line_ = input_->line();
    }
    return true;
  }
  bool EndObject(rapidjson::SizeType) {
    if (depth_ == 3 && in_data_) row();
    --depth_;
    return true;
  }
  bool StartArray() {
    ++depth_;
    if (depth_ == 2 && envelope_key_ == "data") in_data_ = has_data_ = true;
    return true;
  }
  bool EndArray(rapidjson::SizeType) {
    if (depth_ == 2) in_data_ = false;
    --depth_;
    return true;
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view name(text, size);
    if (depth_ == 1) envelope_key_ = name;
    if (depth_ == 3 && in_data_) {
      field_ = static_cast<std::size_t>(std::find(kFields.begin(), kFields.end(), name) - kFields.begin());
    }
    return true;
  }

  [[nodiscard]] bool has_data() const noexcept { return has_data_; }
  [[nodiscard]] const std::string& error() const noexcept { return error_; }
  [[nodiscard]] std::optional<int> count() const noexcept { return count_; }

 private:
  bool value(std::string_view text) {
    if (depth_ == 1 && envelope_key_ == "error") error_ = std::string(text);
    if (depth_ == 1 && envelope_key_ == "count") count_ = parse_int(text);
    if (depth_ == 3 && in_data_ && field_ < kFieldCount) texts_[field_].assign(text);
    return true;
  }

  void row() {
    ComtradeRow row;
    row.type = texts_[kType];
    row.frequency = texts_[kFrequency];
    row.period = texts_[kPeriod];
    row.reporter = texts_[kReporter];
    row.partner = texts_[kPartner];
    row.partner2 = texts_[kPartner2];
    row.flow = texts_[kFlow];
    row.classification = texts_[kClassification];
    row.commodity = texts_[kCommodity];
    row.customs = texts_[kCustoms];
    row.mode_of_supply = texts_[kModeOfSupply];
    row.transport = texts_[kTransport];
    row.reporter_letters = texts_[kReporterLetters];
    row.partner_letters = texts_[kPartnerLetters];
    row.primary_value = texts_[kPrimary];
    row.cif_value = texts_[kCif];
    row.fob_value = texts_[kFob];
    row.net_weight = texts_[kWeight];
    row.quantity = texts_[kQuantity];
    row.quantity_unit = texts_[kQuantityUnit];
    take_comtrade_row(row, row_line_, source_, *ingest_);
  }

  JsonInput* input_;
  Ingest* ingest_;
  std::uint32_t source_;
  std::array<std::string, kFieldCount> texts_;
  std::size_t field_ = kFieldCount;
  std::string envelope_key_;
  std::string error_;
  std::optional<int> count_;
  int depth_ = 0;
  bool in_data_ = false;
  bool has_data_ = false;
  std::uint64_t row_line_ = 0;
};

}  // namespace

Result<void> parse_comtrade_json(Input& input, std::string head, const std::string& file, Ingest& ingest) {
  ingest.report().format = "UN Comtrade API";
  if (head.starts_with("\xEF\xBB\xBF")) head.erase(0, 3);
  JsonInput stream(input, std::move(head));
  Handler handler(stream, ingest);
  rapidjson::Reader reader;
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag |
                              rapidjson::kParseValidateEncodingFlag | rapidjson::kParseStopWhenDoneFlag;
  const rapidjson::ParseResult parsed = reader.Parse<kFlags>(stream, handler);
  if (stream.trouble()) return std::unexpected(*stream.trouble());
  Error error;
  error.file = file;
  if (!parsed) {
    error.code = ErrorCode::malformed;
    error.line = stream.line();
    error.byte = parsed.Offset();
    error.message = "the JSON breaks off or is broken here: fetch the answer again";
    return std::unexpected(std::move(error));
  }
  if (!handler.error().empty()) {
    error.code = ErrorCode::malformed;
    error.message = "the answer is an error of the API: " + as_utf8(handler.error());
    return std::unexpected(std::move(error));
  }
  if (!handler.has_data()) {
    error.code = ErrorCode::missing_field;
    error.message = "there is no \"data\" array: this is no answer of the UN Comtrade API";
    return std::unexpected(std::move(error));
  }
  const std::uint64_t rows = ingest.report().rows;
  if (handler.count() && static_cast<std::uint64_t>(*handler.count()) != rows) {
    ingest.cut("the answer says that it has " + std::to_string(*handler.count()) + " rows and holds " +
               std::to_string(rows) + ": its figures count as incomplete");
  } else {
    note_row_limit(ingest, rows, {500, 100'000, 250'000}, "the API");
  }
  return {};
}

}  // namespace chancery::statistics
