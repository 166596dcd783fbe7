// One test, played in many ways.
#include <algorithm>
#include <utility>

#include "scenarios/build/harness.hpp"
#include "scenarios/format/routing.hpp"

namespace wavetank::build {
namespace {

// What an operator said: all its outputs in one list.
Rows told_by(OperatorHarness& harness, const std::vector<std::string>& sides) {
  Rows told = harness.output();
  for (const std::string& side : sides) {
    for (const std::string& row : harness.side_output(side)) told.push_back(side + ": " + row);
  }
  if (harness.failed()) told.push_back("the job failed");
  return told;
}

std::string joined_rows(const Rows& rows) {
  std::string text;
  for (const std::string& row : rows) text += (text.empty() ? "" : ", ") + row;
  return "{" + text + "}";
}

class Repeater {
 public:
  Repeater(const Stream& stream, const std::vector<Step>& steps) : stream_(stream), steps_(steps) {
    const std::vector<scenarios::Node>& pipeline = stream.pipeline().scenario().pipeline;
    const auto node = std::ranges::find(pipeline, stream.from(), &scenarios::Node::id);
    WT_REQUIRE(node != pipeline.end(), std::string_view(stream.from()));
    sides_ = scenarios::side_outputs(*node);
    keyed_ = !scenarios::key_of(*node).empty();
    OperatorHarness harness(stream);
    for (const Step& step : steps) harness.play(step);
    expected_ = told_by(harness, sides_);
    find_refusals();
  }

  std::string first_difference() const {
    std::string difference;
    for (std::size_t records = 2; records <= longest_run() && difference.empty(); ++records) {
      difference = compare(in_batches(records), expected_, "in batches of " + std::to_string(records));
    }
    for (const std::size_t last : refusals_) {
      if (!difference.empty()) break;
      difference =
          compare(refused_after(last), expected_, "with an output that refuses after step " + std::to_string(last + 1));
    }
    for (std::size_t gap = 1; gap < steps_.size() && difference.empty(); ++gap) {
      const std::string where = "restored after step " + std::to_string(gap);
      difference = compare(restored(gap, 1), expected_, where);
      if (!keyed_ || !difference.empty()) continue;
      difference = compare(sorted(restored(gap, 3)), sorted(expected_), where + " with three subtasks");
    }
    return difference;
  }

 private:
  static Rows sorted(Rows rows) {
    std::ranges::sort(rows);
    return rows;
  }
  static std::string compare(const Rows& actual, const Rows& expected, const std::string& how) {
    if (actual == expected) return {};
    return how + ": " + joined_rows(actual) + ", one by one: " + joined_rows(expected);
  }

  // Steps whose rows an output may refuse while more records are at hand.
  void find_refusals() {
    OperatorHarness harness(stream_);
    for (std::size_t i = 0; i + 1 < steps_.size(); ++i) {
      harness.play(steps_[i]);
      const bool speaks = !told_by(harness, sides_).empty();
      if (speaks && is_record(i) && is_record(i + 1)) refusals_.push_back(i);
    }
  }
  [[nodiscard]] bool is_record(std::size_t step) const { return std::holds_alternative<ElementStep>(steps_[step]); }

  [[nodiscard]] std::size_t longest_run() const {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const Step& step : steps_) {
      run = std::holds_alternative<ElementStep>(step) ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    return longest;
  }

  [[nodiscard]] Rows in_batches(std::size_t records) const {
    return batched([&](std::size_t /*step*/, std::size_t together) { return together == records; });
  }
  // What a refusal does to an operator: its call ends there, and the records behind come with a later one.
  [[nodiscard]] Rows refused_after(std::size_t last) const {
    return batched([&](std::size_t step, std::size_t /*together*/) { return step == last + 1; });
  }
  // Records together in one call, as long as they are of one input and `cut` does not say, of a step and of how many
  // records wait before it, that a new call begins there.
  template <typename Cut>
  [[nodiscard]] Rows batched(const Cut& cut) const {
    OperatorHarness harness(stream_);
    std::vector<ElementStep> batch;
    const auto flush = [&] { harness.elements(std::exchange(batch, {})); };
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const auto* const element = std::get_if<ElementStep>(&steps_[i]);
      const bool other_input = element != nullptr && !batch.empty() && element->input != batch.front().input;
      if (element == nullptr || other_input || cut(i, batch.size())) flush();
      if (element != nullptr)
        batch.push_back(*element);
      else
        harness.play(steps_[i]);
    }
    flush();
    return told_by(harness, sides_);
  }

  [[nodiscard]] Rows restored(std::size_t gap, std::uint32_t parallelism) const {
    OperatorHarness harness(stream_);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (i == gap) harness.restore(parallelism);
      harness.play(steps_[i]);
    }
    return told_by(harness, sides_);
  }

  const Stream& stream_;
  const std::vector<Step>& steps_;
  std::vector<std::string> sides_;
  bool keyed_ = false;
  Rows expected_;
  std::vector<std::size_t> refusals_;
};

}  // namespace

std::string first_difference(const Stream& stream, const std::vector<Step>& steps) {
  return Repeater(stream, steps).first_difference();
}

}  // namespace wavetank::build
