// The record's file: SQLite with ownership and types (src/sqlite), under the names of this folder.
#pragma once

#include "sqlite/database.h"

namespace chancery::record {

using sqlite::Database;
using sqlite::Query;
using sqlite::Statement;
using sqlite::StoreTrouble;

}  // namespace chancery::record
