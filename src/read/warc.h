// Web archives: WARC 1.0 and 1.1 (ISO 28500).
#pragma once

#include <memory>

#include "read/container.h"

namespace chancery::read {

// The pages that servers answered with (records "response", status 200) and those that were stored without an answer
// ("resource"), named by their URL; requests, metadata, errors, and what a header says is neither text nor archive are
// passed over. The transfer encoding of HTTP is undone; a packed body is left to be unpacked like any archive.
[[nodiscard]] std::unique_ptr<Container> open_warc(std::unique_ptr<ByteStream> bytes);

}  // namespace chancery::read
