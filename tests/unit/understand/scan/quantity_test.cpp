#include <gtest/gtest.h>

#include "scan_fixture.h"

namespace chancery::understand {
namespace {

struct QuantityCase {
  const char* text;
  const char* words;
  double value;
  const char* unit;
  int digits;
  const char* hedge;
};

class Quantities : public testing::TestWithParam<QuantityCase> {};

TEST_P(Quantities, AreFound) {
  const Scanned scanned(GetParam().text, "2025-02-14", {find_tokens, find_dateline, find_times, find_quantities});
  ASSERT_EQ(scanned.document.quantities.size(), 1U) << GetParam().text;
  const Quantity& quantity = scanned.document.quantities.front();
  EXPECT_EQ(scanned.document.text(quantity.tokens), GetParam().words);
  EXPECT_DOUBLE_EQ(quantity.value, GetParam().value);
  EXPECT_EQ(quantity.unit, GetParam().unit);
  EXPECT_EQ(quantity.digits, GetParam().digits);
  EXPECT_EQ(quantity.hedge, GetParam().hedge);
}

INSTANTIATE_TEST_SUITE_P(
    Money, Quantities,
    testing::Values(QuantityCase{"It came to $30.1 billion.", "$30.1 billion", 30.1e9, "USD", 3, ""},
                    QuantityCase{"It came to over 30.1bn US dollars.", "30.1bn US dollars", 30.1e9, "USD", 3, "over"},
                    QuantityCase{"It came to US$4.75 billion.", "US$4.75 billion", 4.75e9, "USD", 3, ""},
                    QuantityCase{"It came to USD 10 billion.", "USD 10 billion", 10e9, "USD", 2, ""},
                    QuantityCase{"It came to almost CNY 1.2 trln.", "CNY 1.2 trln", 1.2e12, "CNY", 2, "almost"},
                    QuantityCase{"It came to €5m.", "€5m", 5e6, "EUR", 1, ""},
                    QuantityCase{"It gave 1 million euros.", "1 million euros", 1e6, "EUR", 1, ""},
                    QuantityCase{"It gave Rs 500 crore.", "Rs 500 crore", 5e9, "INR", 3, ""},
                    QuantityCase{"It gave up to half a billion euros.", "half a billion euros", 5e8, "EUR", 1, "up-to"},
                    QuantityCase{"It gave 30,1 billion tenge.", "30,1 billion tenge", 30.1e9, "KZT", 3, ""},
                    QuantityCase{"It hit a record $31 billion.", "$31 billion", 31e9, "USD", 2, "record"},
                    QuantityCase{"It gave $3 billion or more.", "$3 billion", 3e9, "USD", 1, "over"},
                    QuantityCase{"It exceeded 7 billion US dollars.", "7 billion US dollars", 7e9, "USD", 1, "over"}));

INSTANTIATE_TEST_SUITE_P(
    Others, Quantities,
    testing::Values(QuantityCase{"It sent 256 tons of medicine.", "256 tons", 256, "tonnes", 3, ""},
                    QuantityCase{"It sent 2 million tons of wheat.", "2 million tons", 2e6, "tonnes", 1, ""},
                    QuantityCase{"It rose by 9.6 percent.", "9.6 percent", 9.6, "percent", 2, ""},
                    QuantityCase{"It rose 18%.", "18%", 18, "percent", 2, ""},
                    QuantityCase{"It rose three-fold.", "three-fold", 3, "times", 1, ""},
                    QuantityCase{"It doubled.", "doubled", 2, "times", 1, ""},
                    QuantityCase{"About 4 575 students came.", "4 575 students", 4575, "students", 4, "about"},
                    QuantityCase{"At least 30,000 tourists came.", "30,000 tourists", 30000, "visitors", 1, "at-least"},
                    QuantityCase{"There are twenty-five companies.", "twenty-five companies", 25, "companies", 1, ""},
                    QuantityCase{"There are 20 Chinese companies.", "20 Chinese companies", 20, "companies", 2, ""},
                    QuantityCase{"There are seven flights a week.", "seven flights a week", 7, "flights/week", 1, ""},
                    QuantityCase{"It sent 200 megawatts.", "200 megawatts", 200, "MW", 3, ""}));

TEST(Quantity, KeepsBothEndsOfARange) {
  for (const char* text :
       {"It pumps 1.5-2 billion cubic meters of gas.", "It pumps between 1.5 and 2 billion cubic meters.",
        "It pumps 1.5 to 2 billion cubic metres."}) {
    const Scanned scanned(text, nullptr, {find_tokens, find_dateline, find_times, find_quantities});
    ASSERT_EQ(scanned.document.quantities.size(), 1U) << text;
    EXPECT_DOUBLE_EQ(scanned.document.quantities[0].value, 1.5e9);
    ASSERT_TRUE(scanned.document.quantities[0].value_to) << text;
    EXPECT_DOUBLE_EQ(*scanned.document.quantities[0].value_to, 2e9);
    EXPECT_EQ(scanned.document.quantities[0].unit, "m3");
  }
}

TEST(Quantity, AChangeFromOneAmountToAnotherIsNoRange) {
  const Scanned scanned("It rose from $5 billion to $6 billion.", nullptr,
                        {find_tokens, find_dateline, find_times, find_quantities});
  ASSERT_EQ(scanned.document.quantities.size(), 2U);
  EXPECT_FALSE(scanned.document.quantities[0].value_to);
  EXPECT_DOUBLE_EQ(scanned.document.quantities[1].value, 6e9);
}

TEST(Quantity, LeavesDatesOrdinalsAndYearsOfNouns) {
  const Scanned scanned("On 3 May 2024 the 2nd summit confirmed the 2015 agreement.", nullptr,
                        {find_tokens, find_dateline, find_times, find_quantities});
  EXPECT_TRUE(scanned.document.quantities.empty());
}

}  // namespace
}  // namespace chancery::understand
