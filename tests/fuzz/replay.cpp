// Runs a fuzz target on files instead of searching: every input that ever made it fail stays a test.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

void run_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  run(std::string(std::istreambuf_iterator<char>(stream), {}));
}

}  // namespace

// Arguments: files, and folders that need not exist.
int main(int count, char** arguments) {
  std::size_t files = 0;
  run({});
  for (const std::string& argument : std::vector<std::string>(arguments + 1, arguments + count)) {
    if (std::filesystem::is_regular_file(argument)) {
      run_file(argument);
      ++files;
    } else if (std::filesystem::is_directory(argument)) {
      for (const auto& entry : std::filesystem::directory_iterator(argument)) {
        if (!entry.is_regular_file()) continue;
        std::printf("%s\n", entry.path().filename().c_str());
        std::fflush(stdout);  // the name of the one that fails is the last line
        run_file(entry.path());
        ++files;
      }
    }
  }
  std::printf("%zu inputs\n", files);
  return 0;
}
