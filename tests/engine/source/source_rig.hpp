// The language of the tests of a source: what it said as words, "pause 0 1 | 4 | report 4", nothing as "".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/source/split_source.hpp"
#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {

inline constexpr std::int64_t kOpenedAt = 1000;

// A punctuated source that ticks and samples every 10 ms; a test changes what it is about.
inline SplitSourceSpec aligned_spec() {
  SplitSourceSpec spec;
  spec.strategy = {.kind = GeneratorKind::Punctuated, .bound = {}, .idle_timeout = {}, .interval = Millis{10}};
  spec.alignment = {.update_interval = Millis{10}, .samples = 0};
  return spec;
}

class SourceRig {
 public:
  SourceRig(const SplitSourceSpec& spec, std::uint32_t splits) : source_(spec, now_) {
    for (std::uint32_t split = 0; split < splits; ++split) source_.add(split, 0);
    source_.start(now_);
  }

  // "held" if the split may not be read now.
  std::string read(std::uint32_t split, std::int64_t time) {
    if (!source_.may_read(SplitSlot{split})) return "held";
    source_.on_record(SplitSlot{split}, at(time), Mark::Marked, now_, events_);
    return told();
  }
  // The split has ended; "" if it had already.
  std::string finish(std::uint32_t split) {
    if (!source_.splits()[split].ended) source_.finish(SplitSlot{split});
    return told();
  }
  std::string allow(std::int64_t max) {
    source_.allow(at(max), now_, events_);
    return told();
  }
  // Lets the clock show this many milliseconds after opening; alarms run at their own time.
  std::string clock(std::int64_t milliseconds) {
    const ProcessingTime to(kOpenedAt + milliseconds);
    for (auto due = source_.next_alarm(now_); due && *due <= to; due = source_.next_alarm(now_)) {
      now_ = *due;
      source_.run_alarms(now_, now_, events_);
    }
    now_ = to;
    return told();
  }
  // As `clock`, for a host that runs the silent ticks as well.
  std::string clock_without_skipping(std::int64_t milliseconds) {
    while (now_ < ProcessingTime(kOpenedAt + milliseconds)) {
      now_ = saturating_add(now_, Millis{1});
      source_.run_alarms(now_, now_, events_);
    }
    return told();
  }
  SplitSource& source() { return source_; }

 private:
  std::string told() {
    std::string all;
    for (const SourceEvent& event : events_) all += (all.empty() ? "" : " | ") + word_of(event);
    events_.clear();
    return all;
  }
  static std::string word_of(const SourceEvent& event) {
    std::string word;
    switch (event.kind) {
      case SourceEventKind::Time: return words(event.time);
      case SourceEventKind::Report: return "report " + words(event.time);
      case SourceEventKind::SplitIdle: word = "split idle"; break;
      case SourceEventKind::Wait: word = "wait"; break;
      case SourceEventKind::GoOn: word = "go on"; break;
      case SourceEventKind::SplitByClock: word = "split by clock"; break;
      case SourceEventKind::Pause: word = "pause"; break;
      case SourceEventKind::Resume: word = "resume"; break;
      case SourceEventKind::CannotPause: word = "cannot pause"; break;
    }
    for (const SplitSlot split : event.splits) word += " " + std::to_string(index_of(split));
    return word;
  }

  ProcessingTime now_{kOpenedAt};
  SplitSource source_;
  SourceEvents events_;
};

}  // namespace wavetank::engine::testing
