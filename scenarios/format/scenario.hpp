// A scenario as plain data: what flows in, what is done with it, what goes wrong, and what is expected.
//
// This is what the JSON reader makes, what a C++ test may write by hand, and what the runner takes. Everything is
// checked by `validate` before a run; times are integers with their unit in the type. The JSON form is documented
// in docs/SCENARIOS.md and in scenario.schema.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/mutant.hpp"
#include "engine/base/note.hpp"
#include "engine/base/time.hpp"
#include "engine/facts/schema.hpp"
#include "scenarios/format/cluster/cluster_spec.hpp"
#include "scenarios/format/nodes/node.hpp"
#include "sim/kernel/tie_policy.hpp"
#include "sim/kernel/time.hpp"
#include "sim/random/quantiles.hpp"
#include "sim/random/ratio.hpp"
#include "sim/trace/event.hpp"

namespace wavetank::scenarios {

// A field's value in an input event.
using Value = std::variant<std::monostate, std::int64_t, bool, std::string>;  // monostate: null

// One event of an input, by hand.
struct InputEvent {
  sim::SimTime at;                         // when it leaves its producer
  engine::EventTime time;                  // when it happened; MIN: it has no timestamp
  std::vector<Value> values;               // by field
  std::optional<std::uint32_t> partition;  // none: by the key field's hash
  Origin origin;
};

// A CSV file with a header. Its columns are the input's fields, by name; others are ignored.
struct InputFile {
  std::string path;            // relative to the scenario's file; ".gz" is read as gzip
  std::string arrival_column;  // milliseconds; simulated zero is the first arrival
  std::string time_column;     // milliseconds
  Origin origin;
};

// Events drawn from the seed: by the tables here, or by those of a profile, which has all but the values.
struct InputGenerator {
  std::uint64_t count = 0;
  std::string profile;                                 // path, relative to the scenario's file; empty: none
  std::int64_t keys = 1;                               // the key field is drawn from this many keys, evenly
  sim::Quantiles gap{std::vector<std::int64_t>{0}};    // nanoseconds from one event to the next
  sim::Quantiles delay{std::vector<std::int64_t>{0}};  // nanoseconds from an event's time to its sending
  sim::Ratio late{0, 1};                               // chance of the second delay
  sim::Quantiles late_delay{std::vector<std::int64_t>{0}};
  sim::Quantiles value{std::vector<std::int64_t>{1}};
  Origin origin;
};

enum class InputEnd : std::uint8_t {
  Hold,      // the stream stays open and nothing more is known
  Infinity,  // the stream ends, and with it comes the final watermark
};

struct Input {
  std::string name;
  std::vector<engine::Field> fields;  // the first text or integer field named "key" chooses the partition
  std::uint32_t partitions = 1;
  std::variant<std::vector<InputEvent>, InputFile, InputGenerator> events;
  InputEnd end = InputEnd::Infinity;
  Origin origin;
};

// --- links and faults -------------------------------------------------------------------------------------------

// A link is named by its ends: "input -> log" for a producer's transport, "a -> b" for the channels between two
// operators.
struct LinkSpec {
  std::string from;
  std::string to;
  sim::Quantiles delay{std::vector<std::int64_t>{0}};  // nanoseconds
  Origin origin;
};

enum class FaultKind : std::uint8_t {
  LinkClog,       // nothing passes until it is lifted, then all in order; link of operators or of a producer
  LinkDuplicate,  // a producer's transport delivers copies
  LinkReorder,    // a producer's transport holds a message back, so that later ones overtake it
  LinkLoss,       // a producer's transport loses a message, and it is sent again
  ThreadStall,    // a task does nothing until it is lifted
  Crash,          // a task manager dies with all its tasks, and is there again when it is lifted
  // what they do: docs/SCENARIOS.md
  LinkReset,
  Partition,
  Pause,
  HeartbeatLoss,
  Slow,
  ClockSkew,
  ClockForward,
  ClockBack,
  TimerLate,
  TriggerLost,
  AckLost,
  NotifyLost,
  AbortLost,
  SourceStall,
  SourceError,
  FunctionError,
  PollOrder,
  CommitUnknown,
};

// A step of a protocol, as the trace has it.
struct StepSpec {
  sim::EventKind step = sim::EventKind::None;
  std::string of;                             // who takes it: a task "per-key/0", "job-manager"; empty: anybody
  std::optional<std::uint32_t> checkpoint{};  // none: any
  std::uint32_t time = 1;                     // the first such step, the second, …
};

struct FaultSpec {
  FaultKind kind = FaultKind::LinkClog;
  sim::SimTime at;
  std::optional<StepSpec> when{};  // in place of `at`: right after this step
  sim::SimDuration duration;       // of clog and stall; the others hold for that long, 0: to the end of the run
  std::string target;              // "a -> b"; a task "window/0", or an operator: all its tasks; a task manager "tm-1"
  sim::Ratio chance{1, 1};         // per message: duplicate, reorder, loss
  std::uint32_t copies = 1;        // of a duplicate
  sim::SimDuration by;             // of clocks and timers
  std::uint32_t factor = 2;        // of work
  std::uint32_t times = 0;         // errors: so many at most; 0: no limit
  sim::SimDuration gap;            // duplicate: to the next copy; reorder: held back by; loss: until it is sent again
  Origin origin;
};

// --- expectations -----------------------------------------------------------------------------------------------

struct ExpectedResult {
  std::string sink;  // empty: any
  Value key;
  std::optional<engine::Window> window;
  std::vector<std::pair<std::string, Value>> values;
  std::optional<engine::FireReason> firing;
  std::optional<engine::RowKind> kind;
  Origin origin;
};

// A row of a table. Fields that are left out are null.
struct ExpectedRow {
  std::vector<std::pair<std::string, Value>> values;
  Origin origin;
};

struct ExpectedTable {
  std::string sink;               // one that folds
  std::vector<ExpectedRow> rows;  // exactly these, in any order
  Origin origin;
};

struct Expectations {
  std::optional<std::vector<ExpectedResult>> results;  // exactly these, in this order
  std::optional<std::uint64_t> dropped;
  std::optional<std::uint64_t> side_output;
  std::optional<std::uint64_t> late_firings;
  std::vector<ExpectedTable> tables;  // at the end of the run
  std::vector<std::string> findings;  // what a judge must find: the scenario shows it
};

// How a bounded pipeline is run.
enum class Execution : std::uint8_t {
  Streaming,  // record by record, with the watermarks that the sources say
  Batch,      // no watermark but the final one, and keyed operators take one key after the other (BX-01 to BX-06)
};

struct Scenario {
  std::string name;     // kebab-case, as its file
  std::string about;    // one line
  std::string teaches;  // one line: what a reader takes home
  std::string semantics = "flink";
  Execution execution = Execution::Streaming;
  std::uint64_t seed = 1;
  std::vector<std::uint64_t> pinned_seeds;  // run by the regression suite besides `seed`
  engine::ProcessingTime clock_base{0};     // what clocks show at simulated zero; of files: the first arrival
  std::optional<sim::SimTime> until;        // the run ends here at the latest
  std::uint32_t batch_records = 1;          // the most records in one message
  sim::TiePolicy ties = sim::TiePolicy::Fifo;
  std::vector<Input> inputs;
  std::vector<Node> pipeline;
  std::optional<ClusterSpec> cluster;  // none: tasks live for ever, and a failure ends the run
  std::vector<LinkSpec> links;
  std::vector<FaultSpec> faults;
  Expectations expect;
  engine::Mutants mutants;  // never from JSON: planted by tests and `wavetank mutants`
  std::string file;         // where it was read from; empty: made in C++
};

}  // namespace wavetank::scenarios
