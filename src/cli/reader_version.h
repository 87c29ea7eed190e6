// Which reader made a finding.
#pragma once

#include <string>
#include <vector>

namespace chancery::encoder {
class RelationEncoder;
}

namespace chancery::cli {

// Findings depend on the reader, on the tables and models it was built with and on what it was told (--actors,
// --min-confidence, --tier): where one of them is another, the same article is read again and its findings are
// replaced.
[[nodiscard]] std::string reader_version(const std::vector<std::string>& actor_files, double min_confidence,
                                         const encoder::RelationEncoder* encoder);

}  // namespace chancery::cli
