// What a worker answers with: the record, opened for it alone, and what all share.
#pragma once

#include <memory>
#include <string>

#include "answer/phrases.h"
#include "answer/wording.h"
#include "chancery/error.h"
#include "chancery/knowledge.h"
#include "chancery/reader.h"
#include "chancery/record.h"
#include "chancery/statistics.h"
#include "record/summary.h"
#include "statistics/heading_names.h"

namespace chancery::serve {

// Immutable after it was made, shared by all threads.
struct Library {
  std::shared_ptr<const Knowledge> knowledge;
  ReaderOptions reader;  // of posted texts
  answer::Phrases phrases;
  statistics::HeadingNames headings;
  std::string record_location;
  std::string statistics_location;  // there need not be any
  std::string fingerprint;          // of the program with its tables: answers of another program have other ETags
  bool may_edit = false;
  std::string reader_version;  // of what is read here (Record::add())
};

// Thread rule: one for each thread.
class Desk {
 public:
  // Errors as Record::open().
  [[nodiscard]] static Result<std::unique_ptr<Desk>> open(std::shared_ptr<const Library> library);

  [[nodiscard]] const Library& library() const noexcept { return *library_; }
  [[nodiscard]] const Knowledge& knowledge() const noexcept { return *library_->knowledge; }
  [[nodiscard]] const answer::Wording& wording() const noexcept { return wording_; }
  [[nodiscard]] Record& record() noexcept { return *record_; }
  [[nodiscard]] record::Summary& summary() noexcept { return *summary_; }
  // The official statistics; null where there are none. Opened anew when another program has changed them.
  [[nodiscard]] Result<Statistics*> statistics();
  // What answers rest on: the record's version, and a stamp of the statistics ("50" or "50.1K8M2").
  [[nodiscard]] Result<std::string> edition();
  [[nodiscard]] Reader& reader() noexcept { return reader_; }

 private:
  Desk(std::shared_ptr<const Library> library, std::unique_ptr<Record> record,
       std::unique_ptr<record::Summary> summary);
  std::shared_ptr<const Library> library_;
  std::unique_ptr<Record> record_;
  std::unique_ptr<record::Summary> summary_;
  std::unique_ptr<Statistics> statistics_;
  std::string statistics_stamp_;  // of the file as it was opened
  answer::Wording wording_;
  Reader reader_;
};

}  // namespace chancery::serve
