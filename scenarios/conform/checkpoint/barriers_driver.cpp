// Family barriers: a task's input gate. This driver plays the senders, the task's clock and its alarms.
//
// Which ready channel the task takes from is open: the driver takes the one that the recording took, if it can.
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "engine/checkpoint/input_gate.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Barrier;
using engine::BarrierKind;
using engine::BarrierMode;
using engine::ChannelIndex;
using engine::CheckpointId;
using engine::GateItem;
using engine::InputGate;
using engine::Millis;
using engine::ProcessingTime;

JsonValue gate_number(std::uint64_t value) { return JsonValue::integer(static_cast<std::int64_t>(value)); }
JsonValue gate_number(ChannelIndex channel) { return gate_number(std::uint64_t{engine::index_of(channel)}); }
JsonValue gate_number(CheckpointId checkpoint) { return gate_number(std::uint64_t{engine::index_of(checkpoint)}); }
JsonValue gate_number(engine::BufferId buffer) { return gate_number(std::uint64_t{engine::index_of(buffer)}); }

template <typename... Values>
JsonValue gate_row(std::string_view name, Values... values) {
  return JsonValue::array({JsonValue::text(name), std::move(values)...});
}

// What the task took.
struct TakenRow {
  ChannelIndex channel;
  JsonValue operator()(engine::BufferId buffer) const {
    return gate_row("data", gate_number(channel), gate_number(buffer));
  }
  JsonValue operator()(const engine::BarrierAnnouncement& announced) const {
    return gate_row("announce", gate_number(channel), gate_number(announced.checkpoint));
  }
  JsonValue operator()(const Barrier& barrier) const {
    return gate_row("barrier", gate_number(channel), gate_number(barrier.checkpoint));
  }
  JsonValue operator()(const engine::CancelMarker& marker) const {
    return gate_row("cancel", gate_number(channel), gate_number(marker.checkpoint));
  }
  JsonValue operator()(const engine::EndOfPartition& /*end*/) const { return gate_row("end", gate_number(channel)); }
};

// A sender sends in order; behind a barrier that holds its channel it waits until it is resumed.
struct Sender {
  std::deque<GateItem> waiting;
  bool held = false;
  bool ended = false;
};

class BarriersDriver final : public VectorDriver {
 public:
  enum class Polling : std::uint8_t { OnRequest, AtOnce };

  BarriersDriver(const engine::AlignmentOptions& options, Polling polling)
      : gate_(options), mode_(options.mode), polling_(polling), senders_(options.channels) {}

  void follow(const VectorRows& recorded) override { recorded_ = recorded; }

  VectorRows step(VectorFields& fields) override {
    rows_.clear();
    const auto known = kSteps.find(fields.name());
    if (known == kSteps.end()) return refuse_step(fields);
    (this->*known->second)(fields);
    if (fields.ok()) settle();
    gate_.check_invariants();
    return rows_;
  }

  [[nodiscard]] std::optional<JsonValue> counts() const override {
    std::size_t waiting = 0;
    for (const Sender& sender : senders_) waiting += sender.waiting.size();
    return gate_number(std::uint64_t{waiting});
  }

 private:
  using Step = void (BarriersDriver::*)(VectorFields&);
  static const std::map<std::string_view, Step> kSteps;

