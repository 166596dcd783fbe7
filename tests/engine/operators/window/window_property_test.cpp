// The window operators on random input: any assigner, trigger, evictor and lateness.
//
// A run is a script of words (window_rig.hpp). Records never come without a timestamp, and the watermark stays far from
// the end of time, where a continuous trigger over a global window never finishes (TR-09).
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/operators/window/window_rig.hpp"
#include "tests/engine/operators/window/window_story.hpp"

namespace wavetank::engine::testing {
namespace {

using Words = std::vector<std::string>;

// A number for each choice of a step or a specification; what is out of range is wrapped.
using Choices = std::array<std::uint8_t, 12>;

TriggerPart random_staged(const Choices& choices) {
  constexpr EarlyFirings kEarly[] = {EarlyFirings::None, EarlyFirings::Count, EarlyFirings::EventInterval,
                                     EarlyFirings::ProcessingInterval};
  constexpr LateFirings kLate[] = {LateFirings::EachRecord, LateFirings::ProcessingInterval, LateFirings::None};
  return {.kind = TriggerKind::Staged,
          .count = 2,
          .interval = Millis{7},
          .early = kEarly[choices[2] % 4],
          .late = kLate[choices[3] % 3],
          .late_interval = Millis{5}};
}

TriggerPart random_leaf(const Choices& choices, bool merges) {
  switch (choices[1] % (merges ? 6 : 8)) {
    case 0: return {.kind = TriggerKind::Event};
    case 1: return {.kind = TriggerKind::Processing};
    case 2: return {.kind = TriggerKind::ContinuousEvent, .interval = Millis{4 + choices[2] % 8}};
    case 3: return {.kind = TriggerKind::ContinuousProcessing, .interval = Millis{4 + choices[2] % 8}};
    case 4: return {.kind = TriggerKind::Count, .count = 1 + choices[2] % 3};
    case 5: return random_staged(choices);
    case 6: return {.kind = TriggerKind::Delta, .threshold = choices[2] % 6, .field = kRigValue};
    default: return {.kind = TriggerKind::EndOfStream};
  }
}

TriggerSpec random_trigger(const Choices& choices, bool merges) {
  TriggerSpec trigger{{random_leaf(choices, merges)}};
  if (choices[4] % 3 == 1) trigger.parts.insert(trigger.parts.begin(), {.kind = TriggerKind::Purging});
  if (!merges && choices[4] % 5 == 1) {
    trigger.parts.insert(trigger.parts.begin(), {.kind = TriggerKind::ProcessingTimeout,
                                                 .interval = Millis{9},
                                                 .resets_on_record = choices[5] % 2 == 0,
                                                 .clears_on_timeout = choices[5] % 3 != 0});
  }
  return trigger;
}

WindowAssignerSpec random_assigner(const Choices& choices) {
  WindowAssignerSpec assigner = rig_global();
  switch (choices[0] % 8) {
    case 0: assigner = rig_tumbling(10); break;
    case 1: assigner = {.shape = {Millis{10}, Millis{4}, Millis{-1}}}; break;
    case 2: assigner = {.shape = {Millis{5}, Millis{7}, Millis{0}}}; break;
    case 3: assigner = {.kind = AssignerKind::Cumulate, .shape = {Millis{12}, Millis{4}, Millis{0}}}; break;
    case 4:
    case 5: assigner = rig_session(6); break;
    case 6: assigner = rig_session_by_value(); break;
    default: return assigner;
  }
  return choices[6] % 4 == 0 ? on_the_clock(assigner) : assigner;
}

EvictorSpec random_evictor(const Choices& choices) {
  const EvictWhen when = choices[8] % 2 == 0 ? EvictWhen::Before : EvictWhen::After;
  switch (choices[7] % 6) {
    case 0: return {.kind = EvictorKind::Count, .when = when, .count = choices[8] % 4};
    case 1: return {.kind = EvictorKind::Time, .when = when, .size = Millis{6}};
    case 2: return {.kind = EvictorKind::Delta, .when = when, .threshold = choices[8] % 5, .field = kRigValue};
    default: return {};
  }
}

WindowSpec random_window(const Choices& choices) {
  WindowSpec spec{.assigner = random_assigner(choices)};
  spec.trigger = random_trigger(choices, merges(spec.assigner));
  spec.evictor = random_evictor(choices);
  spec.allowed_lateness = Millis{choices[9] % 3 * 6};
  spec.late = LateRecords::SideOutput;
  if (choices[10] % 3 == 0) spec.refiring = Refiring::Retracts;
  if (choices[10] % 2 == 0) spec.semantics = kFlinkStrict;
  WindowSpec whole = spec;
  whole.aggregates = {Aggregate{}};
  if (!is_valid(whole)) spec.refiring = Refiring::Repeats;  // what was purged cannot be taken back
  return spec;
}

// Kind, key, value, time.
using StepChoices = std::array<std::uint8_t, 4>;

// Seven records to two watermarks and one step of the clock; times lie around the watermark. The end is far behind all.
Words random_words(const std::vector<StepChoices>& steps) {
  Words words;
  std::int64_t watermark = 0;
  std::int64_t clock = 0;
  for (const auto& [kind, key, value, time] : steps) {
    if (kind % 10 >= 8) {
      watermark += 1 + time % 12;
      words.push_back("W" + std::to_string(watermark));
    } else if (kind % 10 == 7) {
      clock += 1 + time % 12;
      words.push_back("T" + std::to_string(clock));
    } else {
      words.push_back(std::string(1, static_cast<char>('a' + key % 5)) + ":" + std::to_string(2 + value % 7) + "@" +
                      std::to_string(watermark + time % 40 - 20));
    }
  }
  words.push_back("W" + std::to_string(watermark + 100));
  words.push_back("T" + std::to_string(clock + 100));
  return words;
}

WindowRigOptions rig_options(const WindowSpec& spec) { return {.window = spec, .aggregate = AggregateKind::List}; }

// The answers to one piece of a script as a set: subtasks answer in an order of their own.
Words answers_of(const std::string& told) {
  Words answers;
  for (std::size_t from = 0; from < told.size();) {
    const std::size_t to = std::min(told.find(", ", from), told.size());
    answers.push_back(told.substr(from, to - from));
    from = to + 2;
  }
  std::sort(answers.begin(), answers.end());
  return answers;
}
std::string joined(const Words& words) {
  std::string all;
  for (const std::string& word : words) all += word + " ";
  return all;
}
void describe(const WindowSpec& spec) {
  RC_CLASSIFY(spec.evictor.kind != EvictorKind::None, "evicts");
  RC_CLASSIFY(spec.refiring == Refiring::Retracts, "retracts");
  RC_CLASSIFY(merges(spec.assigner), "merges");
}

// Law: how records are cut into batches means nothing.
RC_GTEST_PROP(WindowProperty, BatchesMeanNothing,
              (const Choices& choices, const std::vector<StepChoices>& steps, bool keyed)) {
  WindowRigOptions options = rig_options(random_window(choices));
  options.window.keyed = keyed;
  describe(options.window);
  const std::string script = joined(random_words(steps));
  WindowRig at_once(options);
  const std::string told = at_once.play(script);
  for (const std::size_t records : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
    options.batch_records = records;
    WindowRig in_batches(options);
    RC_ASSERT(in_batches.play(script) == told);
    RC_ASSERT(in_batches.checkpoint() == at_once.checkpoint());
  }
}

// Law: a snapshot holds all there is but the watermark (WM-09). Whoever is restored from it and hears the last
// watermark again answers like one who hears it twice, and has equal bytes.
RC_GTEST_PROP(WindowProperty, ARestoreAtAnyGapChangesNothing,
              (const Choices& choices, const std::vector<StepChoices>& steps, bool keyed)) {
  WindowRigOptions options = rig_options(random_window(choices));
  options.window.keyed = keyed;
  describe(options.window);
  const Words words = random_words(steps);
  for (std::size_t gap = 0; gap < words.size(); ++gap) {
    const std::string before = joined({words.begin(), words.begin() + static_cast<std::ptrdiff_t>(gap)});
    const std::string after = joined({words.begin() + static_cast<std::ptrdiff_t>(gap), words.end()});
    WindowRig whole(options);
    WindowRig restored(options);
    RC_ASSERT(whole.play(before) == restored.play(before));
    if (whole.failed()) return;
    const Snapshot checkpoint = restored.checkpoint();
    RC_ASSERT(restored.play("R1") == "");
    RC_ASSERT(restored.checkpoint() == checkpoint);
    RC_ASSERT(restored.sizes() == whole.sizes().substr(0, whole.sizes().rfind(' ')) + " 0");
    RC_ASSERT(restored.play("W= " + after) == whole.play("W= " + after));
    RC_ASSERT(restored.checkpoint() == whole.checkpoint());
  }
}

// Law: keys do not know of each other, so parallelism and its change mean nothing (KG-07).
RC_GTEST_PROP(WindowProperty, RescalingMeansNothing,
              (const Choices& choices, const std::vector<StepChoices>& steps, std::uint8_t at)) {
  const WindowRigOptions options = rig_options(random_window(choices));
  describe(options.window);
  const Words words = random_words(steps);
  const std::size_t gap = at % words.size();
  for (const char* rescale : {"R2", "R3", "R3 R2"}) {
    WindowRig alone(options);
    WindowRig rescaled(options);
    static_cast<void>(rescaled.play("R2"));
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i == gap) {
        RC_ASSERT(rescaled.play(rescale) == "");
        RC_ASSERT(rescaled.checkpoint() == alone.checkpoint());
        RC_ASSERT(answers_of(rescaled.play("W=")) == answers_of(alone.play("W=")));
      }
      const Words told = answers_of(alone.play(words[i]));
      if (alone.failed()) return;
      RC_ASSERT(answers_of(rescaled.play(words[i])) == told);
      RC_ASSERT(rescaled.checkpoint() == alone.checkpoint());
    }
  }
}

