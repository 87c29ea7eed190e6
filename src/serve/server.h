// HTTP/1.1 over libmicrohttpd (docs/decisions/http.md): connections, limits, deadlines, headers that every answer has.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "chancery/error.h"
#include "serve/desk.h"

namespace chancery::serve {

struct ServerOptions {
  std::string host = "127.0.0.1";  // address to listen on; a name is looked up
  std::uint16_t port = 8707;       // 0: any free one
  std::string token;               // "" none; needed for an address that is not loopback
  std::vector<std::string> names;  // host names under which it may be asked
  unsigned threads = 4;            // that answer
  // A request must have come whole within this of the connection's opening or the last answer; an upload has a second
  // more for each 64 KiB, and so has an answer to be taken.
  std::chrono::seconds patience{30};
  std::size_t most_connections = 512;
};

// Runs from start() until it is destroyed. Thread rule: one thread holds it.
class Server {
 public:
  // Errors: those of Record::open(), bad_usage where the address cannot be had or a token is missing.
  [[nodiscard]] static Result<std::unique_ptr<Server>> start(const ServerOptions& options,
                                                             std::shared_ptr<const Library> library);
  // Takes no new connections, gives requests under way up to five seconds, then closes.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;
  // "http://127.0.0.1:8707/".
  [[nodiscard]] std::string address() const;

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace chancery::serve
