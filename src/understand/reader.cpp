#include "chancery/reader.h"

#include <algorithm>

#include "understand/model/relation_model.h"
#include "understand/scan/document.h"
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
  understand::Document document;
};

Reader::Reader(std::shared_ptr<const Knowledge> knowledge, ReaderOptions options) : state_(std::make_unique<State>()) {
  state_->knowledge = std::move(knowledge);
  state_->options = options;
  // Without its model the reader still reads, on triggers alone; `doctor` says so.
  if (auto model = understand::model::RelationModel::built_in()) state_->relation_model = std::move(*model);
  state_->document.relation_model = state_->relation_model.get();
  state_->document.relation_scratch = &state_->relation_scratch;
}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Reading Reader::read(const Article& article) {
  using namespace understand;
  Document& document = state_->document;
  document.reset(article, state_->knowledge->tables());
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
  for (std::uint32_t at = 0; at < document.sentences.size(); ++at) {
    if (!document.sentences[at].skip) reading.facts.sentences.push_back(document.sentence_span(at));
  }
  return reading;
}

std::string_view Reader::version() noexcept { return "scan-1"; }

}  // namespace chancery
