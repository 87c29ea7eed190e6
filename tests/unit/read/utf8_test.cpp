#include "read/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace chancery::read {
namespace {

TEST(Utf8, AcceptsWhatIsWellFormed) {
  for (const std::string text : {"", "plain", "caf\xC3\xA9", "\xE2\x82\xAC 5", "\xF0\x9F\x98\x80", "\xEF\xBF\xBD",
                                 "\xF4\x8F\xBF\xBF", "\xEF\xBB\xBF"}) {
    EXPECT_EQ(first_bad_utf8(text), text.size()) << text;
  }
}

TEST(Utf8, GivesTheOffsetOfTheFirstBadSequence) {
  // Overlong forms, surrogates, beyond U+10FFFF, lone and missing continuations; each at every place within a block of
  // eight bytes.
  for (const std::string bad :
       {"\x80", "\xFF", "\xC3", "\xC3(", "\xC0\x80", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xE2\x82",
        "\xF0\x80\x80\xAF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF0\x9F\x98"}) {
    for (std::size_t before = 0; before < 20; ++before) {
      EXPECT_EQ(first_bad_utf8(std::string(before, 'a') + bad + "tail of the text"), before) << before;
      EXPECT_EQ(first_bad_utf8(std::string(before, 'a') + bad), before) << before;
    }
  }
}

}  // namespace
}  // namespace chancery::read
