// Folding what is looked at.
#include "visualizer/view/scene.hpp"

#include <algorithm>

namespace wavetank::visualizer {

Scene::Scene(const scenarios::Recording& recording, std::span<const sim::EventId> violations)
    : recording_(recording),
      landmarks_(find_landmarks(recording, violations)),
      lives_(fold_lives(recording)),
      lanes_(lanes_of(recording)) {
  if (!lanes_.empty()) plane_ = fold_plane({recording_, lives_}, lanes_.front());
}

void Scene::look_at(std::size_t lane, std::optional<engine::KeyId> only) {
  if (lanes_.empty() || (lane == lane_ && only == plane_.only)) return;
  WT_REQUIRE(lane < lanes_.size(), lane);
  lane_ = lane;
  plane_ = fold_plane({recording_, lives_, only}, lanes_[lane]);
}

void Scene::prepare_job() {
  if (!job_) job_ = JobViews{fold_task_rows(recording_, lives_), fold_checkpoints(recording_, lives_)};
}

const TaskRows& Scene::task_rows() const {
  WT_REQUIRE(job_.has_value());
  return job_->rows;
}

const std::vector<CheckpointStory>& Scene::checkpoints() const {
  WT_REQUIRE(job_.has_value());
  return job_->checkpoints;
}

sim::EventId Scene::last_until(sim::SimTime time) const {
  const std::vector<sim::TraceEvent>& events = recording_.trace.events;
  const auto end = std::upper_bound(events.begin(), events.end(), time,
                                    [](sim::SimTime at, const sim::TraceEvent& event) { return at < event.time; });
  return sim::EventId{static_cast<std::uint32_t>(end - events.begin())};
}

sim::SimTime Scene::time_of(sim::EventId id) const {
  return id == sim::EventId{} ? sim::SimTime{} : recording_.at(id).time;
}

sim::SimTime Scene::shown_end() const {
  const sim::SimTime last = time_of(sim::EventId{recording_.size()});
  const std::int64_t rest = end().ticks() - last.ticks();
  return rest > last.ticks() / 2 ? last : end();
}

sim::SimTime Scene::end() const { return std::max(recording_.end, time_of(sim::EventId{recording_.size()})); }

}  // namespace wavetank::visualizer
