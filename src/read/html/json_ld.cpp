#include "read/html/json_ld.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "read/html/page.h"
#include "read/html/plain_text.h"

namespace chancery::read::html {
namespace {

using Value = rapidjson::Value;

constexpr std::size_t kMaxBytes = std::size_t{4} << 20;
constexpr std::size_t kMaxObjects = 20000;
constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseCommentsFlag |
                            rapidjson::kParseTrailingCommasFlag | rapidjson::kParseStopWhenDoneFlag |
                            rapidjson::kParseNumbersAsStringsFlag;

// Line breaks and tabs inside strings, which editors paste and JSON forbids, become blanks; so do CDATA and comment
// marks around the whole.
std::string repaired(std::string_view script) {
  for (const std::string_view mark : {"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["}) {
    script = trimmed(script);
    if (script.starts_with(mark)) script.remove_prefix(mark.size());
  }
  std::string out(script);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return out;
}

std::string_view string_of(const Value& value) noexcept {
  return value.IsString() ? std::string_view(value.GetString(), value.GetStringLength()) : std::string_view();
}

const Value* member(const Value& object, const char* name) noexcept {
  if (!object.IsObject()) return nullptr;
  const auto found = object.FindMember(name);
  return found == object.MemberEnd() ? nullptr : &found->value;
}

std::string_view member_string(const Value& object, const char* name) noexcept {
  const Value* value = member(object, name);
  if (value == nullptr) return {};
  if (value->IsArray() && !value->Empty()) value = &(*value)[0];
  return string_of(*value);
}

bool has_type(const Value& object, bool (*wanted)(std::string_view)) {
  const Value* type = member(object, "@type");
  if (type == nullptr) return false;
  if (type->IsString()) return wanted(string_of(*type));
  if (!type->IsArray()) return false;
  return std::any_of(type->Begin(), type->End(), [&](const Value& one) { return wanted(string_of(one)); });
}

bool is_article(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("BlogPosting") || type.ends_with("Report") ||
         type.ends_with("SocialMediaPosting");
}
bool is_page(std::string_view type) { return type.ends_with("WebPage"); }
bool is_site(std::string_view type) { return type.ends_with("WebSite"); }

class Reader {
 public:
  JsonLdArticle run(const std::vector<std::string_view>& scripts) {
    std::size_t bytes = 0;
    for (const std::string_view script : scripts) {
      bytes += script.size();
      if (bytes > kMaxBytes) break;
      rapidjson::Document& document = documents_.emplace_back();
      const std::string text = repaired(script);
      document.Parse<kFlags>(text.data(), text.size());
      if (document.HasParseError()) {
        documents_.pop_back();
        continue;
      }
      walk(document);
    }
    JsonLdArticle out;
    if (const Value* article = best_article()) {
      out.found = true;
      fill(*article, out);
    }
    for (const Value* page : pages_) fill_page(*page, out);
    for (const Value* site : sites_) {
      if (out.publisher.empty()) out.publisher = plain_value(member_string(*site, "name"));
    }
    return out;
  }

 private:
  // All objects, outermost first.
  void walk(const Value& root) {
    std::deque<const Value*> waiting{&root};
    while (!waiting.empty() && seen_ < kMaxObjects) {
      const Value& value = *waiting.front();
      waiting.pop_front();
      ++seen_;
      if (value.IsArray()) {
        for (const Value& one : value.GetArray()) {
          if (one.IsObject() || one.IsArray()) waiting.push_back(&one);
        }
      } else if (value.IsObject()) {
        if (const std::string_view id = member_string(value, "@id"); !id.empty() && value.MemberCount() > 1)
          by_id_.emplace(id, &value);
        if (has_type(value, is_article))
          articles_.push_back(&value);
        else if (has_type(value, is_page))
          pages_.push_back(&value);
        else if (has_type(value, is_site))
          sites_.push_back(&value);
        for (const auto& one : value.GetObject()) {
          const std::string_view name = string_of(one.name);
          // Other articles that this one only points at.
          if (name == "hasPart" || name == "itemListElement" || name == "isPartOf" || name == "citation" ||
              name == "relatedLink" || name == "mentions" || name == "review" || name == "comment")
            continue;
          if (one.value.IsObject() || one.value.IsArray()) waiting.push_back(&one.value);
        }
      }
    }
  }

