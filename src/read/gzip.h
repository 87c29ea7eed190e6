// What gzip has packed (RFC 1952), by zlib.
#pragma once

#include <memory>

#include "read/container.h"

namespace chancery::read {

// One content, without a name; members of gzip that follow one another are one content. Of what is cut short everything
// is given that can be, to the last byte: libarchive's filter withholds up to 64 KiB before the place. `guard` must
// outlive it.
[[nodiscard]] std::unique_ptr<Container> open_gzip(std::unique_ptr<ByteStream> bytes, ExpansionGuard& guard);

}  // namespace chancery::read
