// A statistics file in a folder of its own, for one test.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "chancery/statistics.h"

namespace chancery::testing {

class StatisticsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() / (std::string("chancery_") + test->test_suite_name() + "_" +
                                                        test->name() + "_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    static const auto knowledge = Knowledge::load().value();  // immutable: one for all tests
    knowledge_ = knowledge;
    reopen();
  }
  void TearDown() override {
    statistics_.reset();
    std::filesystem::remove_all(folder_);
  }

  void reopen() {
    statistics_.reset();
    auto opened = Statistics::open((folder_ / "statistics.db").string(), Statistics::Mode::read_write, *knowledge_);
    ASSERT_TRUE(opened) << opened.error().to_string();
    statistics_ = *std::move(opened);
  }

  std::string write(const std::string& name, const std::string& content) {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

  Result<LoadReport> try_load(const std::string& name, const std::string& content, std::optional<Day> date = {}) {
    return statistics_->load(write(name, content), {date});
  }

  LoadReport load(const std::string& name, const std::string& content, std::optional<Day> date = {}) {
    auto report = try_load(name, content, date);
    EXPECT_TRUE(report) << report.error().to_string();
    return report ? *report : LoadReport{};
  }

  std::shared_ptr<const ReporterSeries> series(const std::string& reporter, const std::string& partner) {
    auto found = statistics_->series(reporter, partner);
    EXPECT_TRUE(found) << found.error().to_string();
    return found ? *found : nullptr;
  }

  std::filesystem::path folder_;
  std::shared_ptr<const Knowledge> knowledge_;
  std::unique_ptr<Statistics> statistics_;
};

}  // namespace chancery::testing
