#include "statistics/partner_codes.h"

#include <gtest/gtest.h>

namespace chancery::statistics {
namespace {

TEST(PartnerCodes, KnowWhereComtradeDiffersFromIso) {
  const auto knowledge = Knowledge::load();
  ASSERT_TRUE(knowledge);
  const auto codes = PartnerCodes::load(**knowledge);
  ASSERT_TRUE(codes) << codes.error().to_string();
  const std::pair<int, const char*> kExpected[] = {
      {842, "USA"}, {251, "FRA"}, {757, "CHE"}, {579, "NOR"}, {699, "IND"}, {490, "TWN"}, {398, "KAZ"}, {156, "CHN"},
      {643, "RUS"}, {0, "WLD"},   {97, "EU"},   {412, "XKX"}, {710, "ZAF"}, {276, "DEU"}, {344, "HKG"}, {51, "ARM"}};
  for (const auto& [number, code] : kExpected) {
    const Partner* partner = codes->by_number(number);
    ASSERT_NE(partner, nullptr) << number;
    EXPECT_EQ(partner->code, code) << number;
  }
  EXPECT_EQ(codes->by_number(12345), nullptr);
}

TEST(PartnerCodes, TellStatesFromGroupsAndRests) {
  const auto knowledge = Knowledge::load();
  const auto codes = PartnerCodes::load(**knowledge);
  ASSERT_TRUE(codes);
  EXPECT_EQ(codes->by_number(0)->kind, PartnerKind::world);
  EXPECT_EQ(codes->by_number(97)->kind, PartnerKind::group);
  EXPECT_EQ(codes->by_number(711)->kind, PartnerKind::group);
  EXPECT_EQ(codes->by_number(58)->kind, PartnerKind::former);
  EXPECT_EQ(codes->by_number(568)->kind, PartnerKind::rest);
  EXPECT_EQ(codes->by_number(899)->kind, PartnerKind::rest);
  EXPECT_NE(codes->by_number(711)->code, "ZAF");
}

TEST(PartnerCodes, ByLettersAndNames) {
  const auto knowledge = Knowledge::load();
  const auto codes = PartnerCodes::load(**knowledge);
  ASSERT_TRUE(codes);
  EXPECT_EQ(codes->by_letters("WLD")->code, "WLD");
  EXPECT_EQ(codes->by_letters("EUN")->code, "EU");
  EXPECT_EQ(codes->by_letters("ROM")->code, "ROU");
  EXPECT_EQ(codes->by_any("Kazakhstan")->code, "KAZ");
  EXPECT_EQ(codes->by_any("398")->code, "KAZ");
  EXPECT_EQ(codes->by_any("EU")->code, "EU");
  EXPECT_EQ(codes->by_any("Atlantis"), nullptr);
}

TEST(PackedCode, SortsLikeItsText) {
  for (const char* text : {"", "KAZ", "TOTAL", "2603", "01", "9999AA", "H4"}) {
    ASSERT_TRUE(pack_code(text));
    EXPECT_EQ(unpack_code(*pack_code(text)), text);
  }
  EXPECT_LT(*pack_code("26"), *pack_code("2603"));
  EXPECT_LT(*pack_code("2603"), *pack_code("27"));
  EXPECT_FALSE(pack_code("too-long"));
  EXPECT_FALSE(pack_code("kaz"));
}

}  // namespace
}  // namespace chancery::statistics
