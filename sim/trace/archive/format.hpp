// The trace file: what is in it. docs/TRACE.md describes the bytes.
//
//   file   = magic version block*          blocks: head, then fact and evnt in turn, then done
//   block  = type codec stored raw first count check payload check
//
// A file is written from front to back and never touched again, so that the trace of a run that died is readable up
// to the last whole block. Only the closing block says that the file is whole. Every size is checked against a limit
// below before anything is allocated for it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.hpp"
#include "sim/random/tape.hpp"
#include "sim/trace/fingerprint.hpp"

namespace wavetank::sim {

inline constexpr std::string_view kArchiveMagic{"\x89WTR\r\n\x1a\n", 8};
inline constexpr std::uint32_t kArchiveVersion = 8;

inline constexpr std::uint32_t kArchiveBlockEvents = 16'384;   // in a block, at most
inline constexpr std::uint32_t kArchiveFactsBytes = 1u << 20;  // a block of facts is closed once it has as many
inline constexpr std::uint32_t kArchiveRawBytes = 80u << 20;   // of any block, unpacked: all digests of a run fit
inline constexpr std::uint64_t kArchiveEvents = 0xfffffffeu;   // in a file, at most: numbers have 32 bits
inline constexpr std::size_t kArchiveActors = 65'536;
inline constexpr std::size_t kArchiveSchemas = 4'096;

enum class ArchiveRole : std::uint8_t { Producer, Log, Task, Coordinator, JobManager, TaskManager };

// Who acts: actor ids are places in ArchiveHeader::actors.
struct ArchiveActor {
  std::string name;  // "clicks", "log/clicks", "per-key/0", "coordinator/events"
  ArchiveRole role = ArchiveRole::Task;
  std::uint64_t at = 0;                 // of a producer or log: the input; else the pipeline's node
  std::uint32_t subtask = 0;            // of a task
  std::uint32_t parallelism = 1;        // of a task
  std::vector<std::uint32_t> channels;  // of a task: how many channels each of its inputs has
  friend bool operator==(const ArchiveActor&, const ArchiveActor&) = default;
};

// What a reader must know before the first event, and what a run needs to be repeated.
struct ArchiveHeader {
  std::string version;  // of the program that wrote the file
  std::string scenario_name;
  std::string scenario;   // the scenario's JSON, as bytes: nothing here reads it
  std::string semantics;  // name of the profile
  std::uint64_t seed = 0;
  engine::ProcessingTime clock_base{0};
  std::vector<ArchiveActor> actors;  // at most kArchiveActors; an event's actor must be one, or 0
  std::vector<TapeEntry> tape;
  friend bool operator==(const ArchiveHeader&, const ArchiveHeader&) = default;
};

// Written last: with it, the file is whole.
struct ArchiveFooter {
  std::uint64_t events = 0;
  SimTime end;  // simulated time at the end
  Fingerprint fingerprint;
  std::vector<Fingerprint> digests;  // TraceHead::digests
  std::string stopped;               // why the run was ended from outside; empty: it came to its own end
  friend bool operator==(const ArchiveFooter&, const ArchiveFooter&) = default;
};

// Where and why reading stopped. Everything before that place was read.
struct ArchiveProblem {
  std::uint64_t offset = 0;  // byte in the file
  std::uint32_t block = 0;   // counted from 0, which is the header's
  std::string what;          // one sentence that names both, and how many events were read
};

}  // namespace wavetank::sim
