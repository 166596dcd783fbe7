// Under which checkpoint a writer hands over.
#include "engine/commit/writer_epochs.hpp"

#include <optional>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr CheckpointId id(std::uint64_t number) { return CheckpointId{number}; }

TEST(WriterEpochs, HandOverAheadOfEachBarrier) {  // SS-16
  WriterEpochs writer;
  EXPECT_EQ(writer.on_barrier(id(1)), id(1));
  EXPECT_EQ(writer.on_barrier(id(4)), id(4));
  EXPECT_THROW((void)writer.on_barrier(id(4)), InvariantViolation);
}

TEST(WriterEpochs, EndUnderTheCheckpointAfterTheLastAndAreSilentThen) {  // SS-19
  WriterEpochs writer;
  EXPECT_EQ(writer.on_barrier(id(3)), id(3));
  EXPECT_EQ(writer.on_end(), id(4));
  EXPECT_EQ(writer.on_barrier(id(4)), std::nullopt);
  EXPECT_EQ(writer.on_end(), std::nullopt);
}

TEST(WriterEpochs, EndUnderTheFirstCheckpointIfTheyHaveSeenNone) {  // SS-19
  WriterEpochs writer;
  EXPECT_EQ(writer.on_end(), id(1));
}

TEST(WriterEpochs, GoOnAfterTheRestoredCheckpoint) {  // SS-19
  WriterEpochs writer(id(7));
  EXPECT_FALSE(writer.has_ended());
  EXPECT_EQ(writer.on_end(), id(8));
  EXPECT_TRUE(writer.has_ended());
}

}  // namespace
}  // namespace wavetank::engine::testing
