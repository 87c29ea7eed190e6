// Files that the program brings with it: the page, the description of the API.
#pragma once

#include <string>
#include <string_view>

#include "serve/message.h"
#include "serve/problem.h"

namespace chancery::serve {

// The file of the page at a path ("/assets/index-4f1c.js"). "/" and all below "/view/" are the page itself, which knows
// its views; a program that was built without the page says so there. Problem 404 for everything else.
[[nodiscard]] Served<AnswerPtr> page_file(std::string_view path);

// The description of the API (docs/openapi.json).
[[nodiscard]] std::string_view openapi_json() noexcept;
// For people: what there is, with links; and the anchors that problems name as their type.
[[nodiscard]] std::string api_page();
// Asks for the token.
[[nodiscard]] std::string token_page(bool was_wrong);

}  // namespace chancery::serve
