// Family key_group: hashes of keys, their key groups and owners.
#include <cstdint>

#include "engine/core/key_groups.hpp"
#include "engine/facts/facts.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

class KeyGroupDriver final : public VectorDriver {
 public:
  KeyGroupDriver(std::uint32_t parallelism, std::uint32_t max_parallelism)
      : parallelism_(parallelism), max_parallelism_(max_parallelism) {}

  VectorRows step(VectorFields& fields) override {
    const std::string_view name = fields.name();
    if (name == "string") {
      const engine::TextId text = facts_.texts.intern(fields.text(1));
      const engine::Cell cell{static_cast<std::int64_t>(text), false};
      return key(engine::java_hash(facts_.texts.bytes(text)), facts_.key(engine::FieldType::Text, cell));
    }
    if (name == "long") {
      const std::int64_t value = fields.integer(1);
      return key(engine::java_hash(value), facts_.key(engine::FieldType::Int64, {value, false}));
    }
    if (name == "int") {
      // Int keys are their own hash; ours are longs, so only the hash is looked at.
      const auto value = static_cast<std::int32_t>(fields.integer(1, {INT32_MIN, INT32_MAX}));
      return key_row(value, engine::murmur(value));
    }
    if (name == "range") return range(fields);
    if (name != "default_max_parallelism") return refuse_step(fields);
    const auto parallelism = static_cast<std::uint32_t>(fields.integer(1, {1, engine::kMaxParallelismLimit}));
    if (!fields.ok()) return {};
    const std::int64_t max = engine::default_max_parallelism(parallelism);
    return {JsonValue::array({JsonValue::text("max_parallelism"), JsonValue::integer(max)})};
  }

 private:
  VectorRows key(std::int32_t java, engine::KeyId key) { return key_row(java, facts_.keys.hash(key)); }

  [[nodiscard]] VectorRows key_row(std::int32_t java, std::uint32_t hash) const {
    const engine::KeyGroup group = engine::key_group(hash, max_parallelism_);
    return {JsonValue::array({JsonValue::text("key"), JsonValue::integer(java), JsonValue::integer(hash),
                              JsonValue::integer(static_cast<std::int64_t>(group)),
                              JsonValue::integer(engine::owner(group, parallelism_, max_parallelism_))})};
  }

  VectorRows range(VectorFields& fields) const {
    const auto index = static_cast<std::uint32_t>(fields.integer(1, {0, std::int64_t{parallelism_} - 1}));
    const engine::KeyGroupRange range = engine::range_of({index, parallelism_, max_parallelism_});
    return {
        JsonValue::array({JsonValue::text("range"), JsonValue::integer(range.first), JsonValue::integer(range.last)})};
  }

  std::uint32_t parallelism_;
  std::uint32_t max_parallelism_;
  engine::Facts facts_;
};

}  // namespace

DriverOrSkip make_key_group_driver(VectorFields& config) {
  const std::int64_t max = config.integer("max_parallelism", {1, engine::kMaxParallelismLimit});
  const std::int64_t parallelism = config.integer("parallelism", {1, max});
  if (!config.ok()) return {};
  return {std::make_unique<KeyGroupDriver>(static_cast<std::uint32_t>(parallelism), static_cast<std::uint32_t>(max)),
          {}};
}

}  // namespace wavetank::scenarios
