#include "scenarios/lateness/file/columns.hpp"

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

// "event=time arrival=received key=-"; what was guessed has a question mark.
std::string story_of(const std::vector<std::string>& header, const ColumnNames& names = {}) {
  const Columns columns = find_columns(names, header, "a.csv");
  if (!columns.errors.empty()) return to_text(columns.errors.front());
  const auto text = [](const std::optional<Column>& column) {
    return column ? column->name + (column->guessed ? "?" : "") : "-";
  };
  return text(columns.event) + " " + text(columns.arrival) + " " + text(columns.key) + " " + text(columns.partition) +
         " " + text(columns.offset);
}

TEST(FindColumns, GuessesByName) {
  EXPECT_EQ(story_of({"arrival_ms", "event_ms", "key", "value"}), "event_ms? arrival_ms? key? - -");
  EXPECT_EQ(story_of({"Partition", "Offset", "Log-Append-Time", "Timestamp", "User ID"}),
            "Timestamp? Log-Append-Time? User ID? Partition? Offset?");
}

TEST(FindColumns, TakesTheMostTellingName) { EXPECT_EQ(story_of({"time", "event_time"}), "event_time? - - - -"); }

TEST(FindColumns, BelievesTheUser) {
  EXPECT_EQ(story_of({"a", "b", "key"}, {.event = "b", .arrival = "a", .key = "none"}), "b a - - -");
}

TEST(FindColumns, DoesNotTakeAColumnTwice) {
  EXPECT_EQ(story_of({"created"}, {.arrival = "created"}).find("created created"), std::string::npos);
}

TEST(FindColumns, NamesTheNearestOfAMistypedColumn) {
  EXPECT_EQ(story_of({"event_ms", "arrival_ms"}, {.event = "evnt_ms"}),
            "a.csv:1: there is no column \"evnt_ms\"; hint: did you mean \"event_ms\"?");
}

TEST(FindColumns, SaysWhatTheColumnsAre) {
  EXPECT_EQ(story_of({"a", "b"}),
            "a.csv:1: no column looks like the time of the event; hint: name it with --event; the columns are a, b");
}

TEST(FindColumns, NoticesThatThereIsNoHeader) {
  EXPECT_NE(story_of({"1357035420000", "a"}).find("the first row must name the columns"), std::string::npos);
  EXPECT_NE(story_of({"event;key"}).find("separated by commas"), std::string::npos);
}

}  // namespace
}  // namespace wavetank::scenarios
