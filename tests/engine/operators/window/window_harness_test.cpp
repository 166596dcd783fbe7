// The same story over batch sizes, with a snapshot and restore at each gap, and over changes of parallelism.
//
// Not covered: a restore without the watermark sent again, which forgets lateness (WM-09); the recorded vectors do.
#include <gtest/gtest.h>

#include "tests/engine/operators/window/window_story.hpp"

namespace wavetank::engine::testing {
namespace {

struct HarnessCase {
  const char* name;
  WindowStoryOptions options;
};

// Records on time, late within the lateness, too late, in gaps, on edges; several keys; negative times.
constexpr const char* kHarnessScript =
    "a@-7 b:5@-1 a:2@0 c@3 W-1 a@-2 b:4@9 d@10 W9 c:7@4 a@9 e:3@12 f@15 W11 a@0 b@11 g:2@19 W14 a:9@2 d@14 "
    "e@-5 W15 h:6@29 a@15 b@21 W19 g@16 a@21 c@3 W24 h@22 b:8@20 W29 a@29 W34 a@20 W60";

std::vector<std::string> words_in(std::string_view script) {
  std::istringstream in{std::string(script)};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

// The answers as a set: subtasks answer in an order of their own.
std::vector<std::string> sorted_answers(const std::string& told) {
  std::vector<std::string> answers;
  std::size_t from = 0;
  while (from < told.size()) {
    const std::size_t to = std::min(told.find(", ", from), told.size());
    answers.push_back(told.substr(from, to - from));
    from = to + 2;
  }
  std::sort(answers.begin(), answers.end());
  return answers;
}

class WindowHarness : public ::testing::TestWithParam<HarnessCase> {};

TEST_P(WindowHarness, GivesTheSameOverAllBatchSizes) {
  WindowStoryOptions options = GetParam().options;
  const std::string all_at_once = WindowStory(options).play(kHarnessScript);
  EXPECT_GT(sorted_answers(all_at_once).size(), 10u);
  for (const std::size_t records : {std::size_t{1}, std::size_t{2}}) {
    options.batch_records = records;
    EXPECT_EQ(WindowStory(options).play(kHarnessScript), all_at_once) << records;
  }
}

TEST_P(WindowHarness, GivesTheSameOnTheGeneralOperator) {
  WindowStory aligned(GetParam().options);
  WindowStoryOptions options = GetParam().options;
  options.aligned = false;
  WindowStory general(options);
  for (const std::string& word : words_in(kHarnessScript)) {
    EXPECT_EQ(general.play(word), aligned.play(word)) << word;
    EXPECT_EQ(general.sizes(), aligned.sizes()) << word;
  }
  EXPECT_EQ(general.notes_of(NoteKind::WindowFire), aligned.notes_of(NoteKind::WindowFire));
  EXPECT_EQ(general.notes_of(NoteKind::RecordLate), aligned.notes_of(NoteKind::RecordLate));
}

TEST_P(WindowHarness, GivesTheSameWithASnapshotAtEachGap) {
  const std::string uninterrupted = WindowStory(GetParam().options).play(kHarnessScript);
  const std::vector<std::string> words = words_in(kHarnessScript);
  for (std::size_t gap = 0; gap <= words.size(); ++gap) {
    std::string script;
    for (std::size_t i = 0; i < words.size(); ++i) script += (i == gap ? "R1 " : "") + words[i] + " ";
    EXPECT_EQ(WindowStory(GetParam().options).play(script), uninterrupted) << "restored at " << gap;
  }
}

TEST_P(WindowHarness, GivesTheSameWithARescaleAtEachGap) {
  const std::vector<std::string> whole = sorted_answers(WindowStory(GetParam().options).play(kHarnessScript));
  const std::vector<std::string> words = words_in(kHarnessScript);
  for (std::size_t gap = 0; gap < words.size(); ++gap) {
    std::string script;
    for (std::size_t i = 0; i < words.size(); ++i) script += (i == gap ? "R3 R2 " : "") + words[i] + " ";
    EXPECT_EQ(sorted_answers(WindowStory(GetParam().options).play(script)), whole) << "rescaled at " << gap;
  }
}

TEST_P(WindowHarness, RescalingLosesAndDoublesNothing) {
  WindowStory story(GetParam().options);
  static_cast<void>(story.play("a@0 b:5@1 c@3 d@10 e:3@12 f@15 g:2@19 h:6@29"));
  const Snapshot before = story.checkpoint();
  const std::string sizes = story.sizes();
  EXPECT_FALSE(before.keyed.empty());
  static_cast<void>(story.play("R3"));
  EXPECT_EQ(story.snapshots().size(), 3u);
  EXPECT_EQ(story.checkpoint(), before);
  EXPECT_EQ(story.sizes(), sizes);
  static_cast<void>(story.play("R2"));
  EXPECT_EQ(story.checkpoint(), before);
  EXPECT_EQ(story.sizes(), sizes);
}

// Equal state, equal bytes, whichever way it grew.
TEST_P(WindowHarness, SnapshotsDoNotTellTheOrderOfKeys) {
  WindowStory one(GetParam().options);
  WindowStory other(GetParam().options);
  static_cast<void>(one.play("a@0 b:5@1 c@23 a:2@12"));
  static_cast<void>(other.play("c@23 a@0 a:2@12 b:5@1"));
  EXPECT_EQ(one.checkpoint(), other.checkpoint());
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, WindowHarness,
    ::testing::Values(HarnessCase{"Tumbling", {.shape = tumbling(Millis{10})}},
                      HarnessCase{"TumblingWithOffset", {.shape = tumbling(Millis{10}, Millis{-3})}},
                      HarnessCase{"TumblingWithLateness",
                                  {.shape = tumbling(Millis{10}), .allowed_lateness = Millis{5}}},
                      HarnessCase{"Sliding", {.shape = {Millis{10}, Millis{4}, Millis{1}}}},
                      HarnessCase{"SlidingWithLateness",
                                  {.shape = {Millis{10}, Millis{5}, Millis{0}}, .allowed_lateness = Millis{7}}},
                      HarnessCase{"Lists",
                                  {.shape = {Millis{10}, Millis{5}, Millis{0}},
                                   .allowed_lateness = Millis{3},
                                   .aggregate = AggregateKind::List}}),
    [](const auto& shape) { return std::string(shape.param.name); });

}  // namespace
}  // namespace wavetank::engine::testing
