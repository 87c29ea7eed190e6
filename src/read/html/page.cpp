#include "read/html/page.h"

#include <algorithm>
#include <utility>

#include "read/html/gates.h"
#include "read/html/lines.h"
#include "read/html/main_text.h"
#include "read/html/metadata.h"
#include "read/html/page_date.h"
#include "read/html/plain_text.h"
#include "read/html/text_blocks.h"
#include "read/html/tree.h"

namespace chancery::read {
namespace {

constexpr std::uint32_t kGateLetters = 600;      // a page with less text than this is looked at for a gate
constexpr std::uint32_t kArticleLetters = 60;    // least text of what says that it is an article
constexpr std::uint32_t kUnnamedLetters = 140;   // least text of what does not
constexpr std::uint32_t kExcerptLetters = 2000;  // what is shown before a paywall is shorter than this
constexpr std::size_t kGateBytes = 65536;        // of the page's text that are looked at for a gate

Error refusal(ErrorCode code, std::string message, std::size_t size) {
  return {.code = code, .message = std::move(message), .size = size};
}

// All text of the page, also that of parts which scripts would show or hide, lowered.
std::string all_text(const html::Tree& tree) {
  std::vector<bool> skipped(tree.size(), false);
  for (html::NodeIndex index = 0; index < tree.size(); ++index) {
    if (tree[index].tag == LXB_TAG_SCRIPT) std::fill_n(skipped.begin() + index, tree[index].end - index, true);
  }
  std::string text = html::make_blocks(tree, skipped).text;
  text.resize(std::min(text.size(), kGateBytes));
  return html::plain_lower(text);
}

// Why a page that shows little text shows no more, if it says so.
std::optional<Error> gate_error(const html::Tree& tree, const html::Metadata& known, const html::MainText& main,
                                std::size_t size) {
  using html::GateKind;
  const html::GatePatterns& gates = html::GatePatterns::embedded();
  const std::string shown = html::plain_lower(main.text);
  const std::string page = all_text(tree);
  const std::string title = html::plain_lower(known.title);
  const bool little = main.letters < kArticleLetters;
  const auto told = [](const html::Gate& gate) { return " (told by the words \"" + gate.words + "\")"; };

  auto gate = gates.find(title + "\n" + shown, GateKind::robot);
  if (!gate && little) gate = gates.find(page, GateKind::robot);
  if (gate) {
    return refusal(ErrorCode::paywall,
                   "the page asks for a proof of being human instead of showing its text" + told(*gate) +
                       "; open it in a browser and save it again",
                   size);
  }
  // Nearly every page has a notice on cookies beside its text: a gate is one that has nothing else.
  gate = gates.find(little ? page : shown, GateKind::consent);
  if (gate && (little || gates.count(page, GateKind::consent) >= 2)) {
    return refusal(ErrorCode::paywall,
                   "the page asks for consent to cookies or terms instead of showing its text" + told(*gate) +
                       "; accept or refuse them in a browser and save the page again",
                   size);
  }
  gate = gates.find(title, GateKind::missing);
  if (!gate && little) gate = gates.find(page, GateKind::missing);
  if (gate) return refusal(ErrorCode::empty, "the page says that it was not found" + told(*gate), size);
  gate = gates.find(page, GateKind::paywall);
  if (gate && (little || main.sentences < 4)) {
    return refusal(ErrorCode::paywall,
                   "the page asks for a subscription or an account instead of showing its text" + told(*gate) +
                       "; log in and save it again",
                   size);
  }
  if (known.not_free && main.sentences < 3 && known.body.empty()) {
    return refusal(ErrorCode::paywall,
                   "the page shows only the beginning of a text that it says is not free (isAccessibleForFree); log in "
                   "and save it again",
                   size);
  }
  return std::nullopt;
}

// "Anna Vogel", "ANNA M. VOGEL": two to four words with capitals and nothing else.
bool is_name(std::string_view line) {
  int words = 0;
  for (std::size_t at = 0; at < line.size(); ++words) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    const char first = line[at];
    if (!((first >= 'A' && first <= 'Z') || (first & '\x80') != 0)) return false;
    at = end + 1;
  }
  return words >= 2 && words <= 4 && line.find_first_of("0123456789,:;|@&!?/()") == std::string_view::npos;
}

// "By Anna Vogel" among the lines at the head, else a name in an element that is named as a byline.
std::string author_in(const html::MainText& main) {
  for (const std::string& line : main.heads) {
    for (const std::string_view by : {"by ", "by: ", "par ", "von ", "por "}) {
      if (line.size() < by.size() + 4 || line.size() > 120 || !html::equal_ignoring_case(line.substr(0, by.size()), by))
        continue;
      const char first = line[by.size()];
      const bool name = (first >= 'A' && first <= 'Z') || (first & '\x80') != 0;
      if (!name) continue;
      if (std::string author = html::clean_author(line); !author.empty()) return author;
    }
  }
  for (const std::string& line : main.bylines) {
    if (is_name(line)) return line;
  }
  return {};
}

// A full date among the lines at the head: one that is said to be of publication, else one that is not said to be of an
// update, else any.
std::optional<Day> day_in(const std::vector<std::string>& heads) {
  std::optional<Day> plain, updated;
  for (const std::string& line : heads) {
    const std::string lower = html::plain_lower(line);
    const std::size_t update =
        std::min(lower.find("updated"), std::min(lower.find("modified"), lower.find("mis à jour")));
    const auto published = std::min(lower.find("published"), std::min(lower.find("posted"), lower.find("publié")));
    if (published != std::string::npos) {
      if (const auto day = html::find_day(std::string_view(line).substr(published))) return day;
    }
    const auto before = html::find_day(std::string_view(line).substr(0, update));
    if (!plain && before) plain = before;
    if (!updated && update != std::string::npos) updated = html::find_day(std::string_view(line).substr(update));
  }
  return plain ? plain : updated;
}

}  // namespace