  [[nodiscard]] const Value* best_article() const {
    const Value* best = nullptr;
    int best_rank = -1;
    for (const Value* article : articles_) {
      int rank = 0;
      if (!member_string(*article, "headline").empty()) rank += 4;
      if (!member_string(*article, "articleBody").empty()) rank += 2;
      if (!member_string(*article, "datePublished").empty()) rank += 2;
      if (member(*article, "author") != nullptr) rank += 1;
      if (rank > best_rank) {
        best = article;
        best_rank = rank;
      }
    }
    return best;
  }

  // The object that a reference {"@id": ...} stands for, else the value itself.
  [[nodiscard]] const Value& resolved(const Value& value) const {
    if (!value.IsObject() || member(value, "name") != nullptr) return value;
    const auto found = by_id_.find(std::string(member_string(value, "@id")));
    return found == by_id_.end() ? value : *found->second;
  }

  // Names of one or more persons or organisations.
  [[nodiscard]] std::string names(const Value& value) const {
    std::vector<std::string> found;
    const auto add = [&](const Value& one) {
      const Value& target = resolved(one);
      std::string name = plain_value(target.IsString() ? string_of(target) : member_string(target, "name"));
      if (target.IsObject() && name.empty()) {
        name = plain_value(std::string(member_string(target, "givenName")) + " " +
                           std::string(member_string(target, "familyName")));
      }
      if (name.empty() || name.find("://") != std::string::npos) return;
      if (std::find(found.begin(), found.end(), name) == found.end()) found.push_back(std::move(name));
    };
    if (value.IsArray()) {
      for (const Value& one : value.GetArray()) add(one);
    } else {
      add(value);
    }
    std::string out;
    for (const std::string& name : found) {
      if (!out.empty()) out += ", ";
      out += name;
    }
    return out;
  }

  void fill(const Value& article, JsonLdArticle& out) const {
    out.headline = plain_value(member_string(article, "headline"));
    if (out.headline.empty()) out.headline = plain_value(member_string(article, "name"));
    if (const Value* author = member(article, "author")) out.author = names(*author);
    if (out.author.empty()) {
      if (const Value* creator = member(article, "creator")) out.author = names(*creator);
    }
    if (const Value* publisher = member(article, "publisher")) out.publisher = names(*publisher);
    out.date_published = trimmed(member_string(article, "datePublished"));
    out.language = trimmed(member_string(article, "inLanguage"));
    out.url = address(article);
    out.body = body_text(member_string(article, "articleBody"));
    if (const Value* free = member(article, "isAccessibleForFree")) {
      out.not_free = free->IsFalse() || equal_ignoring_case(string_of(*free), "false");
    }
  }

  // Line breaks part paragraphs, where it has no markup.
  [[nodiscard]] static std::string body_text(std::string_view body) {
    if (body.find("<p") != std::string_view::npos || body.find("<br") != std::string_view::npos)
      return fragment_text(body);
    std::string out;
    while (!body.empty()) {
      const std::size_t end = std::min(body.find('\n'), body.size());
      const std::string line = plain_value(body.substr(0, end));
      if (!line.empty() && !out.empty()) out += '\n';
      out += line;
      body.remove_prefix(std::min(end + 1, body.size()));
    }
    return out;
  }

  [[nodiscard]] static std::string address(const Value& object) {
    const Value* entity = member(object, "mainEntityOfPage");
    std::string_view found;
    if (entity != nullptr) found = entity->IsString() ? string_of(*entity) : member_string(*entity, "@id");
    if (!found.starts_with("http")) found = member_string(object, "url");
    return std::string(trimmed(found));
  }

  void fill_page(const Value& page, JsonLdArticle& out) const {
    if (out.date_published.empty()) out.date_published = trimmed(member_string(page, "datePublished"));
    if (out.language.empty()) out.language = trimmed(member_string(page, "inLanguage"));
    if (out.author.empty()) {
      if (const Value* author = member(page, "author")) out.author = names(*author);
    }
    if (out.publisher.empty()) {
      if (const Value* publisher = member(page, "publisher")) out.publisher = names(*publisher);
    }
  }

  std::deque<rapidjson::Document> documents_;
  std::vector<const Value*> articles_, pages_, sites_;
  std::unordered_map<std::string, const Value*> by_id_;
  std::size_t seen_ = 0;
};

}  // namespace

JsonLdArticle read_json_ld(const std::vector<std::string_view>& scripts) { return Reader().run(scripts); }

}  // namespace chancery::read::html
