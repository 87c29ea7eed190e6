// Loads the words by which agreements, trade in goods and cooperation are told.
#include <algorithm>
#include <array>

#include "knowledge/csv.h"
#include "knowledge/embedded.h"
#include "knowledge/inflection.h"
#include "knowledge/loader.h"

namespace chancery::knowledge {
namespace {

template <typename Role>
struct RoleName {
  std::string_view name;
  Role role;
};

constexpr std::array<RoleName<AgreementRole>, 8> kAgreementRoles = {{{"instrument", AgreementRole::instrument},
                                                                     {"paper", AgreementRole::paper},
                                                                     {"sign", AgreementRole::sign},
                                                                     {"verb", AgreementRole::verb},
                                                                     {"happens", AgreementRole::happens},
                                                                     {"noun", AgreementRole::noun},
                                                                     {"under", AgreementRole::under},
                                                                     {"subject", AgreementRole::subject}}};

constexpr std::array<RoleName<TradeRole>, 6> kTradeRoles = {{{"seller-verb", TradeRole::seller_verb},
                                                             {"buyer-verb", TradeRole::buyer_verb},
                                                             {"seller-noun", TradeRole::seller_noun},
                                                             {"buyer-noun", TradeRole::buyer_noun},
                                                             {"curb", TradeRole::curb},
                                                             {"carrier", TradeRole::carrier}}};

std::unexpected<Error> fail(const CsvTable& table, const CsvRow& row, std::string message) {
  Error error;
  error.code = ErrorCode::malformed;
  error.file = table.name;
  error.line = row.line;
  error.message = std::move(message);
  return std::unexpected(std::move(error));
}

Result<CsvTable> open(std::string_view name) {
  const std::string_view content = embedded_file(name);
  if (content.empty()) {
    Error error;
    error.code = ErrorCode::not_found;
    error.file = std::string(name);
    error.message = "the program was built without this table; build again after tools/setup";
    return std::unexpected(std::move(error));
  }
  return parse_csv(content, std::string(name));
}

void note(Tables& tables, const CsvTable& table) {
  tables.infos.push_back({table.name, table.rows.size(), "built in", "chancery, Apache-2.0"});
}

// Reads rows of role, value, phrases; `take` gets the role and value of each row once and gives the entry's number,
// under which its phrases go into the table that `table_of` names for the role.
template <typename Role, std::size_t kCount, typename TableOf, typename Take>
Result<void> load_roles(Tables& tables, std::string_view name, const std::array<RoleName<Role>, kCount>& roles,
                        TableOf table_of, Take take) {
  const auto table = open(name);
  if (!table) return std::unexpected(table.error());
  const auto role_column = table->column("role");
  const auto value_column = table->column("value");
  const auto phrase_column = table->column("phrases");
  for (const auto* column : {&role_column, &value_column, &phrase_column}) {
    if (!*column) return std::unexpected(column->error());
  }
  for (const CsvRow& row : table->rows) {
    const std::string& text = row.cells[*role_column];
    const auto role = std::find_if(roles.begin(), roles.end(), [&](const auto& it) { return it.name == text; });
    if (role == roles.end()) return fail(*table, row, "unknown role \"" + text + "\"");
    const std::uint32_t entry = take(role->role, row.cells[*value_column]);
    PhraseTable& phrases = table_of(role->role);
    const bool noun =
        text != "sign" && text != "verb" && text != "happens" && text != "under" && !text.ends_with("-verb");
    for (const std::string& surface : split_list(row.cells[*phrase_column])) {
      if (noun) {
        add_with_plural(tables, phrases, surface, entry);
      } else if (const auto words = tables.add_words(surface); !words.empty()) {
        phrases.add(words, entry);
      }
    }
  }
  note(tables, *table);
  return {};
}

}  // namespace

Result<void> load_agreement_words(Tables& tables) {
  auto loaded = load_roles(
      tables, "agreement_words.csv", kAgreementRoles,
      [&](AgreementRole role) -> PhraseTable& {
        return role == AgreementRole::subject ? tables.agreement_subject_phrases : tables.agreement_phrases;
      },
      [&](AgreementRole role, const std::string& value) {
        tables.agreement_words.push_back({role, value});
        return static_cast<std::uint32_t>(tables.agreement_words.size() - 1);
      });
  if (!loaded) return loaded;
  loaded = load_roles(
      tables, "trade_words.csv", kTradeRoles, [&](TradeRole) -> PhraseTable& { return tables.trade_phrases; },
      [&](TradeRole role, const std::string& value) {
        tables.trade_words.push_back({role, value});
        return static_cast<std::uint32_t>(tables.trade_words.size() - 1);
      });
  if (!loaded) return loaded;
  const auto table = open("cooperation_words.csv");
  if (!table) return std::unexpected(table.error());
  const auto column = table->column("phrases");
  if (!column) return std::unexpected(column.error());
  for (const CsvRow& row : table->rows) {
    for (const std::string& surface : split_list(row.cells[*column])) {
      const auto words = tables.add_words(surface);
      if (words.size() != 1) return fail(*table, row, "\"" + surface + "\" must be a single word");
      if (tables.is_cooperation_word.size() <= words[0]) tables.is_cooperation_word.resize(words[0] + 1, false);
      tables.is_cooperation_word[words[0]] = true;
    }
  }
  note(tables, *table);
  return {};
}

}  // namespace chancery::knowledge
