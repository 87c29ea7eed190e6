// Official statistics, and a posted text held against them.
#include "answer/article_view.h"
#include "answer/ask.h"
#include "answer/statistics_view.h"
#include "read/article_json.h"
#include "read/utf8.h"
#include "serve/routes.h"

namespace chancery::serve {
namespace {

// "text/plain; charset=utf-8" -> text/plain.
std::string_view media_type(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  const std::size_t end = type.find_last_not_of(" \t");
  return end == std::string_view::npos ? std::string_view() : type.substr(0, end + 1);
}

Served<Article> posted_article(const Request& request) {
  const std::string_view type = media_type(request.header("content-type"));
  if (type == "application/json") {
    auto article = read::parse_article(request.body);
    if (!article) return std::unexpected(problem_of(article.error()));
    return *std::move(article);
  }
  if (type != "text/plain") {
    return std::unexpected(Problem{415,
                                   "media-type",
                                   "the body is text/plain in UTF-8, or an article as application/json",
                                   "Content-Type",
                                   {{"Accept-Post", "text/plain, application/json"}}});
  }
  if (read::first_bad_utf8(request.body) != request.body.size()) {
    return std::unexpected(Problem{422, "unreadable-text", "the text is no UTF-8", ""});
  }
  Article article;
  article.text = request.body;
  return article;
}

Served<Statistics*> statistics_of(Call& call) {
  const auto statistics = call.desk.statistics();
  if (!statistics) return std::unexpected(problem_of(statistics.error()));
  if (*statistics == nullptr) {
    return std::unexpected(
        Problem{404, "no-statistics", "no official statistics are loaded: chancery statistics load FILE...", ""});
  }
  return *statistics;
}

std::optional<int> year_of(std::size_t year) {
  return year == 0 ? std::nullopt : std::optional(static_cast<int>(year));
}

}  // namespace

Served<std::shared_ptr<Answer>> serve_statistics_files(Call& call) {
  const std::string format = call.parameters.one_of("format", {"json", "md", "html", "text"});
  if (auto problem = call.parameters.done()) return std::unexpected(*std::move(problem));
  const auto statistics = statistics_of(call);
  if (!statistics) return std::unexpected(statistics.error());
  const auto files = (*statistics)->files();
  if (!files) return std::unexpected(problem_of(files.error()));
  return answer_with(rendered(answer::build_statistics_files(*files), format), format, "statistics");
}

Served<std::shared_ptr<Answer>> serve_statistics(Call& call) {
  constexpr std::size_t kLastYear = 2999;
  Parameters& parameters = call.parameters;
  answer::StatisticsViewOptions view;
  view.since = year_of(parameters.count("since", 0, 1, kLastYear));
  view.until = year_of(parameters.count("until", 0, 1, kLastYear));
  view.year = year_of(parameters.count("year", 0, 1, kLastYear));
  view.goods = parameters.one_of("goods", {"no", "yes"}) == "yes";
  view.limit = parameters.count("limit", view.limit, 0, 100'000);
  const std::string format = parameters.one_of("format", {"json", "csv", "md", "html", "text"});
  if (auto problem = parameters.done()) return std::unexpected(*std::move(problem));
  const auto a = resolved(call, "A", call.path[0]);
  if (!a) return std::unexpected(a.error());
  const auto b = resolved(call, "B", call.path[1]);
  if (!b) return std::unexpected(b.error());
  if (*a == *b) return std::unexpected(bad_parameter("B", "both names stand for " + *a + ": give two states"));
  const auto statistics = statistics_of(call);
  if (!statistics) return std::unexpected(statistics.error());
  const auto material = answer::gather_statistics(**statistics, *a, *b);
  if (!material) return std::unexpected(problem_of(material.error()));
  const statistics::HeadingNames& headings = call.desk.library().headings;
  const std::string name = "statistics-" + *a + "-" + *b;
  if (format == "csv") return answer_with(answer::statistics_csv(*material, view, headings), format, name);
  if (format == "json") return answer_with(answer::statistics_json(*material, view, headings), format, name);
  return answer_with(rendered(answer::build_statistics(*material, call.desk.wording(), headings, view), format), format,
                     name);
}

Served<std::shared_ptr<Answer>> serve_check(Call& call) {
  if (auto problem = call.parameters.done()) return std::unexpected(*std::move(problem));
  auto article = posted_article(call.request);
  if (!article) return std::unexpected(article.error());
  if (article->text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return std::unexpected(Problem{422, "unreadable-text", "there is no text in the body", ""});
  }
  if (article->id.empty()) article->id = "checked";
  const auto statistics = call.desk.statistics();
  if (!statistics) return std::unexpected(problem_of(statistics.error()));
  if (*statistics == nullptr) {
    const Reading reading = call.desk.reader().read(*article);
    return answer_with(answer::render_reading_json(*article, reading, nullptr, call.desk.wording()), "json", "check");
  }
  Checker checker(**statistics, call.desk.knowledge());
  const auto checked =
      answer::check_article(*std::move(article), call.desk.reader(), checker, call.desk.library().headings);
  if (!checked) return std::unexpected(problem_of(checked.error()));
  const std::string claims = answer::check_jsonl(*checked, call.desk.knowledge());
  return answer_with(answer::render_reading_json(checked->article, checked->reading, &claims, call.desk.wording()),
                     "json", "check");
}

}  // namespace chancery::serve
