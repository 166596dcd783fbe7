// Streams: each verb adds a node and gives the stream behind it.
#include <algorithm>
#include <utility>

#include "scenarios/build/pipeline.hpp"

namespace wavetank::build {
namespace {

// Calls a user's function with a row, and makes rows of what it gives.
class CalledForRow final : public engine::RecordFunction {
 public:
  CalledForRow(Stream::FlatMapping call, scenarios::FunctionPlace place)
      : call_(std::move(call)), place_(std::move(place)) {}
  void on_record(const engine::Record& record, engine::Facts& facts, std::vector<engine::RowId>& made) const override {
    for (const std::vector<Value>& values : call_(Row(facts, record.row, place_.takes))) {
      made.push_back(make_row(facts, place_, values));
    }
  }

 private:
  Stream::FlatMapping call_;
  scenarios::FunctionPlace place_;
};

class AskedForRow final : public engine::RecordFunction {
 public:
  AskedForRow(Stream::Predicate keeps, scenarios::FunctionPlace place)
      : keeps_(std::move(keeps)), place_(std::move(place)) {}
  void on_record(const engine::Record& record, engine::Facts& facts, std::vector<engine::RowId>& made) const override {
    if (keeps_(Row(facts, record.row, place_.takes))) made.push_back(record.row);
  }

 private:
  Stream::Predicate keeps_;
  scenarios::FunctionPlace place_;
};

scenarios::RecordFunctionNode calling(std::vector<engine::Field> fields, Stream::FlatMapping call) {
  return {std::move(fields), [call = std::move(call)](const scenarios::FunctionPlace& place) {
            return std::make_unique<CalledForRow>(call, place);
          }};
}

std::vector<scenarios::AggregateSpec> specs_of(const std::vector<Aggregate>& aggregates) {
  std::vector<scenarios::AggregateSpec> specs;
  for (const Aggregate& aggregate : aggregates) specs.push_back(aggregate.spec);
  return specs;
}

}  // namespace

Stream Stream::add(std::string_view kind, scenarios::AnyNode op) const {
  std::vector<std::string> from{from_};
  from.insert(from.end(), beside_.begin(), beside_.end());
  return {*pipeline_, pipeline_->add(kind, std::move(from), std::move(op))};
}

scenarios::Node& Stream::node() {
  scenarios::Node* const found = pipeline_->find(from_);
  WT_REQUIRE(found != nullptr, std::string_view(from_));  // a side output is not an operator
  return *found;
}

Stream Stream::filter(std::string condition) const {
  return add("filter", scenarios::FilterNode{std::move(condition)});
}
Stream Stream::map(std::vector<std::pair<std::string, std::string>> fields) const {
  return add("map", scenarios::MapNode{std::move(fields)});
}
Stream Stream::project(std::vector<std::string> fields) const {
  return add("project", scenarios::ProjectNode{std::move(fields)});
}
Stream Stream::split(std::vector<std::pair<std::string, std::string>> outputs) const {
  return add("split", scenarios::SplitNode{std::move(outputs)});
}
Stream Stream::sort_by_time() const { return add("sort", scenarios::SortNode{}); }

Stream Stream::filter(Predicate keeps) const {
  return add("filter", scenarios::RecordFunctionNode{{}, [keeps](const scenarios::FunctionPlace& place) {
                                                       return std::make_unique<AskedForRow>(keeps, place);
                                                     }});
}
Stream Stream::map(std::vector<engine::Field> fields, Mapping makes) const {
  const auto one = [makes = std::move(makes)](const Row& row) { return std::vector<std::vector<Value>>{makes(row)}; };
  return add("map", calling(std::move(fields), one));
}
Stream Stream::flat_map(std::vector<engine::Field> fields, FlatMapping makes) const {
  return add("flat-map", calling(std::move(fields), std::move(makes)));
}

Stream Stream::union_with(const Stream& other) const {
  Stream both = *this;
  both.beside_.push_back(other.from_);
  both.beside_.insert(both.beside_.end(), other.beside_.begin(), other.beside_.end());
  return both;
}

KeyedStream Stream::key_by(std::string field) const { return {*this, std::move(field)}; }
WindowedStream Stream::window_all(const Windows& windows) const { return {KeyedStream(*this, ""), windows}; }

Stream Stream::side_output(const OutputTag& tag) const {
  const std::string named = from_ + "." + tag.name;
  const auto late = std::ranges::find(pipeline_->late_, named, &std::pair<std::string, std::string>::first);
  return {*pipeline_, late == pipeline_->late_.end() ? named : late->second};
}

Stream& Stream::named(std::string id) {
  for (auto& [tagged, output] : pipeline_->late_) {
    if (!tagged.starts_with(from_ + ".")) continue;
    tagged = id + tagged.substr(from_.size());
    output = id + output.substr(from_.size());
  }
  node().id = id;
  from_ = std::move(id);
  return *this;
}

Stream& Stream::parallelism(std::uint32_t subtasks) {
  node().parallelism = subtasks;
  return *this;
}

void Stream::sink(std::string id) const {
  Stream end = add("sink", scenarios::SinkNode{});
  end.named(std::move(id));
}

SourceStream& SourceStream::watermarks(const Watermarks& watermarks) {
  auto& source = std::get<scenarios::SourceNode>(node().op);
  source.watermark = watermarks.strategy;
  source.mark = watermarks.mark;
  return *this;
}

SourceStream& SourceStream::partitions(std::uint32_t count) {
  pipeline_->scenario().inputs[input_].partitions = count;
  return *this;
}

SourceStream& SourceStream::events(const std::vector<Event>& events) {
  std::vector<scenarios::InputEvent> made;
  sim::SimTime above{0};
  for (const Event& event : events) {
    scenarios::InputEvent one;
    const sim::SimTime happened{sim::milliseconds(event.time.count()).count};
    one.at = event.sent ? sim::SimTime{sim::milliseconds(event.sent->count()).count} : std::max(above, happened);
    one.time = engine::EventTime(engine::saturating_add(pipeline_->scenario().clock_base.ticks(), event.time.count()));
    one.values = event.values;
    above = one.at;
    made.push_back(std::move(one));
  }
  pipeline_->scenario().inputs[input_].events = std::move(made);
  return *this;
}

SourceStream& SourceStream::generated(scenarios::InputGenerator generator) {
  pipeline_->scenario().inputs[input_].events = std::move(generator);
  return *this;
}

SourceStream& SourceStream::held_open() {
  pipeline_->scenario().inputs[input_].end = scenarios::InputEnd::Hold;
  return *this;
}

Stream KeyedStream::add(std::string_view kind, scenarios::AnyNode op) const { return stream_.add(kind, std::move(op)); }

WindowedStream KeyedStream::window(const Windows& windows) const { return {*this, windows}; }

Stream KeyedStream::process(std::vector<engine::Field> fields, MakeProcess make) const {
  return add("process", scenarios::ProcessFunctionNode{key_, std::move(fields), std::move(make)});
}

Stream KeyedStream::rolling_of(const std::vector<Aggregate>& aggregates) const {
  scenarios::RollingNode node;
  node.key = key_;
  node.aggregates = specs_of(aggregates);
  return add("rolling", std::move(node));
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
    stream_.stream_.pipeline_->late_.emplace_back(results.from() + "." + tag, results.from() + ".late");
  }
  return results;
}

}  // namespace wavetank::build
