// The sessions of each key: which windows are open, and under which window's name their contents are kept
// (WO-19 to WO-24).
//
// A session that grew keeps its contents where they are: its state window is the window that it was when its contents
// were first stored. The sessions of a key never touch each other, so those that a new window touches are neighbours.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/base/mutant.hpp"
#include "engine/base/semantics.hpp"
#include "engine/facts/windows.hpp"

namespace wavetank::engine {

struct OpenSession {
  Window window;
  WindowId id{};     // of `window`
  WindowId state{};  // whose contents it has
};

// What adding a window to the sessions of a key did.
struct SessionMerge {
  OpenSession result;
  bool merged = false;                  // others were taken in, or one was extended: the trigger hears of it (WO-21)
  std::vector<OpenSession> taken;       // the sessions that are part of the result, by start
  std::vector<WindowId> folded_states;  // whose contents go into those of the result
};

class MergingSet {
 public:
  explicit MergingSet(Mutants mutants = {}) : mutants_(mutants) {}

  // Finds what `window` touches, makes them one session and fills `merge`. The new window never brings contents
  // (WO-20); of several old ones the earliest keeps its contents' name (DT-03).
  void add(KeyId key, const Window& window, Windows& windows, EqualSession equal, SessionMerge& merge);
  // REQUIRES: the key has this session.
  void retire(KeyId key, WindowId window);
  // The session that is `window` now; null if it was merged away or is over (WO-17).
  [[nodiscard]] const OpenSession* find(KeyId key, WindowId window) const;
  // Of a restore. REQUIRES: in order of start, touching none that is there.
  void restore(KeyId key, const OpenSession& session);

  [[nodiscard]] std::span<const OpenSession> of(KeyId key) const;
  // Keys with a session, as the recorded answers count them.
  [[nodiscard]] std::size_t keys() const { return keys_; }
  // Calls `visit(key, sessions)` for each key with sessions, in order of ids.
  template <typename Visit>
  void each(const Visit& visit) const {
    for (std::size_t place = 0; place < by_key_.size(); ++place) {
      if (by_key_[place].empty()) continue;
      visit(place == 0 ? kNoKey : KeyId{static_cast<std::uint32_t>(place - 1)},
            std::span<const OpenSession>(by_key_[place]));
    }
  }

 private:
  std::vector<OpenSession>& sessions(KeyId key);

  std::vector<std::vector<OpenSession>> by_key_;  // each by start
  std::size_t keys_ = 0;
  Mutants mutants_;
};

}  // namespace wavetank::engine
