#include <algorithm>

#include "answer/amount.h"
#include "answer/assemble.h"
#include "answer/escape.h"
#include "answer/explain.h"
#include "answer/text_layout.h"
#include "format/json_writer.h"

namespace chancery::answer {
namespace {

constexpr std::string_view kReset = "\033[0m";

std::string_view colour_of(std::string_view role) {
  if (role == "actor" || role == "party" || role == "person" || role == "from") return "\033[32m";
  if (role == "recipient" || role == "to") return "\033[36m";
  if (role == "date" || role == "period") return "\033[33m";
  if (role == "place" || role == "office") return "\033[35m";
  if (role == "said by") return "\033[34m";
  return "\033[1;31m";  // trigger, value, goods, agreement, step: what it is about
}

std::string percent_of(double value) { return format_number(value, 0); }

std::string article_place(const Article& article) {
  if (!article.url.empty()) return article.url;
  if (article.file.empty()) return {};
  return article.line > 0 ? article.file + ":" + std::to_string(article.line) : article.file;
}

// Name and value of all that is known of the article, in one order for all forms.
std::vector<std::pair<std::string, std::string>> article_facts(const ExplainedOccurrence& occurrence) {
  const RecordedArticle& recorded = occurrence.article;
  const Article& article = recorded.article;
  std::vector<std::pair<std::string, std::string>> facts;
  const auto add = [&facts](const std::string& name, std::string value) {
    if (!value.empty()) facts.emplace_back(name, one_line(neutralise(value, true)));
  };
  add("article", article.id);
  add("title", article.title);
  add("source", std::string(publisher(recorded)));
  if (const auto day = published(recorded)) {
    add("published", to_iso(*day) + (article.date ? "" : " (from the text)"));
  } else {
    add("published", "not known");
  }
  add("where", article_place(article));
  if (!article.url.empty() && !article.file.empty()) {
    add("file", article.line > 0 ? article.file + ":" + std::to_string(article.line) : article.file);
  }
  if (recorded.superseded) add("superseded", superseded_note(recorded.superseded));
  if (occurrence.versions > 0) {
    add("earlier versions", std::to_string(occurrence.versions) + ": chancery stories " + article.id + " --history");
  }
  if (!occurrence.reprints.empty()) {
    std::vector<std::string> names;
    for (const StoryMember& member : occurrence.reprints) {
      names.push_back((member.publisher.empty() ? "publisher not named" : member.publisher) + " (" + member.article_id +
                      ")");
    }
    add("story", recorded.story + ", also in " + join_names(names, 8));
  }
  add("other fields", article.extra_json);
  add("reader", recorded.reader_version);
  return facts;
}

class ExplanationText {
 public:
  explicit ExplanationText(const TextStyle& style)
      : width_(std::max<std::size_t>(style.width, 40)), colour_(style.colour) {}

  std::string render(const Explanation& explanation) {
    paragraph(styled(neutralise(explanation.sentence, true), "\033[1m"), 0);
    const std::size_t tellings = explanation.occurrences.size();
    paragraph(explanation.id + ", " + explanation.kind + ", told " +
                  (tellings == 1 ? std::string("once") : std::to_string(tellings) + " times"),
              0);
    for (const FindingLink& link : explanation.links) paragraph(link_text(link), 0);
    for (const ExplainedOccurrence& one : explanation.occurrences) occurrence(one);
    return std::move(out_);
  }

 private:
  std::string styled(const std::string& text, std::string_view code) const {
    return colour_ ? std::string(code) + text + std::string(kReset) : text;
  }

  void paragraph(const std::string& text, std::size_t indent) {
    for (const std::string& line : wrap(text, width_ - indent)) out_ += std::string(indent, ' ') + line + "\n";
  }

  void field(const std::string& name, const std::string& text) {
    constexpr std::size_t kNameWidth = 18;
    const auto lines = wrap(text, width_ > kNameWidth + 22 ? width_ - kNameWidth - 2 : 20);
    for (std::size_t index = 0; index < lines.size(); ++index) {
      out_ += "  " + (index == 0 ? styled(pad_right(name, kNameWidth), "\033[2m") : std::string(kNameWidth, ' ')) +
              lines[index] + "\n";
    }
  }

