#include "evaluate/corrections.h"

#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "chancery/corrections.h"
#include "chancery/reader.h"
#include "evaluate/report.h"
#include "evaluate/scores.h"
#include "format/finding_json.h"
#include "format/json_reader.h"
#include "format/json_writer.h"
#include "read/article_json.h"

namespace chancery::evaluate {
namespace {

struct Gold {
  Article article;
  Finding finding;
  bool wrong = true;
  bool stands = true;
};

std::string text_of(const rapidjson::Value& value) {
  std::string out;
  format::StringStream stream(out);
  rapidjson::Writer<format::StringStream> writer(stream);
  value.Accept(writer);
  return out;
}

Result<Gold> parse_gold(const std::string& line) {
  auto article = read::parse_article(line);
  if (!article) return std::unexpected(std::move(article.error()));
  const auto document = format::parse_json(line);
  if (!document) return std::unexpected(document.error());
  std::optional<Error> wrong;
  format::ObjectReader row(*document, wrong);
  const rapidjson::Value* correction = row.required("correction");
  if (wrong) return std::unexpected(*std::move(wrong));
  format::ObjectReader reader(*correction, wrong, "correction");
  const std::string verdict = reader.string("verdict");
  const bool stands = reader.boolean("stands");
  const rapidjson::Value* finding = reader.required("finding");
  if (wrong) return std::unexpected(*std::move(wrong));
  if (verdict != "wrong" && verdict != "right") {
    return std::unexpected(Error{.code = ErrorCode::wrong_type, .message = "the verdict is neither wrong nor right"});
  }
  auto parsed = format::parse_finding(text_of(*finding));
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Gold{*std::move(article), *std::move(parsed), verdict == "wrong", stands};
}

}  // namespace

bool looks_like_corrections(std::string_view first_line) {
  return first_line.starts_with("{") && first_line.find("\"correction\"") != std::string_view::npos &&
         first_line.find("\"text\"") != std::string_view::npos;
}

Result<CorrectionEvaluation> evaluate_corrections(const std::string& path, std::shared_ptr<const Knowledge> knowledge,
                                                  std::uint64_t seed, const ReaderOptions& options) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::unexpected(Error{.code = ErrorCode::unreadable, .message = "cannot be opened", .file = path});
  CorrectionEvaluation evaluation;
  Reader reader(std::move(knowledge), options);
  std::set<std::string> articles;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    auto gold = parse_gold(line);
    if (!gold) {
      gold.error().file = path;
      gold.error().line = number;
      return std::unexpected(std::move(gold.error()));
    }
    articles.insert(gold->article.id);
    if (!gold->stands) {
      ++evaluation.overruled;
      continue;
    }
    const std::string claim = claim_of(gold->finding, gold->article);
    const Reading reading = reader.read(gold->article);
    const bool made = std::any_of(reading.findings.begin(), reading.findings.end(),
                                  [&](const Finding& finding) { return claim_of(finding, gold->article) == claim; });
    Share& share = gold->wrong ? evaluation.wrong : evaluation.right;
    ++share.total;
    if (made != gold->wrong) {
      ++share.hits;
    } else {
      evaluation.errors.push_back(gold->article.id + ": " + (gold->wrong ? "still read: " : "not read: ") +
                                  std::string(kind_of(gold->finding)));
    }
  }
  evaluation.articles = articles.size();
  for (Share* share : {&evaluation.wrong, &evaluation.right}) {
    share->interval = share_interval(share->hits, share->total, seed);
  }
  return evaluation;
}

}  // namespace chancery::evaluate
