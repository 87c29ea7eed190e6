// Mails and pages saved as MHTML (RFC 5322, 2045, 2557), by GMime.
#pragma once

#include <cstdint>
#include <string_view>

#include "chancery/article.h"
#include "chancery/error.h"

namespace chancery::read {

// Whether all of a message is there, told by the delimiter that ends its parts (RFC 2046, 5.1.1).
enum class MailEnd : std::uint8_t { whole, cut_in_text, cut_behind_text };
[[nodiscard]] MailEnd mail_end(std::string_view bytes);

// A page that a browser saved: its main text as read_page() finds it; the date that the browser writes is that of
// saving and is not used. A mail: its plain text, or its HTML where that says more; Subject, Date and From are title,
// date and source. Errors: those of read_page(), empty (attachments alone), encrypted, bad_encoding.
[[nodiscard]] Result<Article> read_mail(std::string_view bytes);

}  // namespace chancery::read
