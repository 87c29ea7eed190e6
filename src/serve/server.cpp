#include "serve/server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <new>
#include <thread>

#include "serve/api.h"
#include "serve/event_hub.h"
#include "serve/exchange.h"
#include "serve/gate.h"
#include "serve/page.h"
#include "serve/target.h"
#include "serve/worker_pool.h"

namespace chancery::serve {
namespace {

constexpr std::size_t kMostTarget = 8 * 1024;
constexpr std::size_t kConnectionMemory = 32 * 1024;  // request line, headers and what is being sent
constexpr std::size_t kMostStreams = 64;
constexpr std::size_t kMostWaiting = 1024;       // requests in the queue; a browser's retry is better than a minute
constexpr std::size_t kMostUploads = 256 << 20;  // bytes of bodies held at a time
// Of a refused body: so many bytes are taken and thrown away before the answer. A client that is still sending when the
// connection is closed may never see the answer (RFC 9112, section 9.6).
constexpr std::size_t kMostDiscarded = 16 << 20;
constexpr std::chrono::seconds kRefusedPatience{3};
constexpr std::size_t kRefusedBytesPerSecond = 1 << 20;
constexpr std::size_t kSlowestBytesPerSecond = 64 << 10;
constexpr std::chrono::milliseconds kWatch{500};
constexpr int kKeepAliveTicks = 30;  // of kWatch between comments to those who listen
constexpr std::chrono::seconds kGrace{5};

constexpr auto kHeaders = std::to_array<const char*>({"host", "origin", "sec-fetch-site", "authorization", "cookie",
                                                      "accept", "accept-encoding", "content-type", "content-length",
                                                      "expect", "if-none-match", "x-file-name"});

// What every answer says to browsers (OWASP HTTP headers; CSP level 3). A document of ours may run scripts from here
// and talk to here, nothing else; an answer of the API may do nothing at all.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
// A brief as HTML brings its style sheet within it.
constexpr std::string_view kDocumentPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "sandbox allow-top-navigation-by-user-activation allow-popups";

Error usage_error(std::string message) { return Error{ErrorCode::bad_usage, std::move(message), {}, 0, 0, 0}; }

struct DaemonStop {
  void operator()(MHD_Daemon* daemon) const noexcept { MHD_stop_daemon(daemon); }
};

int descriptor_of(MHD_Connection* connection) {
  const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == nullptr ? -1 : info->connect_fd;
}

// The first address that a name stands for.
Result<sockaddr_storage> address_of(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (const int trouble = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found); trouble != 0) {
    return std::unexpected(usage_error("--host " + host + ": " + ::gai_strerror(trouble)));
  }
  sockaddr_storage address{};
  std::memcpy(&address, found->ai_addr, found->ai_addrlen);
  ::freeaddrinfo(found);
  return address;
}

bool is_loopback_address(const sockaddr_storage& address) {
  if (address.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    return (ntohl(v4.sin_addr.s_addr) >> 24U) == 127U;
  }
  return address.ss_family == AF_INET6 &&
         IN6_IS_ADDR_LOOPBACK(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr) != 0;
}

bool accepts_gzip(const Request& request) {
  const auto items = header_items(request.header("accept-encoding"));
  return std::find(items.begin(), items.end(), "gzip") != items.end();
}

// If-None-Match compares weakly (RFC 9110, 13.1.2).
bool has_it_already(const Request& request, const std::string& etag) {
  const std::string_view asked = request.header("if-none-match");
  if (etag.empty() || asked.empty()) return false;
  const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
  for (const std::string& item : header_items(asked)) {
    if (item == "*" || opaque(item) == opaque(etag)) return true;
  }
  return false;
}

}  // namespace

struct Server::State {
  State(const ServerOptions& given, std::shared_ptr<const Library> library)
      : options(given), api(library), hub(kMostStreams), gate(given.names, given.token) {}

  ServerOptions options;
  Api api;
  EventHub hub;
  Gate gate;
  Deadlines deadlines;
  std::unique_ptr<WorkerPool> pool;
  std::unique_ptr<Desk> watch_desk;
  std::atomic<std::size_t> open_exchanges{0};
  std::atomic<std::size_t> body_bytes{0};
  std::uint16_t port = 0;

