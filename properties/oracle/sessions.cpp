// Merging by looking at every open session.
#include "properties/oracle/sessions.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"
#include "properties/oracle/aggregates.hpp"

namespace wavetank::properties {

using engine::Window;

std::optional<std::int64_t> gap_of(const scenarios::WindowNode& node, engine::RowId row, const engine::Facts& facts) {
  std::int64_t gap = node.session_gap.count;
  if (node.assigner == engine::AssignerKind::SessionByField) {
    const Answer field = value_in(row, node.session_gap_field, facts);
    if (!std::holds_alternative<std::int64_t>(field)) return std::nullopt;
    gap = std::get<std::int64_t>(field);
  }
  if (gap <= 0) return std::nullopt;
  return gap;
}

OpenSessions::Joined OpenSessions::join(const Window& own, engine::EqualSession equal) {
  Joined joined;
  std::vector<Session> others;
  Window all = own;
  for (const Session& session : open_) {
    const bool touched = touch(session.window, own);
    (touched ? joined.parts : others).push_back(session);
    if (!touched) continue;
    all = {std::min(all.start, session.window.start), std::max(all.end, session.window.end)};
  }
  std::sort(joined.parts.begin(), joined.parts.end(),
            [](const Session& a, const Session& b) { return a.window < b.window; });
  // WO-20: which part's place the contents take is open; it is the earliest's.
  joined.session = joined.parts.empty() ? Session{own, own} : Session{all, joined.parts.front().contents};
  if (joined.parts.size() == 1 && joined.parts.front().window == all) {
    joined.parts.clear();  // WO-21
    // WO-24: what it held stays behind under its old name.
    if (own == all && equal == engine::EqualSession::LosesContents) joined.session.contents = own;
  }
  open_ = std::move(others);
  open_.push_back(joined.session);
  return joined;
}

void OpenSessions::end(const Window& window) {
  const std::size_t ended = std::erase_if(open_, [&](const Session& session) { return session.window == window; });
  WT_REQUIRE(ended == 1, ended);
}

const Session* OpenSessions::find(const Window& window) const {
  const auto found =
      std::find_if(open_.begin(), open_.end(), [&](const Session& session) { return session.window == window; });
  return found == open_.end() ? nullptr : &*found;
}

}  // namespace wavetank::properties
