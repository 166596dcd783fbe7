// The subtasks of one join, driven as recorded: rows to the owner of their key's group, watermarks to both inputs of
// all, the clock, checkpoints and restores at another parallelism.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/task.hpp"
#include "engine/operators/join/joined_rows.hpp"
#include "scenarios/conform/driver.hpp"

namespace wavetank::scenarios {

// What a join said: a row, or the watermark.
struct JoinAnswer {
  engine::OutputIndex output{};
  engine::Record record{};
  std::optional<std::int64_t> at{};  // the time of the timer behind it
  std::optional<engine::EventTime> watermark{};
};
using JoinAnswers = std::vector<JoinAnswer>;

class JoinTasks {
 public:
  // REQUIRES: `op` and `facts` outlive this.
  JoinTasks(const engine::Operator& op, engine::Facts& facts);

  // A record without a key goes to the first subtask.
  [[nodiscard]] JoinAnswers send(engine::JoinSide side, const engine::Record& record);
  // To both inputs. The answers of all subtasks merged by `at`, the watermark once and last.
  [[nodiscard]] JoinAnswers watermark(engine::EventTime watermark);
  // Sets the clock; what is due by then rings with `ring`.
  void set_clock(engine::ProcessingTime now) { now_ = now; }
  [[nodiscard]] JoinAnswers ring();
  void keep_checkpoint() { kept_ = snapshots(); }
  enum class From : std::uint8_t { Now, Checkpoint };
  void restore(From from, std::uint32_t parallelism);

  // A step `w`, `p`, `s`, `r` or `f`, all alarms rung. Other steps are refused.
  [[nodiscard]] JoinAnswers shared_step(VectorFields& fields);

  [[nodiscard]] std::span<const engine::TaskState> states() const { return states_; }

 private:
  [[nodiscard]] engine::Moment moment() { return {now_, engine::kNoCause, facts_}; }
  [[nodiscard]] std::vector<engine::Snapshot> snapshots() const;
  void open(const std::vector<engine::Snapshot>& from, std::uint32_t parallelism);
  [[nodiscard]] JoinAnswers perform(std::size_t subtask, engine::Effects& effects);

  const engine::Operator& op_;
  engine::Facts& facts_;
  std::vector<engine::Task> tasks_;
  std::vector<engine::TaskState> states_;
  std::vector<std::optional<engine::ProcessingTime>> alarms_;  // by subtask
  std::vector<engine::Snapshot> kept_;  // empty before the first checkpoint: a failure then starts from nothing
  engine::ProcessingTime now_{0};
};

// "left" or "right"; empty for all else.
[[nodiscard]] std::optional<engine::JoinSide> join_side_named(std::string_view name);
void append_answers(JoinAnswers& answers, JoinAnswers later);

// Schemas (key, `second`, `third`) of both sides and of their pair.
struct JoinColumns {
  const char* second;
  const char* third;
};
[[nodiscard]] engine::JoinSchemas join_schemas(const JoinColumns& columns, engine::Facts& facts);
// A step [side, kind, [key, integer, integer]] as a record without time. A null key is none.
[[nodiscard]] engine::Record changelog_record(VectorFields& fields, engine::SchemaId schema, engine::Facts& facts);
// [kind, [field, …]]
[[nodiscard]] JsonValue changelog_row(engine::RowId row, const engine::Facts& facts);
[[nodiscard]] JsonValue field_value(engine::RowId row, std::uint32_t field, const engine::Facts& facts);
// `null` or `left_value<=right_value`.
[[nodiscard]] std::optional<engine::JoinCondition> join_condition(VectorFields& config,
                                                                  const engine::JoinSchemas& schemas,
                                                                  engine::Facts& facts);

}  // namespace wavetank::scenarios