Result<Page> read_page(std::string_view utf8, std::string_view url) {
  const auto tree = html::parse_tree(utf8);
  if (!tree) return std::unexpected(tree.error());
  html::Metadata known = html::read_metadata(*tree, url);
  html::MainText main = html::find_main_text(*tree, {.title = known.title, .author = known.author, .body = known.body});
  // Pages that scripts build: the text may stand in the metadata alone.
  if (known.body.size() > 250 && std::size_t{main.letters} * 5 < known.body.size() * 2) {
    main.text = known.body;
    main.letters = static_cast<std::uint32_t>(known.body.size());
    main.sentences = static_cast<std::uint32_t>(1 + std::count(main.text.begin(), main.text.end(), '\n'));
  }
  if (main.letters < kGateLetters) {
    if (auto error = gate_error(*tree, known, main, utf8.size())) return std::unexpected(std::move(*error));
  }
  if (main.text.empty() || main.letters < (known.is_article ? kArticleLetters : kUnnamedLetters)) {
    return std::unexpected(
        refusal(ErrorCode::empty,
                main.letters == 0 ? "the page has no main text; save it again after it has loaded, or hand in its text"
                                  : "the page has too little text to be a report (" + std::to_string(main.letters) +
                                        " letters); hand in its text if it is one",
                utf8.size()));
  }
  Page page;
  page.excerpt = main.letters < kExcerptLetters &&
                 html::GatePatterns::embedded().find(all_text(*tree), html::GateKind::paywall).has_value() &&
                 known.not_free;
  page.title = std::move(known.title);
  page.text = std::move(main.text);
  page.author = known.author.empty() ? author_in(main) : std::move(known.author);
  page.publisher = std::move(known.publisher);
  page.url = std::move(known.url);
  page.language = std::move(known.language);
  page.date = known.date;
  page.date_basis = std::move(known.date_basis);
  if (!page.date) {
    page.date = html::day_of_url(page.url);
    if (page.date) page.date_basis = "url";
  }
  if (!page.date) {
    page.date = day_in(main.heads);
    if (page.date) page.date_basis = "text";
  }
  return page;
}

}  // namespace chancery::read
