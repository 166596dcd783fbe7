// Handing blocks of trace events to their readers, and what is seldom hashed.
#include "sim/trace/recorder.hpp"

namespace wavetank::sim {

void Recorder::flush() {
  if (filled_ == 0) return;
  WT_ASSERT(static_cast<std::uint32_t>(last_) >= filled_, static_cast<std::uint32_t>(last_), filled_);
  const EventId first{static_cast<std::uint32_t>(last_) - static_cast<std::uint32_t>(filled_ - 1)};
  const std::span<const TraceEvent> events = std::span(block_).first(filled_);
  filled_ = 0;
  for (TraceSink* sink : sinks_) sink->on_events(first, events, *facts_);
}

void Recorder::keep_digest(TraceHead& head) {
  WT_ASSERT(head.next > 1);  // 2^32 - 1 events: the limit of a run
  head.digests.push_back(head.fingerprint);
  WT_ASSERT(head.digests.size() == (head.next - 1) / kEventsPerDigest, head.digests.size(), head.next);
}

std::uint64_t Recorder::rarer_content(FieldUse use, std::uint64_t word) const {
  switch (use) {
    case FieldUse::ReasonAndRow: return engine::mix(row(engine::lower(word)), engine::upper(word));
    case FieldUse::RowAndNumber: return engine::mix(row(engine::upper(word)), engine::lower(word));
    case FieldUse::WindowAndNumber: return engine::mix(window(engine::upper(word)), engine::lower(word));
    case FieldUse::TwoRows: return engine::mix(row(engine::upper(word)), row(engine::lower(word)));
    case FieldUse::Text: return facts_->texts.content(engine::TextId{engine::lower(word)});
    case FieldUse::TextAndKey:
      return engine::mix(facts_->texts.content(engine::TextId{engine::upper(word)}), key(engine::lower(word)));
    case FieldUse::Plain:
    case FieldUse::WindowAndKey:
    case FieldUse::RowAndKey: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(use));
}

}  // namespace wavetank::sim
