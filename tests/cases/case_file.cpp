#include "cases/case_file.h"

#include <rapidjson/document.h>

#include <fstream>
#include <optional>
#include <sstream>

namespace chancery::cases {
namespace {

std::unexpected<Error> broken(std::string message, const std::string& file, std::uint64_t line) {
  return std::unexpected(
      Error{.code = ErrorCode::malformed, .message = std::move(message), .file = file, .line = line});
}

std::optional<std::string> read_all(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \n") - first + 1));
}

struct Line {
  std::string_view text;
  std::uint64_t number;
};

std::vector<Line> split_lines(std::string_view content) {
  std::vector<Line> lines;
  std::uint64_t number = 0;
  while (!content.empty()) {
    const auto end = content.find('\n');
    lines.push_back({content.substr(0, end), ++number});
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
  }
  return lines;
}

// "sample/x.txt" is a whole file as the text of an article, "sample/x.jsonl#id" the line with that id.
Result<void> load_article(Article& article, const std::string& reference, const std::filesystem::path& folder,
                          const std::string& file, std::uint64_t line) {
  const auto hash = reference.find('#');
  const auto content = read_all(folder / reference.substr(0, hash));
  if (!content) return broken("cannot read " + reference, file, line);
  if (hash == std::string::npos) {
    article.text = *content;
    return {};
  }
  const std::string id = reference.substr(hash + 1);
  for (const Line& one : split_lines(*content)) {
    rapidjson::Document json;
    json.Parse(one.text.data(), one.text.size());
    if (!json.IsObject()) return broken(reference + " has a line that is no JSON object", file, line);
    const auto field = [&json](const char* key) {
      const auto found = json.FindMember(key);
      return found != json.MemberEnd() && found->value.IsString() ? std::string(found->value.GetString())
                                                                  : std::string();
    };
    if (field("id") != id) continue;
    article.id = id;
    article.text = field("text");
    article.title = field("title");
    article.source = field("source");
    if (!field("date").empty()) article.date = parse_iso_day(field("date"));
    return {};
  }
  return broken("no article " + reference, file, line);
}

class Parser {
 public:
  Parser(std::string_view content, std::string name, const std::filesystem::path& folder)
      : lines_(split_lines(content)), name_(std::move(name)), folder_(folder) {}

  Result<CaseFile> parse() {
    CaseFile file;
    while (at_ < lines_.size()) {
      auto one = parse_case(file);
      if (!one) return std::unexpected(one.error());
    }
    if (file.cases.empty()) return broken("no case in it", name_, 0);
    return file;
  }

 private:
  // Takes the next block, up to "==" or the end of the file.
  Result<void> parse_case(CaseFile& file) {
    Case result = common_;
    const std::uint64_t start = lines_[at_].number;
    for (; at_ < lines_.size() && lines_[at_].text.starts_with("# "); ++at_) {
      if (auto header = take_header(result, lines_[at_]); !header) return header;
      result.preamble.append(lines_[at_].text).push_back('\n');
    }
    if (at_ < lines_.size() && lines_[at_].text == "==" && file.cases.empty() && file.common.empty()) {
      file.common = std::exchange(result.preamble, {});
      common_ = std::move(result);
      ++at_;
      return {};
    }
    std::string text;
    for (; at_ < lines_.size() && lines_[at_].text != "----"; ++at_) {
      if (lines_[at_].text == "==") return broken("a case without the line ----", name_, start);
      text.append(lines_[at_].text).push_back('\n');
    }
    if (at_ == lines_.size()) return broken("a case without the line ----", name_, start);
    ++at_;
    if (!trimmed(text).empty()) {
      if (!result.article.text.empty()) return broken("a text beside '# file:'", name_, start);
      result.article.text = trimmed(text);
    }
    if (result.article.text.empty()) return broken("a case without text", name_, start);
    result.preamble += text + "----\n";
    for (; at_ < lines_.size() && lines_[at_].text != "=="; ++at_) {
      if (std::string line = trimmed(lines_[at_].text); !line.empty()) result.expected.push_back(std::move(line));
    }
    if (at_ < lines_.size()) ++at_;
    if (result.expected.empty()) return broken("nothing expected: write 'none' where that is meant", name_, start);
    if (result.id.empty()) result.id = "case-" + std::to_string(file.cases.size() + 1);
    if (result.article.id.empty()) result.article.id = result.id;
    file.cases.push_back(std::move(result));
    return {};
  }

  Result<void> take_header(Case& into, const Line& line) {
    const auto colon = line.text.find(": ");
    if (colon == std::string_view::npos) return broken("a header without ': '", name_, line.number);
    const std::string_view key = line.text.substr(2, colon - 2);
    const std::string value = trimmed(line.text.substr(colon + 2));
    if (key == "id")
      into.id = value;
    else if (key == "title")
      into.article.title = value;
    else if (key == "source")
      into.article.source = value;
    else if (key == "actors")
      into.actors = value;
    else if (key == "known")
      into.known = value;
    else if (key == "file")
      return load_article(into.article, value, folder_, name_, line.number);
    else if (key == "only")
      return take_only(into, value, line.number);
    else if (key == "date") {
      into.article.date = parse_iso_day(value);
      if (!into.article.date) return broken("no date: " + value, name_, line.number);
    } else if (key != "settled" && key != "note") {
      return broken("unknown header '" + std::string(key) + "'", name_, line.number);
    }
    return {};
  }

  Result<void> take_only(Case& into, const std::string& value, std::uint64_t line) {
    std::istringstream words(value);
    for (std::string word; words >> word;) {
      if (word == "events" || word == "agreements" || word == "figures" || word == "offices")
        word.pop_back();
      else if (word != "goods")
        return broken("unknown kind '" + word + "'", name_, line);
      into.only.push_back(word);
    }
    return {};
  }

  std::vector<Line> lines_;
  std::size_t at_ = 0;
  std::string name_;
  std::filesystem::path folder_;
  Case common_;
};

}  // namespace

Result<CaseFile> parse_case_file(std::string_view content, const std::string& name,
                                 const std::filesystem::path& source_folder) {
  return Parser(content, name, source_folder).parse();
}

Result<CaseFile> read_case_file(const std::filesystem::path& path, const std::filesystem::path& source_folder) {
  const auto content = read_all(path);
  if (!content) return broken("cannot read it", path.string(), 0);
  return parse_case_file(*content, path.string(), source_folder);
}

}  // namespace chancery::cases
