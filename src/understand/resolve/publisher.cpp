#include "understand/resolve/publisher.h"

#include <algorithm>

#include "text/lexer.h"

namespace chancery::understand {
namespace {

using knowledge::kNoActor;
using knowledge::NameForm;

// The labels of a host name, last first; at most four.
struct HostLabels {
  std::array<std::string_view, 4> labels{};
  std::size_t count = 0;
};

HostLabels labels_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  address = address.substr(0, address.find_first_of("/:? "));
  HostLabels host;
  while (!address.empty() && host.count < host.labels.size()) {
    const std::size_t dot = address.rfind('.');
    host.labels[host.count++] = dot == std::string_view::npos ? address : address.substr(dot + 1);
    if (dot == std::string_view::npos) break;
    address = address.substr(0, dot);
  }
  return host;
}

bool is_government_label(std::string_view label) noexcept {
  constexpr std::array<std::string_view, 11> kLabels = {"gov", "gob",        "gouv", "go",  "gv",   "govt",
                                                        "gub", "government", "mil",  "mfa", "admin"};
  return std::find(kLabels.begin(), kLabels.end(), label) != kLabels.end();
}

// "state.gov" -> USA, "mofa.go.jp" -> JPN: the United States alone have .gov and .mil as top domains (RFC 920).
ActorId host_government(const Document& document, std::string_view address) {
  const HostLabels host = labels_of(address);
  if (host.count < 2) return kNoActor;
  if (host.labels[0] == "gov" || host.labels[0] == "mil") return document.tables().find_actor("USA");
  if (host.labels[0].size() != 2 || !is_government_label(host.labels[1])) return kNoActor;
  std::string code(host.labels[0]);
  std::transform(code.begin(), code.end(), code.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  if (code == "UK") code = "GB";
  const auto known = document.tables().alpha2_codes.find(code);
  return known == document.tables().alpha2_codes.end() ? kNoActor : document.tables().find_actor(known->second);
}

// "U.S. Department of State", "Prime Minister of Australia", "Kremlin": a state beside a word of government, or a seat.
ActorId named_government(const Document& document, const std::string& source) {
  const knowledge::Tables& tables = document.tables();
  std::vector<text::Lexeme> lexemes;
  text::lex(source, lexemes);
  std::vector<WordId> words;
  std::string folded;
  for (const text::Lexeme& lexeme : lexemes) {
    folded.clear();
    knowledge::fold_into(
        text::lookup_form(std::string_view(source).substr(lexeme.begin, lexeme.end - lexeme.begin), lexeme.flags),
        folded);
    words.push_back(tables.vocabulary.find(folded));
  }
  ActorId state = kNoActor;
  bool government = false;
  for (std::size_t at = 0; at < words.size();) {
    const std::span<const WordId> rest = std::span(words).subspan(at);
    std::size_t step = 1;
    if (tables.name_phrases.starts(words[at])) {
      if (const auto match = tables.name_phrases.longest(rest)) {
        const auto entry = std::find_if(match.entries.begin(), match.entries.end(), [&](std::uint32_t index) {
          return tables.names[index].form != NameForm::city;
        });
        if (entry != match.entries.end()) {
          const knowledge::NameEntry& name = tables.names[*entry];
          if (state == kNoActor) state = name.actor;
          government =
              government || name.form == NameForm::seat || (name.form == NameForm::institution && name.sector == "GOV");
          step = match.words;
        }
      }
    }
    if (const auto generic = tables.generic_phrases.longest(rest))
      government = government || tables.generic_institutions[generic.entries[0]].sector == "GOV";
    if (const auto title = tables.title_phrases.longest(rest))
      government = government || tables.titles[title.entries[0]].sector == "GOV";
    at += step;
  }
  return government ? state : kNoActor;
}

}  // namespace

ActorId publisher_of(const Document& document) {
  const Article& article = document.article();
  for (const std::string* address : {&article.url, &article.source}) {
    if (address->find('.') == std::string::npos) continue;
    if (const ActorId actor = host_government(document, *address); actor != kNoActor) return actor;
  }
  return article.source.empty() ? kNoActor : named_government(document, article.source);
}

}  // namespace chancery::understand
