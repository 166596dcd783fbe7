// Family async_wait: asynchronous calls whose answers the script gives. The driver is the task: it takes inputs one after
// the other, and runs mails in between.
#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "engine/async/async_wait.hpp"
#include "engine/facts/facts.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::AsyncEvent;
using engine::AsyncEventKind;
using engine::EventTime;
using engine::ProcessingTime;

enum class OnTimeout : std::uint8_t { Complete, Empty, Fail };  // what the user's function does then

class AsyncWaitDriver final : public VectorDriver {
 public:
  AsyncWaitDriver(const engine::AsyncSpec& spec, OnTimeout on_timeout)
      : spec_(spec),
        on_timeout_(on_timeout),
        schema_(facts_.rows.add_schema({"row", {{.name = "value"}}})),
        wait_(spec) {}

  VectorRows step(VectorFields& fields) override {
    rows_.clear();
    const std::string_view name = fields.name();
    if (name == "p") {
      now_ = ProcessingTime(fields.integer(1, {.min = now_.ticks()}));
      wait_.advance(now_, events_);
      tell();
    } else if (name == "complete" || name == "fail") {
      answer(fields, name == "fail");
    } else if (!enqueue(fields, name)) {
      return refuse_step(fields);
    }
    if (!fields.ok()) return {};
    run();
    if (failed_) return {JsonValue::array({JsonValue::text("fails")})};
    sort_what_is_open(name == "p");
    return rows_;
  }

  [[nodiscard]] std::optional<JsonValue> counts() const override {
    if (failed_) return std::nullopt;
    return JsonValue::array({JsonValue::integer(static_cast<std::int64_t>(inputs_.size()))});
  }

 private:
  enum class InputKind : std::uint8_t { Record, Watermark, Restore, End };
  struct Input {
    InputKind kind = InputKind::Record;
    std::int64_t id = 0;
    EventTime time{};
  };

  bool enqueue(VectorFields& fields, std::string_view name) {
    if (name == "e") {
      inputs_.push_back({InputKind::Record, fields.integer(1), EventTime(fields.integer(2))});
    } else if (name == "w") {
      inputs_.push_back({InputKind::Watermark, 0, EventTime(fields.integer(1))});
    } else if (name == "r" || name == "end") {
      inputs_.push_back({name == "r" ? InputKind::Restore : InputKind::End, 0, {}});
    } else {
      return false;
    }
    return true;
  }

  void answer(VectorFields& fields, bool failed) {
    const auto token = tokens_.find(fields.integer(1));
    engine::AsyncAnswer answer{{}, failed};
    if (!failed) {
      VectorFields values = fields.array(2);
      for (std::size_t i = 0; values.has(i); ++i) answer.rows.push_back(row(values.integer(i)));
    }
    if (!fields.ok() || token == tokens_.end()) return;
    wait_.answer(token->second, std::move(answer), events_);
    tell();
  }

  void run() {
    while (!failed_) {
      while (wait_.run_mail(now_, events_)) tell();
      if (inputs_.empty()) return;
      while (!take(inputs_.front())) {
        if (!wait_.run_mail(now_, events_)) return;
        tell();
      }
      inputs_.pop_front();
    }
  }

  bool take(const Input& input) {
    bool taken = true;
    switch (input.kind) {
      case InputKind::Record: {
        const engine::Record record{.time = input.time, .row = row(input.id)};
        taken = wait_.offer(record, now_, events_);
        break;
      }
      case InputKind::Watermark: taken = wait_.offer(input.time, events_); break;
      case InputKind::Restore: restore(); break;
      case InputKind::End: taken = wait_.end(events_); break;
    }
    tell();
    return taken;
  }

  void restore() {
    const std::vector<engine::AsyncElement> elements = wait_.elements();
    wait_ = engine::AsyncWait(spec_);
    tokens_.clear();
    for (const engine::AsyncElement& element : elements) {
      const auto* const record = std::get_if<engine::Record>(&element);
      const bool fits =
          record != nullptr ? wait_.offer(*record, now_, events_) : wait_.offer(std::get<EventTime>(element), events_);
      WT_ASSERT(fits);
    }
  }

  [[nodiscard]] engine::RowId row(std::int64_t value) {
    const engine::Cell cell{value, false};
    return facts_.row(schema_, engine::RowKind::Insert, std::span(&cell, 1));
  }
  [[nodiscard]] std::int64_t value_of(engine::RowId row) const { return facts_.rows.bits(row, 0); }

