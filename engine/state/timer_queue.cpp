// The heap and the index of a timer queue.
#include "engine/state/timer_queue.hpp"

#include <algorithm>

#include "engine/base/mix.hpp"
#include "engine/base/note.hpp"

namespace wavetank::engine {

bool TimerOrder::before(const Timer& a, const Timer& b) const {
  if (a.time != b.time) return a.time < b.time;
  if (a.key != b.key && a.key != kNoKey && b.key != kNoKey) {
    const KeyGroup left = key_group(facts.keys.hash(a.key), max_parallelism);
    const KeyGroup right = key_group(facts.keys.hash(b.key), max_parallelism);
    return left != right ? left < right : facts.keys.before(a.key, b.key, facts.texts);
  }
  if (a.window == b.window || a.window == kNoWindow || b.window == kNoWindow) return a.window > b.window;  // none first
  return facts.windows.window(a.window) < facts.windows.window(b.window);
}

std::size_t TimerQueue::home(const Timer& timer) const {
  return mix(static_cast<std::uint64_t>(timer.time), pack(timer.window, timer.key)) & mask();
}

std::size_t TimerQueue::find(const Timer& timer) const {
  std::size_t at = home(timer);
  while (index_[at] != 0 && timer_in(index_[at] - 1) != timer) at = (at + 1) & mask();
  return at;
}

bool TimerQueue::set(const Timer& timer, const TimerOrder& order) {
  if ((heap_.size() + 1) * 2 > index_.size()) grow();
  const std::size_t at = find(timer);
  if (index_[at] != 0) return false;
  auto slot = static_cast<std::uint32_t>(slots_.size());
  if (free_.empty()) {
    slots_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  index_[at] = slot + 1;
  slots_[slot] = {timer.key, timer.window, static_cast<std::uint32_t>(heap_.size())};
  heap_.push_back({timer.time, slot});
  sift_up(heap_.size() - 1, order);
  return true;
}

bool TimerQueue::remove(const Timer& timer, const TimerOrder& order) {
  if (index_.empty()) return false;
  const std::size_t at = find(timer);
  if (index_[at] == 0) return false;
  const std::uint32_t place = slots_[index_[at] - 1].place;
  unlink(at);
  erase_at(place, order);
  return true;
}

std::optional<Timer> TimerQueue::take_due(std::int64_t limit, const TimerOrder& order) {
  if (heap_.empty() || heap_.front().time > limit) return std::nullopt;
  const Timer timer = timer_of(heap_.front());
  unlink(find(timer));
  erase_at(0, order);
  return timer;
}

void TimerQueue::sift_up(std::size_t place, const TimerOrder& order) {
  const Node node = heap_[place];
  while (place > 0) {
    const std::size_t parent = (place - 1) / 2;
    if (!before(node, heap_[parent], order)) break;
    put(place, heap_[parent]);
    place = parent;
  }
  put(place, node);
}

void TimerQueue::sift_down(std::size_t place, const TimerOrder& order) {
  const Node node = heap_[place];
  for (;;) {
    std::size_t child = place * 2 + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && before(heap_[child + 1], heap_[child], order)) ++child;
    if (!before(heap_[child], node, order)) break;
    put(place, heap_[child]);
    place = child;
  }
  put(place, node);
}

void TimerQueue::erase_at(std::size_t place, const TimerOrder& order) {
  WT_ASSERT(place < heap_.size(), place, heap_.size());
  free_.push_back(heap_[place].slot);
  const Node last = heap_.back();
  heap_.pop_back();
  if (place == heap_.size()) return;
  put(place, last);
  sift_up(place, order);
  sift_down(slots_[last.slot].place, order);
}

// Closes the gap, so that no search ends too early: what follows moves up unless it is past its home already.
void TimerQueue::unlink(std::size_t gap) {
  for (std::size_t at = (gap + 1) & mask(); index_[at] != 0; at = (at + 1) & mask()) {
    const std::size_t wanted = home(timer_in(index_[at] - 1));
    if (((at - wanted) & mask()) < ((at - gap) & mask())) continue;
    index_[gap] = index_[at];
    gap = at;
  }
  index_[gap] = 0;
}

void TimerQueue::grow() {
  index_.assign(std::max<std::size_t>(16, index_.size() * 2), 0);
  for (const Node& node : heap_) index_[find(timer_of(node))] = node.slot + 1;
}

}  // namespace wavetank::engine