  std::mutex stop_mutex;
  std::condition_variable stop_wake;
  bool stopping = false;
  std::thread watcher;

  std::unique_ptr<MHD_Daemon, DaemonStop> daemon;  // last: its callbacks use all of the above

  void watch();
  MHD_Result handle(Exchange& exchange, const char* method, const char* data, std::size_t* size);
  AnswerPtr first_look(Exchange& exchange, const char* method);
  AnswerPtr take_token(const Request& request);
  void hand_over(Exchange& exchange, std::string key);
  MHD_Result send(Exchange& exchange, const AnswerPtr& answer);
  MHD_Result send_stream(Exchange& exchange, const Answer& answer);
  void add_headers(MHD_Response* response, const Exchange& exchange, const Answer& answer) const;
  void give_time(MHD_Connection* connection, std::size_t bytes) {
    deadlines.set(descriptor_of(connection),
                  Clock::now() + options.patience + std::chrono::seconds(bytes / kSlowestBytesPerSecond));
  }
  // The answer stands; the body is still coming, and is thrown away.
  void refuse(Exchange& exchange, AnswerPtr answer, std::size_t bytes) {
    exchange.answer = std::move(answer);
    deadlines.set(descriptor_of(exchange.connection),
                  Clock::now() + kRefusedPatience + std::chrono::seconds(bytes / kRefusedBytesPerSecond));
  }
};

// The record's version, for those who listen; deadlines.
void Server::State::watch() {
  int ticks = 0;
  std::unique_lock lock(stop_mutex);
  while (!stop_wake.wait_for(lock, kWatch, [this] { return stopping; })) {
    lock.unlock();
    if (const auto version = watch_desk->summary().version()) hub.tell_version(*version);
    if (++ticks % kKeepAliveTicks == 0) hub.keep_alive();
    deadlines.cut(Clock::now());
    lock.lock();
  }
}

AnswerPtr Server::State::take_token(const Request& request) {
  auto form = query_parameters(request.body);
  std::string given;
  if (form) {
    for (const auto& [name, value] : *form) {
      if (name == "token") given = value;
    }
  }
  const auto word = gate.open_session(given);
  auto answer = std::make_shared<Answer>();
  answer->content_type = "text/html; charset=utf-8";
  if (!word) {
    answer->status = 401;
    answer->body = token_page(true);
    return answer;
  }
  answer->status = 303;
  answer->headers = {{"Location", "/"},
                     {"Set-Cookie", "chancery_session=" + *word + "; Path=/; HttpOnly; SameSite=Strict"},
                     {"Cache-Control", "no-store"}};
  return answer;
}

namespace {

// The length of the body as the client tells it; 0 where it does not. The library has refused what is no number.
std::size_t told_bytes(const Request& request) {
  const std::string_view length = request.header("content-length");
  std::size_t bytes = 0;
  std::from_chars(length.data(), length.data() + length.size(), bytes);
  return bytes;
}

AnswerPtr too_large(const Exchange& exchange) {
  return answer_of(Problem{413, "too-large",
                           "the body is larger than the " + std::to_string(exchange.body_limit) + " bytes allowed here",
                           ""});
}

}  // namespace

// Before a body is taken: who asks, how, and how much he wants to send. Null where he may go on.
AnswerPtr Server::State::first_look(Exchange& exchange, const char* method) {
  Request& request = exchange.request;
  request.method = method;
  for (const char* name : kHeaders) {
    if (const char* value = MHD_lookup_connection_value(exchange.connection, MHD_HEADER_KIND, name)) {
      request.headers.emplace(name, value);
    }
  }
  if (request.path.size() + request.query.size() > kMostTarget) {
    return answer_of(Problem{414, "too-large", "the address is longer than 8 KiB", ""});
  }
  const bool brings_token = gate.asks_for_token() && request.path == "/token" && request.method == "POST";
  if (auto problem = gate.check(request)) {
    if (!(problem->status == 401 && brings_token)) {
      const auto accepted = header_items(request.header("accept"));
      if (problem->status != 401 || std::find(accepted.begin(), accepted.end(), "text/html") == accepted.end()) {
        return answer_of(*problem);
      }
      auto form = std::make_shared<Answer>();
      form->status = 401;
      form->content_type = "text/html; charset=utf-8";
      form->body = token_page(false);
      return form;
    }
  }
  exchange.body_limit = api.body_limit(request);
  const std::size_t bytes = told_bytes(request);
  if (bytes > exchange.body_limit) return too_large(exchange);
  if (bytes > 0 && body_bytes.load() + bytes > kMostUploads) {
    return answer_of(Problem{503, "busy", "too much is being sent at once: try again", "", {{"Retry-After", "5"}}});
  }
  if (bytes > 0) give_time(exchange.connection, bytes);
  return nullptr;
}

