// Asynchronous calls for records: a queue that keeps order as far as it is wanted, time-outs, retries with back-off.
//
// What Flink's AsyncWaitOperator does, as a value without threads: whoever hosts it makes the calls, brings their answers,
// turns the clock, and runs the mails. An answer decides nothing at once: it becomes a mail, and mails run one by one in
// between inputs. Its behaviour is recorded (`async_wait`); where this text is silent, the record decides.
//
//   offer(record) ──► queue ──► Invoke … answer ──► mail: judge (retry?) ──► mail: finish ──► Emit, in the mode's order
//
// REQUIRES, of all calls: `now` never goes back.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/record.hpp"
#include "engine/base/time.hpp"

namespace wavetank::engine {

enum class AsyncOrder : std::uint8_t {
  Ordered,    // results leave as their records came
  Unordered,  // as they are finished, but none passes a watermark
};

enum class BackOff : std::uint8_t { Fixed, Exponential };

struct RetrySpec {
  BackOff back_off = BackOff::Fixed;
  std::uint32_t attempts = 1;  // retries at most
  Millis delay{0};             // before the first one
  Millis delay_max{0};         // of Exponential
  std::uint32_t multiplier = 1;
  bool on_empty = false;  // whether an empty result is tried again
  bool on_error = false;
};

struct AsyncSpec {
  AsyncOrder order = AsyncOrder::Ordered;
  std::size_t capacity = 100;     // records and watermarks in the queue
  std::optional<Millis> timeout;  // of a record, from its first call; greater than zero
  std::optional<RetrySpec> retry;
};

// A record in the queue, from `offer` on; never given twice.
using AsyncToken = std::uint64_t;

enum class AsyncEventKind : std::uint8_t {
  Invoke,     // call for this record, or call again
  TimedOut,   // its time is over: whoever called says by `answer` what it is worth now
  Emit,       // its results, and it leaves the queue
  Watermark,  // passes on
  Fail,       // the job fails
};

struct AsyncEvent {
  AsyncEventKind kind = AsyncEventKind::Invoke;
  AsyncToken token = 0;
  Record record{};            // of Invoke, TimedOut, Emit
  std::vector<RowId> rows{};  // of Emit
  EventTime watermark{};      // of Watermark
};
using AsyncEvents = std::vector<AsyncEvent>;

// What a call was answered with; no rows is an answer, too.
struct AsyncAnswer {
  std::vector<RowId> rows{};
  bool failed = false;
};

// An element of the queue, as a snapshot keeps it: finished or not, its call is made again (at least once).
using AsyncElement = std::variant<Record, EventTime>;

class AsyncWait {
 public:
  explicit AsyncWait(const AsyncSpec& spec);

  // False: the queue is full; run a mail and try again.
  [[nodiscard]] bool offer(const Record& record, ProcessingTime now, AsyncEvents& events);
  [[nodiscard]] bool offer(EventTime watermark, AsyncEvents& events);
  // The end of input. The first call gives up waiting retries and calls again what had one; from then on every answer is
  // final. True once the queue is empty.
  [[nodiscard]] bool end(AsyncEvents& events);

  // Of the latest call for a record. Of none that is waited for: nothing.
  void answer(AsyncToken token, AsyncAnswer answer, AsyncEvents& events);
  // Runs the alarms that are due, in the order of their times.
  void advance(ProcessingTime now, AsyncEvents& events);
  [[nodiscard]] std::optional<ProcessingTime> next_alarm() const;
  // False: there was none.
  bool run_mail(ProcessingTime now, AsyncEvents& events);

  [[nodiscard]] std::vector<AsyncElement> elements() const;
  [[nodiscard]] std::size_t size() const { return queue_.size(); }

 private:
  enum class Stage : std::uint8_t { Called, WaitsForRetry, Answered, Finished };
  struct Request {
    Record record;
    ProcessingTime start;
    Stage stage = Stage::Called;
    std::uint32_t calls = 1;
    std::vector<RowId> rows{};
    std::uint64_t finished_as = 0;  // how many were finished before it
  };
  struct Place {  // in the queue: a record, or a watermark
    std::optional<AsyncToken> token;
    EventTime watermark{};
  };
  enum class AlarmKind : std::uint8_t { Timeout, Retry };
  struct Alarm {
    AlarmKind kind = AlarmKind::Timeout;
    AsyncToken token = 0;
  };
  enum class MailKind : std::uint8_t { Judge, Finish, EmitNext };
  struct Mail {
    MailKind kind = MailKind::EmitNext;
    AsyncToken token = 0;
    AsyncAnswer answer{};
  };
  using Alarms = std::map<std::pair<ProcessingTime, std::uint64_t>, Alarm>;  // by time, then as they were set

  void set_alarm(ProcessingTime at, const Alarm& alarm);
  void cancel_alarms(AsyncToken token, AlarmKind kind);
  void invoke(AsyncToken token, AsyncEvents& events);
  void time_out(AsyncToken token, AsyncEvents& events);
  void accept(AsyncToken token, AsyncAnswer answer, AsyncEvents& events);
  void judge(Mail& mail, ProcessingTime now, AsyncEvents& events);
  void finish(Mail& mail, AsyncEvents& events);
  [[nodiscard]] bool may_retry(const Request& request, const AsyncAnswer& answer, ProcessingTime now) const;
  [[nodiscard]] Millis next_delay(const Request& request);
  // The place of what may leave the queue now.
  [[nodiscard]] std::optional<std::size_t> ready() const;
  void emit_next(AsyncEvents& events);

  AsyncSpec spec_;
  std::deque<Place> queue_;
  std::map<AsyncToken, Request> requests_;  // of the queue, and those that `end` may call again
  std::set<AsyncToken> retried_;            // had a retry scheduled, and were not finished by it
  Alarms alarms_;
  std::deque<Mail> mails_;
  Millis last_delay_{0};  // of the exponential back-off: one for all records
  AsyncToken next_token_ = 1;
  std::uint64_t alarms_set_ = 0;
  std::uint64_t finished_ = 0;
  bool is_ending_ = false;
};

}  // namespace wavetank::engine
