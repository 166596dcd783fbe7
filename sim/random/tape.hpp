// The choice tape: what was chosen, apart from the seed that would have chosen it.
//
// Every choice of a run has an address, (stream name, counter). A tape maps addresses to values. Where it has an
// entry, the entry is the choice, clamped into its range; everywhere else the seed decides as if there were no
// tape. So an edit moves no other choice, a shrinker may delete any entry, and when a tape ends the seed goes on.
// A recording tape also notes every choice, which makes a full tape that no longer needs its seed.
//
// A tape is not part of the world: forks share it or bring their own.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wavetank::sim {

// The identity of a stream is the hash of its name, not the order in which streams were made.
enum class StreamHash : std::uint64_t {};

[[nodiscard]] StreamHash hash_of_stream(std::string_view name);

struct ChoiceAddress {
  StreamHash stream{};
  std::uint64_t counter = 0;  // the how-manieth draw of the stream, from 0
  friend constexpr auto operator<=>(const ChoiceAddress&, const ChoiceAddress&) = default;
};

// A value that a tape prescribes.
struct TapeEntry {
  std::string stream;
  std::uint64_t counter = 0;
  std::uint64_t value = 0;
  friend bool operator==(const TapeEntry&, const TapeEntry&) = default;
};

// A choice that was made: `value` out of [0, range). A range of 0 stands for 2^64.
struct RecordedChoice {
  std::string stream;
  std::uint64_t counter = 0;
  std::uint64_t value = 0;
  std::uint64_t range = 0;
  friend bool operator==(const RecordedChoice&, const RecordedChoice&) = default;
};

enum class TapeMode : std::uint8_t {
  Silent,     // prescribes what it holds
  Recording,  // and notes every choice of the run
};

class Tape {
 public:
  explicit Tape(TapeMode mode = TapeMode::Silent) : mode_(mode) {}
  // A tape that prescribes every one of `choices`: replaying it needs no seed.
  [[nodiscard]] static Tape of(const std::vector<RecordedChoice>& choices);

  // Prescribes `value`, in place of what was prescribed at that address before.
  void set(std::string_view stream, std::uint64_t counter, std::uint64_t value);
  // True iff there was an entry.
  bool erase(std::string_view stream, std::uint64_t counter);

  // True iff it neither prescribes nor notes anything: `settle` would answer with `computed`. Asked first on
  // every draw, because most runs have no tape.
  [[nodiscard]] bool blank() const { return entries_.empty() && mode_ == TapeMode::Silent; }
  // Called by `Streams` for each draw. `computed` is what the seed says, in the range; `name` that of the stream.
  // Returns the choice.
  [[nodiscard]] std::uint64_t settle(ChoiceAddress address, std::uint64_t computed, std::uint64_t range,
                                     std::string_view name);

  // Sorted by stream name, then counter.
  [[nodiscard]] std::vector<TapeEntry> entries() const;
  // In the order of the run.
  [[nodiscard]] std::vector<RecordedChoice> recorded() const;
  [[nodiscard]] TapeMode mode() const { return mode_; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Noted {
    ChoiceAddress address;
    std::uint64_t value = 0;
    std::uint64_t range = 0;
  };

  // REQUIRES: no other name with the same hash was seen.
  void remember(StreamHash stream, std::string_view name);

  TapeMode mode_;
  std::map<ChoiceAddress, std::uint64_t> entries_;
  std::vector<Noted> noted_;
  std::map<StreamHash, std::string> names_;
};

}  // namespace wavetank::sim
