// The stages of the scan, in the order in which Reader runs them. Each reads what stands in the Document and adds its
// own part; none does I/O or keeps state of its own between articles.
#pragma once

#include "understand/scan/document.h"

namespace chancery::understand {

void find_tokens(Document& document);         // tokens, words, sentences
void find_dateline(Document& document);       // facts: date, source, dateline; captions and bylines become skip
void find_times(Document& document);          // times
void find_quantities(Document& document);     // quantities
void find_names(Document& document);          // mentions of states, organisations, institutions, places
void find_persons(Document& document);        // persons, their mentions and offices
void resolve_references(Document& document);  // groups, pronouns, definite titles ("the minister"), second mentions
void find_topics(Document& document);         // area_hits, goods_hits, context_hits
void find_events(Document& document);         // findings: Event
void find_agreements(Document& document);     // findings: AgreementFinding
void find_figures(Document& document);        // findings: Figure
void find_goods(Document& document);          // findings: Goods
void find_offices(Document& document);        // findings: OfficeHolding

// Shared helpers of the later stages (src/understand/scan/clause.h has more):
// areas named in tokens [first, last), each once, in order.
[[nodiscard]] std::vector<std::string> areas_within(const Document& document, TokenIndex first, TokenIndex last);
// contexts named there, each once, in order.
[[nodiscard]] std::vector<std::string> contexts_within(const Document& document, TokenIndex first, TokenIndex last);
// The time expression that dates the clause of `at` in its sentence, else the dateline's or publication's day.
[[nodiscard]] std::optional<DateInterval> date_for(const Document& document, std::uint32_t sentence, TokenIndex at);

}  // namespace chancery::understand
