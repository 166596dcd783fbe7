// The changing part of an operator: a value of the operator's own type that copies with the world.
#pragma once

#include <memory>
#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

// Owns one value of any copyable type. Copying copies the value. An operator knows its own type and asks for it.
class State {
 public:
  State() = default;
  template <typename Value>
    requires(!std::is_same_v<std::decay_t<Value>, State>)
  explicit State(Value value) : held_(std::make_unique<Holder<Value>>(std::move(value))) {}
  State(const State& other) : held_(other.held_ ? other.held_->clone() : nullptr) {}
  State(State&&) noexcept = default;
  State& operator=(const State& other) {
    if (this != &other) held_ = other.held_ ? other.held_->clone() : nullptr;
    return *this;
  }
  State& operator=(State&&) noexcept = default;
  ~State() = default;

  // REQUIRES: holds a `Value`. Cheap: one pointer, no look-up; a wrong type is an operator's own bug.
  template <typename Value>
  [[nodiscard]] Value& as() {
    WT_REQUIRE(held_ != nullptr);
    return static_cast<Holder<Value>&>(*held_).value;
  }
  template <typename Value>
  [[nodiscard]] const Value& as() const {
    WT_REQUIRE(held_ != nullptr);
    return static_cast<const Holder<Value>&>(*held_).value;
  }
  [[nodiscard]] bool has_value() const { return held_ != nullptr; }

 private:
  class Held {
   public:
    Held() = default;
    Held(const Held&) = default;
    Held& operator=(const Held&) = delete;
    virtual ~Held() = default;
    [[nodiscard]] virtual std::unique_ptr<Held> clone() const = 0;
  };
  template <typename Value>
  class Holder final : public Held {
   public:
    explicit Holder(Value initial) : value(std::move(initial)) {}
    [[nodiscard]] std::unique_ptr<Held> clone() const override { return std::make_unique<Holder<Value>>(*this); }
    Value value;
  };

  std::unique_ptr<Held> held_;
};

}  // namespace wavetank::engine