  void data(VectorFields& fields) { put(fields, engine::BufferId{whole(fields, 2)}); }
  void barrier(VectorFields& fields) { put(fields, barrier_field(fields)); }
  void cancel(VectorFields& fields) { put(fields, engine::CancelMarker{checkpoint_field(fields)}); }
  void end(VectorFields& fields) { put(fields, engine::EndOfPartition{}); }
  void clock(VectorFields& fields) {
    now_ = saturating_add(now_, Millis{fields.integer(1, {.min = 0, .max = 1'000'000'000})});
  }
  void poll(VectorFields& fields) { poll(whole(fields, 1)); }

  static std::uint64_t whole(VectorFields& fields, std::size_t element) {
    return static_cast<std::uint64_t>(fields.integer(element, {.min = 0}));
  }
  static CheckpointId checkpoint_field(VectorFields& fields) {
    return CheckpointId{static_cast<std::uint64_t>(fields.integer(2, {.min = 1}))};
  }
  Barrier barrier_field(VectorFields& fields);

  // The channel's sender gets one more item to send.
  void put(VectorFields& fields, const GateItem& item) {
    const auto channel =
        static_cast<std::uint32_t>(fields.integer(1, {0, static_cast<std::int64_t>(senders_.size()) - 1}));
    if (!fields.ok()) return;
    if (senders_[channel].ended) return fields.refuse(1, "this channel has ended");
    senders_[channel].ended = std::holds_alternative<engine::EndOfPartition>(item);
    senders_[channel].waiting.push_back(item);
    send(ChannelIndex{channel});
  }

  // Sends what the sender may send; the task takes what it must, and all if it polls at once.
  void send(ChannelIndex channel) {
    Sender& sender = senders_[engine::index_of(channel)];
    while (!sender.held && !sender.waiting.empty()) {
      const GateItem item = sender.waiting.front();
      sender.waiting.pop_front();
      if (const Barrier* sent = std::get_if<Barrier>(&item)) sender.held = engine::holds_channel(sent->kind);
      engine::GateEffects effects;
      gate_.arrive(channel, item, effects);
      perform(effects);
      take_urgent();
      if (polling_ == Polling::AtOnce) poll(std::numeric_limits<std::uint64_t>::max());
    }
  }

  void poll(std::uint64_t most) {
    for (; most > 0; --most) {
      const std::optional<ChannelIndex> next = chosen(&InputGate::ready);
      if (!next) return;
      take(*next);
      take_urgent();
    }
  }

  void take_urgent() {
    while (const std::optional<ChannelIndex> next = chosen(&InputGate::urgent)) take(*next);
  }

  void take(ChannelIndex channel) {
    engine::GateEffects effects;
    rows_.push_back(std::visit(TakenRow{channel}, gate_.take(channel, now_, effects)));
    perform(effects);
  }

  // The channel that the recording took next, if it can be; else the first that can.
  [[nodiscard]] std::optional<ChannelIndex> chosen(bool (InputGate::*can)(ChannelIndex) const) const {
    const std::optional<ChannelIndex> recorded = recorded_channel();
    if (recorded && (gate_.*can)(*recorded)) return recorded;
    for (std::uint32_t i = 0; i < senders_.size(); ++i) {
      if ((gate_.*can)(ChannelIndex{i})) return ChannelIndex{i};
    }
    return std::nullopt;
  }

  // That of the recording's row at which we are.
  [[nodiscard]] std::optional<ChannelIndex> recorded_channel() const {
    static const std::set<std::string_view> taken_rows = {"data", "announce", "barrier", "cancel", "end"};
    if (rows_.size() >= recorded_.size()) return std::nullopt;
    const JsonValue::Array* row = recorded_[rows_.size()].if_array();
    if (row == nullptr || row->size() < 2 || (*row)[0].if_text() == nullptr) return std::nullopt;
    const std::int64_t* channel = (*row)[1].if_integer();
    if (channel == nullptr || !taken_rows.contains(*(*row)[0].if_text())) return std::nullopt;
    if (*channel < 0 || *channel >= static_cast<std::int64_t>(senders_.size())) return std::nullopt;
    return ChannelIndex{static_cast<std::uint32_t>(*channel)};
  }

  // After a step: alarms that are due, then resumed channels send on, again and again until nothing happens.
  void settle() {
    while (!resumed_.empty() || alarm_is_due()) {
      while (alarm_is_due()) run_alarm();
      const std::set<ChannelIndex> resumed = std::exchange(resumed_, {});
      for (const ChannelIndex channel : resumed) resume(channel);
    }
  }

  [[nodiscard]] bool alarm_is_due() const { return !alarms_.empty() && alarms_.begin()->first <= now_; }

  void run_alarm() {
    const CheckpointId checkpoint = alarms_.begin()->second;
    alarms_.erase(alarms_.begin());
    engine::GateEffects effects;
    gate_.on_alarm(checkpoint, effects);
    perform(effects);
    take_urgent();
  }

  void resume(ChannelIndex channel) {
    rows_.push_back(gate_row("resume", gate_number(channel)));
    senders_[engine::index_of(channel)].held = false;
    send(channel);
  }

  void perform(const engine::GateEffects& effects) {
    for (const engine::GateEffect& effect : effects) {
      std::visit([this](const auto& one) { perform(one); }, effect);
    }
  }
  void perform(const engine::TakeCheckpoint& taken) {
    const bool aligned = taken.alignment == engine::Alignment::Aligned;
    rows_.push_back(gate_row("checkpoint", gate_number(taken.barrier.checkpoint),
                             JsonValue::text(aligned ? "aligned" : "unaligned")));
  }
  void perform(const engine::AbortCheckpoint& aborted) {
    rows_.push_back(
        gate_row("abort", gate_number(aborted.checkpoint), JsonValue::text(engine::name_of(aborted.reason))));
  }
  void perform(const engine::OpenChannelState& opened) {
    rows_.push_back(gate_row("start", gate_number(opened.checkpoint)));
  }
  void perform(const engine::PersistInFlight& persisted) {
    JsonValue::Array buffers;
    for (const engine::BufferId buffer : persisted.buffers) buffers.push_back(gate_number(buffer));
    rows_.push_back(gate_row("persist", gate_number(persisted.checkpoint), gate_number(persisted.channel),
                             JsonValue::array(std::move(buffers))));
  }
  void perform(const engine::ResumeChannel& resumed) { resumed_.insert(resumed.channel); }
  void perform(const engine::SetAlignmentAlarm& alarm) { alarms_.emplace(alarm.at, alarm.checkpoint); }
  void perform(const engine::CloseChannelState& /*closed*/) {}

  InputGate gate_;
  BarrierMode mode_;
  Polling polling_;
  std::vector<Sender> senders_;
  ProcessingTime now_{0};
  std::set<ChannelIndex> resumed_;
  std::multimap<ProcessingTime, CheckpointId> alarms_;
  VectorRows recorded_;
  VectorRows rows_;
};

const std::map<std::string_view, BarriersDriver::Step> BarriersDriver::kSteps = {
    {"data", &BarriersDriver::data}, {"barrier", &BarriersDriver::barrier}, {"cancel", &BarriersDriver::cancel},
    {"end", &BarriersDriver::end},   {"clock", &BarriersDriver::clock},     {"poll", &BarriersDriver::poll},
};

// Which kinds a gate of this mode can be sent.
bool kind_fits(BarrierKind kind, BarrierMode mode) {
  switch (mode) {
    case BarrierMode::Aligned: return kind == BarrierKind::Aligned || kind == BarrierKind::Savepoint;
    case BarrierMode::Unaligned: return kind == BarrierKind::Unaligned;
    case BarrierMode::Alternating: return kind != BarrierKind::AtLeastOnce;
    case BarrierMode::AtLeastOnce: return kind == BarrierKind::AtLeastOnce;
  }
  return false;
}

Barrier BarriersDriver::barrier_field(VectorFields& fields) {
  static const std::map<std::string_view, BarrierKind> kinds = {{"aligned", BarrierKind::Aligned},
                                                                {"savepoint", BarrierKind::Savepoint},
                                                                {"timeout", BarrierKind::Timeout},
                                                                {"unaligned", BarrierKind::Unaligned},
                                                                {"at_least_once", BarrierKind::AtLeastOnce}};
  Barrier barrier{.checkpoint = checkpoint_field(fields), .triggered_at = ProcessingTime{fields.integer(4)}};
  const auto kind = kinds.find(fields.text(3));
  if (kind == kinds.end() || !kind_fits(kind->second, mode_)) {
    fields.refuse(3, "this is no barrier of the mode");
    return barrier;
  }
  barrier.kind = kind->second;
  if (barrier.kind == BarrierKind::Timeout) barrier.alignment_timeout = Millis{fields.integer(5, {.min = 0})};
  return barrier;
}

BarrierMode barrier_mode(VectorFields& config) {
  static const std::map<std::string_view, BarrierMode> modes = {{"aligned", BarrierMode::Aligned},
                                                                {"unaligned", BarrierMode::Unaligned},
                                                                {"alternating", BarrierMode::Alternating},
                                                                {"tracker", BarrierMode::AtLeastOnce}};
  const auto known = modes.find(config.text("mode"));
  if (known != modes.end()) return known->second;
  config.refuse("mode", "expected aligned, unaligned, alternating or tracker");
  return {};
}

}  // namespace

DriverOrSkip make_barriers_driver(VectorFields& config) {
  const bool counts = config.truth("checkpoints_after_finish");
  const engine::AlignmentOptions options{
      .channels = static_cast<std::size_t>(config.integer("channels", {1, kVectorPartsMax})),
      .mode = barrier_mode(config),
      .ended = counts ? engine::EndedChannel::CountsAsAligned : engine::EndedChannel::AbortsPending};
  const bool at_once = config.truth("auto_poll");
  if (!config.ok()) return {};
  const auto polling = at_once ? BarriersDriver::Polling::AtOnce : BarriersDriver::Polling::OnRequest;
  return {std::make_unique<BarriersDriver>(options, polling), {}};
}

}  // namespace wavetank::scenarios
