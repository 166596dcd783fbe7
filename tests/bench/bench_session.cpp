// Case S3 with sessions: gap 5 s, merged in any order, by the general window operator.
//
// Baseline: the loop one would write without an engine: the open sessions of a key side by side, a wheel of the keys
// that have one ending in a tenth of a second, looked at when the watermark passes it.
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

constexpr std::int64_t kGap = 5'000;

class BareSessions {
 public:
  explicit BareSessions(std::shared_ptr<const Input> input)
      : input_(std::move(input)),
        open_(input_->keys.size()),
        wheel_(static_cast<std::size_t>((kSpan + 4 * kSize) / kSpoke)) {}

  std::uint64_t run() {
    std::size_t taken = 0;
    for (const BareRecord& record : input_->records) {
      add(record);
      if (++taken % kPerWatermark == 0) fire_up_to(input_->watermarks[taken / kPerWatermark - 1]);
    }
    fire_up_to(kSpan + 3 * kSize);
    return digest_;
  }

 private:
  static constexpr std::int64_t kSpoke = 100;
  struct Session {
    std::int64_t start;
    std::int64_t end;
    Slot slot;
  };

  void add(const BareRecord& record) {
    std::vector<Session>& open = open_[record.key];
    Session merged{record.time, record.time + kGap, {record.value, 1}};
    std::size_t kept = 0;
    for (const Session& session : open) {
      if (session.start > merged.end || session.end < merged.start) {
        open[kept++] = session;
        continue;
      }
      merged.start = std::min(merged.start, session.start);
      merged.end = std::max(merged.end, session.end);
      merged.slot.sum += session.slot.sum;
      merged.slot.count += session.slot.count;
    }
    open.resize(kept);
    open.push_back(merged);
    wheel_[static_cast<std::size_t>(merged.end / kSpoke)].push_back(static_cast<std::uint32_t>(record.key));
  }

  void fire_up_to(std::int64_t watermark) {
    for (; (spoke_ + 1) * kSpoke - 1 <= watermark; ++spoke_) fire_spoke(watermark, (spoke_ + 1) * kSpoke);
    fire_spoke(watermark, watermark + 1);
  }
  // Sessions of the spoke's keys that end at or before `end`, which the watermark has passed.
  void fire_spoke(std::int64_t watermark, std::int64_t end) {
    if (static_cast<std::size_t>(spoke_) >= wheel_.size()) return;
    for (const std::uint32_t key : wheel_[static_cast<std::size_t>(spoke_)]) {
      std::vector<Session>& open = open_[key];
      std::size_t kept = 0;
      for (const Session& session : open) {
        if (session.end <= end && session.end - 1 <= watermark) {
          digest_ += digest_of(input_->keys[key], session.start, session.slot);
        } else {
          open[kept++] = session;
        }
      }
      open.resize(kept);
    }
  }

  std::shared_ptr<const Input> input_;
  std::vector<std::vector<Session>> open_;
  std::vector<std::vector<std::uint32_t>> wheel_;
  std::int64_t spoke_ = 0;
  std::uint64_t digest_ = 0;
};

void sessions(benchmark::State& state, Shape shape) {
  const auto input = make_input(shape);
  const engine::WindowAssignerSpec assigner{.kind = engine::AssignerKind::Session, .gap = engine::Millis{kGap}};
  compare(state, BareSessions(input), WindowProduct(input, assigner), shape.records);
}

// A hundred keys at once, each with so many sessions of so many records, ten milliseconds apart, almost in order.
struct Bursts {
  std::size_t per_session;
  std::size_t sessions;
  [[nodiscard]] std::size_t records() const { return kKeys * sessions * per_session; }
  static constexpr std::size_t kKeys = 100;
};

std::shared_ptr<const Input> make_bursts(const Bursts& bursts) {
  constexpr std::int64_t kStep = 10;
  constexpr std::int64_t kJitter = 100;
  sim::Streams streams{sim::RootSeed{1}};
  sim::Tape tape;
  const sim::StreamId jitter = streams.stream("bench/time");
  Input input{{bursts.records(), Bursts::kKeys}, {}, {}, {}};
  for (std::uint32_t key = 0; key < Bursts::kKeys; ++key)
    input.keys.push_back(static_cast<std::int64_t>(key * 0x9e3779b1u));
  std::int64_t time = kJitter;
  for (std::size_t session = 0; session < bursts.sessions; ++session, time += 2 * kGap) {
    for (std::size_t i = 0; i < bursts.per_session; ++i, time += kStep) {
      for (std::uint64_t key = 0; key < Bursts::kKeys; ++key) {
        const auto back = static_cast<std::int64_t>(streams.below(jitter, kJitter, tape));
        input.records.push_back({time - back, 1, key});
        if (input.records.size() % kPerWatermark == 0) input.watermarks.push_back(time - kJitter - 1);
      }
    }
  }
  return std::make_shared<const Input>(std::move(input));
}

WindowProduct product_of(const std::shared_ptr<const Input>& input) {
  return {input, {.kind = engine::AssignerKind::Session, .gap = engine::Millis{kGap}}};
}

void growth(benchmark::State& state, Bursts smaller, Bursts larger) {
  compare_growth(state, product_of(make_bursts(smaller)), product_of(make_bursts(larger)),
                 {larger.records(), smaller.records()}, Target{0, 1.2, 1.2});
}

void add_all() {
  add("session/1000", kPairs, sessions, Shape{1'200'000, 1'000});
  add("session/100000", kPairs, sessions, Shape{1'200'000, 100'000});
  for (const std::size_t many : {100u, 1'000u}) {
    const std::string number = std::to_string(many);
    add("growth/records per session " + number, kPairs, growth, Bursts{many / 10, 10}, Bursts{many, 10});
    add("growth/sessions per key " + number, kPairs, growth, Bursts{10, many / 10}, Bursts{10, many});
  }
  add("tiny/session", 1, sessions, Shape{60'000, 10'000});
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
