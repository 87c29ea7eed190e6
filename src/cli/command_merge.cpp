// `merge`: takes the articles of other records into one's own.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "chancery/corrections.h"
#include "chancery/record.h"
#include "chancery/resolve.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/reader_version.h"
#include "cli/runs.h"
#include "cli/stored_work.h"

namespace chancery::cli {
namespace {

struct MergeOptions {
  std::vector<std::string> records;
  std::string record;
  unsigned threads = 1;
  double min_confidence = 0;
  std::vector<std::string> actors;
  TierOption tier;
};

// One text that stood or stands under an article's id, and the day of its publication as given or found.
struct Form {
  Article article;
  std::optional<Day> published;
};

// The order in which forms of one article are told; where the day does not tell, by their bytes, so that it does not
// matter who merges whose record.
bool is_earlier(const Form& one, const Form& other) {
  const auto key = [](const Form& form) {
    return std::tie(form.published, form.article.text, form.article.title, form.article.source, form.article.url,
                    form.article.extra_json);
  };
  return key(one) < key(other);
}

bool contains(const std::vector<Form>& forms, const Form& form) {
  return std::any_of(forms.begin(), forms.end(), [&](const Form& one) {
    return one.article.text == form.article.text && one.article.title == form.article.title;
  });
}

// All that stood under an article's id, what stands there last.
Result<std::vector<Form>> forms_of(Record& record, const RecordedArticle& recorded) {
  auto versions = record.versions(recorded.article.id);
  if (!versions) return std::unexpected(std::move(versions.error()));
  std::vector<Form> forms;
  for (ArticleVersion& version : *versions) {
    const auto day = version.article.date;
    forms.push_back({std::move(version.article), day});
  }
  forms.push_back({recorded.article, recorded.facts.date});
  return forms;
}

struct Counts {
  std::uint64_t added = 0, revised = 0, unchanged = 0, earlier = 0;
};

// The articles of one record that are to go into another, in the order of their publication.
class Joining {
 public:
  // `target` is for questions alone; another handle writes.
  Joining(Record& source, Record& target, std::vector<std::string> ids)
      : source_(&source), target_(&target), ids_(std::move(ids)) {}

  // All forms of an article come in one piece, the one that is to stand last.
  Result<std::vector<Article>> take() {
    std::vector<Article> articles;
    while (articles.size() < kStoredBatch && next_ < ids_.size()) {
      if (auto done = take_next(articles); !done) return std::unexpected(std::move(done.error()));
    }
    return articles;
  }

  // Whether the article's forms are given all anew, so that it must be taken out first: true once for each.
  bool begins_anew(const std::string& id) {
    const std::lock_guard lock(mutex_);
    return anew_.erase(id) > 0;
  }

  Counts counts;

 private:
  Result<void> take_next(std::vector<Article>& articles) {
    auto theirs = source_->article(ids_[next_++]);
    if (!theirs) {
      // It was listed a moment ago.
      if (theirs.error().code == ErrorCode::not_found) theirs.error().code = ErrorCode::record_failed;
      theirs.error().message = "a record to merge cannot be read: " + theirs.error().message;
      return std::unexpected(std::move(theirs.error()));
    }
    auto their_forms = forms_of(*source_, *theirs);
    if (!their_forms) return std::unexpected(std::move(their_forms.error()));
    std::vector<Form> our_forms;
    auto ours = target_->article(theirs->article.id);
    if (ours) {
      const auto same = target_->holds(theirs->article, ours->reader_version);
      if (!same) return std::unexpected(same.error());
      auto forms = forms_of(*target_, *ours);
      if (!forms) return std::unexpected(std::move(forms.error()));
      our_forms = std::move(*forms);
      const bool stands = *same || is_earlier(their_forms->back(), our_forms.back());
      const bool known = std::all_of(their_forms->begin(), their_forms->end(),
                                     [&](const Form& form) { return contains(our_forms, form); });
      if (stands && known) return ++counts.unchanged, Result<void>();
      ++(stands ? counts.earlier : counts.revised);
    } else if (ours.error().code != ErrorCode::not_found) {
      return std::unexpected(std::move(ours.error()));
    } else {
      ++counts.added;
    }
    if (our_forms.empty() && their_forms->size() == 1) {
      articles.push_back(std::move(theirs->article));
      return {};
    }
    if (ours) {
      const std::lock_guard lock(mutex_);
      anew_.insert(theirs->article.id);
    }
    // The form that stands in either record has more fields than the same one kept as an earlier version: it goes
    // first.
    std::vector<Form> all;
    for (auto* forms : {&our_forms, &*their_forms}) {
      if (!forms->empty()) all.push_back(forms->back());
    }
    if (all.size() == 2 && contains({all.front()}, all.back()))
      all.erase(is_earlier(all[0], all[1]) ? all.begin() : all.end() - 1);
    for (auto* forms : {&our_forms, &*their_forms}) {
      for (const Form& form : *forms) {
        if (!contains(all, form)) all.push_back(form);
      }
    }
    std::sort(all.begin(), all.end(), is_earlier);
    for (Form& form : all) articles.push_back(std::move(form.article));
    return {};
  }

