// A request and its answer, without the library that carries them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::serve {

struct Request {
  std::string method;                                       // as sent: "GET", "HEAD"
  std::string path;                                         // as sent, still percent-encoded, without query
  std::string query;                                        // as sent, without '?'
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case; only those that Server asks for
  std::string body;

  // "" where absent.
  [[nodiscard]] std::string_view header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
  }
};

// Immutable once made: one may be sent to several clients at once.
struct Answer {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::string gzip;  // the body compressed; "" where that was not worth it
  std::string etag;  // with quotes; "" none
  std::vector<std::pair<std::string, std::string>> headers;
  bool is_event_stream = false;  // the server goes on with server-sent events (event_hub.h)
};
using AnswerPtr = std::shared_ptr<const Answer>;

}  // namespace chancery::serve
