// Names that an article leaves unexplained, resolved by what the other articles of a record say.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "chancery/error.h"
#include "chancery/reader.h"
#include "chancery/record.h"

namespace chancery {

// Learns persons and tenures from the articles of the record and reads those again, from the record's own texts, whose
// names this explains; commits. To be called after articles were put in, revised or forgotten: what then stands in the
// record is a function of its articles, in whatever order they came. Articles that another version of the reader read
// are left as they are. Each of `readers` (one at least) works on a thread of its own and must be what `reader_version`
// names. Gives how many articles were read again.
[[nodiscard]] Result<std::uint64_t> resolve_people(Record& record, std::span<Reader> readers,
                                                   std::string_view reader_version);

// Reads an article that stands in the record with what the others now explain of it: what resolve_people() would leave
// there, as long as nothing new is learnt.
[[nodiscard]] Result<Reading> read_resolved(Record& record, Reader& reader, const Article& article);

}  // namespace chancery
