#include "evaluate/event_clusters.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <optional>

#include "chancery/date.h"
#include "chancery/reader.h"
#include "connect/event_groups.h"
#include "format/json_reader.h"
#include "text/hash.h"

namespace chancery::evaluate {
namespace {

struct LabelledArticle {
  std::string id;
  std::string label;  // "" none
  std::vector<std::size_t> tellings;
  std::size_t main = SIZE_MAX;  // the telling that stands first, the title before all
};

struct Material {
  std::vector<LabelledArticle> articles;
  std::vector<connect::EventTelling> tellings;
  std::vector<std::size_t> groups;
};

std::string label_of(const rapidjson::Value& value) {
  if (value.IsString()) return value.GetString();
  if (value.IsInt64()) return std::to_string(value.GetInt64());
  return {};
}

// Merges the clusters of two members.
class Partition {
 public:
  explicit Partition(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t find(std::size_t one) {
    while (parent_[one] != one) one = parent_[one] = parent_[parent_[one]];
    return one;
  }
  void join(std::size_t one, std::size_t other) {
    const std::size_t a = find(one);
    const std::size_t b = find(other);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

// Clusters of articles, by number: those whose main events, or any of whose events, are one.
std::vector<std::size_t> clusters_of(const Material& material, bool main_only) {
  Partition partition(material.articles.size());
  std::map<std::size_t, std::size_t> teller;  // group -> an article that tells it
  for (std::size_t i = 0; i < material.articles.size(); ++i) {
    for (const std::size_t telling : material.articles[i].tellings) {
      if (main_only && telling != material.articles[i].main) continue;
      const auto [entry, is_new] = teller.try_emplace(material.groups[telling], i);
      if (!is_new) partition.join(entry->second, i);
    }
  }
  std::vector<std::size_t> clusters(material.articles.size());
  for (std::size_t i = 0; i < clusters.size(); ++i) clusters[i] = partition.find(i);
  return clusters;
}

bool in_first_half(const std::string& label) { return (text::hash(label)[0] & 1U) == 0; }

template <typename Chosen>
BCubed score(const Material& material, const std::vector<std::size_t>& clusters, Chosen chosen) {
  std::vector<std::size_t> system;
  std::vector<std::size_t> labels;
  std::map<std::string, std::size_t> numbers;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    const LabelledArticle& article = material.articles[i];
    if (article.label.empty() || !chosen(article)) continue;
    system.push_back(clusters[i]);
    labels.push_back(numbers.try_emplace(article.label, numbers.size()).first->second);
  }
  return b_cubed(system, labels);
}

template <typename Chosen>
ClusterMeasure measure(std::string name, const Material& material, bool main_only, Chosen chosen) {
  const auto clusters = clusters_of(material, main_only);
  ClusterMeasure out;
  out.name = std::move(name);
  out.all = score(material, clusters, chosen);
  out.first = score(material, clusters,
                    [&](const LabelledArticle& article) { return chosen(article) && in_first_half(article.label); });
  out.other = score(material, clusters,
                    [&](const LabelledArticle& article) { return chosen(article) && !in_first_half(article.label); });
  return out;
}

void list_errors(const Material& material, std::vector<std::string>& errors) {
  const auto clusters = clusters_of(material, false);
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    const LabelledArticle& one = material.articles[i];
    if (one.label.empty() || one.tellings.empty()) continue;
    for (std::size_t k = i + 1; k < clusters.size(); ++k) {
      const LabelledArticle& other = material.articles[k];
      if (other.label.empty() || other.tellings.empty()) continue;
      const bool same_label = one.label == other.label;
      if (same_label == (clusters[i] == clusters[k])) continue;
      errors.push_back(
          (same_label ? "apart, of label " + one.label : "together, of labels " + one.label + " and " + other.label) +
          ": " + one.id + " " + other.id);
    }
  }
}

void take(Material& material, const Article& article, const Reading& reading) {
  LabelledArticle& labelled = material.articles.back();
  std::int64_t best = INT64_MAX;
  for (std::size_t i = 0; i < reading.findings.size(); ++i) {
    const auto* event = std::get_if<Event>(&reading.findings[i]);
    if (event == nullptr || event->status != Status::happened) continue;
    const std::int64_t at = event->evidence.in_title ? -1 : std::int64_t{event->evidence.begin};
    if (at < best) {
      best = at;
      labelled.main = material.tellings.size();
    }
    labelled.tellings.push_back(material.tellings.size());
    material.tellings.push_back(connect::describe_event(article, reading.facts.date, *event, i + 1));
  }
}

}  // namespace

double BCubed::f1() const noexcept {
  return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}

BCubed b_cubed(const std::vector<std::size_t>& system, const std::vector<std::size_t>& labels) {
  BCubed out;
  out.articles = labels.size();
  std::map<std::size_t, std::size_t> of_system;
  std::map<std::size_t, std::size_t> of_label;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> of_both;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    ++of_system[system[i]];
    ++of_label[labels[i]];
    ++of_both[{system[i], labels[i]}];
  }
  out.clusters = of_label.size();
  if (labels.empty()) return out;
  for (const auto& [cell, count] : of_both) {
    const auto members = static_cast<double>(count);
    out.precision += members * members / static_cast<double>(of_system[cell.first]);
    out.recall += members * members / static_cast<double>(of_label[cell.second]);
  }
  out.precision /= static_cast<double>(labels.size());
  out.recall /= static_cast<double>(labels.size());
  return out;
}

bool looks_like_clusters(std::string_view first_line) {
  return first_line.starts_with("{") && first_line.find("\"event\"") != std::string_view::npos &&
         first_line.find("\"text\"") != std::string_view::npos && first_line.find("\"gold\"") == std::string_view::npos;
}

Result<ClusterEvaluation> evaluate_clusters(const std::string& path, std::shared_ptr<const Knowledge> knowledge,
                                            const ReaderOptions& options) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::unexpected(Error{.code = ErrorCode::unreadable, .message = "cannot be opened", .file = path});
  Reader reader(std::move(knowledge), options);
  Material material;
  ClusterEvaluation evaluation;
  std::string line;
  for (std::uint64_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    const auto json = format::parse_json(line);
    if (!json) return std::unexpected(Error{.message = json.error().message, .file = path, .line = number});
    std::optional<Error> wrong;
    format::ObjectReader object(*json, wrong);
    Article article;
    article.text = object.string("text");
    article.title = object.string_or_empty("title");
    article.id = object.string_or_empty("id");
    article.source = object.string_or_empty("source");
    article.language = "en";
    const std::string date = object.string_or_empty("date");
    if (wrong) {
      wrong->file = path;
      wrong->line = number;
      return std::unexpected(*wrong);
    }
    if (!date.empty()) article.date = parse_iso_day(date);
    if (article.id.empty()) article.id = "line " + std::to_string(number);
    const rapidjson::Value* label = object.find("event");
    material.articles.push_back({article.id, label == nullptr ? std::string() : label_of(*label), {}, SIZE_MAX});
    take(material, article, reader.read(article));
  }
  material.groups = connect::group_events(material.tellings);
  const auto has_event = [](const LabelledArticle& article) { return !article.tellings.empty(); };
  evaluation.articles = material.articles.size();
  for (const LabelledArticle& article : material.articles) {
    evaluation.labelled += article.label.empty() ? 0 : 1;
    evaluation.with_event += !article.label.empty() && has_event(article) ? 1 : 0;
  }
  evaluation.events = material.tellings.size();
  for (std::size_t i = 0; i < material.groups.size(); ++i) evaluation.groups += material.groups[i] == i ? 1 : 0;
  evaluation.measures.push_back(measure("main events are one, articles with an event", material, true, has_event));
  evaluation.measures.push_back(measure("some events are one, articles with an event", material, false, has_event));
  evaluation.measures.push_back(measure("some events are one, all labelled articles", material, false,
                                        [](const LabelledArticle&) { return true; }));
  list_errors(material, evaluation.errors);
  return evaluation;
}

}  // namespace chancery::evaluate
