// Writes a trace file while the run goes on: a sink of trace events that keeps less than a block.
//
// Where the writing fails, for want of disk space say, the run goes on and `finish` says it. Costs about 60 ns an
// event, a third of it in the compression.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/facts/facts.hpp"
#include "sim/trace/archive/block.hpp"
#include "sim/trace/archive/columns.hpp"
#include "sim/trace/archive/facts_coding.hpp"
#include "sim/trace/archive/format.hpp"
#include "sim/trace/sink.hpp"

namespace wavetank::sim {

struct ArchiveOptions {
  std::uint32_t block_events = kArchiveBlockEvents;  // 1 to kArchiveBlockEvents; more pack better
};

class ArchiveWriter final : public TraceSink {
 public:
  // Writes the header at once. `sink` must outlive the writer.
  // REQUIRES: at most kArchiveActors actors.
  ArchiveWriter(ByteSink& sink, const ArchiveHeader& header, ArchiveOptions options = {});

  // REQUIRES: `first` follows the last event; actors are of the header; `facts` are the same at every call, grown.
  void on_events(EventId first, std::span<const TraceEvent> events, const engine::Facts& facts) override;

  // Writes what is left and the closing block. Returns the first problem of the whole file. Once, at the end, after
  // Recorder::flush; a file that is not finished is readable, but not whole.
  // REQUIRES: `footer.events` events came.
  [[nodiscard]] std::optional<engine::Problem> finish(const ArchiveFooter& footer, const engine::Facts& facts);

  [[nodiscard]] std::uint64_t events() const { return next_ - 1 + pending_.size(); }
  [[nodiscard]] std::uint64_t bytes() const { return blocks_.offset(); }

 private:
  void write_pending(const engine::Facts& facts);
  void write_block(std::span<const TraceEvent> events, const engine::Facts& facts);

  BlockWriter blocks_;
  ArchiveOptions options_;
  std::size_t actors_;
  FactsWriter facts_;
  ColumnWriter columns_;
  ByteWriter payload_;
  std::vector<TraceEvent> pending_;
  std::uint64_t next_ = 1;  // number of the first event that is in no block
  enum class State : std::uint8_t { Open, Finished } state_ = State::Open;
};

}  // namespace wavetank::sim
