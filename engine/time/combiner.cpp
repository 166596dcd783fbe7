// Every event of an input recomputes at once; only a status event announces a status (WM-28).
#include "engine/time/combiner.hpp"

namespace wavetank::engine {

Combiner::Combiner(std::size_t inputs) : inputs_(inputs) { WT_REQUIRE(inputs > 0, inputs); }

TimeEvents Combiner::on_watermark(InputIndex input, EventTime watermark) {
  const EventTime before = inputs_.combined();
  inputs_.set_watermark(index_of(input), watermark);
  if (inputs_.recompute() == Growth::None) return {};
  WT_ASSERT(inputs_.combined() > before, inputs_.combined(), before);
  return {TimeEvent::watermark(inputs_.combined())};
}

TimeEvents Combiner::on_status(InputIndex input, StreamStatus status) {
  const StreamStatus before = inputs_.status();
  inputs_.set_status(index_of(input), status);
  TimeEvents events;
  if (inputs_.recompute() == Growth::Grew) events.add(TimeEvent::watermark(inputs_.combined()));
  if (inputs_.status() != before) events.add(TimeEvent::status(inputs_.status()));
  return events;
}

}  // namespace wavetank::engine
