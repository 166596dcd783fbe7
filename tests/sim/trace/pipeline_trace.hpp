// A trace with the mix of kinds of a real pipeline, made without a simulator: four producers, a log of four
// partitions, four sources, sixteen channels, four windows, a sink. Made by a fixed rule, so it is always the same.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <queue>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/facts/facts.hpp"
#include "sim/trace/event.hpp"

namespace wavetank::sim::trace_tests {

struct PipelineTrace {
  engine::Facts facts;
  std::vector<TraceEvent> events;
};

class PipelineRehearsal {
 public:
  static constexpr std::uint32_t kActors = 17;  // 4 producers, 4 logs, 4 sources, 4 windows, 1 sink

  // About 12 events a record.
  static PipelineTrace of(std::uint32_t records) {
    PipelineRehearsal rehearsal;
    rehearsal.play(records);
    return std::move(rehearsal.out_);
  }

 private:
  enum class Stage : std::uint8_t { Send, Append, Window, Tick, Control, Sink };
  struct Due {
    std::int64_t time = 0;
    std::uint64_t order = 0;
    Stage stage = Stage::Send;
    std::uint32_t lane = 0;
    std::uint32_t cause = 0;
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    std::uint32_t from = 0;
    bool operator<(const Due& other) const { return time != other.time ? time > other.time : order > other.order; }
  };
  static constexpr std::int64_t kMs = 1'000'000;

