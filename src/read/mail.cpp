#include "read/mail.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "read/charset.h"
#include "read/extra_fields.h"
#include "read/html/page.h"
#include "read/page_article.h"

namespace chancery::read {
namespace {

struct Unref {
  void operator()(void* object) const noexcept { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : text; }

Owned<GMimeMessage> parse(std::string_view bytes) {
  static std::once_flag initialised;
  std::call_once(initialised, [] { g_mime_init(); });
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  return Owned<GMimeMessage>(g_mime_parser_construct_message(parser.get(), nullptr));
}

// The parts of a message in their order; those within multiparts too, but for what is sent as an attachment.
struct Leaf {
  GMimePart* part = nullptr;
  bool is_html = false;
  bool is_plain = false;
};

class Leaves {
 public:
  explicit Leaves(GMimeMessage* message) { collect(g_mime_message_get_mime_part(message), 0); }

  [[nodiscard]] const std::vector<Leaf>& all() const noexcept { return leaves_; }
  [[nodiscard]] bool encrypted() const noexcept { return encrypted_; }
  // The root of a page (RFC 2557, 5), else the first HTML and the first plain text.
  [[nodiscard]] const Leaf* first(bool html) const noexcept {
    for (const Leaf& leaf : leaves_) {
      if (html ? leaf.is_html : leaf.is_plain) return &leaf;
    }
    return nullptr;
  }

 private:
  // GMime itself bounds the depth of multiparts.
  void collect(GMimeObject* object, int depth) {
    if (object == nullptr || depth > 100) return;
    GMimeContentType* const type = g_mime_object_get_content_type(object);
    if (GMIME_IS_MULTIPART_ENCRYPTED(object)) {
      encrypted_ = true;
    } else if (GMIME_IS_MULTIPART(object)) {
      auto* const parts = reinterpret_cast<GMimeMultipart*>(object);
      const int count = g_mime_multipart_get_count(parts);
      for (int i = 0; i < count; ++i) collect(g_mime_multipart_get_part(parts, i), depth + 1);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
      GMimeMessage* const message = g_mime_message_part_get_message(reinterpret_cast<GMimeMessagePart*>(object));
      if (message != nullptr) collect(g_mime_message_get_mime_part(message), depth + 1);
    } else if (GMIME_IS_PART(object)) {
      Leaf leaf;
      leaf.part = reinterpret_cast<GMimePart*>(object);
      if (g_mime_content_type_is_type(type, "application", "pkcs7-mime")) encrypted_ = true;
      if (!g_mime_part_is_attachment(leaf.part)) {
        leaf.is_html = g_mime_content_type_is_type(type, "text", "html") ||
                       g_mime_content_type_is_type(type, "application", "xhtml+xml");
        leaf.is_plain = g_mime_content_type_is_type(type, "text", "plain");
      }
      leaves_.push_back(leaf);
    }
  }

