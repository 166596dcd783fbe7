// User functions over a keyed stream: called for each record and each timer, with the state of its key.
//
// A function is immutable, like the operator that calls it: what it declares in its layout is fixed, what changes is
// reached through the context and lives in the operator's state (state/keyed_store.hpp). The same calls give the same
// answers: no clock but the context's, no randomness.
//
//   class Counter final : public ProcessFunction {
//    public:
//     const StateLayout& layout() const override { return layout_; }
//     void on_record(const Record& record, ProcessContext& context) const override {
//       context.state(count_).add(1);
//       context.set_timer(saturating_add(record.time, Millis{10'000}));
//     }
//     void on_timer(EventTime, ProcessContext& context) const override { … context.emit(row); }
//    private:
//     StateLayout layout_;
//     ReducingHandle<std::int64_t> count_ = layout_.reducing<std::int64_t>("count", sum);
//   };
#pragma once

#include "engine/core/operator.hpp"
#include "engine/state/keyed_store.hpp"
#include "engine/state/state_access.hpp"

namespace wavetank::engine {

// For whom a function is called: the current key, the timestamp that what it emits gets (PF-01; MIN: none), and why.
struct ProcessCall {
  KeyId key = kNoKey;
  EventTime timestamp;
  Cause cause = kNoCause;
};

// What a function decided, as a note (base/note.hpp).
struct Decision {
  NoteKind kind;
  std::uint64_t a = 0;
  std::uint64_t b = 0;
};

class ProcessContext {
 public:
  ProcessContext(const ProcessCall& call, Moment moment, KeyedStore& store, Effects& effects)
      : call_(call), moment_(moment), store_(store), effects_(effects) {}

  [[nodiscard]] KeyId key() const { return call_.key; }
  [[nodiscard]] EventTime watermark() const { return store_.watermark; }
  [[nodiscard]] ProcessingTime now() const { return moment_.now; }
  [[nodiscard]] Facts& facts() const { return moment_.facts; }

  // The current key's part of what a handle of the function's layout names.
  template <typename Handle>
  [[nodiscard]] auto state(const Handle& handle) {
    return access(store_.state, handle, {{call_.key, kNoWindow}, moment_.now, moment_.facts});
  }

  // TM-01: one per time and key, in each domain. A timer at or before the watermark waits for the next watermark,
  // one that a callback sets there fires in the same drain (TM-04); one at or before now fires after this input.
  void set_timer(EventTime time);
  void set_timer(ProcessingTime time);
  // Does nothing if there is none.
  void delete_timer(EventTime time);
  void delete_timer(ProcessingTime time);

  void emit(RowId row, OutputIndex output = kMainOutput) {
    effects_.emit(output, Record{call_.timestamp, row, call_.key, call_.cause});
  }
  // The same with a timestamp of its own: of a row that waited.
  void emit_at(EventTime time, RowId row, OutputIndex output = kMainOutput) {
    effects_.emit(output, Record{time, row, call_.key, call_.cause});
  }
  // Because of a decision, which the trace tells just before.
  void emit_at(EventTime time, RowId row, const Decision& why, OutputIndex output = kMainOutput) {
    effects_.emit(output, Record{time, row, call_.key, call_.cause}, {why.kind, call_.cause, why.a, why.b});
  }
  // For the trace: what the function decided (base/note.hpp).
  void note(NoteKind kind, std::uint64_t a, std::uint64_t b) { effects_.note(kind, call_.cause, a, b); }
  // The job fails with this reason, a static text.
  void fail(std::string_view reason) { effects_.ask(Fail{reason, call_.cause}); }

 private:
  void note_own(NoteKind kind, const Timer& timer);

  ProcessCall call_;
  Moment moment_;
  KeyedStore& store_;
  Effects& effects_;
};

class ProcessFunction {
 public:
  ProcessFunction() = default;
  ProcessFunction(const ProcessFunction&) = delete;
  ProcessFunction& operator=(const ProcessFunction&) = delete;
  virtual ~ProcessFunction() = default;

  // The same in every call.
  [[nodiscard]] virtual const StateLayout& layout() const = 0;
  // How many outputs it emits to, the main one included.
  [[nodiscard]] virtual std::uint32_t outputs() const { return 1; }
  // State makes the order of records count, unless a function knows better; one that asks the clock must say so.
  [[nodiscard]] virtual ReplayClass replay_class() const { return ReplayClass::OrderDependent; }

  virtual void on_record(const Record& record, ProcessContext& context) const = 0;
  // TM-09: with the timer's key as the current one. What is emitted carries the timer's time.
  virtual void on_timer(EventTime /*time*/, ProcessContext& /*context*/) const {}
  // What is emitted carries no timestamp.
  virtual void on_timer(ProcessingTime /*time*/, ProcessContext& /*context*/) const {}
};

}  // namespace wavetank::engine