  std::uint64_t draw(std::uint64_t below) { return (word_ = engine::mix(word_, ++draws_)) % below; }
  std::int64_t delay() { return 200'000 + static_cast<std::int64_t>(draw(4'800'000)); }

  void push(Due due) {
    due.order = ++order_;
    queue_.push(due);
  }
  std::uint32_t note(EventKind kind, std::uint32_t actor, std::uint32_t cause, std::array<std::uint64_t, 2> fields) {
    out_.events.push_back({SimTime(now_), cause, kind, static_cast<ActorId>(actor), fields[0], fields[1]});
    return static_cast<std::uint32_t>(out_.events.size());
  }

  void play(std::uint32_t records) {
    using engine::FieldType;
    in_ = out_.facts.rows.add_schema(
        {"click", {{"user", FieldType::Text}, {"ts", FieldType::Timestamp}, {"amount", FieldType::Int64}}});
    sum_ = out_.facts.rows.add_schema({"sum", {{"user", FieldType::Text}, {"sum", FieldType::Int64}}});
    left_ = records;
    for (std::uint32_t lane = 0; lane < 4; ++lane) {
      push({static_cast<std::int64_t>(draw(30 * kMs)), 0, Stage::Send, lane});
      push({200 * kMs, 0, Stage::Tick, lane});
    }
    while (!queue_.empty()) {
      const Due due = queue_.top();
      queue_.pop();
      now_ = due.time;
      perform(due);
    }
  }

  void perform(const Due& due) {
    switch (due.stage) {
      case Stage::Send: return send(due);
      case Stage::Append: return append(due);
      case Stage::Window: return window(due);
      case Stage::Tick: return tick(due);
      case Stage::Control: return control(due);
      case Stage::Sink: return sink(due);
    }
  }

  void send(const Due& due) {
    if (left_ == 0) return;
    --left_;
    const auto ts = now_ / kMs - static_cast<std::int64_t>(draw(2'000));
    const engine::TextId user =
        out_.facts.texts.intern("user-" + std::to_string(draw(100) < 80 ? draw(100) : draw(1000)));
    const std::array<engine::Cell, 3> cells{
        {{static_cast<std::int64_t>(user)}, {ts}, {static_cast<std::int64_t>(draw(500))}}};
    const engine::RowId row = out_.facts.row(in_, engine::RowKind::Insert, cells);
    const std::uint64_t place = (std::uint64_t{engine::index_of(row)} << 32) | due.lane;
    const std::uint32_t sent = note(EventKind::ProducerSend, due.lane, 0, {static_cast<std::uint64_t>(ts), place});
    push({now_ + delay(), 0, Stage::Append, due.lane, sent, static_cast<std::uint64_t>(ts), engine::index_of(row)});
    push({now_ + static_cast<std::int64_t>(draw(240 * kMs)), 0, Stage::Send, due.lane});
  }

  void append(const Due& due) {
    const std::uint64_t place = (std::uint64_t{due.lane} << 48) | offsets_[due.lane]++;
    const engine::RowId row{static_cast<std::uint32_t>(due.b)};
    const std::uint32_t there = note(EventKind::LogAppend, 4 + due.lane, due.cause, {place, due.b << 32});
    const std::uint32_t read =
        note(EventKind::SourceEmit, 8 + due.lane, there, {place, engine::pack(row, engine::kNoKey)});
    const engine::KeyId key = out_.facts.key(engine::FieldType::Text, out_.facts.rows.cell(row, 0));
    const std::uint64_t what = engine::pack(row, key);
    const std::uint32_t sent = note(EventKind::RecordOut, 8 + due.lane, read, {due.a, what});
    highest_[due.lane] = std::max(highest_[due.lane], static_cast<std::int64_t>(due.a));
    const std::uint32_t target = out_.facts.keys.hash(key) % 4;
    std::int64_t& due_at = channels_[due.lane][target];
    due_at = std::max(due_at, now_ + delay());
    push({due_at, 0, Stage::Window, target, sent, due.a, what, due.lane});
  }

  void window(const Due& due) {
    const std::uint32_t in = note(EventKind::RecordIn, 12 + due.lane, due.cause, {due.a, due.b});
    const std::int64_t start = static_cast<std::int64_t>(due.a) / 10'000 * 10'000;
    const engine::WindowId window =
        out_.facts.windows.intern({engine::EventTime(start), engine::EventTime(start + 10'000)});
    const engine::KeyId key{engine::lower(due.b)};
    const std::int64_t amount = out_.facts.rows.bits(engine::RowId{engine::upper(due.b)}, 2);
    const std::uint64_t pane = engine::pack(window, key);
    auto& open = panes_[due.lane];
    auto at = std::find_if(open.begin(), open.end(), [&](const Pane& p) { return p.name == pane; });
    if (at == open.end()) at = open.insert(open.end(), {pane, start + 10'000, 0});
    at->sum += amount;
    note(EventKind::WindowAdd, 12 + due.lane, in, {pane, static_cast<std::uint64_t>(at->sum)});
  }

  void tick(const Due& due) {
    if (left_ == 0) return;
    push({now_ + 200 * kMs, 0, Stage::Tick, due.lane});
    const std::int64_t watermark = highest_[due.lane] - 2'001;
    if (watermark <= watermarks_[due.lane]) return;
    watermarks_[due.lane] = watermark;
    const std::uint32_t fired =
        note(EventKind::TimerFire, 8 + due.lane, 0, {static_cast<std::uint64_t>(now_ / kMs), 1});
    const std::uint32_t out =
        note(EventKind::ControlOut, 8 + due.lane, fired, {static_cast<std::uint64_t>(watermark), 0});
    for (std::uint32_t target = 0; target < 4; ++target) {
      std::int64_t& due_at = channels_[due.lane][target];
      due_at = std::max(due_at, now_ + delay());
      push({due_at, 0, Stage::Control, target, out, static_cast<std::uint64_t>(watermark), 0, due.lane});
    }
  }

  void control(const Due& due) {
    const std::uint32_t in = note(EventKind::ControlIn, 12 + due.lane, due.cause, {due.a, due.from});
    auto& seen = seen_[due.lane];
    seen[due.from] = static_cast<std::int64_t>(due.a);
    const std::int64_t combined = *std::min_element(seen.begin(), seen.end());
    std::int64_t& current = combined_[due.lane];
    if (combined <= current) return;
    const std::uint32_t advance = note(EventKind::WatermarkAdvance, 12 + due.lane, in,
                                       {static_cast<std::uint64_t>(combined), static_cast<std::uint64_t>(current)});
    current = combined;
    auto& open = panes_[due.lane];
    for (const Pane& pane : open) {
      if (pane.end - 1 <= combined) fire(due.lane, pane, advance);
    }
    std::erase_if(open, [&](const Pane& pane) { return pane.end - 1 <= combined; });
  }

  struct Pane {
    std::uint64_t name = 0;
    std::int64_t end = 0;
    std::int64_t sum = 0;
  };
  void fire(std::uint32_t lane, const Pane& pane, std::uint32_t cause) {
    const engine::KeyId key{engine::lower(pane.name)};
    const std::array<engine::Cell, 2> cells{{out_.facts.keys.cell(key), {pane.sum}}};
    const engine::RowId row = out_.facts.row(sum_, engine::RowKind::Insert, cells);
    const std::uint32_t fired =
        note(EventKind::WindowFire, 12 + lane, cause, {pane.name, engine::pack(engine::FireReason::OnTime, row)});
    const auto time = static_cast<std::uint64_t>(pane.end - 1);
    const std::uint32_t sent = note(EventKind::RecordOut, 12 + lane, fired, {time, engine::pack(row, engine::kNoKey)});
    note(EventKind::WindowClear, 12 + lane, cause, {pane.name, 0});
    push({now_ + 300'000, 0, Stage::Sink, 0, sent, time, engine::pack(row, engine::kNoKey)});
  }

  void sink(const Due& due) {
    const std::uint32_t in = note(EventKind::RecordIn, 16, due.cause, {due.a, due.b});
    note(EventKind::OutVisible, 16, in, {due.a, due.b});
  }

  PipelineTrace out_;
  std::priority_queue<Due> queue_;
  std::uint64_t word_ = 7;
  std::uint64_t draws_ = 0;
  std::uint64_t order_ = 0;
  std::uint32_t left_ = 0;
  std::int64_t now_ = 0;
  engine::SchemaId in_{};
  engine::SchemaId sum_{};
  std::array<std::uint64_t, 4> offsets_{};
  std::array<std::int64_t, 4> highest_{};
  std::array<std::int64_t, 4> watermarks_{};
  std::array<std::int64_t, 4> combined_{};
  std::array<std::array<std::int64_t, 4>, 4> channels_{};
  std::array<std::array<std::int64_t, 4>, 4> seen_{};
  std::array<std::vector<Pane>, 4> panes_;
};

}  // namespace wavetank::sim::trace_tests
