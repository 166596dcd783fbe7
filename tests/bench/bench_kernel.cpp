// Case S2b: a kernel step with everything around it. A thousand actors, so many messages in flight, each of which
// is sent on by its receiver over a FIFO channel with a drawn delay and, now and then, a loss.
//
// A step: pop, slab, dispatch, take the message from its channel, trace event (content hash, fingerprint, record),
// delay draw, fault draw, put the message into the next channel, push. Targets P1 and P3.
//
// Baseline: a bare 4-ary heap that pops and pushes at the very same times, read from a list that an untimed run of
// the product wrote. So the digest over the times popped is equal, or the two did not do the same. The baseline of
// the trace's cases is the same step without its trace event.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "sim/kernel/heap_queue.hpp"
#include "sim/kernel/kernel.hpp"
#include "sim/network/channel.hpp"
#include "sim/trace/recorder.hpp"
#include "tests/bench/bare_heap.hpp"
#include "tests/bench/paired.hpp"

namespace wavetank::bench {
namespace {

constexpr std::uint32_t kActors = 1'000;
constexpr std::uint64_t kNoTime = ~std::uint64_t{0};

enum class MessageKind : std::uint32_t { Ping, Pong };

// What waits in the kernel; the record itself waits in the channel of its receiver.
struct Message {
  std::uint32_t actor = 0;  // to whom, over which channel
  MessageKind kind = MessageKind::Ping;
  std::uint32_t from = 0;
  std::uint32_t hops = 0;
  std::uint64_t a = 0;
  std::uint64_t b = 0;
};
static_assert(sizeof(Message) == 32);

struct Actor {
  std::uint64_t seen = 0;
  engine::RowId row{};
  engine::KeyId key{};
  sim::StreamId delay{};
  sim::StreamId loss{};
  sim::Channel channel;  // what is on its way to the actor
};

enum class Tracing {
  Off,
  Hash,    // every event is hashed; nobody reads it
  Record,  // and kept in blocks that are handed to a sink and reused
};

class Counter final : public sim::TraceSink {
 public:
  void on_events(sim::EventId, std::span<const sim::TraceEvent> events, const engine::Facts&) override {
    count += events.size();
  }
  std::uint64_t count = 0;
};

// What copies of the world share: settings, facts, tape, recorder.
struct Surroundings {
  sim::Quantiles link_delay{{200'000, 400'000, 600'000, 1'000'000, 5'000'000}};
  sim::Ratio loss{1, 1'000};
  sim::SimDuration resend{3'000'000};
  sim::Tape tape;
  engine::Facts facts;
  Counter counter;
  sim::Recorder recorder{facts};
};

struct Size {
  std::uint32_t in_flight;
  std::size_t steps;
};

template <typename Queue, Tracing kTracing>
class PingWorld {
 public:
  explicit PingWorld(Size size) : steps_(size.steps), kernel_(sim::TieBreaker(sim::TiePolicy::Fifo, streams_), {}) {
    if (kTracing == Tracing::Record) around_->recorder.attach(around_->counter);
    const engine::SchemaId schema = around_->facts.rows.add_schema({"ping", {{.name = "actor"}}});
    for (std::uint32_t actor = 0; actor < kActors; ++actor) {
      const std::string link = "link/" + std::to_string(actor);
      const engine::Cell cell{actor, false};
      Actor made;
      made.delay = streams_.stream(link + "/delay");
      made.loss = streams_.stream(link + "/loss");
      made.row = around_->facts.row(schema, engine::RowKind::Insert, std::span(&cell, 1));
      made.key = around_->facts.key(engine::FieldType::Int64, cell);
      actors_.push_back(made);
    }
    for (std::uint32_t message = 0; message < size.in_flight; ++message) {
      send({message % kActors, MessageKind::Ping, 0, 0, message, 0}, {});
    }
    for (std::uint32_t message = 0; message < size.in_flight; ++message) (void)step();
  }

  [[gnu::noinline]] std::uint64_t run() {
    std::uint64_t digest = 0;
    for (std::size_t count = 0; count < steps_; ++count) {
      digest = digest * 0x9e3779b97f4a7c15u + step();
    }
    benchmark::DoNotOptimize(head_.fingerprint);
    return digest;
  }

  // Takes one event and sends on. Returns the time of the event.
  std::uint64_t step() {
    const auto ready = kernel_.next(streams_, around_->tape);
    if (!ready) return kNoTime;
    const Message& message = ready->event;
    Actor& actor = actors_[message.actor];
    actor.channel.take_records(actor.channel.take().records, batch_);
    const engine::Record& record = batch_.front();
    const engine::Cause cause = trace(ready->time, message, record);
    switch (message.kind) {
      case MessageKind::Ping:
        actor.seen += message.a;
        answer(message, cause);
        break;
      case MessageKind::Pong:
        actor.seen ^= static_cast<std::uint64_t>(record.time.ticks());
        send_on(message, cause);
        break;
    }
    return static_cast<std::uint64_t>(ready->time.ticks());
  }

  // When the last message sent will arrive.
  [[nodiscard]] std::uint64_t sent_for() const { return sent_for_; }
  [[nodiscard]] sim::Kernel<Message, Queue>& kernel() { return kernel_; }

 private:
  engine::Cause trace(sim::SimTime now, const Message& message, const engine::Record& record) {
    if constexpr (kTracing == Tracing::Off) return record.cause;
    const sim::TraceEvent event{now,
                                static_cast<std::uint32_t>(record.cause),
                                sim::EventKind::RecordIn,
                                sim::ActorId{static_cast<std::uint16_t>(message.actor)},
                                static_cast<std::uint64_t>(record.time.ticks()),
                                engine::pack(record.row, record.key)};
    return engine::Cause{static_cast<std::uint32_t>(around_->recorder.record(head_, event))};
  }
  void answer(const Message& ping, engine::Cause cause) {
    send({ping.from, MessageKind::Pong, ping.actor, ping.hops + 1, ping.a, ping.b + 1}, cause);
  }
  void send_on(const Message& pong, engine::Cause cause) {
    const std::uint32_t next = (pong.actor + pong.hops * 31 + 1) % kActors;
    send({next, MessageKind::Ping, pong.actor, pong.hops + 1, pong.a + 1, pong.b}, cause);
  }
  void send(const Message& message, engine::Cause cause) {
    Actor& receiver = actors_[message.actor];
    const std::int64_t drawn = streams_.sample(receiver.delay, around_->link_delay, around_->tape);
    const bool lost = streams_.chance(receiver.loss, around_->loss, around_->tape);
    const sim::SimDuration delay{lost ? drawn + around_->resend.count : drawn};
    const auto sequence = static_cast<std::int64_t>(message.a);
    receiver.channel.add({engine::EventTime(sequence), receiver.row, receiver.key, cause});
    const sim::SimTime due = receiver.channel.close(sim::saturating_add(kernel_.now(), delay));
    sent_for_ = static_cast<std::uint64_t>(due.ticks());
    kernel_.schedule(due, message);
  }

  std::size_t steps_;
  std::uint64_t sent_for_ = 0;
  sim::Streams streams_{sim::RootSeed{1}};
  sim::Kernel<Message, Queue> kernel_;
  sim::TraceHead head_;
  std::vector<Actor> actors_;
  std::vector<engine::Record> batch_;
  std::shared_ptr<Surroundings> around_ = std::make_shared<Surroundings>();
};

// The same pops and pushes on a bare heap.
class BareLoop {
 public:
  // Empties a copy of `world` to learn what is pending, and runs another to learn what will be pushed.
  BareLoop(PingWorld<sim::RadixHeapQueue, Tracing::Off> world, std::size_t steps) {
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

constexpr std::size_t kSteps = 1'000'000;
constexpr Size kTiny{100, 2'000};

template <typename Queue>
void ping_pong(benchmark::State& state, Size size) {
  const PingWorld<sim::RadixHeapQueue, Tracing::Off> model(size);
  const PingWorld<Queue, Tracing::Hash> world(size);
  const Target p1{1, 2.0, 1.4};
  compare(state, BareLoop(model, size.steps), world, size.steps, size.in_flight == 10'000 ? p1 : Target{});
}

template <Tracing kTracing>
void traced(benchmark::State& state, Size size) {
  using Queue = sim::RadixHeapQueue;
  const Target p3 = kTracing == Tracing::Hash ? Target{3, 1.05, 1.03} : Target{3, 1.10, 1.06};
  compare(state, PingWorld<Queue, Tracing::Off>(size), PingWorld<Queue, kTracing>(size), size.steps, p3);
}

void add_sized(const std::string& name, void (*run)(benchmark::State&, Size), Size size) {
  benchmark::RegisterBenchmark(name.c_str(), run, size)
      ->Iterations(size.steps == kTiny.steps ? 1 : kPairs)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

template <typename Queue>
void add_ping_pong(const std::string& queue) {
  for (const std::uint32_t in_flight : {100u, 1'000u, 10'000u, 100'000u}) {
    add_sized("step/" + queue + "/" + std::to_string(in_flight), ping_pong<Queue>, {in_flight, kSteps});
  }
  add_sized("tiny/step/" + queue, ping_pong<Queue>, kTiny);
}

}  // namespace
}  // namespace wavetank::bench

int main(int argc, char** argv) {
  using namespace wavetank;
  bench::add_ping_pong<sim::HeapQueue>("heap");
  bench::add_ping_pong<sim::RadixHeapQueue>("radix");
  for (const bench::Size size : {bench::Size{10'000, bench::kSteps}, bench::kTiny}) {
    const std::string prefix = size.steps == bench::kTiny.steps ? "tiny/" : "";
    bench::add_sized(prefix + "trace/hash", bench::traced<bench::Tracing::Hash>, size);
    bench::add_sized(prefix + "trace/record", bench::traced<bench::Tracing::Record>, size);
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
