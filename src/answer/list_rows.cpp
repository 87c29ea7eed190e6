#include "answer/list_rows.h"

#include <algorithm>
#include <set>

#include "answer/chains.h"

namespace chancery::answer {
namespace {

constexpr std::size_t kChunk = 256;           // findings whose articles are held at a time
constexpr std::size_t kPieceBytes = 1 << 18;  // what a sink is given at a time, about

// Puts rows with a date in its order, those without one last.
void sort_by_date(std::vector<Row>& rows, std::span<const std::string_view> columns) {
  const auto at = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), "date_from") - columns.begin());
  const auto day = [at](const Row& row) {
    const auto* text = at < row.size() ? std::get_if<std::string>(&row[at]) : nullptr;
    return text == nullptr || text->empty() ? std::string_view("~") : std::string_view(*text);
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const auto& one, const auto& other) { return day(one) < day(other); });
}

// What was announced and what became of it: the steps of each chain by the id of the finding that stands for it, and
// the ids of the others.
Result<void> find_steps(std::span<const RecordedFinding> findings, Record& record, ExportFrame& frame,
                        std::set<std::string>& told_elsewhere) {
  std::vector<RecordedFinding> parts;
  for (const RecordedFinding& finding : findings) {
    const bool planned = status_of(finding.occurrences.front().finding) == Status::planned;
    if (finding.kind == "event" && (planned || !finding.links.empty())) parts.push_back(finding);
  }
  ArticleMap articles;
  if (auto fetched = fetch_articles(record, parts, articles); !fetched) return fetched;
  for (const Chain& chain : chains_among(parts, articles)) {
    frame.steps.emplace(chain.shown->id, chain_texts(chain, *chain.shown, frame.today));
    for (const ChainStep& step : chain.steps) {
      if (step.finding != chain.shown) told_elsewhere.insert(step.finding->id);
    }
  }
  return {};
}

}  // namespace

Result<void> each_row(ExportKind kind, std::span<const RecordedFinding> findings, const ExportFrame& given,
                      Record& record, const Wording& wording, const std::function<bool(Row)>& take) {
  std::vector<Row> sorted;
  ExportFrame frame = given;
  std::set<std::string> told_elsewhere;
  if (kind == ExportKind::timeline) {
    if (auto found = find_steps(findings, record, frame, told_elsewhere); !found) return found;
  }
  for (std::size_t begin = 0; begin < findings.size(); begin += kChunk) {
    const auto chunk = findings.subspan(begin, std::min(kChunk, findings.size() - begin));
    ArticleMap articles;
    if (auto fetched = fetch_articles(record, chunk, articles); !fetched) return fetched;
    for (const RecordedFinding& finding : chunk) {
      if (told_elsewhere.contains(finding.id)) continue;
      for (Row& row : export_rows(kind, finding, articles, wording, frame)) {
        if (kind == ExportKind::timeline) {
          sorted.push_back(std::move(row));
        } else if (!take(std::move(row))) {
          return {};
        }
      }
    }
  }
  sort_by_date(sorted, export_columns(kind));
  for (Row& row : sorted) {
    if (!take(std::move(row))) break;
  }
  return {};
}

Result<void> write_rows(ExportKind kind, std::string_view command, std::string_view format,
                        std::span<const RecordedFinding> findings, const ExportFrame& frame, Record& record,
                        const Wording& wording, const Sink& sink) {
  const auto columns = export_columns(kind);
  std::string out;
  if (format == "csv") out = csv_header(columns);
  if (format == "json") out = json_head(command, frame);
  bool first = true;
  bool open = true;
  const auto append = [&](const Row& row) {
    if (format == "csv") {
      out += csv_row(row);
    } else {
      std::string line = jsonl_row(columns, row);
      if (format == "json") {
        line.pop_back();
        if (!first) out += ",\n";
      }
      out += line;
    }
    first = false;
    if (out.size() >= kPieceBytes) {
      open = sink(out);
      out.clear();
    }
    return open;
  };
  if (auto written = each_row(kind, findings, frame, record, wording, append); !written) return written;
  if (format == "json") out += json_tail();
  if (open && !out.empty()) sink(out);
  return {};
}

}  // namespace chancery::answer
