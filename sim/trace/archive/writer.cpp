// Cutting the stream of events into blocks, facts before the events that name them.
#include "sim/trace/archive/writer.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"
#include "sim/trace/archive/header_coding.hpp"

namespace wavetank::sim {

ArchiveWriter::ArchiveWriter(ByteSink& sink, const ArchiveHeader& header, ArchiveOptions options)
    : blocks_(sink), options_(options), actors_(std::max<std::size_t>(header.actors.size(), 1)) {
  WT_REQUIRE(options.block_events > 0 && options.block_events <= kArchiveBlockEvents, options.block_events);
  WT_REQUIRE(header.actors.size() <= kArchiveActors, header.actors.size());
  pending_.reserve(options.block_events);
  encode_header(header, payload_);
  blocks_.write({BlockType::Head, 1, static_cast<std::uint32_t>(header.actors.size())}, payload_.bytes());
}

void ArchiveWriter::on_events(EventId first, std::span<const TraceEvent> events, const engine::Facts& facts) {
  WT_REQUIRE(state_ == State::Open);
  WT_REQUIRE(static_cast<std::uint64_t>(first) == next_ + pending_.size(), static_cast<std::uint64_t>(first), next_);
  for (const TraceEvent& event : events) {
    WT_REQUIRE(static_cast<std::size_t>(event.actor) < actors_, static_cast<std::size_t>(event.actor), actors_);
  }
  while (!events.empty()) {
    // A whole block is written from where it is; only what is left over is kept.
    const std::size_t count = std::min(events.size(), options_.block_events - pending_.size());
    if (count == options_.block_events) {
      write_block(events.first(count), facts);
    } else {
      pending_.insert(pending_.end(), events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count));
      if (pending_.size() == options_.block_events) write_pending(facts);
    }
    events = events.subspan(count);
  }
}

void ArchiveWriter::write_pending(const engine::Facts& facts) {
  write_block(pending_, facts);
  pending_.clear();
}

void ArchiveWriter::write_block(std::span<const TraceEvent> events, const engine::Facts& facts) {
  const auto first = static_cast<std::uint32_t>(next_);
  for (;;) {
    payload_.clear();
    const std::uint32_t count = facts_.take(facts, payload_);
    if (count == 0) break;
    blocks_.write({BlockType::Facts, first, count}, payload_.bytes());
  }
  next_ += events.size();
  if (events.empty()) return;
  payload_.clear();
  columns_.encode(first, events, payload_);
  blocks_.write({BlockType::Events, first, static_cast<std::uint32_t>(events.size())}, payload_.bytes());
}

std::optional<engine::Problem> ArchiveWriter::finish(const ArchiveFooter& footer, const engine::Facts& facts) {
  WT_REQUIRE(state_ == State::Open);
  WT_REQUIRE(footer.events == events(), footer.events, events());
  write_pending(facts);
  payload_.clear();
  encode_footer(footer, payload_);
  blocks_.write({BlockType::Done, static_cast<std::uint32_t>(next_), static_cast<std::uint32_t>(footer.digests.size())},
                payload_.bytes());
  state_ = State::Finished;
  return blocks_.problem();
}

}  // namespace wavetank::sim
