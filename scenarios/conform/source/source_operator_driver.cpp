// Family source_operator: one source subtask, whose reader reads from the split that the step names.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/source/split_source.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::EventTime;
using engine::ProcessingTime;
using engine::SourceEvent;
using engine::SourceEventKind;
using engine::SplitSlot;
using engine::SplitSource;

constexpr ProcessingTime kSourceOpened{1000};

struct ScriptedSplit {
  std::string name;
  std::vector<std::int64_t> records;  // value and timestamp alike
};

enum class ScriptEnd : std::uint8_t { EndsTheSplit, LeavesItOpen };

// What the reader reads. Splits stand by name, so that a split's number sorts as its name does.
struct ReaderScript {
  std::vector<ScriptedSplit> splits;
  ScriptEnd at_end = ScriptEnd::EndsTheSplit;
};

// A split's number in the script, and the position of its next record.
using SplitPosition = std::pair<std::uint32_t, std::uint64_t>;

JsonValue text_row(std::string_view name) { return JsonValue::array({JsonValue::text(name)}); }

class SourceOperatorDriver final : public VectorDriver {
 public:
  SourceOperatorDriver(engine::SplitSourceSpec spec, ReaderScript script)
      : spec_(std::move(spec)), script_(std::move(script)), source_(spec_, now_) {}

  VectorRows step(VectorFields& fields) override {
    rows_.clear();
    failed_ = false;
    const bool was_blocked = source_.is_blocked();
    perform(fields);
    if (failed_)
      return {JsonValue::array({JsonValue::text("error"), JsonValue::text("the reader cannot pause splits")})};
    if (source_.is_blocked() != was_blocked) rows_.push_back(text_row(was_blocked ? "unblocked" : "blocked"));
    return rows_;
  }

 private:
  void perform(VectorFields& fields) {
    const std::string_view name = fields.name();
    if (name == "add") return add(fields.array(1));
    if (name == "read") return poll(split_named(fields, 1));
    if (name == "poll") return poll({});
    if (name == "no_more") return source_.no_more_splits();
    if (name == "allowed") return allow(fields);
    if (name == "p") return advance(fields);
    if (name == "s" || name == "r") checkpoint();
    if (name == "r" || name == "f") return restore();
    if (name != "s") static_cast<void>(refuse_step(fields));
  }

  // ["add", [splits]]
  void add(VectorFields names) {
    const JsonValue::Array* listed = names.value().if_array();
    const std::size_t count = listed == nullptr ? 0 : listed->size();
    for (std::size_t i = 0; i < count; ++i) {
      const std::optional<std::uint32_t> split = split_named(names, i);
      if (split) source_.add(*split, 0);
    }
  }

  std::optional<std::uint32_t> split_named(VectorFields& fields, std::size_t place) const {
    const std::string_view name = fields.text(place);
    const auto split = std::find_if(script_.splits.begin(), script_.splits.end(),
                                    [&](const ScriptedSplit& candidate) { return candidate.name == name; });
    if (split != script_.splits.end()) return static_cast<std::uint32_t>(split - script_.splits.begin());
    fields.refuse(place, "the config has no such split");
    return std::nullopt;
  }

  // The data has ended once: from then on a poll only says so again.
  void poll(std::optional<std::uint32_t> split) {
    if (ended_) {
      source_.report_end(events_);
      tell();
      rows_.push_back(text_row("end_of_input"));
      return;
    }
    if (!source_.is_started()) source_.start(now_);
    if (source_.is_blocked()) return;
    if (split) read(*split);
    if (!source_.is_exhausted()) return;
    source_.end();
    ended_ = true;
    rows_.push_back(text_row("end_of_data"));
  }

  void read(std::uint32_t name) {
    const std::vector<SplitSource::Split>& splits = source_.splits();
    const auto split = std::find_if(splits.begin(), splits.end(), [&](const SplitSource::Split& candidate) {
      return candidate.name == name && !candidate.ended;
    });
    if (split == splits.end()) return;
    const auto slot = SplitSlot{static_cast<std::uint32_t>(split - splits.begin())};
    const std::vector<std::int64_t>& records = script_.splits[name].records;
    if (!source_.may_read(slot) || split->position >= records.size()) return;
    const std::int64_t value = records[split->position];
    rows_.push_back(JsonValue::array({JsonValue::text("e"), JsonValue::integer(value), JsonValue::integer(value)}));
    source_.on_record(slot, EventTime(value), engine::Mark::Marked, now_, events_);
    tell();
    if (split->position < records.size() || script_.at_end == ScriptEnd::LeavesItOpen) return;
    rows_.push_back(JsonValue::array({JsonValue::text("split_finished"), JsonValue::text(script_.splits[name].name)}));
    source_.finish(slot);
  }

  void allow(VectorFields& fields) {
    const EventTime max(fields.integer(1));
    if (!fields.ok()) return;
    source_.allow(max, now_, events_);
    tell();
  }

