#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sim/random/stream.hpp"

namespace wavetank::sim {
namespace {

// A run of thirty choices on three streams, from one seed, with one tape.
std::vector<std::uint64_t> choices_of(std::uint64_t seed, Tape& tape) {
  Streams streams{RootSeed{seed}};
  const StreamId delay = streams.stream("delay");
  const StreamId loss = streams.stream("loss");
  const StreamId word = streams.stream("word");
  const Quantiles table({0, 10, 1'000});
  std::vector<std::uint64_t> values;
  for (int round = 0; round < 10; ++round) {
    values.push_back(static_cast<std::uint64_t>(streams.sample(delay, table, tape)));
    values.push_back(streams.chance(loss, Ratio{1, 3}, tape) ? 1 : 0);
    values.push_back(streams.draw(word, tape));
  }
  return values;
}

std::vector<std::uint64_t> choices_of(std::uint64_t seed) {
  Tape empty;
  return choices_of(seed, empty);
}

TEST(ChoiceTape, RecordsEveryChoiceInOrder) {
  Tape tape(TapeMode::Recording);
  EXPECT_EQ(choices_of(1, tape), choices_of(1));
  const std::vector<RecordedChoice> recorded = tape.recorded();
  ASSERT_EQ(recorded.size(), 30u);
  EXPECT_EQ(recorded[3].stream, "delay");
  EXPECT_EQ(recorded[3].counter, 1u);
  EXPECT_EQ(recorded[3].range, kPositions);
  EXPECT_EQ(recorded[4].range, 2u);
  EXPECT_EQ(recorded[5].range, 0u);
  EXPECT_EQ(tape.size(), 0u);
}

RC_GTEST_PROP(ChoiceTapeProperty, AFullTapeReplaysARunUnderAnySeed, (std::uint64_t seed, std::uint64_t other)) {
  Tape recording(TapeMode::Recording);
  const std::vector<std::uint64_t> original = choices_of(seed, recording);
  Tape replay = Tape::of(recording.recorded());
  RC_ASSERT(choices_of(other, replay) == original);
}

RC_GTEST_PROP(ChoiceTapeProperty, AnEditMovesNoOtherChoice, (std::uint64_t seed)) {
  const auto round = *rc::gen::inRange<std::size_t>(0, 10);
  const auto value = *rc::gen::arbitrary<std::uint64_t>();
  Tape edited;
  edited.set("word", round, value);
  std::vector<std::uint64_t> expected = choices_of(seed);
  expected[3 * round + 2] = value;
  RC_ASSERT(choices_of(seed, edited) == expected);
}

TEST(ChoiceTape, LetsTheSeedGoOnAfterItsEnd) {
  Tape recording(TapeMode::Recording);
  (void)choices_of(1, recording);
  std::vector<RecordedChoice> half = recording.recorded();
  half.resize(15);
  Tape tape = Tape::of(half);
  std::vector<std::uint64_t> expected = choices_of(1);
  const std::vector<std::uint64_t> seed_two = choices_of(2);
  for (std::size_t i = 15; i < 30; ++i) expected[i] = seed_two[i];
  EXPECT_EQ(choices_of(2, tape), expected);
}

TEST(ChoiceTape, ClampsIntoTheRange) {
  Tape tape;
  tape.set("loss", 0, 77);
  tape.set("delay", 0, ~std::uint64_t{0});
  tape.set("delay", 1, 0);
  const std::vector<std::uint64_t> values = choices_of(1, tape);
  EXPECT_EQ(values[1], 1u);
  EXPECT_EQ(values[0], 999u);
  EXPECT_EQ(values[3], 0u);
}

TEST(ChoiceTape, RecordsTheClampedChoiceItMade) {
  Tape tape(TapeMode::Recording);
  tape.set("loss", 0, 77);
  (void)choices_of(1, tape);
  EXPECT_EQ(tape.recorded()[1], (RecordedChoice{"loss", 0, 1, 2}));
}

TEST(ChoiceTape, ListsItsEntriesByNameAndCounter) {
  Tape tape;
  tape.set("b", 2, 20);
  tape.set("b", 1, 10);
  tape.set("a", 9, 90);
  tape.set("b", 1, 11);
  EXPECT_EQ(tape.entries(), (std::vector<TapeEntry>{{"a", 9, 90}, {"b", 1, 11}, {"b", 2, 20}}));
  EXPECT_TRUE(tape.erase("b", 1));
  EXPECT_FALSE(tape.erase("b", 1));
  EXPECT_FALSE(tape.erase("c", 0));
  EXPECT_EQ(tape.size(), 2u);
}

TEST(ChoiceTape, WithoutAnyEntryIsAsIfItWereNotThere) {
  Tape tape;
  tape.set("delay", 3, 0);
  tape.erase("delay", 3);
  EXPECT_EQ(choices_of(5, tape), choices_of(5));
}

}  // namespace
}  // namespace wavetank::sim
