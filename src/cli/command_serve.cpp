// `serve`: the record in the browser and over HTTP, until it is told to stop.
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "cli/answer_options.h"
#include "cli/command_serve.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/load_phrases.h"
#include "cli/options.h"
#include "cli/reader_version.h"
#include "cli/statistics_options.h"
#include "encoder/relation_encoder.h"
#include "knowledge/embedded.h"
#include "serve/server.h"
#include "text/hash.h"

namespace chancery::cli {
namespace {

struct ServeOptions {
  std::string record;
  std::string phrases;
  std::string statistics;
  std::vector<std::string> actor_files;
  serve::ServerOptions server;
  TierOption tier;
  bool allow_edit = false;
};

// Tells answers of this program from those of another version, or of the same with other tables.
std::string fingerprint(const ServeOptions& options) {
  std::string bytes;
  for (const knowledge::EmbeddedFile& file : knowledge::embedded_files()) {
    text::append_hashed_field(bytes, file.name);
    text::append_hashed_field(bytes, file.content);
  }
  for (const std::string& file : options.actor_files) text::append_hashed_field(bytes, file);
  text::append_hashed_field(bytes, options.phrases);
  text::append_hashed_field(bytes, CHANCERY_VERSION);
  text::append_hashed_field(bytes, Reader::version());
  text::append_hashed_field(bytes, options.tier.value_or("") + encoder::describe_build());
  return text::to_base32(text::hash(bytes), 8);
}

void wait_for(const Interrupt& interrupt) {
  pollfd raised{interrupt.descriptor(), POLLIN, 0};
  while (interrupt.signal() == 0 && ::poll(&raised, 1, -1) < 0) {
  }
}

int run_serve(const ServeOptions& options) {
  auto library = std::make_shared<serve::Library>();
  auto knowledge = load_knowledge(options.actor_files);
  if (!knowledge) return report(knowledge.error());
  library->knowledge = *std::move(knowledge);
  auto encoder = load_encoder(options.tier, options.server.threads);
  if (!encoder) return report(encoder.error());
  library->reader.encoder = *std::move(encoder);
  auto phrases = load_phrases(options.phrases);
  if (!phrases) return report(phrases.error());
  library->phrases = *std::move(phrases);
  library->record_location = record_location(options.record);
  library->fingerprint = fingerprint(options);
  library->statistics_location = statistics_location(options.statistics);
  library->may_edit = options.allow_edit;
  library->reader_version = reader_version(options.actor_files, 0, library->reader.encoder.get());
  auto headings = statistics::HeadingNames::load();
  if (!headings) return report(headings.error());
  library->headings = *std::move(headings);
  if (auto record = open_record(options.record); !record) return report(record.error());

  serve::ServerOptions server_options = options.server;
  if (const char* token = std::getenv("CHANCERY_TOKEN"); server_options.token.empty() && token != nullptr) {
    server_options.token = token;
  }
  Interrupt interrupt;
  auto server = serve::Server::start(server_options, library);
  if (!server) return report(server.error());
  std::fprintf(stderr, "chancery: %s is open at %s%s (Ctrl-C closes it)%s\n", library->record_location.c_str(),
               (*server)->address().c_str(), options.allow_edit ? " and may be edited there" : "",
               server_options.token.empty() ? "" : "; asks for the token");
  wait_for(interrupt);
  server->reset();
  std::fprintf(stderr, "chancery: closed\n");
  return kDone;
}

}  // namespace

void add_serve_command(CLI::App& app, Action& action) {
  add_command<ServeOptions>(
      app, action, "serve", "The record as a page in the browser, and an HTTP API",
      "chancery serve --port 8707\n  curl http://127.0.0.1:8707/api/v1/brief/KAZ/CHN",
      [](CLI::App& command, ServeOptions& options) {
        add_record_option(command, options.record);
        command.add_option("--port", options.server.port, "The port to listen on, 0 for any free one")
            ->type_name("N")
            ->capture_default_str();
        command
            .add_option("--host", options.server.host,
                        "The address to listen on; one that others can reach needs a token")
            ->type_name("ADDRESS")
            ->capture_default_str();
        command
            .add_option(
                "--token", options.server.token,
                "What who asks must show (better: CHANCERY_TOKEN in the environment, which no list of processes "
                "shows)")
            ->type_name("WORD");
        command
            .add_option("--allow-host", options.server.names,
                        "A host name under which the server may be asked; may be given again")
            ->type_name("NAME")
            ->allow_extra_args(false);
        command.add_flag("--allow-edit", options.allow_edit,
                         "Who may ask may also read articles into the record and say that findings are wrong");
        options.server.threads = std::max(4U, std::thread::hardware_concurrency());
        command.add_option("--threads", options.server.threads, "How many questions to answer at once")
            ->type_name("N")
            ->check(CLI::Range(1U, 256U))
            ->capture_default_str();
        command
            .add_option_function<unsigned>(
                "--patience", [&options](unsigned seconds) { options.server.patience = std::chrono::seconds(seconds); },
                "Seconds that a request may take to come whole (default: 30)")
            ->type_name("N")
            ->check(CLI::Range(1U, 3600U));
        add_statistics_option(command, options.statistics);
        add_actors_option(command, options.actor_files);
        add_tier_option(command, options.tier);
        command
            .add_option("--phrases", options.phrases, "A table of your own wordings, in the form of data/phrases.csv")
            ->type_name("FILE");
      },
      run_serve);
}

}  // namespace chancery::cli
