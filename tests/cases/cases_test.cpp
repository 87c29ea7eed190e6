// Runs every case file below tests/cases/. One test a file; the cases of a file are named in its messages.
//
// CHANCERY_CASES_MARKED=FOLDER makes it write each file there with what is missed or wrongly found marked as known; see
// tools/update_cases.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>

#include "cases/judge.h"

namespace chancery::cases {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = CHANCERY_SOURCE_DIR;

std::vector<std::string> case_files() {
  std::vector<std::string> files;
  const fs::path folder = kSource / "tests/cases";
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".case") files.push_back(fs::relative(entry.path(), folder).generic_string());
  }
  std::ranges::sort(files);
  return files;
}

// The tables take a while to load: once for all files with the same actors.
Reader& reader_with(const std::string& actors) {
  static std::map<std::string, Reader> readers;
  if (const auto known = readers.find(actors); known != readers.end()) return known->second;
  std::vector<fs::path> files;
  if (!actors.empty()) files.push_back(kSource / actors);
  auto knowledge = Knowledge::load(files);
  if (!knowledge) throw std::runtime_error(knowledge.error().to_string());
  return readers.emplace(actors, Reader(*knowledge)).first->second;
}

class CasesTest : public testing::TestWithParam<std::string> {};

TEST_P(CasesTest, FindsWhatIsExpected) {
  const auto file = read_case_file(kSource / "tests/cases" / GetParam(), kSource);
  ASSERT_TRUE(file) << file.error().to_string();
  std::string marked = file->common.empty() ? "" : file->common + "==\n";
  int known = 0;
  for (const Case& one : file->cases) {
    const auto expectations = parse_expectations(one.expected);
    ASSERT_TRUE(expectations) << GetParam() << ", " << one.id << ": " << expectations.error().message;
    const Verdict verdict = judge(one, *expectations, reader_with(one.actors).read(one.article));
    std::string complaints;
    for (const std::string& line : verdict.complaints) complaints += "\n  " + line;
    if (one.known.empty()) {
      EXPECT_TRUE(verdict.complaints.empty())
          << GetParam() << ", " << one.id << ": " << one.article.text.substr(0, 300) << complaints;
    } else {
      EXPECT_FALSE(verdict.complaints.empty()) << GetParam() << ", " << one.id << " passes: drop its '# known:' line";
      ++known;
      std::printf("known to be missed: %s, %s: %s\n", GetParam().c_str(), one.id.c_str(), one.known.c_str());
    }
    for (const Expectation& line : *expectations) {
      if (line.demand == Demand::known_miss || line.demand == Demand::known_extra) {
        std::printf("known: %s, %s: %s\n", GetParam().c_str(), one.id.c_str(), line.line.c_str());
      }
    }
    if (&one != &file->cases.front()) marked += "==\n";
    marked += one.preamble;
    for (const std::string& line : one.known.empty() ? verdict.marked : one.expected) marked += line + "\n";
  }
  RecordProperty("cases", static_cast<int>(file->cases.size()));
  RecordProperty("known", known);
  if (const char* folder = std::getenv("CHANCERY_CASES_MARKED")) {
    const fs::path path = fs::path(folder) / GetParam();
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << marked;
  }
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.substr(0, info.param.size() - 5);
  std::ranges::replace_if(name, [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, CasesTest, testing::ValuesIn(case_files()), name_of);

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The examples of the coding rules are cases, word for word.
TEST(CodingRulesTest, ExamplesAreTheCases) {
  const std::string rules = read_file(kSource / "docs/coding.md");
  std::size_t count = 0;
  for (const std::string& name : case_files()) {
    if (!name.starts_with("coding/")) continue;
    const auto file = read_case_file(kSource / "tests/cases" / name, kSource);
    ASSERT_TRUE(file) << file.error().to_string();
    for (const Case& one : file->cases) {
      ++count;
      std::string lines;
      for (const std::string& line : one.expected) {
        // What the program is known to miss is no less right, and what it wrongly finds no rule.
        if (line.starts_with("~ -")) continue;
        lines += "    " + (line.starts_with("~ ") ? line.substr(2) : line) + "\n";
      }
      const std::string text =
          "**" + one.id + "** (" + to_iso(one.article.date.value()) + ") " + one.article.text + "\n\n" + lines;
      EXPECT_NE(rules.find(text), std::string::npos) << "docs/coding.md lacks:\n" << text;
    }
  }
  EXPECT_EQ(count, 60U);
}

}  // namespace
}  // namespace chancery::cases
