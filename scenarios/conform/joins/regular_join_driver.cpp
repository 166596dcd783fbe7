// Family regular_join.
#include <algorithm>
#include <memory>
#include <utility>

#include "engine/operators/join/regular_join.hpp"
#include "scenarios/conform/joins/join_tasks.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::uint32_t kIdField = 1;

class RegularJoinDriver final : public VectorDriver {
 public:
  explicit RegularJoinDriver(VectorFields& config)
      : schemas_(join_schemas({"id", "value"}, facts_)), op_(spec_of(config)), tasks_(op_, facts_) {}

  VectorRows step(VectorFields& fields) override {
    const std::optional<engine::JoinSide> side = join_side_named(fields.name());
    JoinAnswers answers;
    if (side) {
      const engine::Record record = changelog_record(fields, schemas_.of(*side), facts_);
      if (fields.ok()) answers = tasks_.send(*side, record);
    } else {
      answers = tasks_.shared_step(fields);
    }
    if (!fields.ok()) return {};
    VectorRows rows;
    for (const JoinAnswer& answer : answers) rows.push_back(changelog_row(answer.record.row, facts_));
    // The order of matches is open: by the fields of the other side.
    if (side) std::ranges::stable_sort(rows, {}, [&](const JsonValue& row) { return far_fields(row, *side); });
    return rows;
  }

 private:
  static std::string far_fields(const JsonValue& row, engine::JoinSide side) {
    const JsonValue::Array& fields = *(*row.if_array())[1].if_array();
    const std::size_t first = fields.size() > 3 && side == engine::JoinSide::Left ? 3 : 0;
    const auto from = fields.begin() + static_cast<std::ptrdiff_t>(first);
    return JsonValue::array(JsonValue::Array(from, from + 3)).compact();
  }

  engine::RegularJoinSpec spec_of(VectorFields& config) {
    constexpr std::array<std::pair<std::string_view, engine::JoinKind>, 6> kKinds = {
        {{"inner", engine::JoinKind::Inner},
         {"left", engine::JoinKind::Left},
         {"right", engine::JoinKind::Right},
         {"full", engine::JoinKind::Full},
         {"semi", engine::JoinKind::Semi},
         {"anti", engine::JoinKind::Anti}}};
    engine::RegularJoinSpec spec;
    const std::string_view word = config.text("join");
    const auto kind = std::ranges::find(kKinds, word, &std::pair<std::string_view, engine::JoinKind>::first);
    if (kind == kKinds.end()) {
      config.refuse("join", "expected inner, left, right, full, semi or anti");
    } else {
      spec.kind = kind->second;
    }
    const bool semi = spec.kind == engine::JoinKind::Semi || spec.kind == engine::JoinKind::Anti;
    spec.sides = {side_spec(engine::JoinSide::Left, config), side_spec(engine::JoinSide::Right, config)};
    spec.result = semi ? schemas_.left : schemas_.result;
    spec.condition = join_condition(config, schemas_, facts_);
    if (config.truth("null_keys_match")) spec.null_keys = engine::NullKeys::MatchEachOther;
    return spec;
  }

  engine::JoinSideSpec side_spec(engine::JoinSide side, VectorFields& config) {
    const bool left = side == engine::JoinSide::Left;
    engine::JoinSideSpec spec{.schema = schemas_.of(side)};
    const char* const key = left ? "left_key" : "right_key";
    const std::string_view identity = config.text(key);
    if (identity == "unique") {
      spec.identity = engine::JoinIdentity::UniqueKey;
      spec.unique_key = {kIdField};
    } else if (identity == "join_key") {
      spec.identity = engine::JoinIdentity::JoinKeyOnly;
    } else if (identity != "none") {
      config.refuse(key, "expected none, unique or join_key");
    }
    const engine::Millis ttl{config.integer(left ? "left_ttl" : "right_ttl", {.min = 0})};
    if (ttl.count > 0) spec.ttl = engine::TimeToLive{ttl};
    return spec;
  }

  engine::Facts facts_;
  engine::JoinSchemas schemas_;
  engine::RegularJoinOperator op_;
  JoinTasks tasks_;
};

}  // namespace

DriverOrSkip make_regular_join_driver(VectorFields& config) {
  auto driver = std::make_unique<RegularJoinDriver>(config);
  if (!config.ok()) return {};
  return {std::move(driver), {}};
}

}  // namespace wavetank::scenarios
