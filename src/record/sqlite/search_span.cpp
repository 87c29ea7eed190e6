#include "record/sqlite/search_span.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace chancery::record {
namespace {

constexpr int kWindowWords = 40;

// One match of one phrase of the query: words [first, last] of a column.
struct Hit {
  int phrase = 0;
  int column = 0;
  int first = 0;
  int last = 0;
};

std::vector<Hit> hits_of(const Fts5ExtensionApi* api, Fts5Context* context) {
  std::vector<Hit> hits;
  int count = 0;
  if (api->xInstCount(context, &count) != SQLITE_OK) return hits;
  for (int i = 0; i < count; ++i) {
    Hit hit;
    if (api->xInst(context, i, &hit.phrase, &hit.column, &hit.first) != SQLITE_OK) break;
    hit.last = hit.first + std::max(1, api->xPhraseSize(context, hit.phrase)) - 1;
    hits.push_back(hit);
  }
  return hits;
}

// The stretch of hits with most different phrases, the shortest of these, the first of these.
Hit best_window(const std::vector<Hit>& hits) {
  Hit best = hits.front();
  std::size_t best_phrases = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    std::vector<int> phrases;
    int last = hits[i].last;
    for (std::size_t j = i; j < hits.size() && hits[j].column == hits[i].column; ++j) {
      if (hits[j].last - hits[i].first >= kWindowWords && j != i) break;
      if (std::find(phrases.begin(), phrases.end(), hits[j].phrase) != phrases.end()) continue;
      phrases.push_back(hits[j].phrase);
      last = std::max(last, hits[j].last);
    }
    const int length = last - hits[i].first;
    if (phrases.size() > best_phrases || (phrases.size() == best_phrases && length < best.last - best.first)) {
      best_phrases = phrases.size();
      best = hits[i];
      best.last = last;
    }
  }
  return best;
}

// Turns word numbers into bytes while the column is tokenized once more.
struct Offsets {
  int first_word = 0;
  int last_word = 0;
  int word = 0;
  int begin = -1;
  int end = -1;
};

int take_token(void* pointer, int flags, const char*, int, int begin, int end) {
  auto* offsets = static_cast<Offsets*>(pointer);
  if ((flags & FTS5_TOKEN_COLOCATED) != 0) return SQLITE_OK;
  if (offsets->word == offsets->first_word) offsets->begin = begin;
  if (offsets->word == offsets->last_word) {
    offsets->end = end;
    return SQLITE_DONE;
  }
  ++offsets->word;
  return SQLITE_OK;
}

void search_span(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int, sqlite3_value**) {
  const std::vector<Hit> hits = hits_of(api, context);
  if (hits.empty()) return sqlite3_result_null(result);
  const Hit window = best_window(hits);
  const char* text = nullptr;
  int length = 0;
  if (api->xColumnText(context, window.column, &text, &length) != SQLITE_OK) return sqlite3_result_null(result);
  Offsets offsets{window.first, window.last};
  const int code = api->xTokenize(context, text, length, &offsets, take_token);
  if ((code != SQLITE_OK && code != SQLITE_DONE) || offsets.begin < 0 || offsets.end < 0)
    return sqlite3_result_null(result);
  const std::string answer =
      std::to_string(window.column) + " " + std::to_string(offsets.begin) + " " + std::to_string(offsets.end);
  sqlite3_result_text(result, answer.data(), static_cast<int>(answer.size()), SQLITE_TRANSIENT);
}

// sqlite.org/fts5.html#extending_fts5
fts5_api* api_of(Database& database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database.handle(), "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

}  // namespace

void register_search_span(Database& database) {
  fts5_api* api = api_of(database);
  if (api == nullptr) database.fail(SQLITE_ERROR, "has no full-text search");
  const int code = api->xCreateFunction(api, "search_span", nullptr, search_span, nullptr);
  if (code != SQLITE_OK) database.fail(code, "failed");
}

std::optional<TextSpan> parse_search_span(std::string_view text) {
  std::uint32_t column = 0;
  TextSpan span;
  const char* const end = text.data() + text.size();
  auto at = std::from_chars(text.data(), end, column);
  for (std::uint32_t* value : {&span.begin, &span.end}) {
    if (at.ec != std::errc() || at.ptr == end) return std::nullopt;
    at = std::from_chars(at.ptr + 1, end, *value);
  }
  if (at.ec != std::errc()) return std::nullopt;
  span.in_title = column == 0;
  return span;
}

}  // namespace chancery::record
