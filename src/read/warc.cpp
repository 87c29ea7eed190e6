#include "read/warc.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

#include "read/limits.h"
#include "read/utf8.h"

namespace chancery::read {
namespace {

constexpr std::size_t kMaxHeaderBytes = std::size_t{1} << 20;

class TextStream final : public ByteStream {
 public:
  explicit TextStream(std::string bytes) : bytes_(std::move(bytes)), stream_(bytes_) {}
  Result<std::size_t> read(char* to, std::size_t size) override { return stream_.read(to, size); }
  [[nodiscard]] std::optional<std::uint64_t> seekable_size() const override { return bytes_.size(); }
  bool seek(std::uint64_t to) override { return stream_.seek(to); }

 private:
  std::string bytes_;
  MemoryStream stream_;
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

// The value of a header line, "" where there is none. `name` in lower case.
std::string_view field(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(line.size() + 1, head.size()));
    const std::size_t colon = line.find(':');
    if (colon == name.size() && lower(line.substr(0, colon)) == name) return trimmed(line.substr(colon + 1));
  }
  return {};
}

std::string charset_of(std::string_view content_type) {
  const std::string text = lower(content_type);
  const std::size_t found = text.find("charset=");
  if (found == std::string::npos) return {};
  std::string value = text.substr(found + 8, text.find(';', found) - found - 8);
  std::erase_if(value, [](char c) { return c == '"' || c == '\'' || c == ' '; });
  return value;
}

// Whether a server called it something that may hold an article; what it says nothing of may. Data for scripts (JSON)
// and the rules for crawlers are none.
bool may_hold_article(std::string_view content_type, std::string_view url) {
  const std::string type = lower(content_type);
  if (type.empty() || type.find("html") != std::string::npos || type.find("xml") != std::string::npos) return true;
  if (type.find("feed+json") != std::string::npos) return true;
  return type.starts_with("text/plain") && !url.ends_with("/robots.txt");
}

// RFC 9112, 7.1. What does not follow it is given as it is: some crawlers undo the encoding and leave the header.
std::string unchunked(std::string_view body) {
  std::string out;
  std::string_view rest = body;
  while (true) {
    std::size_t size = 0;
    const auto [end, trouble] = std::from_chars(rest.data(), rest.data() + rest.size(), size, 16);
    const std::size_t line = rest.find('\n');
    if (trouble != std::errc{} || end == rest.data() || line == std::string_view::npos)
      return out.empty() ? std::string(body) : out;
    if (size == 0) return out;
    rest.remove_prefix(line + 1);
    out += rest.substr(0, size);
    rest.remove_prefix(std::min(size, rest.size()));
    rest.remove_prefix(std::min(rest.find_first_not_of("\r\n"), rest.size()));
  }
}

class Warc final : public Container {
 public:
  explicit Warc(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)) {}

  Result<std::optional<Member>> next() override {
    while (true) {
      auto head = take_head();
      if (!head) return std::unexpected(std::move(head.error()));
      if (head->empty()) return std::nullopt;
      std::uint64_t size = 0;
      const std::string_view length = field(*head, "content-length");
      if (!head->starts_with("WARC/") ||
          std::from_chars(length.data(), length.data() + length.size(), size).ec != std::errc{}) {
        return std::unexpected(refusal(ErrorCode::malformed, "no WARC record where one should begin"));
      }
      const std::string type = lower(field(*head, "warc-type"));
      const bool wanted = type == "response" || type == "resource";
      Member member;
      member.name = field(*head, "warc-target-uri");
      // Version 1.0 had it in angle brackets.
      if (member.name.starts_with('<') && member.name.ends_with('>'))
        member.name = member.name.substr(1, member.name.size() - 2);
      if (first_bad_utf8(member.name) != member.name.size()) member.name.clear();  // RFC 3986 has ASCII alone
      member.origin.url = member.name;
      if (!wanted || size > kMaxDocumentBytes) {
        if (auto skipped = skip(size); !skipped) return std::unexpected(std::move(skipped.error()));
        if (!wanted) continue;
        member.refused = refusal(ErrorCode::too_large, "larger than 32 MiB");
        member.refused->size = size;
        return member;
      }
      if (auto filled = fill(static_cast<std::size_t>(size)); !filled)
        return std::unexpected(std::move(filled.error()));
      std::string block(bytes_.pending().substr(0, static_cast<std::size_t>(size)));
      bytes_.drop(block.size());
      if (type == "response" ? open_response(block, member) : open_resource(*head, block, member)) return member;
      ++passed_over_;
    }
  }