  void occurrence(const ExplainedOccurrence& occurrence) {
    out_ += "\n" + styled(neutralise(occurrence.local_id), "\033[1m") + "\n";
    if (occurrence.correction) {
      field("correction", one_line(neutralise(correction_text(*occurrence.correction), true)));
    }
    for (const Excerpt& excerpt : occurrence.excerpts) {
      field(excerpt.label, (excerpt.label == "elsewhere" ? "… " : "") + marked_text(excerpt, colour_) +
                               (excerpt.label == "elsewhere" ? " …" : ""));
    }
    for (const auto& [name, value] : occurrence.facts) field(name, one_line(neutralise(value, true)));
    for (const ExplainedActor& actor : occurrence.actors) {
      std::string text = "“" + one_line(neutralise(actor.text, true)) + "” is " + neutralise(actor.resolved, true);
      if (!actor.inferred.empty()) {
        text += "; inferred: ";
        for (std::size_t index = 0; index < actor.inferred.size(); ++index) {
          text += (index > 0 ? ", " : "") + actor.inferred[index];
        }
      }
      if (!actor.table.empty()) text += "; table of offices: " + neutralise(actor.table, true);
      if (!actor.learnt.empty()) text += "; resolved by other articles: " + neutralise(actor.learnt, true);
      field(actor.role, text);
    }
    if (!occurrence.date.empty()) field("date", occurrence.date);
    field("confidence", percent_of(occurrence.confidence));
    for (const Score& score : occurrence.scores) {
      field("score", neutralise(score.model) + ": " + neutralise(score.label) + " " + percent_of(score.value));
    }
    for (const auto& [name, value] : article_facts(occurrence)) field(name, value);
  }

