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
  static constexpr std::size_t kBlockEvents = 32768;  // 1 MiB

  explicit Recorder(const engine::Facts& facts) : facts_(&facts) { block_.reserve(kBlockEvents); }

  void attach(TraceSink& sink) { sinks_.push_back(&sink); }

  // `a` and `b` must be what the kind says.
  EventId record(TraceHead& head, const TraceEvent& event) {
    WT_ASSERT(head.next != 0);  // 2^32 events: the limit of a run
    const KindInfo& kind = info(event.kind);
    head.fingerprint.add(event, content(kind.a, event.a), content(kind.b, event.b));
    const EventId id{head.next++};
    if (head.next % kEventsPerDigest == 0) head.digests.push_back(head.fingerprint);
    if (sinks_.empty()) return id;
    if (block_.empty()) first_ = id;
    block_.push_back(event);
    if (block_.size() == kBlockEvents) flush();
    return id;
  }

  // Hands what has been recorded so far to the sinks.
  void flush();

 private:
  [[nodiscard]] std::uint64_t content(FieldUse use, std::uint64_t word) const {
    switch (use) {
      case FieldUse::Plain: return word;
      case FieldUse::RowAndKey: return engine::mix(row(engine::upper(word)), key(engine::lower(word)));
      case FieldUse::RowAndNumber: return engine::mix(row(engine::upper(word)), engine::lower(word));
      case FieldUse::WindowAndKey: return engine::mix(window(engine::upper(word)), key(engine::lower(word)));
      case FieldUse::ReasonAndRow: return engine::mix(row(engine::lower(word)), engine::upper(word));
      case FieldUse::Text: return facts_->texts.content(engine::TextId{engine::lower(word)});
    }
    WT_UNREACHABLE(static_cast<std::uint32_t>(use));
  }
  [[nodiscard]] std::uint64_t row(std::uint32_t id) const {
    return engine::RowId{id} == engine::kNoRow ? 0 : facts_->rows.content(engine::RowId{id});
  }
  [[nodiscard]] std::uint64_t key(std::uint32_t id) const {
    return engine::KeyId{id} == engine::kNoKey ? 0 : facts_->keys.content(engine::KeyId{id});
  }
  [[nodiscard]] std::uint64_t window(std::uint32_t id) const {
    return facts_->windows.content(engine::WindowId{id});
  }

  const engine::Facts* facts_;
  std::vector<TraceEvent> block_;
  std::vector<TraceSink*> sinks_;
  EventId first_{};  // number of block_[0]
};

}  // namespace wavetank::sim
