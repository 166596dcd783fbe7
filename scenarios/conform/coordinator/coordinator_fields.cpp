// Reading them; a name that is none is refused with its place.
#include "scenarios/conform/coordinator/coordinator_fields.hpp"

#include <limits>
#include <optional>

namespace wavetank::scenarios {

engine::CheckpointId checkpoint_field(VectorFields& fields, std::size_t element) {
  constexpr IntegerRange kIds{1, std::numeric_limits<std::int32_t>::max()};
  return engine::CheckpointId{static_cast<std::uint64_t>(fields.integer(element, kIds))};
}

engine::SnapshotKind snapshot_kind_field(VectorFields& fields, std::size_t element) {
  const std::string_view name = fields.text(element);
  if (name == "savepoint") return engine::SnapshotKind::Savepoint;
  if (name == "stop") return engine::SnapshotKind::StopWithSavepoint;
  if (name == "drain") return engine::SnapshotKind::StopWithDrain;
  if (name != "checkpoint") fields.refuse(element, "expected checkpoint, savepoint, stop or drain");
  return engine::SnapshotKind::Checkpoint;
}

engine::CheckpointFailureReason failure_reason_field(VectorFields& fields, std::size_t element) {
  const std::optional<engine::CheckpointFailureReason> reason = engine::failure_reason_named(fields.text(element));
  if (!reason) fields.refuse(element, "expected a reason for which checkpoints fail");
  return reason.value_or(engine::CheckpointFailureReason::Declined);
}

}  // namespace wavetank::scenarios
