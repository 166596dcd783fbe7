// A list in blocks says what a list in one piece says.
#include "engine/state/tables/word_list.hpp"

#include <gtest/gtest.h>

#include "engine/base/mix.hpp"

namespace wavetank::engine::testing {
namespace {

std::vector<Word> words_of(const WordList& list) {
  std::vector<Word> words;
  list.each([&](const StampedWord& word) { words.push_back(word.word); });
  return words;
}

TEST(WordList, SaysWhatAListInOnePieceSaysOverManyBlocks) {
  WordList list;
  std::vector<Word> plain;
  for (std::size_t step = 0; step < 6'000; ++step) {
    const bool grows = step < 3'000 || plain.empty();
    const std::size_t place = mix(step, 7) % (plain.size() + (grows ? 1 : 0));
    const auto at = plain.begin() + static_cast<std::ptrdiff_t>(place);
    if (grows) {
      list.insert(place, {static_cast<Word>(step), ProcessingTime(0)});
      plain.insert(at, static_cast<Word>(step));
    } else {
      list.erase(place);
      plain.erase(at);
    }
    ASSERT_EQ(list.size(), plain.size());
    if (step % 100 == 0) {
      ASSERT_EQ(words_of(list), plain);
    }
  }
}

TEST(WordList, FindsAPlaceInOrderOverManyBlocks) {
  WordList list;
  for (Word word = 0; word < 2'000; ++word) list.push_back({word, ProcessingTime(0)});
  for (const Word wanted : {0, 255, 256, 257, 1'999, 2'000}) {
    EXPECT_EQ(list.count_before([&](const StampedWord& word) { return word.word < wanted; }),
              static_cast<std::size_t>(wanted));
  }
  EXPECT_EQ(list.at(700).word, 700);
}

TEST(WordList, RemovesFromTheEndAndByWhatWordsSay) {
  WordList list;
  for (Word word = 0; word < 2'000; ++word) list.push_back({word, ProcessingTime(0)});
  list.keep_first(600);
  list.erase_if([](const StampedWord& word) { return word.word % 300 != 0; });
  EXPECT_EQ(words_of(list), (std::vector<Word>{0, 300}));
  list.keep_first(0);
  EXPECT_TRUE(list.empty());
}

TEST(WordList, RefusesAPlaceBeyondItsEnd) {
  WordList list;
  list.push_back({1, ProcessingTime(0)});
  EXPECT_THROW(list.insert(2, {1, ProcessingTime(0)}), InvariantViolation);
  EXPECT_THROW(static_cast<void>(list.at(1)), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine::testing
