// From a draft to a scenario: what each setting of each knob means.
#include <algorithm>
#include <array>
#include <string>

#include "engine/base/assert.hpp"
#include "properties/generators/draft.hpp"
#include "properties/generators/table_choice.hpp"
#include "properties/generators/window_choice.hpp"

namespace wavetank::properties {
namespace {

using engine::AggregateKind;
using engine::FieldType;
using engine::Millis;
using scenarios::FaultKind;
using scenarios::Node;
using scenarios::Scenario;
using sim::milliseconds;

// Times around the edges of windows of 10, 4 and 7.
constexpr std::array<std::int64_t, 3> kSizes = {10, 4, 7};
constexpr std::array<std::int64_t, 8> kGaps = {1, 0, 2, 3, 5, 10, 11, 25};
constexpr std::array<std::int64_t, 9> kDelays = {0, 1, 2, 5, 9, 10, 11, 20, 32};
constexpr std::int64_t kAhead = 25;     // of the clock; in place of the longest delay
constexpr std::int64_t kTolerance = 4;  // of a guard
constexpr std::array<std::int64_t, 4> kBounds = {0, 1, 3, 10};
constexpr std::array<std::int64_t, 3> kIntervals = {1, 5, 20};
constexpr std::array<std::int64_t, 3> kTimeouts = {0, 3, 15};  // 0: never idle
constexpr std::array<std::uint32_t, 3> kBatches = {1, 2, 5};
constexpr std::array<std::int64_t, 4> kFaultStarts = {0, 4, 11, 30};
constexpr std::array<std::int64_t, 4> kFaultLengths = {7, 1, 15, 40};
constexpr std::int64_t kUntil = 400;  // clocks of windows may go on for ever
constexpr std::array<const char*, 3> kKeys = {"a", "b", "c"};
constexpr std::int64_t kNull = -1;
constexpr std::array<std::int64_t, 5> kValues = {1, 2, 7, 0, kNull};

scenarios::AnyNode drawn_function(std::uint32_t choice, Millis length) {
  const auto domain = choice % 2 == 0 ? engine::TimeDomain::Event : engine::TimeDomain::Processing;
  if (choice <= 3) return scenarios::SilenceNode{"key", length, domain};
  const std::vector<std::pair<std::string, std::string>> steps = {{"one", "value == 1"}, {"two", "value != 7"}};
  if (choice <= 5) return scenarios::FunnelNode{"key", steps, length, domain};
  return scenarios::RollingNode{"key", {{"n", AggregateKind::Count, "", ""}}, "value != 7", std::nullopt};
}

class Writer {
 public:
  Writer(const Draft& draft, std::uint64_t seed) : draft_(draft) {
    made_.name = "drawn";
    made_.about = "drawn from seed " + std::to_string(seed);
    made_.semantics = "flink-strict";
    made_.seed = seed;
  }

  Scenario write() {
    for (std::size_t i = 0; i < kKnobs; ++i) WT_REQUIRE(draft_.knobs[i] < kKnobLimits[i], i, draft_.knobs[i]);
    made_.batch_records = kBatches[draft_[Knob::Batch]];
    made_.ties = static_cast<sim::TiePolicy>(draft_[Knob::Ties]);
    const bool any_windows =
        std::any_of(kWindowKnobs.begin(), kWindowKnobs.end(), [&](Knob knob) { return draft_[knob] > 0; });
    if (any_windows || draft_[Knob::Alignment] > 0 || draft_[Knob::Clock] > 0)
      made_.until = sim::saturating_add(sim::SimTime(0), milliseconds(kUntil));
    write_inputs();
    write_pipeline();
    write_links();
    write_fault(draft_[Knob::FaultA], kFaultStarts[draft_[Knob::FaultAtA]], kFaultLengths[draft_[Knob::FaultForA]]);
    if (draft_[Knob::FaultB] != draft_[Knob::FaultA]) {
      write_fault(draft_[Knob::FaultB], kFaultStarts[draft_[Knob::FaultAtB]], kFaultLengths[draft_[Knob::FaultForB]]);
    }
    return std::move(made_);
  }

