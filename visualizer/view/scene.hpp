// What is shown: a recording, its planes and its landmarks. Immutable but for the lane and key that are looked at.
#pragma once

#include <optional>
#include <vector>

#include "visualizer/view/job/checkpoints.hpp"
#include "visualizer/view/job/task_rows.hpp"
#include "visualizer/view/landmarks.hpp"
#include "visualizer/view/plane.hpp"

namespace wavetank::visualizer {

class Scene {
 public:
  // `recording` must outlive the scene.
  Scene(const scenarios::Recording& recording, std::span<const sim::EventId> violations);

  [[nodiscard]] const scenarios::Recording& recording() const { return recording_; }
  [[nodiscard]] const Landmarks& landmarks() const { return landmarks_; }
  [[nodiscard]] const Lives& lives() const { return lives_; }
  [[nodiscard]] const std::vector<Lane>& lanes() const { return lanes_; }
  // Without a lane: empty.
  [[nodiscard]] const Plane& plane() const { return plane_; }

  // Folds anew if another lane or key is asked for. REQUIRES: `lane` is one of lanes(), or 0.
  void look_at(std::size_t lane, std::optional<engine::KeyId> only);

  // Folds what the views of the job need, at the first call.
  void prepare_job();
  // REQUIRES: prepare_job().
  [[nodiscard]] const TaskRows& task_rows() const;
  [[nodiscard]] const std::vector<CheckpointStory>& checkpoints() const;

  // The last event at or before `time`; 0 if there is none.
  [[nodiscard]] sim::EventId last_until(sim::SimTime time) const;
  // When event `id` happened; the start of the run for 0.
  [[nodiscard]] sim::SimTime time_of(sim::EventId id) const;
  // The end of the run or its last event, whichever is later.
  [[nodiscard]] sim::SimTime end() const;
  // The same, but soon after the last event: what is drawn of a run that ends with a long wait for nothing.
  [[nodiscard]] sim::SimTime shown_end() const;

 private:
  const scenarios::Recording& recording_;
  Landmarks landmarks_;
  Lives lives_;
  struct JobViews {
    TaskRows rows;
    std::vector<CheckpointStory> checkpoints;
  };
  std::optional<JobViews> job_;
  std::vector<Lane> lanes_;
  std::size_t lane_ = 0;
  Plane plane_;
};

}  // namespace wavetank::visualizer
