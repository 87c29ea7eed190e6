// Fills Tables from the embedded files and the user's actor files.
#pragma once

#include "knowledge/csv.h"
#include "knowledge/tables.h"

namespace chancery::knowledge {

// Loads every built-in table; the first broken row is the error, with table and line.
[[nodiscard]] Result<void> load_built_in(Tables& tables);

// data/agreement_words.csv, trade_words.csv and cooperation_words.csv; a part of load_built_in.
[[nodiscard]] Result<void> load_agreement_words(Tables& tables);

// Adds a user's actors (docs/tables.md, "Your own actors"). `content` is the file's bytes, `name` its path for errors.
[[nodiscard]] Result<void> load_actor_file(Tables& tables, std::string_view content, const std::string& name);

// Part of load_built_in: the trigger words (load_triggers.cpp).
[[nodiscard]] Result<void> load_triggers(Tables& tables);

// Makes all phrase tables ready; after this nothing may be added.
void finish_tables(Tables& tables);

}  // namespace chancery::knowledge
