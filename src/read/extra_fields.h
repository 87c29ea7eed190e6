// What an input says beside the fields of an Article, as Article::extra_json.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace chancery::read {

// A JSON object of the fields that are not empty, "" where all are.
[[nodiscard]] std::string extra_fields(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

// With every run of white space as one blank, none at the ends.
[[nodiscard]] std::string collapsed(std::string_view text);

}  // namespace chancery::read
