// `relate`: for researchers who bring their own actors. Sentences with marked source and target in, the event type and
// a score for each type out, line for line.
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/refusals.h"
#include "cli/terminal.h"
#include "format/json_reader.h"
#include "format/json_writer.h"
#include "understand/model/relation_judge.h"

namespace chancery::cli {
namespace {

using understand::model::MarkedText;
using understand::model::RelationJudge;
using understand::model::RelationScores;

constexpr std::size_t kBatch = 256;  // lines that are judged together

struct RelateOptions {
  std::string path = "-";
  TierOption tier;
};

// Probabilities are printed with four digits.
double rounded(float probability) { return std::round(static_cast<double>(probability) * 1e4) / 1e4; }

class Relater {
 public:
  explicit Relater(RelationJudge judge) : judge_(std::move(judge)) {}

  // Takes one line of input; gives its error where it is refused. Its answer comes with the next flush().
  std::optional<Error> take(std::string_view line) {
    Line& taken = lines_.emplace_back();
    const auto json = format::parse_json(line);
    if (!json) {
      taken.error = json.error();
      return taken.error;
    }
    format::ObjectReader object(*json, taken.error);
    const std::string marked = object.string("text");
    taken.id = id_of(*json);
    if (taken.error) return taken.error;
    auto parsed = understand::model::parse_marked_text(marked);
    if (!parsed) {
      taken.error = parsed.error();
    } else if (!parsed->source && !parsed->target) {
      taken.error = Error{.code = ErrorCode::missing_field, .message = "no <s>source</s> in the text", .file = {}};
    } else {
      taken.sentence = sentences_.size();
      sentences_.push_back(*std::move(parsed));
    }
    return taken.error;
  }

  [[nodiscard]] std::size_t waiting() const noexcept { return lines_.size(); }

  // Appends one line of output for each line taken, in order.
  void flush(std::string& out) {
    const std::vector<RelationScores> scores = judge_.judge(sentences_);
    for (const Line& line : lines_) {
      if (line.error) {
        append_error(out, line.id, *line.error);
      } else {
        append_scores(out, line.id, scores[line.sentence]);
      }
    }
    lines_.clear();
    sentences_.clear();
  }

 private:
  // The id as JSON, whether text or number; "" where there is none.
  static std::string id_of(const rapidjson::Document& json) {
    std::string id;
    if (!json.IsObject()) return id;
    const auto member = json.FindMember("id");
    if (member == json.MemberEnd()) return id;
    if (member->value.IsString()) {
      format::JsonWriter writer(id);
      writer.string({member->value.GetString(), member->value.GetStringLength()});
    } else if (member->value.IsInt64()) {
      id = std::to_string(member->value.GetInt64());
    }
    return id;
  }

  static void begin(format::JsonWriter& writer, const std::string& id) {
    writer.begin_object();
    if (id.empty()) return;
    writer.key("id");
    writer.raw(id);
  }

  static void append_scores(std::string& out, const std::string& id, const RelationScores& scores) {
    format::JsonWriter writer(out);
    begin(writer, id);
    writer.member("type", understand::model::relation_label(scores.best()));
    writer.key("scores");
    writer.begin_object();
    for (std::size_t i = 0; i < scores.probability.size(); ++i) {
      writer.member(understand::model::relation_label(i), rounded(scores.probability[i]));
    }
    writer.end_object();
    writer.end_object();
    out += '\n';
  }

  static void append_error(std::string& out, const std::string& id, const Error& error) {
    format::JsonWriter writer(out);
    begin(writer, id);
    writer.member("error", error.message);
    writer.end_object();
    out += '\n';
  }

  struct Line {
    std::string id;
    std::optional<Error> error;
    std::size_t sentence = 0;  // index into sentences_, where there is no error
  };
  RelationJudge judge_;
  std::vector<Line> lines_;
  std::vector<MarkedText> sentences_;
};

int run_relate(const RelateOptions& options) {
  const auto encoder = load_encoder(options.tier, 1);
  if (!encoder) return report(encoder.error());
  auto judge = RelationJudge::make(*encoder);
  if (!judge) return report(judge.error());
  std::ifstream file;
  if (options.path != "-") {
    file.open(options.path, std::ios::binary);
    if (!file) {
      return report(Error{.code = ErrorCode::unreadable, .message = std::strerror(errno), .file = options.path});
    }
  }
  std::istream& in = options.path == "-" ? std::cin : file;
  std::ios::sync_with_stdio(false);

  Relater relater(*std::move(judge));
  Refusals refusals;
  std::string line, out;
  bool written = true;
  for (std::uint64_t number = 1; written && std::getline(in, line); ++number) {
    if (auto error = relater.take(line)) {
      error->file = options.path;
      error->line = number;
      refusals.add(*error);
    }
    // A filter at the end of a pipe should answer at once when nothing more waits to be read.
    if (relater.waiting() == kBatch || in.rdbuf()->in_avail() <= 0) {
      relater.flush(out);
      written = write_output(out);
      out.clear();
    }
  }
  relater.flush(out);
  if (written) written = write_output(out);
  if (!written) {
    std::fprintf(stderr, "chancery: standard output cannot be written: %s\n", std::strerror(errno));
    return kFault;
  }
  if (refusals.count() == 0) return kDone;
  std::fprintf(stderr, "chancery: %s\n", refusals.summary().c_str());
  return kSomeRefused;
}

}  // namespace

void add_relate_command(CLI::App& app, Action& action) {
  add_command<RelateOptions>(
      app, action, "relate", "The event type between a marked source and target, line for line",
      "echo '{\"text\": \"<s>Chile</s> thanked <t>Peru</t> for its help.\"}' | chancery relate",
      [](CLI::App& command, RelateOptions& options) {
        command
            .add_option("path", options.path, "JSON Lines with text and, if you like, id; - or nothing: standard input")
            ->type_name("PATH");
        add_tier_option(command, options.tier);
      },
      run_relate);
}

}  // namespace chancery::cli