  std::vector<Leaf> leaves_;
  bool encrypted_ = false;
};

std::string parameter(GMimePart* part, const char* name) {
  return text_or_empty(
      g_mime_content_type_get_parameter(g_mime_object_get_content_type(reinterpret_cast<GMimeObject*>(part)), name));
}

// The part's bytes, its transfer encoding undone.
std::string content_of(GMimePart* part) {
  GMimeDataWrapper* const wrapper = g_mime_part_get_content(part);
  if (wrapper == nullptr) return {};
  const Owned<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(wrapper, stream.get());
  const GByteArray* const bytes = g_mime_stream_mem_get_byte_array(reinterpret_cast<GMimeStreamMem*>(stream.get()));
  return bytes == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

std::string header(GMimeObject* object, const char* name) {
  return collapsed(text_or_empty(g_mime_object_get_header(object, name)));
}

bool is_url(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

// Undoes the soft line breaks of format=flowed (RFC 3676) and leaves the signature out.
std::string body_text(std::string_view text, bool flowed, bool delete_space) {
  std::string out;
  bool joins = false;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "-- ") break;
    if (flowed && line.starts_with(' ')) line.remove_prefix(1);
    if (!joins && !out.empty()) out += '\n';
    joins = flowed && line.ends_with(' ');
    if (joins && delete_space) line.remove_suffix(1);
    out += line;
  }
  const std::size_t first = out.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(" \t\r\n") + 1 - first);
}

Result<std::string> plain_text(const Leaf& leaf) {
  auto decoded = to_utf8(content_of(leaf.part), parameter(leaf.part, "charset"));
  if (!decoded) return std::unexpected(std::move(decoded.error()));
  return body_text(decoded->text, parameter(leaf.part, "format") == "flowed", parameter(leaf.part, "delsp") == "yes");
}

Result<std::string> html_text(const Leaf& leaf) {
  const std::string bytes = content_of(leaf.part);
  std::string charset = parameter(leaf.part, "charset");
  if (charset.empty()) charset = declared_charset(bytes);
  const auto decoded = to_utf8(bytes, charset);
  if (!decoded) return std::unexpected(decoded.error());
  return fragment_text(decoded->text);
}

std::string sender(GMimeMessage* message) {
  InternetAddressList* const from = g_mime_message_get_from(message);
  if (from == nullptr || internet_address_list_length(from) == 0) return {};
  return collapsed(text_or_empty(internet_address_get_name(internet_address_list_get_address(from, 0))));
}

std::optional<Day> date_of(GMimeMessage* message) {
  using namespace std::chrono;
  GDateTime* const time = g_mime_message_get_date(message);
  if (time == nullptr) return std::nullopt;
  int y = 0, m = 0, d = 0;
  g_date_time_get_ymd(time, &y, &m, &d);
  const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
  return date.ok() ? std::optional<Day>(Day(date)) : std::nullopt;
}

Error refusal(ErrorCode code, std::string message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  return error;
}

// The address from which a browser saved the page; "" for a mail.
std::string saved_from(GMimeMessage* message, const Leaf* html) {
  std::string url = header(reinterpret_cast<GMimeObject*>(message), "Snapshot-Content-Location");
  if (url.empty()) url = header(reinterpret_cast<GMimeObject*>(message), "Content-Location");
  if (url.empty() && html != nullptr) url = header(reinterpret_cast<GMimeObject*>(html->part), "Content-Location");
  return url;
}

}  // namespace

MailEnd mail_end(std::string_view bytes) {
  const std::size_t blank = std::min({bytes.find("\n\n"), bytes.find("\n\r\n"), bytes.size()});
  std::string head(bytes.substr(0, blank));
  std::transform(head.begin(), head.end(), head.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const std::size_t found = head.find("boundary=");
  if (head.find("multipart/") == std::string::npos || found == std::string::npos) return MailEnd::whole;
  std::string_view boundary = bytes.substr(found + 9, blank - found - 9);
  if (boundary.starts_with('"')) {
    boundary = boundary.substr(1, boundary.find('"', 1) - 1);
  } else {
    boundary = boundary.substr(0, boundary.find_first_of("; \t\r\n"));
  }
  if (boundary.empty() || bytes.rfind("--" + std::string(boundary) + "--") != std::string_view::npos)
    return MailEnd::whole;
  const Owned<GMimeMessage> message = parse(bytes);
  if (!message) return MailEnd::cut_in_text;
  const Leaves leaves(message.get());
  const Leaf* const html = leaves.first(true);
  const Leaf* const text = html != nullptr ? html : leaves.first(false);
  return text == nullptr || text == &leaves.all().back() ? MailEnd::cut_in_text : MailEnd::cut_behind_text;
}

Result<Article> read_mail(std::string_view bytes) {
  const Owned<GMimeMessage> message = parse(bytes);
  if (!message) return std::unexpected(refusal(ErrorCode::malformed, "no mail that can be read"));
  const Leaves leaves(message.get());
  const Leaf* const html = leaves.first(true);
  const Leaf* const plain = leaves.first(false);
  const std::string subject = collapsed(text_or_empty(g_mime_message_get_subject(message.get())));

  if (const std::string url = saved_from(message.get(), html); html != nullptr && !url.empty()) {
    auto article = read_page_article(content_of(html->part), parameter(html->part, "charset"), is_url(url) ? url : "");
    if (article && article->title.empty()) article->title = subject;
    return article;
  }
  if (html == nullptr && plain == nullptr) {
    return std::unexpected(leaves.encrypted()
                               ? refusal(ErrorCode::encrypted, "the mail is encrypted: save it decrypted")
                               : refusal(ErrorCode::empty, "there is no text in it, only attachments"));
  }
  Article article;
  if (plain != nullptr) {
    auto text = plain_text(*plain);
    if (text) {
      article.text = *std::move(text);
    } else if (html == nullptr) {
      return std::unexpected(std::move(text.error()));
    }
  }
  // Newsletters often carry a stub as their plain text ("Your program shows no HTML").
  if (html != nullptr) {
    auto text = html_text(*html);
    if (!text && plain == nullptr) return std::unexpected(std::move(text.error()));
    if (text && text->size() > 2 * article.text.size()) article.text = *std::move(text);
  }
  article.title = subject;
  article.source = sender(message.get());
  article.date = date_of(message.get());
  article.extra_json = extra_fields({{"message_id", text_or_empty(g_mime_message_get_message_id(message.get()))}});
  return article;
}

}  // namespace chancery::read
