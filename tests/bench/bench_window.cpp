// Case S3: a keyed window over records in memory, 20 windows of 10 s, a sum and a count. Target P4; growth of P5.
//
// Baseline: the loop one would write without an engine, over records that hold dense key numbers and values
// themselves: an array by window slot and key, a scan when the watermark passes a window's end. For late records it
// fires again, or drops, by the same rules.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "tests/bench/paired.hpp"
#include "tests/bench/window_case.hpp"

namespace wavetank::bench {
namespace {

// Tumbling, nothing late: the floor.
class BareLoop {
 public:
  explicit BareLoop(std::shared_ptr<const Input> input)
      : input_(std::move(input)), slots_(kSlots, std::vector<Slot>(input_->keys.size())) {}

  std::uint64_t run() {
    std::size_t until_watermark = kPerWatermark;
    std::size_t next = 0;
    for (const BareRecord& record : input_->records) {
      Slot& slot = slots_[static_cast<std::size_t>(record.time / kSize) % kSlots][record.key];
      slot.sum += record.value;
      slot.count += 1;
      if (--until_watermark > 0) continue;
      until_watermark = kPerWatermark;
      fire_up_to(input_->watermarks[next++]);
    }
    fire_up_to(kSpan + 2 * kSize);
    return digest_;
  }

 private:
  static constexpr std::size_t kSlots = 2;

  void fire_up_to(std::int64_t watermark) {
    for (; start_ + kSize - 1 <= watermark; start_ += kSize) {
      std::vector<Slot>& slots = slots_[static_cast<std::size_t>(start_ / kSize) % kSlots];
      for (std::size_t key = 0; key < slots.size(); ++key) {
        if (slots[key].count > 0) digest_ += digest_of(input_->keys[key], start_, slots[key]);
        slots[key] = {};
      }
    }
  }

  std::shared_ptr<const Input> input_;
  std::vector<std::vector<Slot>> slots_;
  std::int64_t start_ = 0;  // of the first window not fired
  std::uint64_t digest_ = 0;
};

// Any overlap, late records, lateness: a slot per (window, key), each record added to all its windows.
class BareLateLoop {
 public:
  explicit BareLateLoop(std::shared_ptr<const Input> input)
      : input_(std::move(input)),
        slide_(kSize / input_->shape.overlap),
        slots_(kSlots, std::vector<Slot>(input_->keys.size())),
        fire_(slide_ - kSize),
        clear_(fire_) {}

  std::uint64_t run() {
    std::size_t taken = 0;
    for (const BareRecord& record : input_->records) {
      add(record);
      if (++taken % kPerWatermark == 0) advance_to(input_->watermarks[taken / kPerWatermark - 1]);
    }
    advance_to(kSpan + 4 * kSize);
    return digest_;
  }

 private:
  static constexpr std::size_t kSlots = 128;

  std::vector<Slot>& slots_of(std::int64_t start) {
    return slots_[static_cast<std::size_t>((start + kSize) / slide_) % kSlots];
  }
  void add(const BareRecord& record) {
    bool joined = false;
    for (std::int64_t start = record.time / slide_ * slide_; start > record.time - kSize; start -= slide_) {
      if (start + kSize - 1 + kLateness <= watermark_) continue;
      joined = true;
      Slot& slot = slots_of(start)[record.key];
      slot.sum += record.value;
      slot.count += 1;
      if (start < fire_) digest_ += digest_of(input_->keys[record.key], start, slot);
    }
    if (!joined) ++digest_;
  }
  void advance_to(std::int64_t watermark) {
    watermark_ = std::max(watermark_, watermark);
    for (; fire_ + kSize - 1 <= watermark_; fire_ += slide_) {
      const std::vector<Slot>& slots = slots_of(fire_);
      for (std::size_t key = 0; key < slots.size(); ++key) {
        if (slots[key].count > 0) digest_ += digest_of(input_->keys[key], fire_, slots[key]);
      }
    }
    for (; clear_ + kSize - 1 + kLateness <= watermark_; clear_ += slide_) {
      std::fill(slots_of(clear_).begin(), slots_of(clear_).end(), Slot{});
    }
  }

