// `statistics load FILE...`: official data in. `statistics A B`: official data out. `statistics`: what is there.
#include <cstdio>

#include "answer/statistics_view.h"
#include "answer/suggest.h"
#include "cli/answer_options.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/statistics_options.h"

namespace chancery::cli {
namespace {

struct StatisticsOptions {
  std::vector<std::string> words;  // "load" and files, or two states, or nothing
  std::string statistics;
  std::string format;
  std::string date;
  int since = 0;
  int until = 0;
  int year = 0;
  bool goods = false;
  std::size_t limit = answer::StatisticsViewOptions{}.limit;
};

Error bad_usage(std::string message) { return Error{ErrorCode::bad_usage, std::move(message), {}, 0, 0, 0}; }

void print_report(const LoadReport& report) {
  if (report.already_loaded) {
    std::fprintf(stderr, "%s: already loaded (%s, published %s, %llu cells): nothing changed\n", report.file.c_str(),
                 report.format.c_str(), to_iso(report.date).c_str(), static_cast<unsigned long long>(report.cells));
    return;
  }
  std::fprintf(stderr, "%s: %s, published %s, %llu rows, %llu cells kept", report.file.c_str(), report.format.c_str(),
               to_iso(report.date).c_str(), static_cast<unsigned long long>(report.rows),
               static_cast<unsigned long long>(report.cells));
  if (report.passed_over > 0)
    std::fprintf(stderr, ", %llu parts of totals left out", static_cast<unsigned long long>(report.passed_over));
  std::fprintf(stderr, "\n");
  for (const std::string& warning : report.warnings)
    std::fprintf(stderr, "%s: note: %s\n", report.file.c_str(), warning.c_str());
  for (const auto& [error, count] : report.refused) {
    std::fprintf(stderr, "%s", error.to_string().c_str());
    if (count > 1) std::fprintf(stderr, " (%llu rows, this is the first)", static_cast<unsigned long long>(count));
    std::fprintf(stderr, "\n");
  }
}

int load(const StatisticsOptions& options, const Knowledge& knowledge) {
  if (options.words.size() < 2) return report(bad_usage("name the files to load: chancery statistics load FILE..."));
  LoadOptions load_options;
  if (!options.date.empty()) {
    load_options.date = parse_iso_day(options.date);
    if (!load_options.date) return report(bad_usage("--date \"" + options.date + "\" is no day: give YYYY-MM-DD"));
  }
  auto statistics = Statistics::open(statistics_location(options.statistics), Statistics::Mode::read_write, knowledge);
  if (!statistics) return report(statistics.error());
  bool refused = false;
  for (std::size_t at = 1; at < options.words.size(); ++at) {
    const auto loaded = (*statistics)->load(options.words[at], load_options);
    if (!loaded) {
      if (loaded.error().code == ErrorCode::record_failed || loaded.error().code == ErrorCode::record_busy)
        return report(loaded.error());
      std::fprintf(stderr, "%s\n", loaded.error().to_string().c_str());
      refused = true;
      continue;
    }
    print_report(*loaded);
    refused = refused || !loaded->refused.empty();
  }
  return refused ? kSomeRefused : kDone;
}

int list_files(const StatisticsOptions& options, const Knowledge& knowledge) {
  auto statistics = open_statistics(options.statistics, knowledge);
  if (!statistics) return report(statistics.error());
  const auto files = (*statistics)->files();
  if (!files) return report(files.error());
  return print(render(answer::build_statistics_files(*files), options.format == "csv" ? "text" : options.format));
}

int show(const StatisticsOptions& options, const Knowledge& knowledge) {
  std::array<std::string, 2> codes;
  for (std::size_t at = 0; at < 2; ++at) {
    codes[at] = knowledge.resolve_code(options.words[at]);
    if (!codes[at].empty()) continue;
    std::string message = "\"" + options.words[at] + "\" is no state or organisation that I know";
    const auto near = answer::suggest_actors(knowledge, options.words[at]);
    message += near.empty() ? ": give an ISO 3166 code or an English name"
                            : ". Did you mean " + answer::join_names(near, 10) + "?";
    return report(bad_usage(std::move(message)));
  }
  if (codes[0] == codes[1]) return report(bad_usage("both names stand for " + codes[0] + ": give two states"));
  auto statistics = open_statistics(options.statistics, knowledge);
  if (!statistics) return report(statistics.error());
  const auto headings = statistics::HeadingNames::load();
  if (!headings) return report(headings.error());
  const auto phrases = answer::Phrases::built_in();
  if (!phrases) return report(phrases.error());
  const answer::Wording wording(knowledge, *phrases);
  const auto material = answer::gather_statistics(**statistics, codes[0], codes[1]);
  if (!material) return report(material.error());
  answer::StatisticsViewOptions view;
  if (options.since > 0) view.since = options.since;
  if (options.until > 0) view.until = options.until;
  if (options.year > 0) view.year = options.year;
  view.goods = options.goods;
  view.limit = options.limit;
  if (options.format == "csv") return print(answer::statistics_csv(*material, view, *headings));
  if (options.format == "json") return print(answer::statistics_json(*material, view, *headings));
  return print(render(answer::build_statistics(*material, wording, *headings, view), options.format));
}

int run_statistics(const StatisticsOptions& options) {
  const auto knowledge = load_knowledge({});
  if (!knowledge) return report(knowledge.error());
  if (options.words.empty()) return list_files(options, **knowledge);
  if (options.words.front() == "load") return load(options, **knowledge);
  if (options.words.size() != 2)
    return report(bad_usage("give two states (statistics KAZ CHN), or files to load (statistics load FILE...)"));
  return show(options, **knowledge);
}

}  // namespace

void add_statistics_command(CLI::App& app, Action& action) {
  add_command<StatisticsOptions>(
      app, action, "statistics", "Official statistics in (load FILE...) and out (A B)",
      "chancery statistics load comtrade.json wits.csv totals.csv\n  chancery statistics KAZ CHN --goods\n  chancery "
      "statistics",
      [](CLI::App& command, StatisticsOptions& options) {
        command
            .add_option("what", options.words,
                        "`load` and files (UN Comtrade, WITS, passport-index, national tables; plain or gzip), or two "
                        "states; nothing: what is loaded")
            ->type_name("WORD");
        add_statistics_option(command, options.statistics);
        add_format_option(command, options.format, {"text", "json", "csv", "md", "html"}, "text");
        command.add_option("--date", options.date, "With load: the day on which the files were published")
            ->type_name("DATE");
        command.add_option("--since", options.since, "Only from this year on")->type_name("YEAR");
        command.add_option("--until", options.until, "Only up to this year")->type_name("YEAR");
        command.add_flag("--goods", options.goods, "The largest headings of each direction too");
        command.add_option("--year", options.year, "Year of the goods (default: the latest complete one)")
            ->type_name("YEAR");
        command.add_option("--limit", options.limit, "Headings of each direction, 0 for all")
            ->type_name("N")
            ->capture_default_str();
      },
      run_statistics);
}

}  // namespace chancery::cli