 private:
  [[nodiscard]] std::uint32_t partitions() const { return draft_[Knob::Partitions] + 1; }
  [[nodiscard]] std::uint32_t source_parallelism() const {
    return std::min(draft_[Knob::SourceParallelism] + 1, partitions());
  }
  [[nodiscard]] bool keyed() const { return draft_[Knob::Keyed] == 0; }
  [[nodiscard]] std::uint32_t window_parallelism() const { return keyed() ? draft_[Knob::WindowParallelism] + 1 : 1; }

  void write_inputs() {
    const std::size_t count = draft_[Knob::Inputs] + 1;
    std::vector<std::vector<scenarios::InputEvent>> events(count);
    std::int64_t now = 0;
    for (const DraftEvent& event : draft_.events) {
      now += kGaps.at(event.gap);
      scenarios::InputEvent made;
      made.at = sim::saturating_add(sim::SimTime(0), milliseconds(now));
      const bool ahead = draft_[Knob::Future] > 0 && event.delay + 1 == kDelays.size();
      made.time = engine::EventTime(now + (ahead ? kAhead : -kDelays.at(event.delay)));
      scenarios::Value value;
      if (kValues.at(event.value) != kNull) value = kValues.at(event.value);
      made.values = {std::string(kKeys.at(event.key)), value, made.time.ticks()};
      made.partition = event.partition % partitions();
      events[event.input % count].push_back(std::move(made));
    }
    for (std::size_t i = 0; i < count; ++i) {
      scenarios::Input input;
      input.name = i == 0 ? "events" : "more";
      input.fields = {{"key", FieldType::Text}, {"value", FieldType::Int64}, {"ts", FieldType::Timestamp}};
      input.partitions = partitions();
      input.events = std::move(events[i]);
      input.end = draft_[Knob::End] == 0 ? scenarios::InputEnd::Infinity : scenarios::InputEnd::Hold;
      made_.inputs.push_back(std::move(input));
    }
  }

  [[nodiscard]] engine::WatermarkStrategy strategy() const {
    static constexpr std::array<engine::GeneratorKind, 3> kKinds = {
        engine::GeneratorKind::Bounded, engine::GeneratorKind::Monotonous, engine::GeneratorKind::Punctuated};
    engine::WatermarkStrategy strategy;
    strategy.kind = kKinds[draft_[Knob::Watermark]];
    if (strategy.kind == engine::GeneratorKind::Bounded) strategy.bound = Millis{kBounds[draft_[Knob::Bound]]};
    strategy.emission =
        draft_[Knob::Emission] == 0 ? engine::WatermarkEmission::EachRecord : engine::WatermarkEmission::Periodic;
    strategy.interval = Millis{kIntervals[draft_[Knob::Interval]]};
    if (draft_[Knob::Idle] > 0) strategy.idle_timeout = Millis{kTimeouts[draft_[Knob::Idle]]};
    if (draft_[Knob::Future] > 0) {
      strategy.future = {Millis{kTolerance}, static_cast<engine::FutureRecords>(draft_[Knob::Future] - 1)};
    }
    if (draft_[Knob::Clock] > 0 && draft_[Knob::Alignment] == 0) {
      strategy.idle_timeout.reset();
      strategy.clock = {Millis{5}, Millis{10}};
    }
    return strategy;
  }

  // Settings around the gaps between records, so that a source is held back and let go again.
  [[nodiscard]] std::optional<scenarios::AlignmentNode> alignment() const {
    static const std::array<scenarios::AlignmentNode, 4> kAlignments = {{
        {},
        {.group = "all", .max_drift = Millis{0}, .update_interval = Millis{5}, .samples = 0},
        {.group = "all", .max_drift = Millis{6}, .update_interval = Millis{8}, .samples = 2},
        {.group = "all", .max_drift = Millis{2}, .update_interval = Millis{11}, .samples = 0},
    }};
    if (draft_[Knob::Alignment] == 0) return std::nullopt;
    return kAlignments[draft_[Knob::Alignment]];
  }

  // Adds an operator that reads the ones before it.
  Node& add(const std::string& id, const std::vector<std::string>& from, std::uint32_t parallelism) {
    Node node;
    node.id = id;
    node.from = from;
    node.parallelism = parallelism;
    made_.pipeline.push_back(std::move(node));
    return made_.pipeline.back();
  }

