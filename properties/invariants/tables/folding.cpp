// One pass over a task's events.
#include "properties/invariants/tables/folding.hpp"

#include <algorithm>
#include <map>

namespace wavetank::properties {
namespace {

using sim::EventKind;

class OutputFolder {
 public:
  OutputFolder(const TableOfTask& task, const Evidence& evidence)
      : task_(task), evidence_(evidence), events_(evidence.events_of(task.actor)), folded_(task.expected.rule) {}

  FoldedOutput all() {
    for (std::size_t i = 0; i < task_.expected.steps.size(); ++i) {
      const bool is_last = i + 1 == task_.expected.steps.size();
      look_at_step(task_.expected.steps[i], is_last ? task_.expected.closed : task_.expected.steps[i + 1].first);
    }
    return std::move(found_);
  }

 private:
  void look_at_step(const ExpectedStep& step, sim::EventId end) {
    sent_.clear();
    refused_.clear();
    copies_ = 0;
    for (; next_ < events_.size() && events_[next_] < end; ++next_) look_at(events_[next_], step);
    const sim::EventId last = next_ == 0 ? step.first : events_[next_ - 1];
    compare_changes(step, last);
    compare_refusals(step, last);
    if (!found_.unrepeated.empty()) return;
    for (const Fields& row : step.repeated) {
      if (!sent_.contains(row)) found_.unrepeated.push_back({step.first, last, row});
    }
  }

  void look_at(sim::EventId position, const ExpectedStep& step) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (event.kind == EventKind::RecordDrop || event.kind == EventKind::RecordSide) {
      refused_.push_back(sim::EventId{event.cause});
    }
    if (event.kind != EventKind::RecordOut) return;
    if (event.cause != 0 && evidence_.at(sim::EventId{event.cause}).kind == EventKind::RecordSide) return;
    const engine::RowId id = row_in_b(event);
    Fields row = fields_of(id, evidence_.facts());
    if (task_.expected.rule.timed) row.emplace_back(time_in_a(event).ticks());
    sent_[row] = position;
    // Every reader is sent the row, one after the other; it counts once.
    if (copies_++ % task_.readers != 0) return;
    const Unsound how = folded_.fold(evidence_.facts().rows.kind(id), row);
    if (how != Unsound::No && found_.unsound.empty()) found_.unsound.push_back({position, step.first, how, row});
  }

  void compare_changes(const ExpectedStep& step, sim::EventId last) {
    const Net actual = folded_.take_changes();
    if (!found_.mismatches.empty()) return;
    for (const auto& [row, expected] : step.changes) {
      const auto found = actual.find(row);
      const std::int64_t said = found == actual.end() ? 0 : found->second;
      if (said != expected) mismatch(step, last, {row, expected, said});
    }
    for (const auto& [row, said] : actual) {
      if (!step.changes.contains(row)) mismatch(step, last, {row, 0, said});
    }
  }

  struct Counted {
    const Fields& row;
    std::int64_t expected = 0;
    std::int64_t actual = 0;
  };
  void mismatch(const ExpectedStep& step, sim::EventId last, const Counted& counted) {
    const auto sent = sent_.find(counted.row);
    found_.mismatches.push_back(
        {step.first, sent == sent_.end() ? last : sent->second, counted.row, counted.expected, counted.actual});
  }

  void compare_refusals(const ExpectedStep& step, sim::EventId last) {
    if (!found_.refusals.empty()) return;
    for (const sim::EventId record : step.refused) {
      if (std::ranges::find(refused_, record) == refused_.end()) found_.refusals.push_back({record, last, false});
    }
    for (const sim::EventId record : refused_) {
      if (std::ranges::find(step.refused, record) == step.refused.end()) {
        found_.refusals.push_back({record, last, true});
      }
    }
  }

  const TableOfTask& task_;
  const Evidence& evidence_;
  const std::vector<sim::EventId>& events_;
  FoldedRows folded_;
  std::size_t next_ = 0;
  // Of the step at hand.
  std::map<Fields, sim::EventId> sent_;
  std::vector<sim::EventId> refused_;
  std::size_t copies_ = 0;
  FoldedOutput found_;
};

std::string cell_text(std::int64_t bits, engine::FieldType type, const engine::Facts& facts) {
  const bool is_text = type == engine::FieldType::Text || type == engine::FieldType::Bytes;
  return is_text ? std::string(facts.texts.bytes(engine::TextId{static_cast<std::uint32_t>(bits)}))
                 : std::to_string(bits);
}

}  // namespace

FoldedOutput folded_output(const TableOfTask& task, const Evidence& evidence) {
  return OutputFolder(task, evidence).all();
}

std::string to_text(const Fields& row, const TableOfTask& task, const engine::Facts& facts) {
  std::string text;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool is_time = i == task.sends.size();  // of a row that is said for good
    const engine::FieldType type = is_time ? engine::FieldType::Timestamp : task.sends.at(i).type;
    const std::optional<std::int64_t>& cell = row[i];
    if (i > 0) text += is_time ? ") at " : ", ";
    text += cell ? cell_text(*cell, type, facts) : "null";
  }
  return "(" + text + (row.size() > task.sends.size() ? "" : ")");
}

}  // namespace wavetank::properties
