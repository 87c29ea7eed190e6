#include "answer/export.h"

#include <algorithm>
#include <array>

#include "answer/agreement_ladder.h"
#include "answer/amount.h"
#include "answer/escape.h"
#include "answer/tenures.h"
#include "answer/text_layout.h"
#include "connect/figure_claims.h"
#include "format/finding_json.h"
#include "format/json_writer.h"
#include "knowledge/tables.h"

namespace chancery::answer {
namespace {

constexpr auto kEventColumns = std::to_array<std::string_view>({"id",
                                                                "date_from",
                                                                "date_to",
                                                                "precision",
                                                                "date_basis",
                                                                "event",
                                                                "mode",
                                                                "plover",
                                                                "status",
                                                                "quad",
                                                                "intensity",
                                                                "cameo",
                                                                "level",
                                                                "reciprocal",
                                                                "actors",
                                                                "actor_sectors",
                                                                "actor_persons",
                                                                "recipients",
                                                                "recipient_sectors",
                                                                "recipient_persons",
                                                                "areas",
                                                                "contexts",
                                                                "place",
                                                                "place_country",
                                                                "latitude",
                                                                "longitude",
                                                                "said_by",
                                                                "links",
                                                                "text",
                                                                "confidence",
                                                                "sources",
                                                                "articles",
                                                                "article_ids",
                                                                "published",
                                                                "article",
                                                                "begin",
                                                                "end",
                                                                "sentence",
                                                                "stories",
                                                                "superseded_by",
                                                                "reader",
                                                                "record_version",
                                                                "citation"});
constexpr auto kAgreementColumns = std::to_array<std::string_view>(
    {"id",     "name",       "names",     "kind",          "subject",   "parties",        "step",
     "status", "latest",     "date_from", "date_to",       "precision", "date_basis",     "other_dates",
     "areas",  "confidence", "sources",   "articles",      "published", "article",        "begin",
     "end",    "sentence",   "stories",   "superseded_by", "reader",    "record_version", "citation"});
constexpr auto kFigureColumns =
    std::to_array<std::string_view>({"id",          "measure",     "parties",       "from",       "to",
                                     "period_from", "period_to",   "precision",     "value",      "value_to",
                                     "unit",        "digits",      "hedge",         "outlook",    "change",
                                     "change_unit", "change_from", "change_to",     "goods",      "said_by",
                                     "dispute",     "contradicts", "text",          "confidence", "sources",
                                     "articles",    "published",   "article",       "begin",      "end",
                                     "sentence",    "stories",     "superseded_by", "reader",     "record_version",
                                     "citation",    "verdict",     "verdict_with",  "how",        "verdict_text"});
constexpr auto kPeopleColumns = std::to_array<std::string_view>(
    {"id",         "person",     "office",     "country",       "sector",   "former",         "date_from", "date_to",
     "precision",  "last_named", "inferred",   "named_from",    "named_to", "named_stories",  "ended",     "successor",
     "table_from", "table_to",   "confidence", "sources",       "articles", "published",      "article",   "begin",
     "end",        "sentence",   "stories",    "superseded_by", "reader",   "record_version", "citation"});
constexpr auto kTimelineColumns = std::to_array<std::string_view>(
    {"id",         "kind",    "date_from",     "date_to",     "precision",      "type",    "mode",  "step",
     "status",     "quad",    "level",         "actors",      "recipients",     "areas",   "text",  "steps",
     "confidence", "sources", "articles",      "article_ids", "published",      "article", "begin", "end",
     "sentence",   "stories", "superseded_by", "reader",      "record_version", "citation"});
constexpr auto kSearchColumns =
    std::to_array<std::string_view>({"article", "published", "source", "title", "url", "file", "line", "begin", "end",
                                     "passage", "rank", "reader", "record_version", "citation"});

Cell text_or_nothing(std::string_view text) { return text.empty() ? Cell() : Cell(std::string(text)); }
Cell day_or_nothing(const std::optional<Day>& day) { return day ? Cell(to_iso(*day)) : Cell(); }

// Fills cells in by the names of the columns, so that code and columns cannot drift apart unseen: a name that is no
// column is ignored for this kind, a column that nobody sets stays empty.
class RowBuilder {
 public:
  explicit RowBuilder(std::span<const std::string_view> columns) : columns_(columns), row_(columns.size()) {}

  void set(std::string_view column, Cell cell) {
    const auto found = std::find(columns_.begin(), columns_.end(), column);
    if (found != columns_.end()) row_[static_cast<std::size_t>(found - columns_.begin())] = std::move(cell);
  }
  void text(std::string_view column, std::string_view value) { set(column, text_or_nothing(value)); }
  void date(std::string_view from, std::string_view to, const std::optional<DateInterval>& date) {
    if (!date) return;
    set(from, to_iso(date->from));
    set(to, to_iso(date->to));
    set("precision", std::string(to_string(date->precision)));
    set("date_basis", std::string(to_string(date->basis)));
  }
  Row take() { return std::move(row_); }

