// What the names of an element (class, id ...) say of its content, by data/page_noise.csv.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::read::html {

// Bits of a set.
using Meaning = std::uint8_t;
inline constexpr Meaning kNoise = 1, kComments = 2, kCaption = 4, kByline = 8, kWeak = 16, kBody = 32, kKeep = 64;

// Finds all patterns of the table in one pass over a name (Aho and Corasick, "Efficient string matching", 1975).
// Immutable after construction.
class NamePatterns {
 public:
  // The patterns compiled into the program.
  static const NamePatterns& embedded();
  // `table`: the content of page_noise.csv; a broken line is left out (a test holds that there is none).
  explicit NamePatterns(std::string_view table);

  // `name` as normalised by normalise_name.
  [[nodiscard]] Meaning meaning(std::string_view name) const noexcept;
  // Lines of the table that could not be used, for tests.
  [[nodiscard]] const std::vector<std::string>& faults() const noexcept { return faults_; }

 private:
  static constexpr std::size_t kSymbols = 37;  // a to z, 0 to 9, anything else
  struct State {
    std::array<std::uint32_t, kSymbols> next{};
    std::uint32_t fallback = 0;
    Meaning meaning = 0;
  };
  static std::size_t symbol(char byte) noexcept;
  void add(std::string_view pattern, Meaning meaning);
  void link();

  std::vector<State> states_{1};
  std::vector<std::string> faults_;
};

// Appends an attribute's value to `out`: lower case, words parted by "-", "-" at both ends, "--" between names.
void normalise_name(std::string_view value, std::string& out);

}  // namespace chancery::read::html
