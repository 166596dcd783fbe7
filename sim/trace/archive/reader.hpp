// Reads trace files, whole or not: everything before the first damage is given, and the damage has a place.
//
// Trusts nothing: any bytes give events that were written, or a problem; never a crash, and no allocation beyond
// what the named limits and the bytes that are really there allow. The fingerprint is computed again from what was
// read, and must be the one that the run had.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/facts/facts.hpp"
#include "sim/trace/archive/block.hpp"
#include "sim/trace/archive/facts_coding.hpp"
#include "sim/trace/archive/format.hpp"
#include "sim/trace/recorder.hpp"

namespace wavetank::sim {

// What a reader is willing to hold. A file beyond it is read up to there, with a problem that says so.
struct ArchiveLimits {
  std::uint64_t events = kArchiveEvents;
  std::uint64_t facts_bytes = std::uint64_t{2} << 30;  // unpacked
};

// Block by block, for traces of any length:
//   while (reader.next()) use(reader.first(), reader.events(), reader.facts());
class ArchiveReader {
 public:
  // Reads the header: if that fails, header() is empty and problem() is not. `source` must outlive the reader.
  explicit ArchiveReader(ByteSource& source, ArchiveLimits limits = {});

  // True: events() is the next block, and facts() has what it names. False: the end, or damage; it stays so.
  [[nodiscard]] bool next();

  [[nodiscard]] const std::optional<ArchiveHeader>& header() const { return header_; }
  [[nodiscard]] EventId first() const { return first_; }
  [[nodiscard]] std::span<const TraceEvent> events() const { return events_; }
  [[nodiscard]] const engine::Facts& facts() const { return *facts_; }
  // The same, for those who keep them when the reader is gone: a view of the trace and its story share them.
  [[nodiscard]] std::shared_ptr<const engine::Facts> shared_facts() const { return facts_; }
  // What was read so far, its fingerprint included.
  [[nodiscard]] const TraceHead& head() const { return head_; }
  // The file is whole iff it has a footer and no problem.
  [[nodiscard]] const std::optional<ArchiveFooter>& footer() const { return footer_; }
  [[nodiscard]] const std::optional<ArchiveProblem>& problem() const { return problem_; }

 private:
  bool take_block();
  bool take_header();
  bool take_facts();
  bool take_events();
  bool take_footer();
  void take_end();
  [[nodiscard]] std::string contradiction(const ArchiveFooter& footer) const;
  [[nodiscard]] std::uint64_t read_events() const { return head_.next - 1; }
  bool damaged(const std::string& why);
  // Remembers the problem, with the number of events read. Always false.
  bool stop(ArchiveProblem problem);

  BlockReader blocks_;
  ArchiveLimits limits_;
  std::optional<ArchiveHeader> header_;
  std::shared_ptr<engine::Facts> facts_ = std::make_shared<engine::Facts>();  // see shared_facts()
  FactsReader known_;
  std::uint64_t facts_bytes_ = 0;
  std::vector<TraceEvent> events_;
  EventId first_{};
  Recorder recorder_{*facts_};  // without sinks: it numbers and hashes
  TraceHead head_;
  std::optional<ArchiveFooter> footer_;
  std::optional<ArchiveProblem> problem_;
  enum class State : std::uint8_t { Reading, Over } state_ = State::Reading;
};

// A whole file in memory.
struct Archive {
  std::optional<ArchiveHeader> header;
  std::shared_ptr<const engine::Facts> facts;
  std::vector<TraceEvent> events;  // number n is events[n - 1]
  Fingerprint fingerprint;         // of these events
  std::optional<ArchiveFooter> footer;
  std::optional<ArchiveProblem> problem;
};
[[nodiscard]] Archive read_archive(ByteSource& source, ArchiveLimits limits = {});

}  // namespace wavetank::sim
