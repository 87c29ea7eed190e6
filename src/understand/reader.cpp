#include "chancery/reader.h"

#include <algorithm>

#include "encoder/relation_encoder.h"
#include "understand/model/relation_model.h"
#include "understand/scan/document.h"
#include "understand/scan/person_name.h"
#include "understand/scan/stages.h"

namespace chancery {
namespace {

TextSpan evidence_of(const Finding& finding) noexcept {
  return std::visit([](const auto& it) { return it.evidence; }, finding);
}

double confidence_of(const Finding& finding) noexcept {
  return std::visit([](const auto& it) { return it.confidence; }, finding);
}

}  // namespace

struct Reader::State {
  std::shared_ptr<const Knowledge> knowledge;
  ReaderOptions options;
  std::shared_ptr<const understand::model::RelationModel> relation_model;
  understand::model::FeatureScratch relation_scratch;
  std::unique_ptr<encoder::Session> encoder_session;
  understand::Document document;
};

Reader::Reader(std::shared_ptr<const Knowledge> knowledge, ReaderOptions options) : state_(std::make_unique<State>()) {
  state_->knowledge = std::move(knowledge);
  state_->options = std::move(options);
  // Without its model the reader still reads, on triggers alone; `doctor` says so.
  if (auto model = understand::model::RelationModel::built_in()) state_->relation_model = std::move(*model);
  state_->document.relation_model = state_->relation_model.get();
  state_->document.relation_scratch = &state_->relation_scratch;
  if (const auto& encoder = state_->options.encoder) {
    state_->encoder_session = encoder->session();
    state_->document.encoder = state_->encoder_session.get();
    state_->document.encoder_labels = &encoder->labels();
  }
}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

namespace {

// Rows as of the tenure table for whom other articles name.
void take_learnt(understand::Document& document, const std::vector<LearntHolder>& learnt) {
  using namespace understand;
  const knowledge::Tables& tables = document.tables();
  for (const LearntHolder& holder : learnt) {
    knowledge::TenureEntry tenure;
    tenure.actor = tables.find_actor(holder.country);
    if (tenure.actor == knowledge::kNoActor) continue;
    tenure.person = holder.person;
    const NameKey key = name_key(std::string_view(holder.person));
    const bool family_first = family_name_first(key, holder.country);
    tenure.surname = family_first ? holder.person.substr(0, holder.person.find(' '))
                                  : holder.person.substr(holder.person.rfind(' ') + 1);
    tenure.aliases = holder.names;
    tenure.office = holder.office;
    tenure.kind = holder.kind;
    tenure.sector = holder.sector;
    tenure.level = holder.level;
    document.learnt.push_back(std::move(tenure));
    document.learnt_by_surname.push_back(holder.known_by_surname);
  }
}

}  // namespace

Reading Reader::read(const Article& article, const std::vector<LearntHolder>& learnt) {
  using namespace understand;
  Document& document = state_->document;
  ArticleFacts first;
  if (!learnt.empty()) {
    document.reset(article, state_->knowledge->tables());
    for (const auto stage :
         {find_tokens, find_dateline, find_times, find_quantities, find_names, find_persons, find_offices}) {
      stage(document);
    }
    first = std::move(document.facts);
  }
  document.reset(article, state_->knowledge->tables());
  take_learnt(document, learnt);
  for (const auto stage :
       {find_tokens, find_dateline, find_times, find_quantities, find_names, find_persons, resolve_references,
        find_topics, find_events, find_agreements, find_figures, find_goods, find_offices}) {
    stage(document);
  }
  Reading reading;
  reading.findings = std::move(document.findings);
  document.findings = {};
  std::erase_if(reading.findings,
                [&](const Finding& finding) { return confidence_of(finding) < state_->options.min_confidence; });
  const auto place = [](const Finding& finding) {
    const TextSpan span = evidence_of(finding);
    return std::tuple(!span.in_title, span.begin);
  };
  std::stable_sort(reading.findings.begin(), reading.findings.end(),
                   [&](const Finding& a, const Finding& b) { return place(a) < place(b); });
  reading.facts = std::move(document.facts);
  if (!learnt.empty()) {
    reading.facts.sightings = std::move(first.sightings);
    reading.facts.unresolved = std::move(first.unresolved);
    reading.facts.learnt = learnt;
  }
  for (std::uint32_t at = 0; at < document.sentences.size(); ++at) {
    if (!document.sentences[at].skip) reading.facts.sentences.push_back(document.sentence_span(at));
  }
  return reading;
}

std::string_view Reader::version() noexcept { return "scan-2"; }

}  // namespace chancery
