#include "sim/random/stream.hpp"

#include <array>
#include <bit>
#include <vector>

#include <gtest/gtest.h>

namespace wavetank::sim {
namespace {

class NamedStreams : public testing::Test {
 protected:
  std::vector<std::uint64_t> draws(Streams& from, std::string_view name, int count) {
    const StreamId id = from.stream(name);
    std::vector<std::uint64_t> words;
    for (int i = 0; i < count; ++i) words.push_back(from.draw(id, tape));
    return words;
  }
  Streams streams{RootSeed{7}};
  Tape tape;
};

TEST_F(NamedStreams, AreFoundAgainByName) {
  const StreamId delay = streams.stream("link/2/delay");
  const StreamId loss = streams.stream("link/2/loss");
  EXPECT_NE(delay, loss);
  EXPECT_EQ(streams.stream("link/2/delay"), delay);
  EXPECT_EQ(streams.name(loss), "link/2/loss");
  EXPECT_EQ(streams.size(), 2u);
}

TEST_F(NamedStreams, DoNotMoveWhenOthersAreAddedOrDrawMore) {
  const std::vector<std::uint64_t> alone = draws(streams, "b", 20);
  Streams crowded{RootSeed{7}};
  (void)draws(crowded, "a", 3);
  std::vector<std::uint64_t> mixed;
  for (int i = 0; i < 20; ++i) {
    mixed.push_back(draws(crowded, "b", 1).front());
    (void)draws(crowded, "c" + std::to_string(i), i);
  }
  EXPECT_EQ(mixed, alone);
}

TEST_F(NamedStreams, DependOnTheSeedAndOnTheName) {
  Streams other{RootSeed{8}};
  const std::vector<std::uint64_t> words = draws(streams, "a", 5);
  EXPECT_NE(words, draws(other, "a", 5));
  EXPECT_NE(words, draws(streams, "b", 5));
}

TEST_F(NamedStreams, AreTheSameOnEveryMachine) {
  EXPECT_EQ(draws(streams, "pinned", 3),
            (std::vector<std::uint64_t>{13398230471869844425u, 13864658989857383414u, 13098234921133175272u}));
}

TEST_F(NamedStreams, ContinueInACopy) {
  (void)draws(streams, "a", 10);
  Streams fork = streams;
  EXPECT_EQ(draws(fork, "a", 10), draws(streams, "a", 10));
  EXPECT_EQ(fork.draws(fork.stream("a")), 20u);
}

TEST_F(NamedStreams, SpendOneDrawOnEachMethodWhateverTheArguments) {
  const StreamId id = streams.stream("a");
  (void)streams.below(id, 1, tape);
  EXPECT_FALSE(streams.chance(id, kNever, tape));
  EXPECT_TRUE(streams.chance(id, kAlways, tape));
  EXPECT_EQ(streams.sample(id, Quantiles({5}), tape), 5);
  EXPECT_EQ(streams.sample(id, Quantiles({5, 5, 5}), tape), 5);
  EXPECT_EQ(streams.draws(id), 5u);
}

TEST_F(NamedStreams, RefuseImpossibleChoices) {
  const StreamId id = streams.stream("a");
  EXPECT_THROW((void)streams.below(id, 0, tape), engine::InvariantViolation);
  EXPECT_THROW((void)streams.chance(id, Ratio{2, 1}, tape), engine::InvariantViolation);
  EXPECT_THROW((void)streams.chance(id, Ratio{0, 0}, tape), engine::InvariantViolation);
  EXPECT_THROW((void)streams.draw(StreamId{9}, tape), engine::InvariantViolation);
  EXPECT_EQ(streams.draws(id), 0u);
}

// Chi-square over `cells`, in hundredths, rounded down. Seeds are fixed, so a bound is met once and for all.
std::uint64_t chi_square_hundredths(const std::vector<std::uint64_t>& cells, std::uint64_t total) {
  const auto n = static_cast<std::uint64_t>(cells.size());
  std::uint64_t sum = 0;
  for (const std::uint64_t seen : cells) {
    const std::uint64_t gap = seen * n > total ? seen * n - total : total - seen * n;
    sum += gap * gap;
  }
  return sum * 100 / (n * total);
}

constexpr std::uint64_t kTrials = 256'000;
// 255 degrees of freedom: mean 255, standard deviation 22.6. Four deviations to either side.
constexpr std::uint64_t kChiLow = 165'00;
constexpr std::uint64_t kChiHigh = 345'00;

TEST_F(NamedStreams, FillEveryByteOfAWordEvenly) {
  const StreamId id = streams.stream("bytes");
  std::array<std::vector<std::uint64_t>, 8> cells;
  cells.fill(std::vector<std::uint64_t>(256));
  for (std::uint64_t i = 0; i < kTrials; ++i) {
    const std::uint64_t word = streams.draw(id, tape);
    for (std::size_t byte = 0; byte < 8; ++byte) cells[byte][(word >> (8 * byte)) & 0xff] += 1;
  }
  for (const std::vector<std::uint64_t>& of_byte : cells) {
    const std::uint64_t chi = chi_square_hundredths(of_byte, kTrials);
    EXPECT_TRUE(chi > kChiLow && chi < kChiHigh) << chi;
  }
}

TEST_F(NamedStreams, ShowNoPatternBetweenNeighbours) {
  const StreamId id = streams.stream("pairs");
  std::vector<std::uint64_t> cells(256);
  std::uint64_t last = streams.below(id, 16, tape);
  for (std::uint64_t i = 0; i < kTrials; ++i) {
    const std::uint64_t value = streams.below(id, 16, tape);
    cells[last * 16 + value] += 1;
    last = value;
  }
  const std::uint64_t chi = chi_square_hundredths(cells, kTrials);
  EXPECT_TRUE(chi > kChiLow && chi < kChiHigh) << chi;
}

TEST_F(NamedStreams, ShowNoPatternBetweenStreamsOfSimilarNames) {
  std::vector<std::uint64_t> cells(256);
  for (int link = 0; link < 25'600; ++link) {
    const StreamId id = streams.stream("link/" + std::to_string(link) + "/delay");
    for (int draw = 0; draw < 10; ++draw) cells[streams.below(id, 256, tape)] += 1;
  }
  const std::uint64_t chi = chi_square_hundredths(cells, kTrials);
  EXPECT_TRUE(chi > kChiLow && chi < kChiHigh) << chi;
}

TEST_F(NamedStreams, FlipHalfTheBitsFromOneDrawAndFromOneSeedToTheNext) {
  const StreamId id = streams.stream("flips");
  std::uint64_t by_counter = 0;
  std::uint64_t by_seed = 0;
  std::uint64_t last = streams.draw(id, tape);
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const std::uint64_t word = streams.draw(id, tape);
    by_counter += static_cast<std::uint64_t>(std::popcount(word ^ last));
    last = word;
    Streams neighbour{RootSeed{i}};
    Streams next{RootSeed{i + 1}};
    by_seed += static_cast<std::uint64_t>(std::popcount(draws(neighbour, "flips", 1)[0] ^ draws(next, "flips", 1)[0]));
  }
  // The mean of 10 000 counts of 32 +- 4 is within 32 +- 0.16 at four deviations.
  EXPECT_TRUE(by_counter > 318'400 && by_counter < 321'600) << by_counter;
  EXPECT_TRUE(by_seed > 318'400 && by_seed < 321'600) << by_seed;
}

TEST_F(NamedStreams, HitAsOftenAsTheRatioSays) {
  const StreamId id = streams.stream("loss");
  int hits = 0;
  for (int i = 0; i < 100'000; ++i) hits += streams.chance(id, Ratio{3, 100}, tape) ? 1 : 0;
  EXPECT_TRUE(hits > 2'780 && hits < 3'220) << hits;  // 3 000 +- 4 x 54
}

TEST_F(NamedStreams, StayBelowTheBoundForEveryBound) {
  const StreamId id = streams.stream("bounds");
  for (std::uint64_t n = 1; n < 1'000; ++n) EXPECT_LT(streams.below(id, n, tape), n);
  const std::uint64_t huge = ~std::uint64_t{0};
  EXPECT_LT(streams.below(id, huge, tape), huge);
}

}  // namespace
}  // namespace wavetank::sim
