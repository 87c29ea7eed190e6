// A user's table of further actors, whatever stands in it, is taken or refused with file and line.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "chancery/knowledge.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("chancery-fuzz-actors-" + std::to_string(::getpid()) + ".csv");
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const auto knowledge = chancery::Knowledge::load({file});
  if (!knowledge && (knowledge.error().file.empty() || knowledge.error().message.empty())) std::abort();
  return 0;
}
