// Records trace events: numbers them, hashes them, and hands full blocks to the sinks.
//
// The hash belongs to the world (it is a value that copies with it); the block and the sinks belong to the
// surroundings and are never copied. With no sink, an event costs its hash and one store.
#pragma once

#include <span>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/facts/facts.hpp"
#include "sim/trace/fingerprint.hpp"
#include "sim/trace/sink.hpp"

namespace wavetank::sim {

// The part of recording that is part of the world.
struct TraceHead {
  std::uint32_t next = 1;  // the next event's number
  Fingerprint fingerprint;
  std::vector<Fingerprint> digests;  // after every kEventsPerDigest events
};

class Recorder {
 public:
  // 32 KiB: the block stays in the nearest caches. A block of 1 MiB costs 2 ns more an event.
  static constexpr std::size_t kBlockEvents = 1024;

  explicit Recorder(const engine::Facts& facts) : facts_(&facts) {}

  // REQUIRES: all that was recorded is flushed.
  void attach(TraceSink& sink) {
    WT_REQUIRE(filled_ == 0, filled_);
    block_.resize(kBlockEvents);
    sinks_.push_back(&sink);
  }

  // `a` and `b` must be what the kind says.
  // Inlined where it is called: the fields then come from registers, and a constant kind chooses its contents.
  [[gnu::always_inline]] EventId record(TraceHead& head, const TraceEvent& event) {
    const KindInfo& kind = info(event.kind);
    head.fingerprint.add(event, content(kind.a, event.a), content(kind.b, event.b));
    const EventId id{head.next++};
    if (static_cast<std::uint32_t>(id) % kEventsPerDigest == 0) [[unlikely]]
      keep_digest(head);
    if (sinks_.empty()) return id;
    block_[filled_++] = event;
    last_ = id;
    if (filled_ == kBlockEvents) [[unlikely]]
      flush();
    return id;
  }

  // Hands what has been recorded so far to the sinks.
  void flush();

 private:
  // Most words are plain or name a record: asked first, so that they cost no call.
  [[nodiscard]] std::uint64_t content(FieldUse use, std::uint64_t word) const {
    if (use == FieldUse::Plain) return word;
    if (use == FieldUse::RowAndKey) return engine::mix(row(engine::upper(word)), key(engine::lower(word)));
    if (use == FieldUse::WindowAndKey) return engine::mix(window(engine::upper(word)), key(engine::lower(word)));
    return rarer_content(use, word);
  }
  [[nodiscard]] std::uint64_t rarer_content(FieldUse use, std::uint64_t word) const;
  static void keep_digest(TraceHead& head);
  [[nodiscard]] std::uint64_t row(std::uint32_t id) const {
    if (engine::RowId{id} == engine::kNoRow) [[unlikely]]
      return 0;
    return facts_->rows.content(engine::RowId{id});
  }
  [[nodiscard]] std::uint64_t key(std::uint32_t id) const {
    if (engine::KeyId{id} == engine::kNoKey) [[unlikely]]
      return 0;
    return facts_->keys.content(engine::KeyId{id});
  }

  [[nodiscard]] std::uint64_t window(std::uint32_t id) const {
    if (engine::WindowId{id} == engine::kNoWindow) [[unlikely]]
      return 0;
    return facts_->windows.content(engine::WindowId{id});
  }

  const engine::Facts* facts_;
  std::vector<TraceEvent> block_;  // empty without sinks
  std::size_t filled_ = 0;         // of block_
  EventId last_{};                 // number of the event kept last
  std::vector<TraceSink*> sinks_;
};

}  // namespace wavetank::sim
