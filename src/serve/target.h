// The target of a request taken apart (RFC 3986, and application/x-www-form-urlencoded for the query).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::serve {

// Nothing where an escape is broken, or where the bytes are no UTF-8 or hold a NUL. With `plus_is_space` as in queries.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
// All but unreserved characters escaped.
[[nodiscard]] std::string percent_encode(std::string_view text);

// "/api/v1/brief/KAZ/CHN" -> api, v1, brief, KAZ, CHN, each decoded; an empty last segment for a path that ends in '/'.
// Nothing where an escape is broken.
[[nodiscard]] std::optional<std::vector<std::string>> path_segments(std::string_view path);

// Names and values in their order. Nothing where an escape is broken.
using QueryParameters = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] std::optional<QueryParameters> query_parameters(std::string_view query);

// The items of a comma-separated header, without blanks and parameters: "gzip;q=1, br" -> gzip, br; those with q=0 are
// left out.
[[nodiscard]] std::vector<std::string> header_items(std::string_view value);

}  // namespace chancery::serve
