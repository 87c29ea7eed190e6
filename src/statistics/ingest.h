// What the parsers hand their rows to: cells gathered into blocks, refusals counted, things to know noted. Parsers know
// nothing of the store, the store nothing of formats.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chancery/statistics.h"
#include "statistics/blocks.h"
#include "statistics/partner_codes.h"

namespace chancery::statistics {

using Blocks = std::unordered_map<BlockKey, std::vector<BlockCell>, BlockKeyHash>;

struct ParsedVisaRule {
  PackedCode passport = 0;
  PackedCode destination = 0;
  std::int16_t requirement = 0;  // days of a stay without a visa, or a negative kind (visa_requirement.h)
};

class Ingest {
 public:
  // `source` gives the number of a provider, a note and a day of publication of its own (none: the file's); `flush`
  // takes gathered blocks when they grow beyond what is held in memory, and at the end. Both may throw what the store
  // throws.
  using SourceFunction = std::function<std::uint32_t(std::string_view, std::string_view, std::optional<Day>)>;
  using FlushFunction = std::function<void(Blocks&)>;
  Ingest(std::string file, const PartnerCodes& partners, SourceFunction source, FlushFunction flush);

  [[nodiscard]] const PartnerCodes& partners() const noexcept { return *partners_; }
  [[nodiscard]] LoadReport& report() noexcept { return report_; }
  [[nodiscard]] std::vector<ParsedVisaRule>& visa_rules() noexcept { return visa_rules_; }

  [[nodiscard]] std::uint32_t source(std::string_view provider, std::string_view note = {},
                                     std::optional<Day> published = {});
  void add(const BlockKey& key, const BlockCell& cell);
  // A part of a total (a customs procedure, a mode of transport): left out, since the total stands beside it. Where the
  // file has no total of that key, finish() says so.
  void pass_over_part(const BlockKey& key);
  // A row that is not trade in goods of one flow, for a known reason: counted alone.
  void pass_over() { ++report_.passed_over; }
  // A row that cannot be used. Those of one reason are counted together, with the first place.
  void refuse(ErrorCode code, std::uint64_t line, std::string message);
  void warn(std::string message);
  // The file is cut: what it holds counts as incomplete.
  void cut(std::string why);
  [[nodiscard]] bool is_cut() const noexcept { return cut_; }

  // Flushes what is left and notes missing years and totals.
  void finish();

 private:
  void flush();

  LoadReport report_;
  const PartnerCodes* partners_;
  SourceFunction source_;
  FlushFunction flush_;
  Blocks blocks_;
  std::size_t held_ = 0;
  BlockKey last_key_;
  std::vector<BlockCell>* last_block_ = nullptr;
  std::map<std::string, std::size_t> refusals_;  // message -> index in the report
  std::map<std::tuple<PackedCode, PackedCode, Flow>, std::set<int>> years_;
  std::unordered_map<BlockKey, std::uint64_t, BlockKeyHash> parts_;
  std::unordered_map<BlockKey, bool, BlockKeyHash> totals_;
  std::vector<ParsedVisaRule> visa_rules_;
  bool cut_ = false;
};

}  // namespace chancery::statistics