  // Alarms run at their own time.
  void advance(VectorFields& fields) {
    const ProcessingTime to(fields.integer(1, {.min = now_.ticks()}));
    if (!fields.ok()) return;
    for (auto due = source_.next_alarm(now_); due && *due <= to; due = source_.next_alarm(now_)) {
      now_ = *due;
      source_.run_alarms(now_, now_, events_);
      tell();
    }
    now_ = to;
  }

  void checkpoint() {
    kept_.clear();
    for (const SplitSource::Split& split : source_.splits()) {
      if (!split.ended) kept_.emplace_back(split.name, split.position);
    }
    std::vector<SplitPosition> sorted = kept_;
    std::sort(sorted.begin(), sorted.end());
    JsonValue::Array held;
    for (const auto& [name, position] : sorted) {
      held.push_back(JsonValue::array(
          {JsonValue::text(script_.splits[name].name), JsonValue::integer(static_cast<std::int64_t>(position))}));
    }
    rows_.push_back(JsonValue::array({JsonValue::text("splits"), JsonValue::array(std::move(held))}));
  }

  void restore() {
    source_ = SplitSource(spec_, now_);
    ended_ = false;
    for (const auto& [name, position] : kept_) source_.add(name, position);
  }

  // The rows of what the source said, which it is then rid of.
  void tell() {
    for (const SourceEvent& event : events_) {
      switch (event.kind) {
        case SourceEventKind::Time: append_time_rows(rows_, {event.time}); break;
        case SourceEventKind::SplitIdle:
        case SourceEventKind::Wait:
        case SourceEventKind::GoOn: break;  // told at the end of a step
        case SourceEventKind::SplitByClock: break;
        case SourceEventKind::Pause: rows_.push_back(splits_row("pause", event)); break;
        case SourceEventKind::Resume: rows_.push_back(splits_row("resume", event)); break;
        case SourceEventKind::CannotPause: failed_ = true; break;
        case SourceEventKind::Report:
          rows_.push_back(JsonValue::array({JsonValue::text("report"), JsonValue::integer(event.time.time.ticks())}));
          break;
      }
    }
    events_.clear();
  }

  [[nodiscard]] JsonValue splits_row(std::string_view word, const SourceEvent& event) const {
    std::vector<std::string> names;
    for (const SplitSlot slot : event.splits) {
      names.push_back(script_.splits[source_.splits()[engine::index_of(slot)].name].name);
    }
    std::sort(names.begin(), names.end());
    JsonValue::Array listed;
    for (const std::string& name : names) listed.push_back(JsonValue::text(name));
    return JsonValue::array({JsonValue::text(word), JsonValue::array(std::move(listed))});
  }

  engine::SplitSourceSpec spec_;
  ReaderScript script_;
  ProcessingTime now_ = kSourceOpened;
  SplitSource source_;
  engine::SourceEvents events_;
  VectorRows rows_;
  std::vector<SplitPosition> kept_;  // the last checkpoint
  bool ended_ = false;
  bool failed_ = false;
};

ReaderScript reader_script(VectorFields& config) {
  ReaderScript script;
  script.at_end = config.truth("endless") ? ScriptEnd::LeavesItOpen : ScriptEnd::EndsTheSplit;
  VectorFields splits = config.object("splits");
  const JsonValue::Object* members = splits.value().if_object();
  if (members == nullptr) return script;
  for (const JsonValue::Member& member : *members) {
    VectorFields records = splits.array(member.first);
    const JsonValue::Array* listed = records.value().if_array();
    ScriptedSplit split{member.first, {}};
    const std::size_t count = listed == nullptr ? 0 : listed->size();
    for (std::size_t i = 0; i < count; ++i) split.records.push_back(records.integer(i));
    script.splits.push_back(std::move(split));
  }
  std::sort(script.splits.begin(), script.splits.end(),
            [](const ScriptedSplit& a, const ScriptedSplit& b) { return a.name < b.name; });
  return script;
}

engine::AlignmentSpec alignment_spec(VectorFields& config) {
  engine::AlignmentSpec spec;
  if (!config.is_null("update_interval")) {
    spec.update_interval = engine::Millis{config.integer("update_interval", {.min = 1})};
  }
  spec.samples = static_cast<std::uint32_t>(config.integer("buffer", {0, kVectorPartsMax}));
  const bool allowed = config.truth("allow_unaligned_splits");
  if (!config.truth("can_pause")) {
    spec.pausing = allowed ? engine::SplitPausing::Unaligned : engine::SplitPausing::Refused;
  }
  return spec;
}

}  // namespace

DriverOrSkip make_source_operator_driver(VectorFields& config) {
  engine::SplitSourceSpec spec{watermark_strategy(config), alignment_spec(config)};
  ReaderScript script = reader_script(config);
  if (!config.ok()) return {};
  return {std::make_unique<SourceOperatorDriver>(std::move(spec), std::move(script)), {}};
}

}  // namespace wavetank::scenarios
