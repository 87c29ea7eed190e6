// The versions of the record's schema.
#pragma once

#include "record/sqlite/database.h"

namespace chancery::record {

// The schema of this program.
[[nodiscard]] int current_schema() noexcept;

// The schema of the file: 0 where it is new and empty. Throws StoreTrouble: record_failed where it is another program's
// database, unsupported_schema where a newer chancery wrote it.
[[nodiscard]] int schema_of(Database& database);

// Brings the file to the current schema in one transaction.
void migrate(Database& database);

}  // namespace chancery::record
