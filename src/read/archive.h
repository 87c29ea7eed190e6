// zip, tar, and what bzip2, xz, zstd and compress have packed, by libarchive.
#pragma once

#include <memory>

#include "read/container.h"

namespace chancery::read {

// Members come as they stand in the archive and are unpacked while they are read: nothing is held in memory or written
// to disk. Folders, links, devices and what is_no_article_by_name() names are left out. `guard` must outlive it.
[[nodiscard]] std::unique_ptr<Container> open_archive(std::unique_ptr<ByteStream> bytes, ExpansionGuard& guard);

}  // namespace chancery::read
