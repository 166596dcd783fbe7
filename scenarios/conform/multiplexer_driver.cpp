// Family multiplexer: the splits of one source.
#include <algorithm>
#include <map>

#include "engine/time/emitter.hpp"
#include "engine/time/multiplexer.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::SplitSlot;
using engine::TimeEvent;

enum class MultiplexerSink : std::uint8_t { Raw, Stream };

class MultiplexerDriver final : public VectorDriver {
 public:
  explicit MultiplexerDriver(MultiplexerSink sink) : sink_(sink) {}

  VectorRows step(VectorFields& fields) override {
    const std::string_view name = fields.name();
    if (name == "tick") return rows(multiplexer_.on_tick());
    const std::string split(fields.text(1));
    if (name == "register") {
      const SplitSlot slot =
          slots_.try_emplace(split, SplitSlot{static_cast<std::uint32_t>(slots_.size())}).first->second;
      if (multiplexer_.has(slot)) fields.refuse(1, "the split is registered already");
      if (fields.ok()) multiplexer_.register_split(slot);
      return {};
    }
    const auto known = slots_.find(split);
    if (known == slots_.end() || !multiplexer_.has(known->second)) {
      fields.refuse(1, "the split is not registered");
      return {};
    }
    if (name != "unregister") return say(fields, known->second);
    multiplexer_.unregister_split(known->second);
    return {};
  }

 private:
  // ["w_now", id, t], ["idle_later", id] and so on.
  VectorRows say(VectorFields& fields, SplitSlot split) {
    const std::string_view name = fields.name();
    const std::size_t cut = std::min(name.find('_'), name.size());
    const std::string_view what = name.substr(0, cut);
    const std::string_view when = name.substr(cut);
    const std::optional<engine::StreamStatus> status = status_named(what);
    if ((!status && what != "w") || (when != "_now" && when != "_later")) return refuse_step(fields);
    const TimeEvent event =
        status ? TimeEvent::status(*status) : TimeEvent::watermark(engine::EventTime(fields.integer(2)));
    if (!fields.ok()) return {};
    if (when == "_now") return rows(multiplexer_.emit_now(split, event));
    multiplexer_.emit_later(split, event);
    return {};
  }

  VectorRows rows(const engine::TimeEvents& events) {
    return time_rows(sink_ == MultiplexerSink::Stream ? emitter_.on_events(events) : events);
  }

  MultiplexerSink sink_;
  engine::Multiplexer multiplexer_;
  engine::Emitter emitter_;
  std::map<std::string, SplitSlot> slots_;
};

}  // namespace

DriverOrSkip make_multiplexer_driver(VectorFields& config) {
  const std::string_view sink = config.text("sink");
  if (sink != "raw" && sink != "stream") config.refuse("sink", "expected raw or stream");
  if (!config.ok()) return {};
  return {std::make_unique<MultiplexerDriver>(sink == "raw" ? MultiplexerSink::Raw : MultiplexerSink::Stream), {}};
}

}  // namespace wavetank::scenarios
