// Small helpers for the values that pages give in attributes and JSON.
#pragma once

#include <string>
#include <string_view>

namespace chancery::read::html {

[[nodiscard]] bool contains_ignoring_case(std::string_view text, std::string_view lowered) noexcept;
[[nodiscard]] bool equal_ignoring_case(std::string_view text, std::string_view lowered) noexcept;
// ASCII letters lowered, all else as it is.
[[nodiscard]] std::string lowered(std::string_view text);
// Without blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;
// A value as text: white space collapsed to single blanks; markup and entities resolved where there are any, for many
// pages escape twice.
[[nodiscard]] std::string plain_value(std::string_view value);

}  // namespace chancery::read::html
