// Merging sessions.
#include "engine/windows/merging_set.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

// Unkeyed streams have one place, the first.
std::size_t session_place(KeyId key) { return key == kNoKey ? 0 : index_of(key) + 1; }

}  // namespace

std::vector<OpenSession>& MergingSet::sessions(KeyId key) {
  const std::size_t place = session_place(key);
  if (place >= by_key_.size()) by_key_.resize(place + 1 + place / 2);
  return by_key_[place];
}

std::span<const OpenSession> MergingSet::of(KeyId key) const {
  const std::size_t place = session_place(key);
  return place < by_key_.size() ? std::span<const OpenSession>(by_key_[place]) : std::span<const OpenSession>();
}

void MergingSet::add(KeyId key, const Window& window, Windows& windows, EqualSession equal, SessionMerge& merge) {
  std::vector<OpenSession>& open = sessions(key);
  // AS-10: abutting windows touch.
  const std::int64_t apart = mutants_.has(Mutant::SessionsAbutApart) ? 1 : 0;
  const EventTime from = saturating_add(window.start, Millis{apart});
  const EventTime until = saturating_add(window.end, Millis{-apart});
  const auto first = std::lower_bound(open.begin(), open.end(), from, [](const OpenSession& session, EventTime start) {
    return session.window.end < start;
  });
  auto last = first;
  Window result = window;
  for (; last != open.end() && last->window.start <= until; ++last) {
    if (last != first && mutants_.has(Mutant::MergeTakesOne)) break;
    result.start = std::min(result.start, last->window.start);
    result.end = std::max(result.end, last->window.end);
  }
  merge.taken.assign(first, last);
  merge.folded_states.clear();
  merge.merged = false;
  const bool alone = first == last;
  const bool absorbed = last - first == 1 && first->window == result;  // WO-21
  if (absorbed && (window != result || equal == EqualSession::KeepsContents)) {
    merge.result = *first;
    return;
  }
  const WindowId id = windows.intern(result);
  merge.result = {result, id, id};
  if (absorbed) {  // WO-24: the mapping is overwritten, the contents stay behind under their old name
    *first = merge.result;
    return;
  }
  if (alone) {
    if (open.empty()) ++keys_;
    open.insert(first, merge.result);
    return;
  }
  merge.merged = true;
  merge.result.state = first->state;
  for (auto other = first + 1; other != last; ++other) merge.folded_states.push_back(other->state);
  *first = merge.result;
  open.erase(first + 1, last);
}

void MergingSet::retire(KeyId key, WindowId window) {
  std::vector<OpenSession>& open = sessions(key);
  const auto at =
      std::find_if(open.begin(), open.end(), [&](const OpenSession& session) { return session.id == window; });
  WT_REQUIRE(at != open.end(), index_of(window));
  open.erase(at);
  if (open.empty()) --keys_;
}

const OpenSession* MergingSet::find(KeyId key, WindowId window) const {
  const std::span<const OpenSession> open = of(key);
  const auto at =
      std::find_if(open.begin(), open.end(), [&](const OpenSession& session) { return session.id == window; });
  return at == open.end() ? nullptr : &*at;
}

void MergingSet::restore(KeyId key, const OpenSession& session) {
  std::vector<OpenSession>& open = sessions(key);
  WT_REQUIRE(open.empty() || open.back().window.end < session.window.start, session.window.start);
  if (open.empty()) ++keys_;
  open.push_back(session);
}

}  // namespace wavetank::engine