  void write_pipeline() {
    std::vector<std::string> heads;
    for (const scenarios::Input& input : made_.inputs) {
      heads.push_back(made_.inputs.front().name == input.name ? "source" : "second");
      add(heads.back(), {}, source_parallelism()).op = scenarios::SourceNode{input.name, strategy(), "", alignment()};
    }
    write_chain(heads);
    write_table(heads);
    write_function(heads);
    add("window", heads, window_parallelism()).op = window();
    window_reads_ = heads.front();
    std::string last = "window";
    if (draft_[Knob::Chain] == 4) last = write_second_window();
    add("sink", {last}, last == "window" ? window_parallelism() : 1).op = scenarios::SinkNode{};
    if (draft_[Knob::Late] == 0) return;
    add("late", {"window.late"}, window_parallelism()).op = scenarios::SinkNode{};
  }

  void write_chain(std::vector<std::string>& heads) {
    const std::uint32_t chain = draft_[Knob::Chain];
    if (chain == 0 || chain > 3) return;
    static constexpr std::array<const char*, 4> kIds = {"", "filter", "map", "stamp"};
    Node& node = add(kIds[chain], heads, source_parallelism());
    if (chain == 1) node.op = scenarios::FilterNode{"is_null(value) || value != 7"};
    if (chain == 2) node.op = scenarios::MapNode{{{"key", "key"}, {"value", "value * 2 - 1"}, {"ts", "ts"}}};
    if (chain == 3) node.op = scenarios::TimestampsNode{"ts", strategy(), ""};
    heads = {node.id};
  }

  // A sort stands before the window; a function beside it, with a sink of its own, and has a key of its own.
  void write_function(std::vector<std::string>& heads) {
    const std::uint32_t function = draft_[Knob::Function];
    if (function == 0) return;
    if (function == 1) {
      add("sort", heads, 1).op = scenarios::SortNode{};
      heads = {"sort"};
      return;
    }
    add("function", heads, draft_[Knob::WindowParallelism] + 1).op = drawn_function(function, Millis{6});
    add("told", {"function"}, draft_[Knob::WindowParallelism] + 1).op = scenarios::SinkNode{};
  }

  // Beside the window, with a sink of its own.
  void write_table(const std::vector<std::string>& heads) {
    const TableChoice choice{draft_[Knob::Table], draft_[Knob::TableFeed], draft_[Knob::TableShape],
                             draft_[Knob::TableManner]};
    if (choice.kind == 0) return;
    std::string left = heads.front();
    std::string right;
    if (joins(choice)) {
      right = "others";
      add(right, {heads.back()}, source_parallelism()).op = scenarios::FilterNode{"is_null(value) || value != 2"};
    }
    const bool on_left = takes_changes_on_left(choice);
    if (on_left && choice.feed > 0) left = write_changes("changes", left);
    if (takes_changes_on_right(choice) && choice.feed > (on_left ? 1U : 0U)) right = write_changes("versions", right);
    add("table", {left}, draft_[Knob::WindowParallelism] + 1).op = drawn_table(choice, right);
    table_reads_ = left;
    add("rows", {"table"}, draft_[Knob::WindowParallelism] + 1).op = scenarios::SinkNode{};
  }

  // The latest row of each value: its key moves.
  std::string write_changes(const std::string& id, const std::string& from) {
    add(id + "-of", {from}, source_parallelism()).op = scenarios::FilterNode{"!is_null(value)"};
    add(id, {id + "-of"}, draft_[Knob::WindowParallelism] + 1).op =
        scenarios::DeduplicateNode{"value", engine::KeptRow::Latest, scenarios::Updates::Retract, std::nullopt};
    return id;
  }

  [[nodiscard]] WindowChoice windows() const {
    return {draft_[Knob::Assigner],     draft_[Knob::Domain],  draft_[Knob::Trigger], draft_[Knob::Wrapper],
            draft_[Knob::Accumulation], draft_[Knob::Evictor], draft_[Knob::Number]};
  }

