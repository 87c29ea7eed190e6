// Pages that show a gate instead of their text: paywalls, consent to cookies, proofs of being human, missing pages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::read::html {

enum class GateKind : std::uint8_t { paywall, consent, robot, missing };

struct Gate {
  GateKind kind = GateKind::paywall;
  std::string words;  // the phrase of data/page_gates.csv by which it was told
};

// Immutable after construction.
class GatePatterns {
 public:
  static const GatePatterns& embedded();
  // `table`: the content of page_gates.csv; a broken line is left out and named in faults().
  explicit GatePatterns(std::string_view table);

  // The first phrase of a kind that stands in the text (as plain_lower gives it).
  [[nodiscard]] std::optional<Gate> find(std::string_view lowered_text, GateKind kind) const;
  // How many different phrases of a kind stand in it.
  [[nodiscard]] std::size_t count(std::string_view lowered_text, GateKind kind) const;
  [[nodiscard]] const std::vector<std::string>& faults() const noexcept { return faults_; }

 private:
  std::vector<Gate> phrases_;
  std::vector<std::string> faults_;
};

}  // namespace chancery::read::html
