// Mails, saved pages and mailboxes.
#include "raw_articles.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chancery::read;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  cut_and_make(cut_whole(cutter_input(bytes), RawKind::mail));
  cut_and_make(cut_mailbox(cutter_input(bytes)));
  return 0;
}
