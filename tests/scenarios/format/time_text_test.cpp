#include "scenarios/format/time_text.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

std::int64_t ns(std::string_view text) { return parse_nanoseconds(text).value().count; }
std::int64_t ms(std::string_view text) { return parse_milliseconds(text).value().count; }
std::int64_t instant(std::string_view text) { return parse_instant(text).value(); }
std::string hint(std::string_view text) { return parse_milliseconds(text).problem().hint; }

TEST(TimeText, ReadsLengthsWithUnits) {
  EXPECT_EQ(ms("250ms"), 250);
  EXPECT_EQ(ms("2.5s"), 2'500);
  EXPECT_EQ(ms("1h30m"), 5'400'000);
  EXPECT_EQ(ms("1d2h3m4s5ms"), 93'784'005);
  EXPECT_EQ(ms("-10s"), -10'000);
  EXPECT_EQ(ns("1us7ns"), 1'007);
  EXPECT_EQ(ns("0.000000001s"), 1);
}

TEST(TimeText, ReachesTheEndsOfTheRangeAndNotBeyond) {
  EXPECT_EQ(ms("9223372036854775807ms"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(ms("-9223372036854775808ms"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(hint("9223372036854775808ms"), "too long");
  EXPECT_EQ(hint("9999999999999999999d"), "too long");
  EXPECT_EQ(hint("10000000000000000000d1h"), "too many digits");
  EXPECT_EQ(parse_nanoseconds("300000d").problem().hint, "too long");
}

TEST(TimeText, SaysWhatIsWrongWithALength) {
  EXPECT_EQ(parse_milliseconds("soon").problem().message, "expected a length of time; found \"soon\"");
  EXPECT_EQ(hint("soon"), "write for example \"250ms\", \"2.5s\" or \"1h30m\"");
  EXPECT_EQ(hint("12"), "a unit is missing: ns, us, ms, s, m, h or d");
  EXPECT_EQ(hint("12 s"), "the units are ns, us, ms, s, m, h and d");
  EXPECT_EQ(hint("30m1h"), "the larger unit comes first, and each once");
  EXPECT_EQ(hint("1s1s"), "the larger unit comes first, and each once");
  EXPECT_EQ(hint("0.5ms"), "nothing is finer than a millisecond here");
  EXPECT_EQ(parse_nanoseconds("0.5ns").problem().hint, "nothing is finer than a nanosecond");
  for (const std::string_view text : {"", "-", "1.s", ".5s", "s", "--1s", "+1s", "1s-2ms"}) {
    EXPECT_FALSE(parse_milliseconds(text).ok()) << text;
  }
}

TEST(TimeText, ReadsInstants) {
  EXPECT_EQ(instant("1970-01-01"), 0);
  EXPECT_EQ(instant("2013-02-08T12:00:00Z"), 1'360'324'800'000);
  EXPECT_EQ(instant("2013-02-08T12:00:00.250Z"), 1'360'324'800'250);
  EXPECT_EQ(instant("2013-02-08T12:00:00.5Z"), 1'360'324'800'500);
  EXPECT_EQ(instant("2013-02-08T13:00+01:00"), 1'360'324'800'000);
  EXPECT_EQ(instant("1969-12-31T23:59:59.999Z"), -1);
  EXPECT_EQ(instant("2024-02-29"), 1'709'164'800'000);
}

TEST(TimeText, RefusesInstantsThatNoClockShows) {
  for (const std::string_view text : {"2013-02-30", "2013-13-01", "2013-02-08T24:00Z", "2013-02-08T12:60Z",
                                      "2013-02-08 12:00Z", "2013-2-8", "2013-02-08T12:00ZZ", "2013-02-08T12:00:61Z"}) {
    EXPECT_FALSE(parse_instant(text).ok()) << text;
  }
  EXPECT_EQ(parse_instant("2013-02-08T12:00").problem().hint,
            "write Z at its end for UTC, or an offset such as +01:00");
}

TEST(TimeText, TellsInstantsFromLengths) {
  EXPECT_TRUE(looks_like_instant("2013-02-08"));
  EXPECT_FALSE(looks_like_instant("2013ms"));
  EXPECT_FALSE(looks_like_instant("-2013s"));
}

TEST(TimeText, WritesWhatItCanRead) {
  for (const std::string_view text : {"0s", "250ms", "1h30m", "2s500ms", "-10s", "1d1ms"}) {
    EXPECT_EQ(to_text(engine::Millis{ms(text)}), text);
  }
  EXPECT_EQ(to_text(sim::SimDuration{1'500'007}), "1ms500us7ns");
  EXPECT_EQ(ms(to_text(engine::Millis{std::numeric_limits<std::int64_t>::min()})),
            std::numeric_limits<std::int64_t>::min());
}

}  // namespace
}  // namespace wavetank::scenarios
