// Articles that say of themselves that they correct, update or withdraw an earlier one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chancery/error.h"

namespace chancery::connect {

enum class CorrectionKind : std::uint8_t { none, update, correction, retraction };
[[nodiscard]] std::string_view to_string(CorrectionKind kind) noexcept;

struct Correction {
  CorrectionKind kind = CorrectionKind::none;
  int number = 0;              // 2 of "UPDATE 2-"; 0: none given
  std::size_t title_rest = 0;  // where the headline proper begins behind such a mark at its start

  explicit operator bool() const noexcept { return kind != CorrectionKind::none; }
  friend bool operator==(const Correction&, const Correction&) = default;
};

// The phrases of data/corrections.csv.
class CorrectionTable {
 public:
  // Errors as Boilerplate::built_in.
  [[nodiscard]] static Result<CorrectionTable> built_in();
  [[nodiscard]] static Result<CorrectionTable> parse(std::string_view csv, std::string name);

  // The strongest mark found: retraction before correction before update.
  [[nodiscard]] Correction find(std::string_view title, std::string_view text) const;

 private:
  enum class Where : std::uint8_t { title_start, line_start, anywhere };
  struct Entry {
    std::string phrase;  // lower case; '#' stands for a number
    Where where = Where::anywhere;
    CorrectionKind kind = CorrectionKind::none;
  };
  // What speaks at a place of a text where a word begins.
  void take(std::string_view text, std::size_t at, bool at_start, Correction& best, std::size_t* end) const;

  // By their first word: a text is gone through once, word by word.
  std::unordered_map<std::string, std::vector<Entry>> entries_;
};

}  // namespace chancery::connect
