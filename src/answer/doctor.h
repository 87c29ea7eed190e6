// What the program is made of and what is missing: versions, models, tables, the record.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "answer/render.h"
#include "chancery/knowledge.h"
#include "chancery/record.h"

namespace chancery::answer {

struct ModelInfo {
  std::string name;  // "relation-linear.bin"
  std::size_t bytes = 0;
  std::string fingerprint;  // FNV-1a, 64 bits, in hexadecimal: tells two builds' models apart
};

struct Diagnosis {
  std::string version;
  std::string reader_version;
  std::vector<std::pair<std::string, std::string>> build;      // "build type", "Release"; "sanitizers", "none" ...
  std::vector<std::pair<std::string, std::string>> libraries;  // name and version, of those in use at run time
  std::vector<ModelInfo> models;
  std::vector<TableInfo> tables;
  std::string configuration_file;  // where it is, or would be, read from; "" where none shall be read
  bool configuration_found = false;
  std::size_t settings = 0;  // lines of it that set something
  std::string record_location;
  std::optional<RecordStatistics> record;
  std::string record_trouble;        // why there is none
  std::vector<std::string> missing;  // one sentence each
};

// All but the record; `knowledge` gives the tables.
[[nodiscard]] Diagnosis diagnose(const Knowledge& knowledge);

[[nodiscard]] std::string render_diagnosis_text(const Diagnosis& diagnosis, const TextStyle& style);
[[nodiscard]] std::string render_diagnosis_json(const Diagnosis& diagnosis);

}  // namespace chancery::answer
