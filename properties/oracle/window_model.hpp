// A window operator once more, for clarity: the rules in their own words, step by step (WO-01 to WO-18).
//
// Keeps, for every key, the open windows with all their records, and works out each result from all of these. What a
// trigger, an evictor, an assigner and a merge mean is said in the files beside it. Goes along with the arrivals of one
// task, because lateness and the clock are what they are when a record arrives.
//
//   - a record joins every window that contains it and is not late (WO-03); then the window's trigger is asked (WO-04);
//   - a session first takes in the sessions that it touches, and counts as the window that this makes (WO-06);
//   - when time goes on, timers come due in order, each asks its window's trigger (WO-16);
//   - the timer at a window's last instant plus the allowed lateness ends all that is kept of it (WO-02);
//   - a record that no window took is refused if it is late by its own time (WO-14), and vanishes otherwise (WO-15).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "properties/oracle/evictors.hpp"
#include "properties/oracle/expected.hpp"
#include "properties/oracle/sessions.hpp"
#include "properties/oracle/triggers.hpp"

namespace wavetank::properties {

class WindowModel {
 public:
  // Keeps references to all but the semantics; writes what must happen into `expected`.
  // `drawn`: how far the task's windows are moved, where that is random.
  WindowModel(const scenarios::WindowNode& node, const engine::Semantics& semantics, const engine::Facts& facts,
              Expected& expected, std::int64_t drawn);

  void take(const Arrival& record);
  // The watermark went up because of `control`.
  void advance(const Arrival& control, engine::EventTime watermark);
  // Before anything that is taken: whether the clock should have called by now.
  void look_at_clock(const Arrival& arrival);
  // The host called, as it was asked to for the first timer of the clock (TM-06).
  void call(const Arrival& call);
  // A batch has taken all records of the key: `control` is its final watermark (BX-04).
  void end_key(const Arrival& control);

 private:
  struct Contents {
    std::vector<Member> members;
    std::vector<Answer> reduced;           // by aggregate; of a reduce: what it has come to
    std::optional<ExpectedTakeBack> said;  // what a retracting window said last
  };
  // A window of a key, and where its records are: elsewhere, if it is a session that grew.
  struct Pane {
    engine::KeyId key = engine::kNoKey;
    engine::Window window;
    engine::Window contents;
  };
  using Place = std::pair<engine::KeyId, engine::Window>;

  [[nodiscard]] std::vector<engine::Window> assign(const Arrival& record);
  [[nodiscard]] std::int64_t moved() const;
  [[nodiscard]] std::optional<engine::Window> own_session(const Arrival& record) const;
  void join_session(const Arrival& record, const engine::Window& own, ExpectedFate& fate);
  [[nodiscard]] bool merge(engine::KeyId key, const OpenSessions::Joined& joined);
  void fold(const Pane& result, const Session& part);
  void join(const Arrival& record, const Pane& pane);
  void refuse(const Arrival& record, ExpectedFate& fate) const;

  void come_due(engine::TimeDomain domain, std::int64_t until);
  void on_timer(const WaitingTimer& timer);
  [[nodiscard]] std::optional<Pane> pane_of(const WaitingTimer& timer) const;
  [[nodiscard]] engine::FireReason reason_of(const Pane& pane, const WaitingTimer& timer) const;
  void obey(const Pane& pane, const TriggerAnswer& answer, engine::FireReason reason);
  void speak(const Pane& pane, Contents& contents, engine::FireReason reason);
  void take_back(Contents& contents);
  void end(const Pane& pane);

  [[nodiscard]] std::vector<Answer> values_of(const Contents& contents) const;
  [[nodiscard]] std::vector<Answer> none_reduced() const;
  [[nodiscard]] bool is_over(const engine::Window& window) const;
  [[nodiscard]] engine::EventTime ends_at(const engine::Window& window) const;
  void set_end(const Pane& pane);
  [[nodiscard]] TriggerMoment moment(engine::KeyId key, const engine::Window& window);

  const scenarios::WindowNode& node_;
  engine::Semantics semantics_;
  const engine::Facts& facts_;
  Expected& expected_;
  engine::TimeDomain clock_;  // that ends the windows
  bool knows_lateness_;
  bool merges_;
  std::unique_ptr<TriggerRule> trigger_;

  sim::EventId because_{};  // what is taken now
  engine::EventTime watermark_ = engine::EventTime::min();
  engine::EventTime passed_ = engine::EventTime::min();  // the watermark before this one
  engine::ProcessingTime now_;
  std::int64_t drawn_;
  std::optional<std::int64_t> moved_;        // staggered windows: how far, from the first record on
  std::map<Place, Contents> contents_;       // by the place of the contents
  std::map<Place, TriggerMemory> memories_;  // by window
  std::map<engine::KeyId, OpenSessions> sessions_;
  WaitingTimers timers_;
};

}  // namespace wavetank::properties
