// A watermark generator of the user's own, held as a value: copied with every split and with every fork of a world.
//
// Its type needs no base class:
//
//   struct EveryTenth {
//     std::optional<EventTime> on_record(const HeardRecord& record) { return ++count % 10 == 0 ? record.time : none; }
//     std::optional<EventTime> on_periodic(ProcessingTime now) { return std::nullopt; }
//     int count = 0;
//     friend bool operator==(const EveryTenth&, const EveryTenth&) = default;
//   };
//
// Both may say a watermark; what does not grow is dropped behind it (WM-10). It must be deterministic: all that it knows
// is in its members and arguments. A source keeps a copy for each split, and one for itself that hears no record but is
// asked on every tick, as in the real system (WM-15, WM-20): a generator should say nothing before its first record.
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <utility>

#include "engine/base/assert.hpp"
#include "engine/base/time.hpp"

namespace wavetank::engine {

// Whether a record carries what a punctuated generator looks for.
enum class Mark : std::uint8_t { Unmarked, Marked };

// What a generator hears of a record that was sent on.
struct HeardRecord {
  EventTime time = EventTime::min();
  Mark mark = Mark::Unmarked;
  ProcessingTime now{0};  // the task's clock
};

template <typename T>
concept WatermarkGenerator =
    std::copyable<T> && std::equality_comparable<T> && requires(T generator, HeardRecord record, ProcessingTime now) {
      { generator.on_record(record) } -> std::same_as<std::optional<EventTime>>;
      { generator.on_periodic(now) } -> std::same_as<std::optional<EventTime>>;
    };

class CustomGenerator {
 public:
  template <typename T>
    requires(!std::same_as<T, CustomGenerator> && WatermarkGenerator<T>)
  explicit CustomGenerator(T generator) : held_(std::make_unique<Holder<T>>(std::move(generator))) {}
  CustomGenerator(const CustomGenerator& other) : held_(other.held_->clone()) {}
  CustomGenerator(CustomGenerator&&) noexcept = default;
  CustomGenerator& operator=(const CustomGenerator& other) {
    if (this != &other) held_ = other.held_->clone();
    return *this;
  }
  CustomGenerator& operator=(CustomGenerator&&) noexcept = default;
  ~CustomGenerator() = default;

  std::optional<EventTime> on_record(const HeardRecord& record) { return held_->on_record(record); }
  std::optional<EventTime> on_periodic(ProcessingTime now) { return held_->on_periodic(now); }

  friend bool operator==(const CustomGenerator& a, const CustomGenerator& b) { return a.held_->equals(*b.held_); }

 private:
  class Held {
   public:
    Held() = default;
    Held(const Held&) = default;
    Held& operator=(const Held&) = delete;
    virtual ~Held() = default;
    virtual std::optional<EventTime> on_record(const HeardRecord& record) = 0;
    virtual std::optional<EventTime> on_periodic(ProcessingTime now) = 0;
    [[nodiscard]] virtual std::unique_ptr<Held> clone() const = 0;
    [[nodiscard]] virtual bool equals(const Held& other) const = 0;
  };
  template <typename T>
  class Holder final : public Held {
   public:
    explicit Holder(T initial) : generator(std::move(initial)) {}
    std::optional<EventTime> on_record(const HeardRecord& record) override { return generator.on_record(record); }
    std::optional<EventTime> on_periodic(ProcessingTime now) override { return generator.on_periodic(now); }
    [[nodiscard]] std::unique_ptr<Held> clone() const override { return std::make_unique<Holder>(*this); }
    [[nodiscard]] bool equals(const Held& other) const override {
      const auto* const same = dynamic_cast<const Holder*>(&other);
      return same != nullptr && same->generator == generator;
    }
    T generator;
  };

  std::unique_ptr<Held> held_;
};

}  // namespace wavetank::engine
