// The subtasks of one keyed operator, driven as recorded: records to the owner of their key's group, watermarks and
// the clock to all, alarms when they are due, checkpoints, restores at another parallelism.
//
// Records that go in are of one schema, (key, script); those that come out are answers (row as JSON text, the time of
// the timer behind it or null).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/task.hpp"
#include "scenarios/conform/driver.hpp"

namespace wavetank::scenarios {

inline constexpr std::uint32_t kVectorGroups = 128;  // max parallelism of all recorded cases

// The schemas of a driver's records.
struct VectorSchemas {
  explicit VectorSchemas(engine::Facts& facts);
  engine::SchemaId input;
  engine::SchemaId answer;
};
// What an operator says is made and read by these two.
[[nodiscard]] engine::RowId answer_of(const JsonValue& row, std::optional<std::int64_t> at, engine::SchemaId schema,
                                      engine::Facts& facts);
// The JSON that a record of a driver carries in its second field.
[[nodiscard]] JsonValue script_of(const engine::Record& record, const engine::Facts& facts);

struct VectorAnswer {
  JsonValue row;
  std::optional<std::int64_t> at;
  engine::EventTime timestamp;
  bool is_watermark = false;
};
using VectorAnswers = std::vector<VectorAnswer>;

class VectorTasks {
 public:
  // Opens one subtask with `inputs` inputs of one channel each. REQUIRES: `op` and `facts` outlive this.
  VectorTasks(const engine::Operator& op, std::uint32_t inputs, engine::Facts& facts);

  struct Sent {
    engine::ChannelIndex channel{};
    std::optional<std::string_view> key;  // none: to all subtasks
    JsonValue script;
    engine::EventTime time;  // MIN: none
  };
  [[nodiscard]] VectorAnswers send(const Sent& sent, engine::SchemaId schema);
  // The answers of all subtasks merged by `at`, the watermark once.
  [[nodiscard]] VectorAnswers watermark(engine::ChannelIndex channel, engine::EventTime watermark);
  // Rings all alarms that are due: what a step ends with.
  [[nodiscard]] VectorAnswers ring();

  void set_clock(engine::ProcessingTime now) { now_ = now; }
  void keep_checkpoint() { kept_ = snapshots(); }
  enum class From : std::uint8_t { Now, Checkpoint };
  void restore(From from, std::uint32_t parallelism);

  // A step `w`, `p`, `s`, `r` or `f`, all alarms rung. Other steps are refused.
  [[nodiscard]] VectorAnswers shared_step(VectorFields& fields);

  [[nodiscard]] std::span<const engine::TaskState> states() const { return states_; }

 private:
  [[nodiscard]] engine::Moment moment() { return {now_, engine::kNoCause, facts_}; }
  [[nodiscard]] std::vector<engine::Snapshot> snapshots() const;
  void open(const std::vector<engine::Snapshot>& from, std::uint32_t parallelism);
  [[nodiscard]] VectorAnswers perform(std::size_t subtask, engine::Effects& effects);
  [[nodiscard]] VectorAnswer answer(const engine::Record& record) const;

  const engine::Operator& op_;
  std::uint32_t inputs_;
  engine::Facts& facts_;
  std::vector<engine::Task> tasks_;
  std::vector<engine::TaskState> states_;
  std::vector<std::optional<engine::ProcessingTime>> alarms_;  // by subtask
  std::vector<engine::Snapshot> kept_;  // empty before the first checkpoint: a failure then starts from nothing
  engine::ProcessingTime now_{0};
};

// The answers' rows; each is shown by `show`.
template <typename Show>
[[nodiscard]] VectorRows shown(const VectorAnswers& answers, const Show& show) {
  VectorRows rows;
  for (const VectorAnswer& answer : answers) rows.push_back(show(answer));
  return rows;
}
// Appends what came later in a step.
void append_answers(VectorAnswers& answers, VectorAnswers later);

}  // namespace wavetank::scenarios
