// Fields that the families of the checkpoint coordinator share.
#pragma once

#include "engine/base/ids.hpp"
#include "engine/coordinator/failure_reason.hpp"
#include "engine/coordinator/snapshot_kind.hpp"
#include "scenarios/conform/fields.hpp"

namespace wavetank::scenarios {

// A checkpoint's number, from 1 upwards.
[[nodiscard]] engine::CheckpointId checkpoint_field(VectorFields& fields, std::size_t element);
// "checkpoint", "savepoint", "stop", "drain".
[[nodiscard]] engine::SnapshotKind snapshot_kind_field(VectorFields& fields, std::size_t element);
// A name of Flink's reasons.
[[nodiscard]] engine::CheckpointFailureReason failure_reason_field(VectorFields& fields, std::size_t element);

}  // namespace wavetank::scenarios