void Server::State::hand_over(Exchange& exchange, std::string key) {
  deadlines.clear(descriptor_of(exchange.connection));
  exchange.handed_over = true;
  MHD_suspend_connection(exchange.connection);
  // The exchange lives on while its connection is suspended.
  const bool taken = pool->submit(
      key, [this, &exchange](Desk& desk) { return api.answer(desk, exchange.request); },
      [&exchange](AnswerPtr answer) {
        exchange.answer = std::move(answer);
        MHD_resume_connection(exchange.connection);
      });
  if (!taken) {
    exchange.answer =
        answer_of(Problem{503, "busy", "too many questions are waiting: try again", "", {{"Retry-After", "5"}}});
    MHD_resume_connection(exchange.connection);
  }
}

MHD_Result Server::State::handle(Exchange& exchange, const char* method, const char* data, std::size_t* size) {
  if (exchange.answered) return MHD_NO;
  if (!exchange.checked) {
    exchange.checked = true;
    AnswerPtr refused = first_look(exchange, method);
    if (!refused) return MHD_YES;
    const std::size_t bytes = told_bytes(exchange.request);
    const bool waits = !exchange.request.header("expect").empty();  // for our leave to send
    if (bytes == 0 || bytes > kMostDiscarded || waits) return send(exchange, refused);
    refuse(exchange, std::move(refused), bytes);
    return MHD_YES;
  }
  if (*size > 0) {
    if (!exchange.answer && exchange.request.body.size() + *size > exchange.body_limit) {
      refuse(exchange, too_large(exchange), 0);  // sent in chunks, without a length
    }
    if (exchange.answer) {
      exchange.discarded += *size;
      if (exchange.discarded > kMostDiscarded) return MHD_NO;
      *size = 0;
      return MHD_YES;
    }
    exchange.request.body.append(data, *size);
    body_bytes += *size;
    *size = 0;
    return MHD_YES;
  }
  if (exchange.answer) return send(exchange, exchange.answer);
  if (exchange.handed_over) return MHD_YES;
  if (gate.asks_for_token() && exchange.request.path == "/token" && exchange.request.method == "POST") {
    return send(exchange, take_token(exchange.request));
  }
  Plan plan = api.plan(exchange.request);
  if (plan.answer) return send(exchange, plan.answer);
  hand_over(exchange, std::move(plan.key));
  return MHD_YES;
}

