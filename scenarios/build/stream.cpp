// Streams: each verb adds a node and gives the stream behind it.
#include <algorithm>
#include <utility>

#include "scenarios/build/pipeline.hpp"
#include "scenarios/build/user_call.hpp"

namespace wavetank::build {
namespace {

// Calls a user's function with a row, and makes rows of what it gives.
class CalledForRow final : public engine::RecordFunction {
 public:
  CalledForRow(Stream::FlatMapping call, scenarios::FunctionPlace place)
      : call_(std::move(call)), place_(std::move(place)) {}
  void on_record(const engine::Record& record, engine::Facts& facts, std::vector<engine::RowId>& made) const override {
    call_user(place_.id, facts, record, [&] {
      for (const std::vector<Value>& values : call_(Row(facts, record.row, place_.takes))) {
        made.push_back(make_row(facts, place_, values));
      }
    });
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
    call_user(place_.id, facts, record, [&] {
      if (keeps_(Row(facts, record.row, place_.takes))) made.push_back(record.row);
    });
  }

 private:
  Stream::Predicate keeps_;
  scenarios::FunctionPlace place_;
};

// The row as it is, and a value behind it.
class ComputedForRow final : public engine::RecordFunction {
 public:
  ComputedForRow(Stream::Computing computes, scenarios::FunctionPlace place)
      : computes_(std::move(computes)), place_(std::move(place)) {}
  void on_record(const engine::Record& record, engine::Facts& facts, std::vector<engine::RowId>& made) const override {
    call_user(place_.id, facts, record, [&] {
      made.push_back(extend_row(facts, place_, record.row, computes_(Row(facts, record.row, place_.takes))));
    });
  }

 private:
  Stream::Computing computes_;
  scenarios::FunctionPlace place_;
};

scenarios::RecordFunctionNode calling(std::vector<engine::Field> fields, Stream::FlatMapping call) {
  return {std::move(fields), [call = std::move(call)](const scenarios::FunctionPlace& place) {
            return std::make_unique<CalledForRow>(call, place);
          }};
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
Stream Stream::flat_map(std::vector<scenarios::AlternativeSpec> alternatives) const {
  return add("flat-map", scenarios::FlatMapNode{std::move(alternatives)});
}
Stream Stream::sort_by_time(const Sorting& sorting) const {
  scenarios::SortNode node{sorting.then_by, sorting.order};
  if (sorting.late) node.late = engine::LateRecords::SideOutput;
  Stream sorted = add("sort", std::move(node));
  if (sorting.late) sorted.tag(*sorting.late, "late");
  return sorted;
}
Stream Stream::timestamps(std::string field, const Watermarks& watermarks) const {
  return add("timestamps", scenarios::TimestampsNode{std::move(field), watermarks.strategy, watermarks.mark});
}

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

Stream Stream::with(engine::Field field, Computing computes) const {
  const auto make = [computes = std::move(computes)](const scenarios::FunctionPlace& place) {
    return std::make_unique<ComputedForRow>(computes, place);
  };
  return add("with", scenarios::RecordFunctionNode{{std::move(field)}, make, scenarios::FunctionFields::More});
}

Stream Stream::union_with(const Stream& other) const {
  Stream both = *this;
  both.beside_.push_back(other.from_);
  both.beside_.insert(both.beside_.end(), other.beside_.begin(), other.beside_.end());
  return both;
}

KeyedStream Stream::key_by(std::string field) const { return {*this, std::move(field)}; }
KeyedStream Stream::key_by(engine::Field key, Computing computes) const {
  std::string name = key.name;
  return with(std::move(key), std::move(computes)).key_by(std::move(name));
}
WindowedStream Stream::window_all(const Windows& windows) const { return {KeyedStream(*this, ""), windows}; }

Stream Stream::side_output(const OutputTag& tag) const {
  const std::string named = from_ + "." + tag.name;
  const auto late = std::ranges::find(pipeline_->late_, named, &std::pair<std::string, std::string>::first);
  return {*pipeline_, late == pipeline_->late_.end() ? named : late->second};
}

void Stream::tag(const OutputTag& tag, std::string_view output) const {
  pipeline_->late_.emplace_back(from_ + "." + tag.name, from_ + "." + std::string(output));
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

void Stream::table(std::string id, std::vector<std::string> key) const {
  const engine::Folding folds = key.empty() ? engine::Folding::Retractions : engine::Folding::Upserts;
  Stream end = add("table", scenarios::SinkNode{folds, std::move(key)});
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

}  // namespace wavetank::build