 private:
  std::span<const std::string_view> columns_;
  Row row_;
};

struct ActorLists {
  std::vector<std::string> codes;  // of the states; where there is none as the text calls it
  std::vector<std::string> sectors;
  std::vector<std::string> persons;
};

// Lists of the same length and order, so that the second code, sector and person belong together.
ActorLists lists_of(const std::vector<Actor>& actors, std::string_view article_id, const ArticleMap& articles) {
  ActorLists lists;
  for (const Actor& actor : actors) {
    lists.codes.push_back(actor.country.empty() ? one_line(text_of(articles, article_id, actor.span)) : actor.country);
    lists.sectors.push_back(actor.sector);
    lists.persons.push_back(actor.person);
  }
  return lists;
}

std::vector<std::string> codes_or_texts(const std::vector<Actor>& actors, std::string_view article_id,
                                        const ArticleMap& articles) {
  return lists_of(actors, article_id, articles).codes;
}

void set_evidence(RowBuilder& row, const Occurrence& occurrence, const std::vector<std::string>& article_ids,
                  double confidence, const ArticleMap& articles, const ExportFrame& frame) {
  const TextSpan& evidence = evidence_of(occurrence.finding);
  row.set("confidence", confidence);
  std::vector<std::string> sources;
  for (const std::string& id : article_ids) {
    const auto found = articles.find(id);
    const std::string name = found == articles.end() ? std::string() : std::string(publisher(found->second));
    if (!name.empty() && std::find(sources.begin(), sources.end(), name) == sources.end()) sources.push_back(name);
  }
  row.set("sources", std::move(sources));
  row.set("articles", static_cast<std::int64_t>(article_ids.size()));
  row.set("stories", static_cast<std::int64_t>(backing_of(article_ids, articles).stories));
  row.text("superseded_by", superseded_by(article_ids, articles).by);
  row.set("article_ids", article_ids);
  if (const auto found = articles.find(occurrence.article_id); found != articles.end()) {
    row.set("published", day_or_nothing(published(found->second)));
    row.text("reader", found->second.reader_version);
  }
  row.set("article", occurrence.article_id);
  if (!evidence.in_title) {  // spans of titles are no offsets into the text
    row.set("begin", static_cast<std::int64_t>(evidence.begin));
    row.set("end", static_cast<std::int64_t>(evidence.end));
  }
  row.text("sentence", one_line(text_of(articles, occurrence.article_id, evidence)));
  row.set("record_version", static_cast<std::int64_t>(frame.record_version));
  row.text("citation", frame.citation);
}

void set_event(RowBuilder& row, const RecordedFinding& finding, const Occurrence& occurrence,
               const ArticleMap& articles, const Wording& wording) {
  const auto& event = std::get<Event>(occurrence.finding);
  const knowledge::ModeEntry& entry = wording.knowledge().tables().mode(event.type, event.mode);
  row.text("kind", "event");
  row.date("date_from", "date_to", narrowest_date(finding));
  row.text("event", to_string(event.type));
  row.text("type", to_string(event.type));
  row.text("mode", event.mode);
  row.text("plover", to_string(format::plover_type(event).value_or(event.type)));
  row.text("status", to_string(event.status));
  row.text("quad", entry.quad);
  row.set("intensity", entry.intensity);
  row.text("cameo", entry.cameo);
  row.text("level", to_string(event.level));
  row.set("reciprocal", event.reciprocal);
  ActorLists actors = lists_of(event.actors, occurrence.article_id, articles);
  ActorLists recipients = lists_of(event.recipients, occurrence.article_id, articles);
  row.set("actors", std::move(actors.codes));
  row.set("actor_sectors", std::move(actors.sectors));
  row.set("actor_persons", std::move(actors.persons));
  row.set("recipients", std::move(recipients.codes));
  row.set("recipient_sectors", std::move(recipients.sectors));
  row.set("recipient_persons", std::move(recipients.persons));
  row.set("areas", areas_of(finding));
  row.set("contexts", event.contexts);
  if (event.place) {
    row.text("place", text_of(articles, occurrence.article_id, event.place->span));
    row.text("place_country", event.place->country);
    if (event.place->has_coordinates) {
      row.set("latitude", event.place->latitude);
      row.set("longitude", event.place->longitude);
    }
  }
  if (event.said_by) {
    row.text("said_by", wording.actor(*event.said_by, text_of(articles, occurrence.article_id, event.said_by->span)));
  }
  std::vector<std::string> links;
  for (const FindingLink& link : finding.links) links.push_back(link.kind + " " + link.id);
  row.set("links", std::move(links));
  row.text("text", wording.event(finding, articles));
}

std::vector<Row> agreement_rows(ExportKind kind, const RecordedFinding& finding, const ArticleMap& articles,
                                const Wording& wording, const ExportFrame& frame) {
  std::vector<Row> rows;
  const std::vector<LadderStep> steps = ladder(finding, articles);
  if (steps.empty()) return rows;  // another kind
  // The state of an agreement is the last step that was taken.
  const LadderStep* latest = nullptr;
  for (const LadderStep& step : steps) {
    if (step.agreement->status == Status::happened) latest = &step;
  }
  const auto& named = std::get<AgreementFinding>(best_named(finding).finding);
  std::vector<std::string> names;
  for (const Occurrence& occurrence : finding.occurrences) {
    const auto* told = std::get_if<AgreementFinding>(&occurrence.finding);
    if (told && std::find(names.begin(), names.end(), told->name) == names.end()) names.push_back(told->name);
  }
  for (const LadderStep& step : steps) {
    const AgreementFinding& agreement = *step.agreement;
    RowBuilder row(export_columns(kind));
    row.text("id", finding.id);
    row.text("name", named.name);
    row.set("names", names);
    row.text("kind", kind == ExportKind::timeline ? "agreement" : std::string_view(named.kind));
    row.text("type", named.kind);
    row.text("subject", named.subject);
    row.set("parties", codes_or_texts(agreement.parties, step.told->article_id, articles));
    row.set("actors", codes_or_texts(agreement.parties, step.told->article_id, articles));
    row.set("recipients", std::vector<std::string>());
    row.text("step", agreement.step);
    row.text("status", to_string(agreement.status));
    row.set("latest", &step == latest);
    row.date("date_from", "date_to", step.date);
    std::vector<std::string> differ;
    for (const auto& [date, ids] : step.differ) {
      std::string other = to_iso(date.from);
      if (date.to != date.from) other += "/" + to_iso(date.to);
      const std::string publishers = wording.publishers(ids, articles);
      differ.push_back(publishers.empty() ? other : other + " " + publishers);
    }
    row.set("other_dates", std::move(differ));
    row.set("areas", areas_of(finding));
    row.text("text", wording.agreement_title(finding, articles) + ": " + wording.step(agreement));
    set_evidence(row, *step.told, step.article_ids, agreement.confidence, articles, frame);
    rows.push_back(row.take());
  }
  return rows;
}

void set_figure(RowBuilder& row, const RecordedFinding& finding, const Occurrence& occurrence,
                const ArticleMap& articles, const Wording& wording, const ExportFrame& frame) {
  const auto& figure = std::get<Figure>(occurrence.finding);
  row.text("measure", figure.measure);
  row.set("parties", codes_or_texts(figure.parties, occurrence.article_id, articles));
  row.text("from", figure.from);
  row.text("to", figure.to);
  row.date("period_from", "period_to", figure.period);
  row.set("value", figure.value);
  if (figure.value_to) row.set("value_to", *figure.value_to);
  row.text("unit", figure.unit);
  row.set("digits", static_cast<std::int64_t>(figure.digits));
  row.text("hedge", figure.hedge);
  row.text("outlook", figure.outlook);
  if (figure.change) {
    row.set("change", figure.change->value);
    row.text("change_unit", figure.change->unit);
    if (figure.change->against) {
      row.set("change_from", to_iso(figure.change->against->from));
      row.set("change_to", to_iso(figure.change->against->to));
    }
  }
  row.set("goods", figure.goods);
  if (figure.said_by) {
    row.text("said_by", wording.actor(*figure.said_by, text_of(articles, occurrence.article_id, figure.said_by->span)));
  }
  row.text("dispute", finding.dispute);
  const auto contradicts = frame.contradictions.find(finding.id);
  row.set("contradicts", contradicts == frame.contradictions.end() ? std::vector<std::string>() : contradicts->second);
  row.text("text", wording.figure(finding, articles));
  if (const auto verdict = frame.verdicts.find(finding.id); verdict != frame.verdicts.end()) {
    row.text("verdict", verdict->second.verdict);
    row.set("verdict_with", verdict->second.with);
    row.text("how", verdict->second.how);
    row.text("verdict_text", verdict->second.text);
  }
}

}  // namespace

std::span<const std::string_view> export_columns(ExportKind kind) noexcept {
  switch (kind) {
    case ExportKind::timeline: return kTimelineColumns;
    case ExportKind::events: return kEventColumns;
    case ExportKind::agreements: return kAgreementColumns;
    case ExportKind::figures: return kFigureColumns;
    case ExportKind::people: return kPeopleColumns;
    case ExportKind::search: return kSearchColumns;
  }
  return {};
}

std::vector<Row> export_rows(ExportKind kind, const RecordedFinding& finding, const ArticleMap& articles,
                             const Wording& wording, const ExportFrame& frame) {
  const Occurrence& occurrence = fullest(finding);
  RowBuilder row(export_columns(kind));
  row.text("id", finding.id);
  switch (kind) {
    case ExportKind::timeline:
      if (std::holds_alternative<AgreementFinding>(occurrence.finding)) {
        return agreement_rows(kind, finding, articles, wording, frame);
      }
      [[fallthrough]];
    case ExportKind::events:
      if (!std::holds_alternative<Event>(occurrence.finding)) return {};
      set_event(row, finding, occurrence, articles, wording);
      if (const auto steps = frame.steps.find(finding.id); steps != frame.steps.end()) row.set("steps", steps->second);
      break;
    case ExportKind::agreements: return agreement_rows(kind, finding, articles, wording, frame);
    case ExportKind::figures:
      if (!std::holds_alternative<Figure>(occurrence.finding)) return {};
      set_figure(row, finding, occurrence, articles, wording, frame);
      break;
    case ExportKind::people: {
      const auto* office = std::get_if<OfficeHolding>(&occurrence.finding);
      if (!office) return {};
      row.text("person", office->person);
      row.text("office", office->office);
      row.text("country", office->country);
      row.text("sector", office->sector);
      row.set("former", office->former);
      row.date("date_from", "date_to", narrowest_date(finding));
      row.set("last_named", day_or_nothing(last_published(article_ids_of(finding), articles)));
      row.set("inferred", office->inferred);
      const std::optional<Day> day = office->date ? std::optional(office->date->from) : std::nullopt;
      std::string_view kind_of_office;
      if (const LearntTenure* learnt = learnt_tenure_of(frame.learnt, *office)) {
        row.set("named_from", to_iso(learnt->first));
        row.set("named_to", to_iso(learnt->last));
        row.set("named_stories", static_cast<std::int64_t>(learnt->stories));
        row.set("ended", day_or_nothing(learnt->ended));
        row.text("successor", learnt->successor);
        kind_of_office = learnt->holder.kind;
      }
      const knowledge::TenureEntry* table =
          table_tenure_of(wording.knowledge().tables(), office->country, office->person, kind_of_office, day);
      if (table) {
        row.set("table_from", day_or_nothing(table->from));
        row.set("table_to", day_or_nothing(table->to));
      }
      break;
    }
    case ExportKind::search: return {};
  }
  set_evidence(row, occurrence, article_ids_of(finding), best_confidence(finding), articles, frame);
  std::vector<Row> rows;
  rows.push_back(row.take());
  return rows;
}

Row search_row(const SearchHit& hit, const RecordedArticle& article, std::string_view passage,
               const ExportFrame& frame) {
  RowBuilder row(kSearchColumns);
  row.text("article", article.article.id);
  row.set("published", day_or_nothing(published(article)));
  row.text("source", publisher(article));
  row.text("title", article.article.title);
  row.text("url", article.article.url);
  row.text("file", article.article.file);
  if (article.article.line > 0) row.set("line", static_cast<std::int64_t>(article.article.line));
  if (!hit.span.in_title) {
    row.set("begin", static_cast<std::int64_t>(hit.span.begin));
    row.set("end", static_cast<std::int64_t>(hit.span.end));
  }
  row.text("passage", passage);
  row.set("rank", hit.rank);
  row.text("reader", article.reader_version);
  row.set("record_version", static_cast<std::int64_t>(frame.record_version));
  row.text("citation", frame.citation);
  return row.take();
}

std::map<std::string, std::vector<std::string>> contradictions_among(std::span<const RecordedFinding> findings) {
  std::map<std::string_view, std::vector<std::pair<connect::ClaimRange, const std::string*>>> disputes;
  for (const RecordedFinding& finding : findings) {
    const auto* figure = std::get_if<Figure>(&fullest(finding).finding);
    if (!figure || finding.dispute.empty() || is_superseded(finding)) continue;
    disputes[finding.dispute].emplace_back(connect::claim_range(*figure), &finding.id);
  }
  std::map<std::string, std::vector<std::string>> out;
  for (const auto& [dispute, claims] : disputes) {
    for (const auto& [range, id] : claims) {
      for (const auto& [other, other_id] : claims) {
        if (id != other_id && connect::contradict(range, other)) out[*id].push_back(*other_id);
      }
    }
  }
  return out;
}

}  // namespace chancery::answer
