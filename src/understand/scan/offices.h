// Which persons of an article hold an office that the record keeps.
#pragma once

#include "understand/scan/document.h"

namespace chancery::understand {

// Whether the text itself says that the person holds an office of a state or an organisation of states: forms of
// address, posts in companies and at universities, and what only the tenure table knows do not count.
[[nodiscard]] bool holds_public_office(const Person& person) noexcept;

}  // namespace chancery::understand
