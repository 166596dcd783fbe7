#include "scenarios/lateness/file/time_column.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

std::string read(TimeColumn& column, std::string_view cell) {
  const auto time = column.parse(cell);
  return time.ok() ? std::to_string(time.value()) : time.problem().message;
}
std::string read(TimeForm form, std::string_view cell) {
  TimeColumn column(form);
  return read(column, cell);
}
TimeColumn guessed(const std::vector<std::string_view>& cells) { return TimeColumn::guess("ts", cells); }

TEST(TimeColumn, GuessesTheUnitByTheSizeOfTheNumbers) {
  EXPECT_EQ(guessed({"1357035420"}).form(), TimeForm::Seconds);
  EXPECT_EQ(guessed({"1357035420000"}).form(), TimeForm::Milliseconds);
  EXPECT_EQ(guessed({"1357035420000000"}).form(), TimeForm::Microseconds);
  EXPECT_EQ(guessed({"1357035420000000000"}).form(), TimeForm::Nanoseconds);
  EXPECT_EQ(guessed({"2013-01-01T10:17:00Z", "x"}).form(), TimeForm::Iso);
  EXPECT_EQ(guessed({"1357035420000", "", "1357035420001", "12"}).form(), TimeForm::Milliseconds);
}

TEST(TimeColumn, SmallNumbersAreOfTheUnitThatTheColumnIsNamedAfter) {
  const auto form = [](std::string_view name, std::string_view cell) {
    return TimeColumn::guess(name, std::vector<std::string_view>{cell}).form();
  };
  EXPECT_EQ(form("event_ms", "1000"), TimeForm::Milliseconds);
  EXPECT_EQ(form("tsMillis", "1000"), TimeForm::Milliseconds);
  EXPECT_EQ(form("milliseconds", "1000"), TimeForm::Milliseconds);
  EXPECT_EQ(form("event_us", "1000"), TimeForm::Microseconds);
  EXPECT_EQ(form("event", "1000"), TimeForm::Seconds);
  EXPECT_EQ(form("event_ms", "1357035420"), TimeForm::Seconds);  // 2013, and not the middle of January 1970
}

TEST(TimeColumn, ReadsEveryUnitAsMilliseconds) {
  EXPECT_EQ(read(TimeForm::Seconds, "1357035420"), "1357035420000");
  EXPECT_EQ(read(TimeForm::Seconds, "1357035420.25"), "1357035420250");
  EXPECT_EQ(read(TimeForm::Milliseconds, "1357035420123"), "1357035420123");
  EXPECT_EQ(read(TimeForm::Microseconds, "1357035420123999"), "1357035420123");
  EXPECT_EQ(read(TimeForm::Nanoseconds, "1357035420123999999"), "1357035420123");
  EXPECT_EQ(read(TimeForm::Iso, "2013-01-01T10:17:00Z"), "1357035420000");
}

TEST(TimeColumn, CutsOffDownwardsBefore1970) {
  EXPECT_EQ(read(TimeForm::Seconds, "-1.5"), "-1500");
  EXPECT_EQ(read(TimeForm::Seconds, "-0.0001"), "-1");
  EXPECT_EQ(read(TimeForm::Microseconds, "-1"), "-1");
  EXPECT_EQ(read(TimeForm::Nanoseconds, "-1000001"), "-2");
  EXPECT_EQ(read(TimeForm::Iso, "1969-12-31T23:59:59.999Z"), "-1");
}

TEST(TimeColumn, ForgivesWhatLogsDoWithIsoTimes) {
  TimeColumn column(TimeForm::Iso);
  EXPECT_EQ(read(column, "2013-01-01T10:17:00.1234567+01:00"), "1357031820123");
  EXPECT_FALSE(column.assumed_utc());
  EXPECT_EQ(read(column, " 2013-01-01 10:17:00.5 "), "1357035420500");
  EXPECT_TRUE(column.assumed_utc());
  EXPECT_EQ(read(column, "2013-01-01"), "1356998400000");
}

TEST(TimeColumn, RefusesAUnitAmongAnother) {
  TimeColumn column = guessed({"1357035420000", "1357035420001"});
  EXPECT_EQ(read(column, "1357035420"), "looks like seconds among milliseconds; found \"1357035420\"");
  EXPECT_EQ(read(TimeForm::Milliseconds, "1357035420"), "1357035420");
}

TEST(TimeColumn, RefusesWhatIsNoTime) {
  EXPECT_EQ(read(TimeForm::Milliseconds, ""), "expected a time; the cell is empty");
  EXPECT_EQ(read(TimeForm::Milliseconds, "soon"), "expected a number of milliseconds since 1970; found \"soon\"");
  EXPECT_EQ(read(TimeForm::Iso, "yesterday"), "expected an ISO 8601 time as in the rows before; found \"yesterday\"");
  EXPECT_EQ(read(TimeForm::Seconds, "9223372036854775807"), "a time too far from 1970; found \"9223372036854775807\"");
}

}  // namespace
}  // namespace wavetank::scenarios
