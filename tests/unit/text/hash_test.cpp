#include "text/hash.h"

#include <gtest/gtest.h>

namespace chancery::text {
namespace {

// Ids stand in records and in other people's notes: these must never change.
TEST(Hash, IsTheSameForEver) {
  EXPECT_EQ(to_hex(hash("")), "99aa06d3014798d86001c324468d497f");  // XXH3-128 of nothing, as xxhsum -H2 prints it
  EXPECT_EQ(to_hex(hash("abc")), "06b05ab6733a618578af5f94892f3950");
  EXPECT_EQ(to_base32(hash("abc"), 10).size(), 10U);
}

TEST(Hash, Base32CutsTheBitsInOrder) {
  Hash zeros{};
  EXPECT_EQ(to_base32(zeros, 10), "0000000000");
  Hash ones{};
  ones.fill(0xFF);
  EXPECT_EQ(to_base32(ones, 25), std::string(25, 'Z'));
  Hash first{};
  first[0] = 0b00001'000;
  first[1] = 0b10'00000'0;
  EXPECT_EQ(to_base32(first, 4), "1200");
}

TEST(Hash, FieldsDoNotBlur) {
  std::string left, right;
  append_hashed_field(left, "ab");
  append_hashed_field(left, "c");
  append_hashed_field(right, "a");
  append_hashed_field(right, "bc");
  EXPECT_NE(left, right);
}

}  // namespace
}  // namespace chancery::text