  std::size_t width_;
  bool colour_;
  std::string out_;
};

}  // namespace

std::string marked_text(const Excerpt& excerpt, bool colour) {
  std::string out;
  std::vector<const Mark*> open;
  std::size_t at = 0;
  const std::string_view text = excerpt.text;
  const auto copy_to = [&](std::size_t end) {
    end = std::min(end, text.size());
    if (end > at) out += neutralise(text.substr(at, end - at), true);
    at = std::max(at, end);
  };
  const auto close = [&] {
    copy_to(open.back()->end);
    open.pop_back();
    if (!colour) {
      out += "]";
    } else {
      out += kReset;
      if (!open.empty()) out += colour_of(open.back()->role);
    }
  };
  for (const Mark& mark : excerpt.marks) {
    while (!open.empty() && open.back()->end <= mark.begin) close();
    copy_to(mark.begin);
    out += colour ? std::string(colour_of(mark.role)) : "[" + mark.role + ": ";
    open.push_back(&mark);
  }
  while (!open.empty()) close();
  copy_to(text.size());
  return one_line(out);
}

std::string render_explanation_text(const Explanation& explanation, const TextStyle& style) {
  return ExplanationText(style).render(explanation);
}

std::string render_explanation_markdown(const Explanation& explanation) {
  std::string out = "# " + escape_markdown(explanation.id) + "\n\n" + escape_markdown(explanation.sentence) + "\n\n";
  for (const FindingLink& link : explanation.links) out += escape_markdown(link_text(link)) + "\n\n";
  for (const ExplainedOccurrence& occurrence : explanation.occurrences) {
    out += "## " + escape_markdown(occurrence.local_id) + "\n\n";
    for (const Excerpt& excerpt : occurrence.excerpts)
      out += "> " + escape_markdown(marked_text(excerpt, false)) + "\n\n";
    const auto item = [&out](const std::string& name, const std::string& value) {
      out += "- " + name + ": " + escape_markdown(value) + "\n";
    };
    if (occurrence.correction) item("correction", correction_text(*occurrence.correction));
    for (const auto& [name, value] : occurrence.facts) item(name, value);
    for (const ExplainedActor& actor : occurrence.actors) {
      std::string value = "“" + actor.text + "” is " + actor.resolved;
      for (std::size_t index = 0; index < actor.inferred.size(); ++index) {
        value += (index == 0 ? "; inferred: " : ", ") + actor.inferred[index];
      }
      if (!actor.table.empty()) value += "; table of offices: " + actor.table;
      if (!actor.learnt.empty()) value += "; resolved by other articles: " + actor.learnt;
      item(actor.role, value);
    }
    if (!occurrence.date.empty()) item("date", occurrence.date);
    item("confidence", percent_of(occurrence.confidence));
    for (const Score& score : occurrence.scores)
      item("score", score.model + ": " + score.label + " " + percent_of(score.value));
    for (const auto& [name, value] : article_facts(occurrence)) item(name, value);
    out += '\n';
  }
  return out;
}

std::string render_explanation_json(const Explanation& explanation) {
  std::string out;
  format::JsonWriter json(out);
  json.begin_object();
  json.member("id", explanation.id);
  json.member("kind", explanation.kind);
  json.member("text", explanation.sentence);
  json.key("links");
  json.begin_array();
  for (const FindingLink& link : explanation.links) {
    json.begin_object();
    json.member("kind", link.kind);
    json.member("id", link.id);
    json.end_object();
  }
  json.end_array();
  json.key("occurrences");
  json.begin_array();
  for (const ExplainedOccurrence& occurrence : explanation.occurrences) {
    const Article& article = occurrence.article.article;
    json.begin_object();
    json.member("id", occurrence.local_id);
    json.member("reader", occurrence.article.reader_version);
    json.key("article");
    json.begin_object();
    json.member("id", article.id);
    json.member_or_null("title", article.title);
    json.member_or_null("source", publisher(occurrence.article));
    const auto day = published(occurrence.article);
    json.member_or_null("published", day ? to_iso(*day) : std::string());
    json.member_or_null("url", article.url);
    json.member_or_null("file", article.file);
    json.key("line");
    article.line > 0 ? json.integer(static_cast<std::int64_t>(article.line)) : json.null();
    json.key("extra");
    article.extra_json.empty() ? json.null() : json.raw(article.extra_json);
    json.member_or_null("story", occurrence.article.story);
    json.member_or_null("superseded_by", occurrence.article.superseded.by);
    json.member("versions", occurrence.versions);
    json.key("reprints");
    json.begin_array();
    for (const StoryMember& member : occurrence.reprints) {
      json.begin_object();
      json.member("article", member.article_id);
      json.member_or_null("source", member.publisher);
      json.member_or_null("published", member.published ? to_iso(*member.published) : std::string());
      json.member_or_null("superseded_by", member.superseded.by);
      json.end_object();
    }
    json.end_array();
    json.end_object();
    json.key("excerpts");
    json.begin_array();
    for (const Excerpt& excerpt : occurrence.excerpts) {
      json.begin_object();
      json.member("label", excerpt.label);
      json.member("text", excerpt.text);
      json.member("begin", excerpt.span.begin);
      json.member("end", excerpt.span.end);
      if (excerpt.span.in_title) json.member("in", "title");
      json.key("marks");
      json.begin_array();
      for (const Mark& mark : excerpt.marks) {
        json.begin_object();
        json.member("role", mark.role);
        json.member("begin", excerpt.span.begin + mark.begin);
        json.member("end", excerpt.span.begin + mark.end);
        json.end_object();
      }
      json.end_array();
      json.end_object();
    }
    json.end_array();
    json.key("actors");
    json.begin_array();
    for (const ExplainedActor& actor : occurrence.actors) {
      json.begin_object();
      json.member("role", actor.role);
      json.member("text", actor.text);
      json.member("begin", actor.span.begin);
      json.member("end", actor.span.end);
      json.member("resolved", actor.resolved);
      json.key("inferred");
      json.begin_array();
      for (const std::string& name : actor.inferred) json.string(name);
      json.end_array();
      json.member_or_null("table", actor.table);
      json.member_or_null("learnt", actor.learnt);
      json.end_object();
    }
    json.end_array();
    json.member_or_null("date", occurrence.date);
    json.key("facts");
    json.begin_array();
    for (const auto& [name, value] : occurrence.facts) {
      json.begin_object();
      json.member("name", name);
      json.member("value", value);
      json.end_object();
    }
    json.end_array();
    json.key("correction");
    if (occurrence.correction) {
      json.begin_object();
      json.member("verdict", occurrence.correction->wrong ? "wrong" : "right");
      json.member("by", occurrence.correction->by);
      json.member("note", occurrence.correction->note);
      json.member("time", occurrence.correction->time);
      json.end_object();
    } else {
      json.null();
    }
    json.key("finding");
    json.raw(occurrence.finding_json);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out + "\n";
}

}  // namespace chancery::answer
