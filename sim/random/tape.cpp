#include "sim/random/tape.hpp"

#include <algorithm>
#include <tuple>

#include "engine/base/assert.hpp"
#include "engine/base/mix.hpp"

namespace wavetank::sim {

StreamHash hash_of_stream(std::string_view name) { return StreamHash{engine::mix_bytes(name)}; }

Tape Tape::of(const std::vector<RecordedChoice>& choices) {
  Tape tape;
  for (const RecordedChoice& choice : choices) tape.set(choice.stream, choice.counter, choice.value);
  return tape;
}

void Tape::set(std::string_view stream, std::uint64_t counter, std::uint64_t value) {
  const StreamHash hash = hash_of_stream(stream);
  remember(hash, stream);
  entries_.insert_or_assign(ChoiceAddress{hash, counter}, value);
}

bool Tape::erase(std::string_view stream, std::uint64_t counter) {
  return entries_.erase(ChoiceAddress{hash_of_stream(stream), counter}) > 0;
}

std::uint64_t Tape::settle(ChoiceAddress address, std::uint64_t computed, std::uint64_t range, std::string_view name) {
  std::uint64_t value = computed;
  if (const auto entry = entries_.find(address); entry != entries_.end()) {
    value = range == 0 ? entry->second : std::min(entry->second, range - 1);
  }
  WT_ASSERT(range == 0 || value < range, value, range);
  if (mode_ == TapeMode::Recording) {
    remember(address.stream, name);
    noted_.push_back({address, value, range});
  }
  return value;
}

void Tape::remember(StreamHash stream, std::string_view name) {
  const auto [known, added] = names_.try_emplace(stream, name);
  WT_ASSERT(added || known->second == name, known->second, name);
}

std::vector<TapeEntry> Tape::entries() const {
  std::vector<TapeEntry> sorted;
  sorted.reserve(entries_.size());
  for (const auto& [address, value] : entries_) {
    sorted.push_back({names_.at(address.stream), address.counter, value});
  }
  std::sort(sorted.begin(), sorted.end(), [](const TapeEntry& a, const TapeEntry& b) {
    return std::tie(a.stream, a.counter) < std::tie(b.stream, b.counter);
  });
  return sorted;
}

std::vector<RecordedChoice> Tape::recorded() const {
  std::vector<RecordedChoice> choices;
  choices.reserve(noted_.size());
  for (const Noted& noted : noted_) {
    choices.push_back({names_.at(noted.address.stream), noted.address.counter, noted.value, noted.range});
  }
  return choices;
}

}  // namespace wavetank::sim
