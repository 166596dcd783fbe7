// Gathering results and counts from a trace.
#include "scenarios/run/outcome.hpp"

#include "engine/operators/join/joined_rows.hpp"

namespace wavetank::scenarios {

using sim::EventKind;

Outcome::Outcome(const Scenario& scenario, const PreparedRun& prepared, KeepResults keep)
    : scenario_(scenario),
      cast_(prepared.cast),
      clock_base_(prepared.plan->clock_base),
      keep_(keep),
      tables_(scenario) {}

void Outcome::on_events(sim::EventId first, std::span<const sim::TraceEvent> events, const engine::Facts& facts) {
  auto id = static_cast<std::uint32_t>(first);
  WT_ASSERT(firing_.size() == id, firing_.size(), id);
  for (const sim::TraceEvent& event : events) {
    std::uint8_t firing = firing_[event.cause];
    switch (event.kind) {
      case EventKind::SourceEmit: ++counts_.records_in; break;
      case EventKind::JobAttempt: ++counts_.restarts; break;
      case EventKind::CheckpointDone: ++counts_.checkpoints; break;
      case EventKind::CheckpointAbort: ++counts_.aborted_checkpoints; break;
      case EventKind::RecordDrop: ++counts_.dropped; break;
      case EventKind::RecordSide: ++counts_.side_output; break;
      case EventKind::RecordFilter: ++counts_.filtered; break;
      case EventKind::RecordUnassigned: ++counts_.unassigned; break;
      case EventKind::WindowFire: {
        const auto reason = static_cast<engine::FireReason>(engine::upper(event.b));
        firing = static_cast<std::uint8_t>(static_cast<std::uint8_t>(reason) + 1);
        ++(reason == engine::FireReason::Late ? counts_.late_firings : counts_.on_time_firings);
        break;
      }
      case EventKind::JoinWindow: {
        const engine::FireReason reason = engine::met_rows(event.b).reason;
        firing = static_cast<std::uint8_t>(static_cast<std::uint8_t>(reason) + 1);
        ++(reason == engine::FireReason::Late ? counts_.late_firings : counts_.on_time_firings);
        break;
      }
      case EventKind::FaultEffect:
        ++fault_effects_[std::string(facts.texts.bytes(engine::TextId{engine::lower(event.a)}))];
        break;
      case EventKind::TablePut:
      case EventKind::TableRemove:
      case EventKind::TableMiss:
        tables_.on_event(cast_.actors[static_cast<std::size_t>(event.actor)].at, event, facts);
        break;
      case EventKind::OutVisible:
        firing_.push_back(firing);
        ++counts_.records_out;
        if (keep_ == KeepResults::All) publish(sim::EventId{id}, event, facts);
        ++id;
        continue;
      default: break;
    }
    firing_.push_back(firing);
    ++id;
  }
}

void Outcome::publish(sim::EventId id, const sim::TraceEvent& event, const engine::Facts& facts) {
  const engine::RowId row{engine::upper(event.b)};
  const engine::Schema& schema = facts.rows.schema(facts.rows.schema_of(row));
  const Actor& actor = cast_.actors[static_cast<std::size_t>(event.actor)];
  PublishedResult result;
  result.sink = scenario_.pipeline[actor.at].id;
  result.time = engine::EventTime(static_cast<std::int64_t>(event.a));
  result.event = id;
  result.kind = facts.rows.kind(row);
  if (const std::uint8_t firing = firing_[static_cast<std::size_t>(id)]; firing > 0) {
    result.firing = static_cast<engine::FireReason>(firing - 1);
  }
  std::optional<engine::EventTime> start;
  for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
    switch (schema.fields[field].role) {
      case engine::FieldRole::Key: result.key = value_of(facts, row, field); continue;
      case engine::FieldRole::WindowStart: start = engine::EventTime(facts.rows.bits(row, field)); continue;
      case engine::FieldRole::WindowEnd:
        if (start) result.window = engine::Window{*start, engine::EventTime(facts.rows.bits(row, field))};
        continue;
      case engine::FieldRole::Plain: break;
    }
    result.values.emplace_back(schema.fields[field].name, value_of(facts, row, field));
  }
  results_.push_back(std::move(result));
}

Value value_of(const engine::Facts& facts, engine::RowId row, std::uint32_t field) {
  if (facts.rows.is_null(row, field)) return std::monostate{};
  const std::int64_t bits = facts.rows.bits(row, field);
  switch (facts.rows.schema(facts.rows.schema_of(row)).fields[field].type) {
    case engine::FieldType::Text:
    case engine::FieldType::Bytes:
      return std::string(facts.texts.bytes(engine::TextId{static_cast<std::uint32_t>(bits)}));
    case engine::FieldType::Boolean: return bits != 0;
    case engine::FieldType::Int64:
    case engine::FieldType::Decimal:
    case engine::FieldType::Timestamp:
    case engine::FieldType::Opaque: return bits;
  }
  WT_UNREACHABLE(field);
}

Value value_of(const engine::Facts& facts, engine::KeyId key) {
  if (key == engine::kNoKey) return std::monostate{};
  const engine::KeyValue value = facts.keys.value(key, facts.texts);
  if (value.type == engine::FieldType::Text || value.type == engine::FieldType::Bytes) {
    return std::string(value.text);
  }
  if (value.type == engine::FieldType::Boolean) return value.bits != 0;
  return value.bits;
}

}  // namespace wavetank::scenarios
