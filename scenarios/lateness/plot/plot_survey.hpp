// Where the rows lie in time: event time against arrival, and delay against arrival.
#pragma once

#include <cstdint>

#include "scenarios/lateness/plot/density_grid.hpp"
#include "scenarios/lateness/plot/log_scale.hpp"

namespace wavetank::scenarios {

// Where a file has no column of arrivals, a row's number stands for its arrival, and its disorder for its delay.
struct LatenessPlots {
  Density arrivals;  // x: event time, y: arrival
  Density delays;    // x: arrival, y: the delay's place on `lengths`
  LengthScale lengths;
};

class PlotSurvey {
 public:
  explicit PlotSurvey(LengthScale lengths) : lengths_(lengths) {}
  void take(std::int64_t event_ms, std::int64_t arrival, std::int64_t delay_ms) {
    arrivals_.add(event_ms, arrival);
    delays_.add(arrival, lengths_.place(delay_ms));
  }
  // REQUIRES: a row was taken.
  [[nodiscard]] LatenessPlots plots() const { return {arrivals_.density(), delays_.density(), lengths_}; }

 private:
  DensityGrid arrivals_;
  DensityGrid delays_;
  LengthScale lengths_;
};

}  // namespace wavetank::scenarios
