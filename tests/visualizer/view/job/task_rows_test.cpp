// Rows of tasks, and the barriers between them.
#include "visualizer/view/job/task_rows.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"

namespace wavetank::visualizer {
namespace {

class RowsOfARestoredJob : public testing::Test {
 protected:
  [[nodiscard]] const TaskRow& row(std::string_view name) const {
    for (const TaskRow& row : tasks_.rows) {
      if (recording_.cast.actors[static_cast<std::size_t>(row.task)].name == name) return row;
    }
    throw std::runtime_error("no such row");
  }

  scenarios::Recording recording_ = catalogue("cluster/back-to-the-checkpoint");
  Lives lives_ = fold_lives(recording_);
  TaskRows tasks_ = fold_task_rows(recording_, lives_);
};

TEST_F(RowsOfARestoredJob, AreInTheOrderOfThePipeline) {
  ASSERT_EQ(tasks_.rows.size(), 6U);
  EXPECT_EQ(&tasks_.rows.front(), &row("events/0"));
  EXPECT_EQ(&tasks_.rows.back(), &row("out/1"));
}

TEST_F(RowsOfARestoredJob, HoldEveryRecordThatATaskTook) {
  EXPECT_EQ(row("per-key/0").records.size() + row("per-key/1").records.size(), 12U);
}

TEST_F(RowsOfARestoredJob, AlignmentThatWasUnderWayEndsWithTheJob) {
  for (const TaskRow& row : tasks_.rows) {
    for (const RowSpan& span : row.spans) ASSERT_TRUE(span.span.to.has_value());
  }
}

TEST_F(RowsOfARestoredJob, BarriersFlyFromSourcesToWindowsAndOn) {
  ASSERT_FALSE(tasks_.flights.empty());
  for (const BarrierFlight& flight : tasks_.flights) {
    EXPECT_LT(flight.from, flight.to);
    EXPECT_LT(flight.sent.id, flight.taken.id);
  }
}

TEST_F(RowsOfARestoredJob, HaveNoWatermarkWhileTheyAreGone) {
  const sim::EventId failure = first_of(recording_, sim::EventKind::JobFailure);
  EXPECT_GT(watermark_of(row("per-key/0"), sim::EventId{static_cast<std::uint32_t>(failure) - 1}),
            engine::EventTime::min());
  EXPECT_EQ(watermark_of(row("per-key/0"), failure), engine::EventTime::min());
}

TEST(TaskRows, OfAJobWithoutCheckpointsHaveNoBarriers) {
  const scenarios::Recording recording = catalogue("faults/stalled-task");
  const TaskRows tasks = fold_task_rows(recording, fold_lives(recording));
  EXPECT_TRUE(tasks.flights.empty());
  EXPECT_FALSE(tasks.rows.front().records.empty());
}

}  // namespace
}  // namespace wavetank::visualizer
