// The story of a run: one line per decision, in the words of the domain, as `wavetank run` prints it.
//
//   00:14.200  late     a@00:07 is counted after all: [00:00,00:10) a: count 3    2.2 s behind, of 5 s allowed
//
// Told while the trace goes by. Lines are deterministic and are what the approval tests of the catalogue compare.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>

#include "scenarios/run/outcome.hpp"
#include "scenarios/story/decisions.hpp"
#include "scenarios/story/transactions.hpp"
#include "scenarios/story/words.hpp"

namespace wavetank::scenarios {

// Which decisions are told.
enum class Detail : std::uint8_t {
  Decisions,  // firings, fates of late records, statuses, faults
  Surprises,  // all of these but on-time firings: what a long run is read for
};

class Narrator final : public sim::TraceSink {
 public:
  using Line = std::function<void(const std::string&)>;

  // `scenario` and `cast` must outlive the run.
  Narrator(const Scenario& scenario, const Cast& cast, engine::ProcessingTime clock_base, Detail detail, Line line);

  void on_events(sim::EventId first, std::span<const sim::TraceEvent> events, const engine::Facts& facts) override;

 private:
  struct Arrived {  // a record at a task, kept while its fate is decided
    engine::EventTime time;
    engine::KeyId key;
    engine::RowId row;
  };
  struct DueTimer {  // the timer that came due last
    std::uint32_t id = 0;
    sim::EventKind kind = sim::EventKind::None;
    std::int64_t time = 0;
  };

  void tell(const sim::TraceEvent& event, const engine::Facts& facts);
  void decide(const sim::TraceEvent& event, const engine::Facts& facts) const;
  void hear_transaction(std::uint32_t id, const sim::TraceEvent& event, const engine::Facts& facts);
  void say(const sim::TraceEvent& event, const Told& told) const;
  [[nodiscard]] Told firing(const sim::TraceEvent& event, const engine::Facts& facts) const;
  [[nodiscard]] Told meeting(const sim::TraceEvent& event, const engine::Facts& facts) const;
  [[nodiscard]] std::string late_why(const sim::TraceEvent& event) const;
  [[nodiscard]] std::string late_output(const sim::TraceEvent& event) const;
  [[nodiscard]] Told merging(const sim::TraceEvent& event, const engine::Facts& facts) const;
  [[nodiscard]] Told retraction(const sim::TraceEvent& event, const engine::Facts& facts) const;
  [[nodiscard]] bool takes_back(const sim::TraceEvent& event, const engine::Facts& facts) const;
  [[nodiscard]] Told eviction(const sim::TraceEvent& event, const engine::Facts& facts) const;
  [[nodiscard]] Told refusal(const sim::TraceEvent& event, const engine::Facts& facts) const;
  [[nodiscard]] Told fault(const sim::TraceEvent& event, const engine::Facts& facts) const;
  void hear_late(const sim::TraceEvent& event, const engine::Facts& facts);
  void take(std::uint32_t id, const sim::TraceEvent& event);
  // The record that the event is about. REQUIRES: its cause is one of the records taken last, or of a batch.
  [[nodiscard]] const Arrived& arrived(const sim::TraceEvent& event) const;
  [[nodiscard]] bool is_by_record(const sim::TraceEvent& event) const;
  [[nodiscard]] std::string record(const sim::TraceEvent& event, const engine::Facts& facts) const;
  [[nodiscard]] Told from_future(const sim::TraceEvent& event, const engine::Facts& facts) const;
  [[nodiscard]] Told key_end(const sim::TraceEvent& event, const engine::Facts& facts) const;
  [[nodiscard]] Told waiting(const sim::TraceEvent& event) const;
  [[nodiscard]] std::string speaker(const sim::TraceEvent& event) const;
  [[nodiscard]] const Node* node_of(sim::ActorId actor) const;  // null of what is no task
  [[nodiscard]] const WindowNode* window_node(sim::ActorId actor) const;

  const Scenario& scenario_;
  const Cast& cast_;
  Words words_;
  Detail detail_;
  Line line_;
  std::uint32_t batch_first_ = 0;          // event number of batch_[0]
  std::vector<Arrived> batch_;             // the records taken last
  std::map<std::uint32_t, Arrived> kept_;  // of a batch: all records, by event
  std::map<sim::ActorId, engine::EventTime> watermarks_;
  std::int64_t behind_ = 0;                                             // of the late record taken last
  std::uint32_t aside_ = 0;                                             // number of the last rec.side
  std::pair<std::uint32_t, engine::RowId> emitted_{0, engine::kNoRow};  // the last src.emit, and its row
  DueTimer timer_;
  TransactionStory transactions_;
};

// "7 records in, 4 results, 1 late firing, 1 dropped"
[[nodiscard]] std::string summary_text(const Counts& counts);

// "only the last 2 stay (EV-04)". REQUIRES: there is an evictor.
[[nodiscard]] std::string eviction_reason(const engine::EvictorSpec& evictor);

// "count 3, sum 12": the result's plain fields.
[[nodiscard]] std::string result_text(const engine::Facts& facts, engine::RowId row);

}  // namespace wavetank::scenarios
