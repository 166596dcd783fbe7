// Case S2b: a kernel step with everything around it. A thousand actors, so many messages in flight, each of which
// is sent on by its receiver over a link with a drawn delay.
//
// Baseline: a bare 4-ary heap that pops and pushes at the very same times, read from a list that an untimed run of
// the product wrote. So the digest over the times popped is equal, or the two did not do the same.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/kernel/heap_queue.hpp"
#include "sim/kernel/kernel.hpp"
#include "tests/bench/bare_heap.hpp"
#include "tests/bench/paired.hpp"

namespace wavetank::bench {
namespace {

constexpr std::uint32_t kActors = 1'000;
constexpr std::uint64_t kNoTime = ~std::uint64_t{0};

enum class MessageKind : std::uint32_t { Ping, Pong };

struct Message {
  std::uint32_t actor = 0;  // to whom
  MessageKind kind = MessageKind::Ping;
  std::uint32_t from = 0;
  std::uint32_t hops = 0;
  std::uint64_t a = 0;
  std::uint64_t b = 0;
};
static_assert(sizeof(Message) == 32);

struct Actor {
  std::uint64_t seen = 0;
  sim::StreamId delay{};
  sim::StreamId loss{};
};

// What a copy of the world shares: settings and the tape.
struct Surroundings {
  sim::Quantiles link_delay{{200'000, 400'000, 600'000, 1'000'000, 5'000'000}};
  sim::Ratio loss{1, 1'000};
  sim::SimDuration resend{3'000'000};
  sim::Tape tape;
};

// The world of the case. `step` is where a trace and channels belong, between taking and scheduling.
template <typename Queue>
class PingWorld {
 public:
  explicit PingWorld(std::uint32_t in_flight, std::size_t steps)
      : steps_(steps), kernel_(sim::TieBreaker(sim::TiePolicy::Fifo, streams_), {}) {
    for (std::uint32_t actor = 0; actor < kActors; ++actor) {
      const std::string link = "link/" + std::to_string(actor);
      const sim::StreamId delay = streams_.stream(link + "/delay");
      actors_.push_back({actor, delay, streams_.stream(link + "/loss")});
    }
    for (std::uint32_t message = 0; message < in_flight; ++message) {
      send(sim::SimTime(0), {message % kActors, MessageKind::Ping, 0, 0, message, 0});
    }
    for (std::uint32_t message = 0; message < in_flight; ++message) (void)step();
  }

  std::uint64_t run() {
    std::uint64_t digest = 0;
    for (std::size_t count = 0; count < steps_; ++count) {
      digest = digest * 0x9e3779b97f4a7c15u + step();
    }
    return digest;
  }

  // Takes one event and sends on. Returns the time of the event.
  std::uint64_t step() {
    const auto ready = kernel_.next(streams_, surroundings_->tape);
    if (!ready) return kNoTime;
    const Message& message = ready->event;
    Actor& actor = actors_[message.actor];
    switch (message.kind) {
      case MessageKind::Ping:
        actor.seen += message.a;
        answer(ready->time, message);
        break;
      case MessageKind::Pong:
        actor.seen ^= message.b;
        send_on(ready->time, message);
        break;
    }
    return static_cast<std::uint64_t>(ready->time.ticks());
  }

  // When the last message sent will arrive.
  [[nodiscard]] std::uint64_t sent_for() const { return sent_for_; }
  [[nodiscard]] sim::Kernel<Message, Queue>& kernel() { return kernel_; }

 private:
  void answer(sim::SimTime now, const Message& ping) {
    send(now, {ping.from, MessageKind::Pong, ping.actor, ping.hops + 1, ping.a, ping.b + 1});
  }
  void send_on(sim::SimTime now, const Message& pong) {
    const std::uint32_t next = (pong.actor + pong.hops * 31 + 1) % kActors;
    send(now, {next, MessageKind::Ping, pong.actor, pong.hops + 1, pong.a + 1, pong.b});
  }
  void send(sim::SimTime now, const Message& message) {
    const Actor& receiver = actors_[message.actor];
    const std::int64_t drawn = streams_.sample(receiver.delay, surroundings_->link_delay, surroundings_->tape);
    const bool lost = streams_.chance(receiver.loss, surroundings_->loss, surroundings_->tape);
    const sim::SimDuration delay{lost ? drawn + surroundings_->resend.count : drawn};
    const sim::SimTime arrival = sim::saturating_add(now, delay);
    sent_for_ = static_cast<std::uint64_t>(arrival.ticks());
    kernel_.schedule(arrival, message);
  }

  std::size_t steps_;
  std::uint64_t sent_for_ = 0;
  sim::Streams streams_{sim::RootSeed{1}};
  sim::Kernel<Message, Queue> kernel_;
  std::vector<Actor> actors_;
  std::shared_ptr<Surroundings> surroundings_ = std::make_shared<Surroundings>();
};

// The same pops and pushes on a bare heap.
class BareLoop {
 public:
  // Empties a copy of `world` to learn what is pending, and runs another to learn what will be pushed.
  BareLoop(PingWorld<sim::RadixHeapQueue> world, std::size_t steps) {
    auto kernel = world.kernel();
    sim::Streams unused{sim::RootSeed{0}};
    sim::Tape tape;
    while (const auto ready = kernel.next(unused, tape)) {
      heap_.push(static_cast<std::uint64_t>(ready->time.ticks()), 0);
    }
    std::vector<std::uint64_t> pushes;
    for (std::size_t count = 0; count < steps; ++count) {
      (void)world.step();
      pushes.push_back(world.sent_for());
    }
    pushes_ = std::make_shared<const std::vector<std::uint64_t>>(std::move(pushes));
  }

  std::uint64_t run() {
    std::uint64_t digest = 0;
    for (const std::uint64_t time : *pushes_) {
      const BareHeap::Node event = heap_.pop();
      digest = digest * 0x9e3779b97f4a7c15u + event.time;
      heap_.push(time, event.order & 0xffffff);
    }
    return digest;
  }

 private:
  BareHeap heap_;
  std::shared_ptr<const std::vector<std::uint64_t>> pushes_;
};

struct Size {
  std::uint32_t in_flight;
  std::size_t steps;
};

template <typename Queue>
void ping_pong(benchmark::State& state, Size size) {
  const PingWorld<sim::RadixHeapQueue> model(size.in_flight, size.steps);
  const PingWorld<Queue> world(size.in_flight, size.steps);
  compare(state, BareLoop(model, size.steps), world, size.steps);
}

template <typename Queue>
void add_ping_pong(const std::string& queue) {
  constexpr std::size_t kSteps = 1'000'000;
  for (const std::uint32_t in_flight : {100u, 10'000u, 100'000u}) {
    benchmark::RegisterBenchmark(("ping_pong/" + queue + "/" + std::to_string(in_flight)).c_str(),
                                 ping_pong<Queue>, Size{in_flight, kSteps})
        ->Iterations(kPairs)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  }
  benchmark::RegisterBenchmark(("tiny/ping_pong/" + queue).c_str(), ping_pong<Queue>, Size{100, 2'000})
      ->Iterations(1)
      ->UseManualTime();
}

}  // namespace
}  // namespace wavetank::bench

int main(int argc, char** argv) {
  wavetank::bench::add_ping_pong<wavetank::sim::HeapQueue>("heap");
  wavetank::bench::add_ping_pong<wavetank::sim::RadixHeapQueue>("radix");
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