  [[nodiscard]] std::uint64_t passed_over() const noexcept override { return passed_over_; }

 private:
  static Error refusal(ErrorCode code, std::string message) {
    Error error;
    error.code = code;
    error.message = std::move(message);
    return error;
  }
  static Error cut_short() { return refusal(ErrorCode::truncated, "the web archive is cut short: get it again"); }

  // The header lines of the next record; "" at the end.
  Result<std::string> take_head() {
    std::size_t size = 4096;
    while (true) {
      const std::size_t blanks = bytes_.pending().find_first_not_of("\r\n");
      bytes_.drop(std::min(blanks, bytes_.pending().size()));
      const std::string_view all = bytes_.pending();
      const std::size_t dos = all.find("\r\n\r\n"), plain = all.find("\n\n");
      if (dos != std::string_view::npos || plain != std::string_view::npos) {
        const std::size_t behind = dos < plain ? dos + 4 : plain + 2;
        std::string head(all.substr(0, behind));
        bytes_.drop(behind);
        return head;
      }
      if (bytes_.at_end()) {
        if (all.empty()) return std::string();
        return std::unexpected(cut_short());
      }
      if (all.size() > kMaxHeaderBytes)
        return std::unexpected(refusal(ErrorCode::malformed, "a WARC record whose header does not end"));
      size = std::max(size, all.size() + 1);
      if (auto filled = bytes_.fill(size); !filled) return std::unexpected(std::move(filled.error()));
    }
  }

  Result<void> fill(std::size_t size) {
    while (bytes_.pending().size() < size) {
      if (bytes_.at_end()) return std::unexpected(cut_short());
      if (auto filled = bytes_.fill(size); !filled) return filled;
    }
    return {};
  }

  Result<void> skip(std::uint64_t size) {
    while (size > 0) {
      const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(size, 65536));
      if (auto filled = fill(step); !filled) return filled;
      bytes_.drop(step);
      size -= step;
    }
    return {};
  }

  static bool open_response(std::string_view block, Member& member) {
    if (!block.starts_with("HTTP/")) return false;
    const std::size_t space = block.find(' ');
    if (space == std::string_view::npos || block.substr(space + 1, 3) != "200") return false;
    const std::size_t dos = block.find("\r\n\r\n"), plain = block.find("\n\n");
    if (dos == std::string_view::npos && plain == std::string_view::npos) return false;
    const std::size_t behind = dos < plain ? dos + 4 : plain + 2;
    const std::string_view head = block.substr(0, behind), body = block.substr(behind);
    const std::string_view type = field(head, "content-type");
    if (body.empty() || !may_hold_article(type, member.name)) return false;
    member.origin.charset = charset_of(type);
    const bool chunked = lower(field(head, "transfer-encoding")).find("chunked") != std::string::npos;
    member.bytes = std::make_unique<TextStream>(chunked ? unchunked(body) : std::string(body));
    return true;
  }

  static bool open_resource(std::string_view head, std::string& block, Member& member) {
    const std::string_view type = field(head, "content-type");
    if (block.empty() || !may_hold_article(type, member.name) || !member.name.starts_with("http")) return false;
    member.origin.charset = charset_of(type);
    member.bytes = std::make_unique<TextStream>(std::move(block));
    return true;
  }

  InputBuffer bytes_;
  std::uint64_t passed_over_ = 0;
};

}  // namespace

std::unique_ptr<Container> open_warc(std::unique_ptr<ByteStream> bytes) {
  return std::make_unique<Warc>(std::move(bytes));
}

}  // namespace chancery::read