  // What was said so far; a time-out is answered by the user's function as soon as it hears of it.
  void tell() {
    for (std::size_t i = 0; i < events_.size(); ++i) {
      const AsyncEvent event = events_[i];
      switch (event.kind) {
        case AsyncEventKind::Invoke:
          tokens_[value_of(event.record.row)] = event.token;
          add("invoke", value_of(event.record.row));
          break;
        case AsyncEventKind::TimedOut: time_out(event); break;
        case AsyncEventKind::Emit:
          for (const engine::RowId made : event.rows) {
            rows_.push_back(JsonValue::array({JsonValue::text("o"), JsonValue::integer(value_of(made)),
                                              JsonValue::integer(event.record.time.ticks())}));
          }
          break;
        case AsyncEventKind::Watermark: rows_.push_back(watermark_row(event.watermark)); break;
        case AsyncEventKind::Fail: failed_ = true; break;
      }
    }
    events_.clear();
  }

  void time_out(const AsyncEvent& event) {
    const std::int64_t id = value_of(event.record.row);
    add("timeout", id);
    engine::AsyncAnswer answer{{}, on_timeout_ == OnTimeout::Fail};
    if (on_timeout_ == OnTimeout::Complete) answer.rows.push_back(row(-id));
    wait_.answer(event.token, std::move(answer), events_);
  }

  void add(const char* name, std::int64_t id) {
    rows_.push_back(JsonValue::array({JsonValue::text(name), JsonValue::integer(id)}));
  }

  // Their order is not promised: runs of calls and of time-outs; of results, if clocks made them.
  void sort_what_is_open(bool by_clock) {
    const auto name_of = [](const JsonValue& row) { return std::string_view(*row.if_array()->front().if_text()); };
    for (auto from = rows_.begin(); from != rows_.end();) {
      const std::string_view name = name_of(*from);
      auto to = from;
      while (to != rows_.end() && name_of(*to) == name) ++to;
      const bool results = name == "o" && by_clock && spec_.order == engine::AsyncOrder::Unordered;
      if (name == "invoke" || name == "timeout" || results) {
        std::stable_sort(from, to, [](const JsonValue& a, const JsonValue& b) { return a.compact() < b.compact(); });
      }
      from = to;
    }
  }

  engine::AsyncSpec spec_;
  OnTimeout on_timeout_;
  engine::Facts facts_;
  engine::SchemaId schema_;
  engine::AsyncWait wait_;
  engine::AsyncEvents events_;
  std::deque<Input> inputs_;
  std::map<std::int64_t, engine::AsyncToken> tokens_;  // of the latest call, by id
  ProcessingTime now_{0};
  VectorRows rows_;
  bool failed_ = false;
};

std::optional<engine::RetrySpec> retry_of(VectorFields& config) {
  if (config.is_null("retry")) return std::nullopt;
  VectorFields fields = config.object("retry");
  engine::RetrySpec retry;
  const std::string_view type = fields.text("type");
  if (type != "fixed_delay" && type != "exponential") fields.refuse("type", "expected fixed_delay or exponential");
  retry.attempts = static_cast<std::uint32_t>(fields.integer("attempts", {.min = 0, .max = 1'000'000}));
  retry.delay = engine::Millis{fields.integer("delay", {.min = 0})};
  retry.on_empty = fields.truth("on_empty");
  retry.on_error = fields.truth("on_error");
  if (type != "exponential") return retry;
  retry.back_off = engine::BackOff::Exponential;
  retry.delay_max = engine::Millis{fields.integer("max_delay", {.min = 0})};
  retry.multiplier = static_cast<std::uint32_t>(fields.integer("multiplier", {.min = 1, .max = 1'000'000}));
  return retry;
}

}  // namespace

DriverOrSkip make_async_wait_driver(VectorFields& config) {
  engine::AsyncSpec spec;
  const std::string_view mode = config.text("mode");
  if (mode != "ordered" && mode != "unordered") config.refuse("mode", "expected ordered or unordered");
  spec.order = mode == "ordered" ? engine::AsyncOrder::Ordered : engine::AsyncOrder::Unordered;
  spec.capacity = static_cast<std::size_t>(config.integer("capacity", {.min = 1}));
  const std::int64_t timeout = config.integer("timeout", {.min = 0});
  if (timeout > 0) spec.timeout = engine::Millis{timeout};
  spec.retry = retry_of(config);
  const std::string_view then = config.text("on_timeout");
  if (then != "complete" && then != "empty" && then != "fail") {
    config.refuse("on_timeout", "expected complete, empty or fail");
  }
  if (!config.ok()) return {};
  const OnTimeout on_timeout = then == "fail"    ? OnTimeout::Fail
                               : then == "empty" ? OnTimeout::Empty
                                                 : OnTimeout::Complete;
  return {std::make_unique<AsyncWaitDriver>(spec, on_timeout), {}};
}

}  // namespace wavetank::scenarios
