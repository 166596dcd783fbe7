// The open sessions of one key, by definition: windows that touch are one (AS-10, WO-19 to WO-21, WO-24).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/semantics.hpp"
#include "engine/facts/facts.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::properties {

// `contents` names the place of its records: the window under which its oldest part began.
struct Session {
  engine::Window window;
  engine::Window contents;
};

class OpenSessions {
 public:
  struct Joined {
    Session session;             // that the window is in now
    std::vector<Session> parts;  // that were merged into it, by start; empty: it grew by nothing but itself
  };
  // Takes in a record's own window.
  Joined join(const engine::Window& own, engine::EqualSession equal);

  void end(const engine::Window& window);
  [[nodiscard]] const Session* find(const engine::Window& window) const;
  [[nodiscard]] bool empty() const { return open_.empty(); }

 private:
  std::vector<Session> open_;
};

// How far a record reaches (AS-09). None if it has no gap, or one that is not more than 0: the job fails then.
[[nodiscard]] std::optional<std::int64_t> gap_of(const scenarios::WindowNode& node, engine::RowId row,
                                                 const engine::Facts& facts);

// AS-10: abutting windows touch.
[[nodiscard]] inline bool touch(const engine::Window& a, const engine::Window& b) {
  return a.start <= b.end && a.end >= b.start;
}

}  // namespace wavetank::properties