bool times_out(const TriggerSpec& trigger) {
  return std::ranges::any_of(trigger.parts,
                             [](const TriggerPart& part) { return part.kind == TriggerKind::ProcessingTimeout; });
}

// Law: at the end of event time and of the clock nothing is left of windows that end, but what WO-24 orphans, and what
// a timeout leaves, which may remove the timer at cleanup time with the trigger's.
RC_GTEST_PROP(WindowProperty, NothingIsLeftInTheEnd, (const Choices& choices, const std::vector<StepChoices>& steps)) {
  WindowRigOptions options = rig_options(random_window(choices));
  options.window.semantics = kFlinkStrict;
  RC_PRE(options.window.assigner.kind != AssignerKind::Global && !times_out(options.window.trigger));
  WindowRig rig(options);
  static_cast<void>(rig.play(joined(random_words(steps)) + "W9000 T9000"));
  if (rig.failed()) return;
  RC_ASSERT(rig.checkpoint().keyed.empty());
}

// Law: windows that all keys share and that fire once are the same on both operators, notes and sizes included.
RC_GTEST_PROP(WindowProperty, AlignedAndGeneralOperatorAgree,
              (const Choices& choices, const std::vector<StepChoices>& steps)) {
  constexpr WindowShape kShapes[] = {{Millis{10}, Millis{10}, Millis{0}},
                                     {Millis{10}, Millis{4}, Millis{-1}},
                                     {Millis{5}, Millis{7}, Millis{3}},
                                     {Millis{12}, Millis{3}, Millis{2}}};
  constexpr AggregateKind kKinds[] = {AggregateKind::Sum, AggregateKind::List, AggregateKind::Min};
  WindowStoryOptions options{.shape = kShapes[choices[0] % 4],
                             .allowed_lateness = Millis{choices[1] % 4 * 5},
                             .aggregate = kKinds[choices[2] % 3],
                             .batch_records = 1u + choices[3] % 5u};
  WindowStory aligned(options);
  options.aligned = false;
  WindowStory general(options);
  for (const std::string& word : random_words(steps)) {
    if (word.front() == 'T') continue;
    RC_ASSERT(general.play(word) == aligned.play(word));
    RC_ASSERT(general.sizes() == aligned.sizes());
  }
  RC_ASSERT(general.joinings() == aligned.joinings());
  for (const NoteKind kind :
       {NoteKind::WindowFire, NoteKind::RecordLate, NoteKind::RecordSide, NoteKind::RecordUnassigned}) {
    RC_ASSERT(general.notes_of(kind) == aligned.notes_of(kind));
  }
}

}  // namespace
}  // namespace wavetank::engine::testing
