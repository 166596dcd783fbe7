// How many rows lie where on a plane, in constant memory: cells that double their size when a row lies outside.
#pragma once

#include <cstdint>
#include <vector>

namespace wavetank::scenarios {

// A cell with rows in it. `column` and `row` count from the least ones.
struct DensityCell {
  std::uint32_t column = 0;
  std::uint32_t row = 0;
  std::uint64_t rows = 0;
};

// One direction: cell i is from `from` + i * `step`, `cells` of them, all within the range that the rows took.
struct DensityRange {
  std::int64_t from = 0;
  std::uint64_t step = 1;
  std::uint32_t cells = 0;
};

struct Density {
  DensityRange x;
  DensityRange y;
  std::vector<DensityCell> cells;  // by column, then by row
};

class DensityGrid {
 public:
  static constexpr std::uint64_t kSide = 256;  // cells in each direction, at most

  void add(std::int64_t x, std::int64_t y);
  // REQUIRES: something was added.
  [[nodiscard]] Density density() const;

 private:
  // The cells in use of one direction, in steps of 2^shift. They are kept modulo kSide, so that a range may grow at
  // either end without moving anything.
  class Direction {
   public:
    // How often the step has to be doubled before `value` fits.
    [[nodiscard]] int doublings_for(std::int64_t value) const;
    void double_step();
    void take(std::int64_t value);
    [[nodiscard]] std::uint64_t place_of(std::int64_t value) const { return place(value >> shift_); }
    [[nodiscard]] static std::uint64_t place(std::int64_t cell) { return static_cast<std::uint64_t>(cell) % kSide; }
    [[nodiscard]] std::int64_t least() const { return least_; }
    [[nodiscard]] std::int64_t greatest() const { return greatest_; }
    [[nodiscard]] DensityRange range() const;

   private:
    int shift_ = 0;
    std::int64_t least_ = 0;  // cells; above the greatest: none yet
    std::int64_t greatest_ = -1;
  };
  enum class Way : std::uint8_t { X, Y };

  void double_step(Way way);
  [[nodiscard]] static std::uint64_t index(std::uint64_t x, std::uint64_t y) { return x * kSide + y; }

  Direction x_;
  Direction y_;
  std::vector<std::uint32_t> rows_ = std::vector<std::uint32_t>(kSide * kSide);
};

}  // namespace wavetank::scenarios
