// src-offsets: of each partition a source emits exactly the offsets from 0 on, in order, with the rows of the log.
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using sim::EventKind;

constexpr unsigned kPartitionShift = 48;

class Offsets {
 public:
  explicit Offsets(const Evidence& evidence) : evidence_(evidence) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    const scenarios::Actor& actor = evidence_.run().cast.actors[static_cast<std::size_t>(event.actor)];
    if (event.kind == EventKind::LogAppend) logged_[{actor.at, event.a}] = position;
    if (event.kind != EventKind::SourceEmit) return;
    const auto partition = static_cast<std::uint32_t>(event.a >> kPartitionShift);
    Last& last = last_[{actor.at, partition}];
    const std::uint64_t offset = event.a & ((std::uint64_t{1} << kPartitionShift) - 1);
    const std::string what = "offset " + std::to_string(offset) + " of partition " + std::to_string(partition);
    if (offset != last.next) {
      report(last.at.value_or(sim::EventId{event.cause}), position,
             evidence_.name_of_actor(event.actor) + " emitted " + what + " where " + std::to_string(last.next) +
                 " was next");
    }
    judge_row(actor.at, position, what);
    last = {offset + 1, position};
  }
  Violations take() { return std::move(found_); }

 private:
  struct Last {
    std::uint64_t next = 0;
    std::optional<sim::EventId> at;
  };

  void judge_row(std::size_t node, sim::EventId position, const std::string& what) {
    const auto* source = std::get_if<scenarios::SourceNode>(&evidence_.scenario().pipeline[node].op);
    if (source == nullptr) return;
    for (std::size_t input = 0; input < evidence_.scenario().inputs.size(); ++input) {
      if (evidence_.scenario().inputs[input].name != source->input) continue;
      const auto logged = logged_.find({input, evidence_.at(position).a});
      if (logged == logged_.end()) {
        report(position, position, what + " was emitted before it was in the log");
      } else if (row_in_b(evidence_.at(logged->second)) != row_in_b(evidence_.at(position))) {
        report(logged->second, position, what + " is another row than the log's");
      }
    }
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "src-offsets", what + " (" + name_of(first) + ", " + name_of(second) + ")"});
  }

  const Evidence& evidence_;
  std::map<std::pair<std::size_t, std::uint64_t>, sim::EventId> logged_;  // by input, then partition and offset
  std::map<std::pair<std::size_t, std::uint32_t>, Last> last_;            // by source, then partition
  Violations found_;
};

}  // namespace

Violations src_offsets(const Evidence& evidence) {
  Offsets offsets(evidence);
  for (std::uint32_t number = 1; number <= evidence.size(); ++number) offsets.look(sim::EventId{number});
  return offsets.take();
}

}  // namespace wavetank::properties