  [[nodiscard]] scenarios::WindowNode window() const {
    scenarios::WindowNode node;
    if (keyed()) node.key = "key";
    const std::int64_t size = kSizes[draft_[Knob::Size]];
    const std::array<std::int64_t, 4> slides = {size, (size + 1) / 2, 3, size + 3};
    const std::array<std::int64_t, 4> offsets = {0, 1, -1, 2};  // within the least slide, 2
    const std::array<std::int64_t, 5> latenesses = {0, 1, size / 2, size, 2 * size};
    node.shape = {Millis{size}, Millis{slides[draft_[Knob::Slide]]}, Millis{offsets[draft_[Knob::Offset]]}};
    node.shape.offset.count %= node.shape.slide.count;
    node.allowed_lateness = Millis{latenesses[draft_[Knob::Lateness]]};
    node.late = draft_[Knob::Late] == 0 ? engine::LateRecords::Count : engine::LateRecords::SideOutput;
    node.aggregates.push_back({"n", AggregateKind::Count, "", ""});
    if (draft_[Knob::Aggregates] == 1) {
      node.aggregates.push_back({"total", AggregateKind::Sum, "value", ""});
      node.aggregates.push_back({"least", AggregateKind::Min, "value", ""});
      node.aggregates.push_back({"most", AggregateKind::Max, "value", ""});
    }
    if (draft_[Knob::Aggregates] == 2) {
      node.aggregates.push_back({"values", AggregateKind::List, "value", ""});
      node.aggregates.push_back(
          {"folded", AggregateKind::Reduce, "value", "acc * 3 + if(value > 1, value, 0 - acc % 5)"});
    }
    choose_windows(windows(), node);
    const bool tumbles = node.assigner == engine::AssignerKind::Aligned && node.shape.slide == node.shape.size;
    if (tumbles) node.stagger = static_cast<engine::WindowStagger>(draft_[Knob::Stagger]);
    return node;
  }

  // Counts the results of all keys: its records carry the times of the first window's results.
  std::string write_second_window() {
    scenarios::WindowNode node;
    node.shape = engine::tumbling(Millis{20});
    node.allowed_lateness = Millis{10};
    node.aggregates = {{"results", AggregateKind::Count, "", ""}, {"records", AggregateKind::Sum, "n", ""}};
    add("summary", {"window"}, 1).op = std::move(node);
    return "summary";
  }

  void write_links() {
    static const std::array<std::vector<std::int64_t>, 3> kTransport = {
        {{0}, {0, 10'000'000}, {0, 1'000'000, 30'000'000}}};
    static const std::array<std::vector<std::int64_t>, 3> kChannel = {{{0}, {2'000'000}, {0, 15'000'000}}};
    if (draft_[Knob::Transport] > 0) link(made_.inputs.front().name, "log", kTransport[draft_[Knob::Transport]]);
    if (draft_[Knob::Alignment] == 3) {
      link("source", "coordinator", kTransport[1]);
      link("coordinator", "source", kTransport[2]);
    }
    if (draft_[Knob::Channel] == 0) return;
    link(window_reads_, "window", kChannel[draft_[Knob::Channel]]);
    if (draft_[Knob::Table] > 0) link(table_reads_, "table", kChannel[draft_[Knob::Channel]]);
  }

  void link(const std::string& from, const std::string& to, const std::vector<std::int64_t>& knots) {
    scenarios::LinkSpec spec;
    spec.from = from;
    spec.to = to;
    spec.delay = sim::Quantiles(knots);
    made_.links.push_back(std::move(spec));
  }

  void write_fault(std::uint32_t kind, std::int64_t at, std::int64_t length) {
    if (kind == 0) return;
    static constexpr std::array<FaultKind, 7> kKinds = {
        FaultKind::LinkClog, FaultKind::LinkClog,    FaultKind::LinkDuplicate, FaultKind::LinkReorder,
        FaultKind::LinkLoss, FaultKind::ThreadStall, FaultKind::LinkClog};
    scenarios::FaultSpec fault;
    fault.kind = kKinds[kind];
    fault.at = sim::saturating_add(sim::SimTime(0), milliseconds(at));
    fault.duration = milliseconds(length);
    fault.target = kind == 1 ? window_reads_ + " -> window" : kind == 5 ? "window/0" : "events -> log";
    if (kind >= 2 && kind <= 4) fault.chance = {1, 2};
    if (kind >= 2 && kind <= 4) fault.gap = milliseconds(6);
    made_.faults.push_back(std::move(fault));
  }

  const Draft& draft_;
  Scenario made_;
  std::string table_reads_;   // the operator that the table reads on the left
  std::string window_reads_;  // the operator that the window reads, the first if there are two
};

}  // namespace

Scenario to_scenario(const Draft& draft, std::uint64_t seed) { return Writer(draft, seed).write(); }

}  // namespace wavetank::properties