  std::shared_ptr<const Input> input_;
  std::int64_t slide_;
  std::vector<std::vector<Slot>> slots_;
  std::int64_t fire_;   // the first window that has not fired
  std::int64_t clear_;  // the first window that is still kept
  std::int64_t watermark_ = 0;
  std::uint64_t digest_ = 0;
};

WindowProduct product(const std::shared_ptr<const Input>& input) { return {input, aligned_windows(input->shape)}; }

void tumbling(benchmark::State& state, Shape shape, Target target) {
  const auto input = make_input(shape);
  compare(state, BareLoop(input), product(input), shape.records, target);
}

void late_or_sliding(benchmark::State& state, Shape shape) {
  const auto input = make_input(shape);
  compare(state, BareLateLoop(input), product(input), shape.records);
}

// `larger` ÷ `smaller`, both the product; their digests differ and are checked by the other cases.
void growth(benchmark::State& state, Shape smaller, Shape larger, Target target) {
  compare_growth(state, product(make_input(smaller)), product(make_input(larger)), {larger.records, smaller.records},
                 target);
}

// A longer stream at one rate, not a denser one; and windows that stay open because the stream is in disorder.
void add_long() {
  constexpr std::int64_t kMillisPerRecord = 5;  // of 100 keys: twenty records a key and window
  const auto of_length = [](std::size_t records) {
    return Shape{.records = records, .keys = 100, .span = static_cast<std::int64_t>(records) * kMillisPerRecord};
  };
  for (const std::size_t records : {90'000u, 900'000u, 9'000'000u}) {  // below powers of two, see kFew
    add("growth/records " + std::to_string(records), kPairs, growth, of_length(records / 10), of_length(records),
        Target{0, 1.05, 1.05});
  }
  constexpr std::int64_t kSecond = 1'000;
  const auto of_open = [](std::int64_t windows) {
    return Shape{.records = 4'400'000, .keys = 1'000, .size = kSecond, .disorder = windows * kSecond};
  };
  for (const std::int64_t windows : {10, 100}) {
    add("growth/open windows " + std::to_string(windows), kPairs, growth, of_open(windows / 10), of_open(windows),
        Target{0, 1.2, 1.2});
  }
}

void add_all() {
  // So many that the tables of interned rows, full of input by then, do not happen to double in one case's run and
  // in the other's not: the growth of a table is no growth of the operator.
  constexpr std::size_t kFew = 1'200'000;
  constexpr std::size_t kMany = 4'400'000;
  constexpr std::size_t kAll = 10'000'000;
  constexpr Target kPerTenfold{0, 2.1, 2.1};
  add("tumbling/1000", kPairs, tumbling, Shape{10'000'000, 1'000}, Target{4, 8, 4});
  add("tumbling/100000", kPairs, tumbling, Shape{10'000'000, 100'000}, Target{4, 6, 3});
  for (const std::uint32_t late : {5u, 30u}) {
    const std::string percent = std::to_string(late) + "%";
    add("late/" + percent, kPairs, late_or_sliding, Shape{kFew, 1'000, late});
    add("growth/late " + percent, kPairs, growth, Shape{kFew, 1'000}, Shape{kFew, 1'000, late}, Target{0, 1.5, 1.5});
  }
  add("sliding/10", kPairs, late_or_sliding, Shape{kFew, 1'000, 0, 10});
  add("growth/sliding 10", kPairs, growth, Shape{kAll, 1'000}, Shape{kAll, 1'000, 0, 10}, Target{5, 2.5, 1.8});
  add("growth/sliding 20", kPairs, growth, Shape{kAll, 1'000, 0, 10}, Shape{kAll, 1'000, 0, 20}, Target{5, 1.3, 1.1});
  // Twenty million results of ten million records, which take three gigabytes.
  constexpr int kFewPairs = 3;
  add("growth/sliding 10 of 100000", kFewPairs, growth, Shape{kAll, 100'000}, Shape{kAll, 100'000, 0, 10},
      Target{5, 2.5, 1.8});
  for (const std::uint32_t late : {5u, 30u}) {
    add("growth/sliding late " + std::to_string(late) + "%", kPairs, growth, Shape{kFew, 1'000, 0, 10},
        Shape{kFew, 1'000, late, 10}, Target{0, 1.5, 1.5});
  }
  add_long();
  add("growth/keys 10000", kPairs, growth, Shape{kMany, 1'000}, Shape{kMany, 10'000}, kPerTenfold);
  add("growth/keys 100000", kPairs, growth, Shape{kMany, 10'000}, Shape{kMany, 100'000}, kPerTenfold);
  add("tiny/tumbling", 1, tumbling, Shape{60'000, 100}, Target{});
  add("tiny/late", 1, late_or_sliding, Shape{60'000, 100, 30});
  add("tiny/sliding", 1, late_or_sliding, Shape{60'000, 100, 30, 10});
}

}  // namespace
}  // namespace wavetank::bench

int main(int argc, char** argv) {
  wavetank::bench::add_all();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
