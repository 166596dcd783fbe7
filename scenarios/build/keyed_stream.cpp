// Streams with a key, and their windows.
#include <utility>

#include "scenarios/build/pipeline.hpp"
#include "scenarios/build/user_call.hpp"

namespace wavetank::build {

Stream KeyedStream::add(std::string_view kind, scenarios::AnyNode op) const { return stream_.add(kind, std::move(op)); }

WindowedStream KeyedStream::window(const Windows& windows) const { return {*this, windows}; }

Stream KeyedStream::process(std::vector<engine::Field> fields, MakeProcess make) const {
  const auto told = [make = std::move(make)](const scenarios::FunctionPlace& place) {
    return told_when_it_fails(make(place), place.id);
  };
  return add("process", scenarios::ProcessFunctionNode{key_, std::move(fields), told});
}

Stream KeyedStream::rolling_of(const Rolling& options, const std::vector<Aggregate>& aggregates) const {
  return add("rolling", scenarios::RollingNode{key_, specs_of(aggregates), options.condition, options.ttl});
}

Stream KeyedStream::sql_window_of(const Windows& windows, const std::vector<Aggregate>& aggregates) const {
  return add("sql-window",
             scenarios::SqlWindowNode{key_, windows.node.assigner, windows.node.shape, specs_of(aggregates)});
}

Stream KeyedStream::funnel(std::vector<std::pair<std::string, std::string>> steps, Length within,
                           TimeDomain time) const {
  return add("funnel", scenarios::FunnelNode{key_, std::move(steps), engine::Millis{within.count()}, time});
}

Stream KeyedStream::silence(Length after, TimeDomain time) const {
  return add("silence", scenarios::SilenceNode{key_, engine::Millis{after.count()}, time});
}

Stream KeyedStream::connect(const Stream& rules, const LookUp& look_up) const {
  return add("connect", scenarios::ConnectNode{key_, rules.from(), look_up.rule_key, look_up.look_up, look_up.condition,
                                               look_up.fields});
}

WindowedStream::WindowedStream(KeyedStream stream, const Windows& windows)
    : stream_(std::move(stream)), node_(windows.node) {
  node_.key = stream_.key_;
}

WindowedStream WindowedStream::trigger(const Trigger& trigger) const {
  WindowedStream changed = *this;
  changed.node_.trigger = trigger.spec;
  changed.node_.trigger_field = trigger.field;
  return changed;
}
WindowedStream WindowedStream::allowed_lateness(Length lateness) const {
  WindowedStream changed = *this;
  changed.node_.allowed_lateness = engine::Millis{lateness.count()};
  return changed;
}
WindowedStream WindowedStream::side_output(const OutputTag& tag) const {
  WindowedStream changed = *this;
  changed.node_.late = engine::LateRecords::SideOutput;
  changed.tags_.push_back(tag.name);
  return changed;
}
WindowedStream WindowedStream::evictor(const Evictor& evictor) const {
  WindowedStream changed = *this;
  changed.node_.evictor = evictor.spec;
  changed.node_.evictor_field = evictor.field;
  return changed;
}
WindowedStream WindowedStream::discarding() const {
  WindowedStream changed = *this;
  changed.node_.accumulation = scenarios::Accumulation::Discarding;
  return changed;
}
WindowedStream WindowedStream::retracting() const {
  WindowedStream changed = *this;
  changed.node_.accumulation = scenarios::Accumulation::Retracting;
  return changed;
}

Stream WindowedStream::aggregate_of(const std::vector<Aggregate>& aggregates) const {
  scenarios::WindowNode node = node_;
  node.aggregates = specs_of(aggregates);
  Stream results = stream_.add("window", std::move(node));
  for (const std::string& tag : tags_) {
    results.tag(OutputTag(tag), "late");
  }
  return results;
}

}  // namespace wavetank::build