void Server::State::add_headers(MHD_Response* response, const Exchange& exchange, const Answer& answer) const {
  const auto add = [response](const char* name, std::string_view value) {
    MHD_add_response_header(response, name, std::string(value).c_str());
  };
  if (!answer.content_type.empty()) add("Content-Type", answer.content_type);
  const bool is_page = !exchange.request.path.starts_with("/api/v1/");
  add("Content-Security-Policy", is_page ? kPagePolicy : kDocumentPolicy);
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("X-Frame-Options", "DENY");
  add("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  if (!answer.etag.empty()) add("ETag", answer.etag);
  if (!answer.is_event_stream) add("Vary", "Accept, Accept-Encoding");
  for (const auto& [name, value] : answer.headers) add(name.c_str(), value);
}

MHD_Result Server::State::send(Exchange& exchange, const AnswerPtr& answer) {
  exchange.answered = true;
  if (answer->is_event_stream && exchange.request.method == "GET") return send_stream(exchange, *answer);
  const bool known = answer->status == 200 && has_it_already(exchange.request, answer->etag);
  const bool zipped = !known && !answer->gzip.empty() && accepts_gzip(exchange.request);
  static const std::string kNothing;
  const std::string& body = known ? kNothing : zipped ? answer->gzip : answer->body;
  // The response keeps the answer alive while it is being sent.
  auto held = std::make_unique<AnswerPtr>(answer);
  MHD_Response* response = MHD_create_response_from_buffer_with_free_callback_cls(
      body.size(), const_cast<char*>(body.data()), [](void* kept) { delete static_cast<AnswerPtr*>(kept); },
      held.get());
  if (response == nullptr) return MHD_NO;
  [[maybe_unused]] AnswerPtr* released = held.release();
  add_headers(response, exchange, *answer);
  if (zipped) MHD_add_response_header(response, "Content-Encoding", "gzip");
  give_time(exchange.connection, body.size());
  const MHD_Result queued =
      MHD_queue_response(exchange.connection, known ? 304U : static_cast<unsigned>(answer->status), response);
  MHD_destroy_response(response);
  return queued;
}

namespace {

// What the library holds while it sends a stream.
struct StreamPull {
  std::shared_ptr<EventStream> stream;
  EventHub* hub;
  MHD_Connection* connection;
};

ssize_t pull_stream(void* given, std::uint64_t, char* buffer, std::size_t most) noexcept {
  auto& pull = *static_cast<StreamPull*>(given);
  try {
    std::string out;
    if (!pull.stream->pull(out, most, [&pull] { MHD_suspend_connection(pull.connection); })) {
      return MHD_CONTENT_READER_END_OF_STREAM;
    }
    std::memcpy(buffer, out.data(), out.size());
    return static_cast<ssize_t>(out.size());
  } catch (...) {
    return MHD_CONTENT_READER_END_WITH_ERROR;
  }
}

}  // namespace

MHD_Result Server::State::send_stream(Exchange& exchange, const Answer& answer) {
  auto stream = hub.open();
  if (!stream) {
    return send(exchange,
                answer_of(Problem{503, "busy", "too many pages listen already", "", {{"Retry-After", "30"}}}));
  }
  MHD_Connection* connection = exchange.connection;
  stream->on_wake([connection] { MHD_resume_connection(connection); });
  exchange.stream = stream;
  auto pull = std::make_unique<StreamPull>(StreamPull{stream, &hub, connection});
  constexpr std::size_t kBlock = 1024;
  MHD_Response* response = MHD_create_response_from_callback(
      MHD_SIZE_UNKNOWN, kBlock, pull_stream, pull.get(), [](void* given) { delete static_cast<StreamPull*>(given); });
  if (response == nullptr) return MHD_NO;
  [[maybe_unused]] StreamPull* released = pull.release();
  add_headers(response, exchange, answer);
  deadlines.clear(descriptor_of(connection));
  const MHD_Result queued = MHD_queue_response(connection, MHD_HTTP_OK, response);
  MHD_destroy_response(response);
  return queued;
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, std::shared_ptr<const Library> library) {
  auto address = address_of(options.host, options.port);
  if (!address) return std::unexpected(std::move(address.error()));
  if (!is_loopback_address(*address) && options.token.empty()) {
    return std::unexpected(usage_error(
        "--host " + options.host +
        " can be reached from other machines: choose a token (--token, or better CHANCERY_TOKEN in the environment; "
        "`openssl rand -hex 16` makes one) that they must show"));
  }
  auto state = std::make_unique<Server::State>(options, library);
  std::vector<std::unique_ptr<Desk>> desks;
  for (unsigned at = 0; at <= std::max(1U, options.threads); ++at) {
    auto desk = Desk::open(library);
    if (!desk) return std::unexpected(std::move(desk.error()));
    desks.push_back(*std::move(desk));
  }
  state->watch_desk = std::move(desks.back());
  desks.pop_back();
  if (const auto version = state->watch_desk->summary().version()) state->hub.tell_version(*version);
  state->pool = std::make_unique<WorkerPool>(std::move(desks), kMostWaiting);

  using ServerState = Server::State;
  const auto on_target = +[](void*, const char* target, MHD_Connection* connection) -> void* {
    auto* exchange = new (std::nothrow) Exchange;  // deleted in on_completed
    if (exchange == nullptr) return nullptr;
    const std::string_view whole(target);
    const std::size_t mark = std::min(whole.find('?'), whole.size());
    exchange->request.path = whole.substr(0, mark);
    exchange->request.query = whole.substr(std::min(mark + 1, whole.size()));
    exchange->connection = connection;
    return exchange;
  };
  const auto on_request = +[](void* given, MHD_Connection*, const char*, const char* method, const char*,
                              const char* data, std::size_t* size, void** context) -> MHD_Result {
    if (*context == nullptr) return MHD_NO;
    auto& server = *static_cast<ServerState*>(given);
    auto& exchange = *static_cast<Exchange*>(*context);
    if (!exchange.checked) ++server.open_exchanges;
    try {
      return server.handle(exchange, method, data, size);
    } catch (...) {
      return MHD_NO;  // no memory: this connection ends
    }
  };
  const auto on_completed =
      +[](void* given, MHD_Connection* connection, void** context, MHD_RequestTerminationCode) -> void {
    auto& server = *static_cast<ServerState*>(given);
    const std::unique_ptr<Exchange> exchange(static_cast<Exchange*>(*context));
    *context = nullptr;
    if (!exchange) return;
    if (exchange->stream) server.hub.close(exchange->stream);
    if (exchange->checked) --server.open_exchanges;
    server.body_bytes -= exchange->request.body.size();
    server.give_time(connection, 0);  // for the next request
  };
  const auto on_connection =
      +[](void* given, MHD_Connection* connection, void**, MHD_ConnectionNotificationCode what) -> void {
    auto& server = *static_cast<ServerState*>(given);
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
      server.give_time(connection, 0);
    } else {
      server.deadlines.remove(descriptor_of(connection));
    }
  };
  unsigned flags =
      static_cast<unsigned>(MHD_USE_EPOLL_INTERNAL_THREAD) | static_cast<unsigned>(MHD_ALLOW_SUSPEND_RESUME);
  if (address->ss_family == AF_INET6) flags |= static_cast<unsigned>(MHD_USE_IPv6);
  state->daemon.reset(MHD_start_daemon(flags, options.port, nullptr, nullptr, on_request, state.get(),                //
                                       MHD_OPTION_SOCK_ADDR, &*address,                                               //
                                       MHD_OPTION_CONNECTION_LIMIT, static_cast<unsigned>(options.most_connections),  //
                                       MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionMemory,                         //
                                       MHD_OPTION_CONNECTION_TIMEOUT,
                                       static_cast<unsigned>(options.patience.count()),           //
                                       MHD_OPTION_STRICT_FOR_CLIENT, 1,                           //
                                       MHD_OPTION_URI_LOG_CALLBACK, on_target, state.get(),       //
                                       MHD_OPTION_NOTIFY_COMPLETED, on_completed, state.get(),    //
                                       MHD_OPTION_NOTIFY_CONNECTION, on_connection, state.get(),  //
                                       MHD_OPTION_END));
  if (!state->daemon) {
    return std::unexpected(usage_error("cannot listen on " + options.host + " port " + std::to_string(options.port) +
                                       ": " + std::strerror(errno) + "; choose another with --port, 0 for any"));
  }
  const MHD_DaemonInfo* info = MHD_get_daemon_info(state->daemon.get(), MHD_DAEMON_INFO_BIND_PORT);
  state->port = info == nullptr ? options.port : info->port;
  state->watcher = std::thread([raw = state.get()] { raw->watch(); });
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::~Server() {
  State& state = *state_;
  const MHD_socket listening = MHD_quiesce_daemon(state.daemon.get());
  state.hub.stop();
  const auto until = Clock::now() + kGrace;
  while (state.open_exchanges.load() > 0 && Clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  {
    const std::lock_guard lock(state.stop_mutex);
    state.stopping = true;
  }
  state.stop_wake.notify_all();
  if (state.watcher.joinable()) state.watcher.join();
  state.pool->stop();  // resumes every connection that waits for an answer
  state.daemon.reset();
  if (listening != MHD_INVALID_SOCKET) ::close(listening);
}

std::uint16_t Server::port() const noexcept { return state_->port; }

std::string Server::address() const {
  const std::string& host = state_->options.host;
  const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return "http://" + shown + ":" + std::to_string(port()) + "/";
}

}  // namespace chancery::serve
