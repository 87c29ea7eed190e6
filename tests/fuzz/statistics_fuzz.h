// What the targets for official data share: a file whose beginning is given, so that the search spends its time on
// rows, is parsed into nothing; it must be taken or refused with a reason, and every cell must be a finite number.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "chancery/knowledge.h"
#include "statistics/parse.h"

namespace chancery::fuzz {

inline int parse_file(std::string_view head, const std::uint8_t* data, std::size_t size) {
  static const auto knowledge = Knowledge::load().value();
  static const auto partners = statistics::PartnerCodes::load(*knowledge).value();
  std::string bytes(head);
  bytes.append(reinterpret_cast<const char*>(data), size);
  statistics::Ingest ingest(
      "input", partners, [](std::string_view, std::string_view, std::optional<Day>) { return 1U; },
      [](statistics::Blocks& blocks) {
        for (const auto& [key, cells] : blocks) {
          const auto back = statistics::decode_cells(statistics::encode_cells(cells));
          if (!back || back->size() != cells.size()) std::abort();
          for (const statistics::BlockCell& cell : cells) {
            if (!std::isfinite(cell.value) || cell.value < 0) std::abort();
          }
          if (key.period.months < 1) std::abort();
        }
      });
  const auto input = statistics::memory_input(bytes);
  const auto parsed = statistics::parse_statistics(*input, "input", Day{}, ingest);
  if (!parsed && (parsed.error().message.empty() || parsed.error().file.empty())) std::abort();
  if (parsed) ingest.finish();
  for (const auto& [error, count] : ingest.report().refused) {
    if (error.message.empty() || count == 0) std::abort();
  }
  return 0;
}

}  // namespace chancery::fuzz
