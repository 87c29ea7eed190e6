// Lines that stand in the midst of articles without being part of them ("Read more: ..."), by data/page_lines.csv.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chancery::read::html {

// Immutable after construction.
class LinePatterns {
 public:
  static const LinePatterns& embedded();
  // `table`: the content of page_lines.csv; a broken line is left out and named in faults().
  explicit LinePatterns(std::string_view table);

  enum class Kind : std::uint8_t {
    text,
    notice,  // a notice, a label or a link rather than a sentence of the article
    end,     // a notice that opens the comments on an article
  };
  [[nodiscard]] Kind kind(std::string_view line) const;
  [[nodiscard]] const std::vector<std::string>& faults() const noexcept { return faults_; }

 private:
  enum class Where : std::uint8_t { start, whole, any, end };
  struct Pattern {
    std::string phrase;
    std::uint32_t words = 0;
    Where where = Where::start;
  };
  [[nodiscard]] static bool fits(const Pattern& pattern, std::string_view line, std::string_view bare,
                                 std::uint32_t words);

  std::unordered_map<std::string, std::vector<Pattern>> by_head_;  // by the first two bytes
  std::vector<Pattern> anywhere_;
  std::uint32_t longest_ = 0;  // words of the longest line that any pattern fits
  std::vector<std::string> faults_;
};

// Lower case (ASCII), ’ and ‘ as ', no-break space as blank.
[[nodiscard]] std::string plain_lower(std::string_view text);

}  // namespace chancery::read::html
