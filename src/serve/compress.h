#pragma once

#include <string>
#include <string_view>

namespace chancery::serve {

// As gzip (RFC 1952); "" where it would not be smaller by a tenth, or under 1,000 bytes, where it is not worth it.
[[nodiscard]] std::string gzip(std::string_view bytes);

}  // namespace chancery::serve
