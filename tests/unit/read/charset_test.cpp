// Character sets: told, declared, detected.
#include "read/charset.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include "read/utf8.h"

namespace chancery::read {
namespace {

using namespace std::string_view_literals;

std::string encoded(std::string_view text, const char* charset) {
  UErrorCode error = U_ZERO_ERROR;
  std::string out(text.size() * 4 + 16, '\0');
  std::vector<UChar> units(text.size() + 1);
  UConverter* utf8 = ucnv_open("UTF-8", &error);
  const int32_t count = ucnv_toUChars(utf8, units.data(), static_cast<int32_t>(units.size()), text.data(),
                                      static_cast<int32_t>(text.size()), &error);
  ucnv_close(utf8);
  UConverter* target = ucnv_open(charset, &error);
  const int32_t size =
      ucnv_fromUChars(target, out.data(), static_cast<int32_t>(out.size()), units.data(), count, &error);
  ucnv_close(target);
  EXPECT_TRUE(U_SUCCESS(error)) << charset << " " << u_errorName(error);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

constexpr std::string_view kRussian =
    "Министры иностранных дел двух стран встретились в столице и обсудили договор о границе, который они готовят с "
    "весны.";
constexpr std::string_view kPolish =
    "Ministrowie spotkali się w stolicy, żeby omówić umowę o granicy, którą przygotowują od wiosny; później złożyli "
    "wieńce.";
constexpr std::string_view kChinese =
    "两国外交部长在首都举行会谈，讨论今年春天以来一直在准备的边界条约，并就贸易和能源合作交换了意见。";
constexpr std::string_view kJapanese =
    "両国の外相は首都で会談し、春から準備してきた国境条約について話し合った。貿易とエネルギーも議題となった。";
constexpr std::string_view kEnglish =
    "The ministers met in the capital on Monday \u2013 for the first time since spring \u2013 to discuss the treaty on "
    "the border, "
    "which both sides\u2019 experts have been preparing, and the caf\u00e9 trade between their countries.";

TEST(Charset, UndeclaredTextsAreRecognised) {
  for (const auto& [text, charset] :
       std::initializer_list<std::pair<std::string_view, const char*>>{{kRussian, "windows-1251"},
                                                                       {kRussian, "KOI8-R"},
                                                                       {kRussian, "ISO-8859-5"},
                                                                       {kRussian, "IBM866"},
                                                                       {kPolish, "windows-1250"},
                                                                       {kPolish, "ISO-8859-2"},
                                                                       {kChinese, "gb18030"},
                                                                       {kJapanese, "Shift_JIS"},
                                                                       {kJapanese, "EUC-JP"},
                                                                       {kJapanese, "ISO-2022-JP"},
                                                                       {kEnglish, "windows-1252"},
                                                                       {kEnglish, "UTF-8"},
                                                                       {kRussian, "UTF-16"},
                                                                       {kEnglish, "UTF-16LE"},
                                                                       {kEnglish, "UTF-16BE"},
                                                                       {kRussian, "UTF-32"}}) {
    const auto decoded = to_utf8(encoded(text, charset), "");
    ASSERT_TRUE(decoded.has_value()) << charset;
    EXPECT_EQ(decoded->text, text) << charset << " read as " << decoded->charset;
    EXPECT_EQ(decoded->damaged, 0U) << charset;
  }
}

TEST(Charset, ADeclarationIsFollowedWhereTheBytesAllowIt) {
  // Four letters tell nothing by themselves.
  const std::string word = encoded("Мир", "KOI8-R");
  EXPECT_EQ(to_utf8(word, "koi8-r")->text, "Мир");
  EXPECT_EQ(to_utf8(word, " \"KOI8-R\" ")->basis, CharsetBasis::declared);
  EXPECT_EQ(to_utf8(encoded("Мир", "windows-1251"), "windows-1251")->text, "Мир");
  // Latin-1 means windows-1252 on the web.
  EXPECT_EQ(to_utf8("\x93yes\x94"sv, "iso-8859-1")->text, "\u201cyes\u201d");
  EXPECT_EQ(to_utf8(encoded(kJapanese, "Shift_JIS"), "x-sjis")->text, kJapanese);
  EXPECT_EQ(to_utf8(encoded(kChinese, "gb18030"), "gb2312")->text, kChinese);
}

TEST(Charset, AWrongDeclarationIsOverruled) {
  EXPECT_EQ(to_utf8(kRussian, "windows-1251")->text, kRussian);  // it is UTF-8
  EXPECT_EQ(to_utf8(kEnglish, "utf-16")->text, kEnglish);
  EXPECT_EQ(to_utf8(encoded(kRussian, "windows-1251"), "utf-8")->text, kRussian);
  EXPECT_EQ(to_utf8(encoded(kJapanese, "Shift_JIS"), "euc-jp")->text, kJapanese);
  EXPECT_EQ(to_utf8(encoded(kRussian, "KOI8-R"), "no-such-charset")->text, kRussian);
  const auto marked = to_utf8("\xEF\xBB\xBFMarked", "windows-1251");
  EXPECT_EQ(marked->text, "Marked");
  EXPECT_EQ(marked->basis, CharsetBasis::mark);
}

TEST(Charset, FewLettersAreWestern) {
  EXPECT_EQ(to_utf8("caf\xE9"sv, "")->text, "caf\u00e9");
  EXPECT_EQ(to_utf8("caf\xE9"sv, "")->basis, CharsetBasis::assumed);
  EXPECT_EQ(to_utf8("plain", "")->basis, CharsetBasis::valid);
  EXPECT_EQ(to_utf8("", "")->text, "");
}

TEST(Charset, AFewBrokenPlacesAreMended) {
  std::string text(kRussian);
  text.insert(text.find(' '), "\xFF");
  const auto decoded = to_utf8(text, "");
  EXPECT_EQ(decoded->charset, "UTF-8");
  EXPECT_EQ(decoded->damaged, 1U);
  EXPECT_EQ(decoded->text.size(), kRussian.size() + 3);
  // Cut within its last character.
  EXPECT_EQ(to_utf8(kRussian.substr(0, 41), "")->damaged, 1U);
}

TEST(Charset, WhatIsNoTextIsRefused) {
  std::string noise;
  for (unsigned i = 0; i < 4096; ++i) noise += static_cast<char>(1 + (i * 2654435761U >> 11) % 255);
  const auto decoded = to_utf8(noise, "");
  ASSERT_FALSE(decoded.has_value());
  EXPECT_EQ(decoded.error().code, ErrorCode::bad_encoding);
}

TEST(Charset, AStreamIsConvertedAsItIsRead) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text.append(kChinese).append("\U0001F30D\n");
  for (const char* charset : {"UTF-16LE", "UTF-16BE", "UTF-32LE"}) {
    const std::string bytes = encoded(text, charset);
    const auto stream = transcoded(std::make_unique<MemoryStream>(bytes), charset);
    std::string out(7, '\0'), all;
    while (true) {
      const auto got = stream->read(out.data(), out.size());
      ASSERT_TRUE(got.has_value());
      if (*got == 0) break;
      all.append(out, 0, *got);
    }
    EXPECT_EQ(all, text) << charset;
  }
  // Half a character at the end.
  const auto stream = transcoded(std::make_unique<MemoryStream>("a\0b\0\x3D\xD8"sv), "UTF-16LE");
  std::string out(16, '\0');
  out.resize(stream->read(out.data(), out.size()).value());
  std::string rest(16, '\0');
  rest.resize(stream->read(rest.data(), rest.size()).value());
  EXPECT_EQ(out + rest, "ab\uFFFD");
}

TEST(Charset, WideTextsAreToldByTheirZeros) {
  EXPECT_EQ(wide_charset("\xFF\xFEt\0"sv), "UTF-16LE");
  EXPECT_EQ(wide_charset("T\0h\0e\0 \0m\0e\0n\0"sv), "UTF-16LE");
  EXPECT_EQ(wide_charset("\0T\0h\0e\0 \0m\0e\0n"sv), "UTF-16BE");
  EXPECT_EQ(wide_charset("The men met."sv), "");
  EXPECT_EQ(wide_charset(std::string(64, '\0')), "");
}

}  // namespace
}  // namespace chancery::read
