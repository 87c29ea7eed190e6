#include "read/cutter_base.h"
#include "read/limits.h"

namespace chancery::read {
namespace {

class LineCutter final : public CutterBase {
 public:
  explicit LineCutter(CutterInput input) : CutterBase(std::move(input)) {}

  [[nodiscard]] bool waits() override {
    return !bytes().ready() && bytes().pending().find('\n', searched_) == std::string_view::npos;
  }

  // The complete lines that are pending.
  Result<bool> take(Chunk& chunk) override {
    std::size_t end = 0;  // behind the last line break
    while (true) {
      const std::size_t found = bytes().pending().substr(searched_).rfind('\n');
      if (found != std::string_view::npos) {
        end = searched_ + found + 1;
        break;
      }
      searched_ = bytes().pending().size();
      if (bytes().at_end()) {
        end = searched_;
        break;
      }
      if (skipping_size_ != 0 || searched_ > kMaxArticleBytes) {
        skipping_size_ += searched_;
        bytes().drop(searched_);
        searched_ = 0;
      }
      if (auto filled = bytes().fill(bytes().pending().size() + 1); !filled) return failed(filled.error(), line_);
    }
    std::string_view rest = bytes().pending().substr(0, end);
    const bool last = bytes().at_end() && end == bytes().pending().size();
    while (!rest.empty() || (last && skipping_size_ != 0)) {
      const std::size_t size = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, size);
      if (line.ends_with('\r')) line.remove_suffix(1);
      const std::uint64_t whole_size = skipping_size_ + line.size();
      if (whole_size > kMaxArticleBytes) {
        refuse(chunk, ErrorCode::too_large,
               "a line of " + std::to_string(whole_size) + " bytes: an article may have 8 MiB", line_, whole_size);
      } else if (line.find_first_not_of(" \t") != std::string_view::npos) {
        add(chunk, RawKind::json, line, line_);
      }
      skipping_size_ = 0;
      ++line_;
      rest.remove_prefix(std::min(size + 1, rest.size()));
    }
    bytes().drop(end);
    searched_ = 0;
    return !last;
  }

 private:
  std::size_t searched_ = 0;         // pending bytes known to hold no line break
  std::uint64_t line_ = 1;           // of the first pending byte
  std::uint64_t skipping_size_ = 0;  // bytes of an oversized line that have been dropped; 0: no such line
};

}  // namespace

std::unique_ptr<Cutter> cut_lines(CutterInput input) { return std::make_unique<LineCutter>(std::move(input)); }

}  // namespace chancery::read