  Record* source_;
  Record* target_;
  std::vector<std::string> ids_;
  std::size_t next_ = 0;
  std::mutex mutex_;
  std::set<std::string> anew_;
};

int run_merge(const MergeOptions& options) {
  const auto knowledge = load_knowledge(options.actors);
  if (!knowledge) return report(knowledge.error());
  const auto encoder = load_encoder(options.tier, options.threads);
  if (!encoder) return report(encoder.error());
  const std::string location = record_location(options.record);
  // All of them first: a slip in the last name changes nothing.
  std::vector<std::unique_ptr<Record>> sources;
  for (const std::string& name : options.records) {
    std::error_code ignored;
    if (std::filesystem::equivalent(name, location, ignored)) {
      return report({ErrorCode::bad_usage, "this is the record itself: name another one's", name, 0, 0, 0});
    }
    auto opened = Record::open(name, Record::Mode::foreign);
    if (!opened) {
      if (opened.error().code == ErrorCode::not_found) opened.error().code = ErrorCode::record_failed;
      return report(opened.error());
    }
    sources.push_back(std::move(*opened));
  }
  auto record = Record::open(location, Record::Mode::read_write);
  if (!record) return report(record.error());
  auto questions = Record::open(location, Record::Mode::read_only);
  if (!questions) return report(questions.error());
  if (auto begun = begin_run(**record, "merge"); !begun) return report(begun.error());

  const std::string version = reader_version(options.actors, options.min_confidence, encoder->get());
  const Interrupt interrupt;
  for (std::size_t i = 0; i < sources.size() && interrupt.signal() == 0; ++i) {
    auto ids = sources[i]->articles_about("", "");
    if (!ids) return report(ids.error());
    Joining joining(*sources[i], **questions, std::move(*ids));
    StoredWork work{
        record->get(), options.threads, *knowledge, ReaderOptions{options.min_confidence, *encoder}, {}, {}};
    work.take = [&] { return joining.take(); };
    work.put = [&](const Article& article, const Reading& reading) -> Result<void> {
      if (joining.begins_anew(article.id)) {
        if (auto out = (*record)->forget(article.id); !out) return std::unexpected(std::move(out.error()));
      }
      auto done = (*record)->add(article, reading, version);
      if (!done) return std::unexpected(std::move(done.error()));
      return {};
    };
    if (auto done = work_through(work, interrupt); !done) return report(done.error());
    std::fprintf(stderr, "chancery: %s: %llu added, %llu revised, %llu kept as earlier forms, %llu unchanged\n",
                 options.records[i].c_str(), static_cast<unsigned long long>(joining.counts.added),
                 static_cast<unsigned long long>(joining.counts.revised),
                 static_cast<unsigned long long>(joining.counts.earlier),
                 static_cast<unsigned long long>(joining.counts.unchanged));
  }
  if (interrupt.signal() == 0) {
    Reader reader(*knowledge, ReaderOptions{options.min_confidence, *encoder});
    if (auto resolved = resolve_people(**record, {&reader, 1}, version); !resolved) return report(resolved.error());
  }
  if (auto ended = (*record)->end_run(); !ended) return report(ended.error());
  auto done = (*record)->commit();
  if (!done) return report(done.error());
  auto corrections = Corrections::open(location);
  if (!corrections) return report(corrections.error());
  std::size_t taken = 0;
  for (const std::string& name : options.records) {
    const auto theirs = (*corrections)->add_from(name);
    if (!theirs) return report(theirs.error());
    taken += *theirs;
  }
  if (taken > 0) {
    std::fprintf(stderr, "chancery: %zu corrections taken over\n", taken);
    done = (*record)->commit();
    if (!done) return report(done.error());
  }
  std::fprintf(stderr, "chancery: %s is at version %llu\n", location.c_str(), static_cast<unsigned long long>(*done));
  if (interrupt.signal() != 0) {
    std::fprintf(stderr, "chancery: interrupted; what was taken so far is kept, merging again completes it\n");
    return interrupt.signal() == SIGTERM ? kTerminated : kInterrupted;
  }
  return kDone;
}

}  // namespace

void add_merge_command(CLI::App& app, Action& action) {
  add_command<MergeOptions>(
      app, action, "merge", "Takes the articles of other records into this one", "chancery merge colleague.db",
      [](CLI::App& command, MergeOptions& options) {
        command.add_option("record-to-take", options.records, "Records of others; they stay as they are")
            ->required()
            ->type_name("FILE");
        add_record_option(command, options.record);
        add_threads_option(command, options.threads);
        add_confidence_option(command, options.min_confidence);
        add_actors_option(command, options.actors);
        add_tier_option(command, options.tier);
      },
      run_merge);
}

}  // namespace chancery::cli
