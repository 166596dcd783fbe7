// Reading blocks in their order, and checking each against what came before it.
#include "sim/trace/archive/reader.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"
#include "sim/trace/archive/columns.hpp"
#include "sim/trace/archive/header_coding.hpp"

namespace wavetank::sim {
namespace {

// 98304 as "98,304".
std::string with_commas(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

std::string events_read(std::uint64_t count) {
  if (count == 0) return "no events were read";
  if (count == 1) return "the first event was read";
  return "the first " + with_commas(count) + " events were read";
}

// A number that stands for a word must stand for one that exists: readers have no words for another.
std::string unknown_word(const TraceEvent& event) {
  const std::uint32_t word = engine::upper(event.b);
  switch (event.kind) {
    case EventKind::WindowFire:
      if (word <= static_cast<std::uint32_t>(engine::FireReason::Late)) return {};
      return "a window fired for a reason that is not known, " + std::to_string(word);
    case EventKind::ControlIn:
    case EventKind::ControlOut:
      if (word <= static_cast<std::uint32_t>(engine::ControlKind::Cancel)) return {};
      return "a control is of a kind that is not known, " + std::to_string(word);
    default: return {};
  }
}

}  // namespace

ArchiveReader::ArchiveReader(ByteSource& source, ArchiveLimits limits) : blocks_(source), limits_(limits) {
  if (blocks_.next()) {
    take_header();
  } else {
    take_end();
  }
}

bool ArchiveReader::stop(ArchiveProblem problem) {
  WT_ASSERT(!problem_);
  state_ = State::Over;
  events_.clear();
  problem.what += "; " + events_read(read_events());
  problem_ = std::move(problem);
  return false;
}

bool ArchiveReader::damaged(const std::string& why) {
  return stop({blocks_.block_offset(), blocks_.block(),
               "block " + std::to_string(blocks_.block()) + " at byte " + std::to_string(blocks_.block_offset()) +
                   " is damaged: " + why});
}

// There is no further block.
void ArchiveReader::take_end() {
  if (blocks_.problem()) {
    stop(*blocks_.problem());
  } else if (!footer_) {
    stop({blocks_.offset(), blocks_.block(),
          "the file ends before block " + std::to_string(blocks_.block()) + " at byte " +
              std::to_string(blocks_.offset()) + " and was never finished"});
  }
  state_ = State::Over;
}

bool ArchiveReader::next() {
  events_.clear();
  while (state_ == State::Reading) {
    if (!blocks_.next()) {
      take_end();
    } else if (!take_block()) {
      return false;
    } else if (!events_.empty()) {
      return true;
    }
  }
  return false;
}

bool ArchiveReader::take_block() {
  if (footer_) {
    return stop({blocks_.block_offset(), blocks_.block(),
                 "something follows the end of the trace, block " + std::to_string(blocks_.block()) + " at byte " +
                     std::to_string(blocks_.block_offset())});
  }
  if (blocks_.label().first != head_.next) return damaged("its first event does not follow the one before it");
  switch (blocks_.label().type) {
    case BlockType::Head: return damaged("it is a second header");
    case BlockType::Facts: return take_facts();
    case BlockType::Events: return take_events();
    case BlockType::Done: return take_footer();
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(blocks_.label().type));
}

bool ArchiveReader::take_header() {
  if (blocks_.label().type != BlockType::Head) return damaged("it is not a header");
  header_ = decode_header(blocks_.payload());
  return header_.has_value() || damaged("it is not what a header holds");
}

bool ArchiveReader::take_facts() {
  facts_bytes_ += blocks_.payload().size();
  if (facts_bytes_ > limits_.facts_bytes) {
    return stop({blocks_.block_offset(), blocks_.block(),
                 "the facts up to block " + std::to_string(blocks_.block()) + " at byte " +
                     std::to_string(blocks_.block_offset()) + " have " + with_commas(facts_bytes_) +
                     " bytes; the limit is " + with_commas(limits_.facts_bytes)});
  }
  const std::string_view wrong = known_.restore(blocks_.payload(), blocks_.label().count, *facts_);
  return wrong.empty() || damaged(std::string(wrong));
}

bool ArchiveReader::take_events() {
  const std::uint32_t count = blocks_.label().count;
  if (count == 0 || count > kArchiveBlockEvents) return damaged("its count of events is out of range");
  if (count > std::min(limits_.events, kArchiveEvents) - std::min(limits_.events, read_events())) {
    return stop({blocks_.block_offset(), blocks_.block(),
                 "block " + std::to_string(blocks_.block()) + " at byte " + std::to_string(blocks_.block_offset()) +
                     " goes beyond the limit of " + with_commas(std::min(limits_.events, kArchiveEvents)) + " events"});
  }
  const std::string_view wrong = decode_columns(blocks_.payload(), head_.next, count, events_);
  if (!wrong.empty()) return damaged(std::string(wrong));
  const std::size_t actors = std::max<std::size_t>(header_->actors.size(), 1);
  for (const TraceEvent& event : events_) {
    if (static_cast<std::size_t>(event.actor) >= actors) return damaged("an event has an unknown actor");
    if (!known_.knows(event, *facts_)) return damaged("an event names a fact that is not there");
    if (const std::string unknown = unknown_word(event); !unknown.empty()) return damaged(unknown);
  }
  first_ = EventId{head_.next};
  for (const TraceEvent& event : events_) recorder_.record(head_, event);
  return true;
}

bool ArchiveReader::take_footer() {
  std::optional<ArchiveFooter> footer = decode_footer(blocks_.payload());
  if (!footer) return damaged("it is not what a footer holds");
  const std::string wrong = contradiction(*footer);
  if (!wrong.empty()) return damaged(wrong);
  footer_ = std::move(footer);
  return true;
}

// How the footer differs from what was read; the first differing digest is nearest to the place.
std::string ArchiveReader::contradiction(const ArchiveFooter& footer) const {
  if (footer.events != read_events()) return "it closes a trace of " + with_commas(footer.events) + " events";
  const auto [mine, its] =
      std::mismatch(head_.digests.begin(), head_.digests.end(), footer.digests.begin(), footer.digests.end());
  if (mine != head_.digests.end() || its != footer.digests.end()) {
    return "digest " + std::to_string(mine - head_.digests.begin()) + " of the run is not that of the events";
  }
  if (footer.fingerprint == head_.fingerprint) return {};
  return "the run's fingerprint is " + to_hex(footer.fingerprint) + ", that of the events is " +
         to_hex(head_.fingerprint);
}

Archive read_archive(ByteSource& source, ArchiveLimits limits) {
  ArchiveReader reader(source, limits);
  Archive archive;
  while (reader.next()) {
    archive.events.insert(archive.events.end(), reader.events().begin(), reader.events().end());
  }
  archive.header = reader.header();
  archive.facts = reader.shared_facts();
  archive.fingerprint = reader.head().fingerprint;
  archive.footer = reader.footer();
  archive.problem = reader.problem();
  return archive;
}

}  // namespace wavetank::sim
