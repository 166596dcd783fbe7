// The pipeline: one object per operator. The member that says what it does tells the operators apart.
#include <algorithm>

#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

// "source", "map", ...: the second member of its shape, but of a window it is "window".
std::string_view verb_of(const Shape& shape) { return shape.name; }

// Which operator it is; nothing after an error.
const Shape* find_shape(const Place& place, Errors& errors) {
  std::vector<std::string_view> verbs;
  std::vector<const Shape*> found;
  for (const Shape* shape : operator_shapes()) {
    verbs.push_back(verb_of(*shape));
    if (place.json->find(verb_of(*shape)) != nullptr) found.push_back(shape);
  }
  // A join over windows says "window", too, and is no window operator.
  if (found.size() > 1) {
    std::erase_if(found, [&](const Shape* shape) {
      return std::ranges::any_of(found, [&](const Shape* other) {
        return other != shape && std::ranges::count(other->members, verb_of(*shape), &Member::name) > 0;
      });
    });
  }
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    errors.add(place, "two operators in one; found " + quote(verb_of(*found[0])) + " and " + quote(verb_of(*found[1])),
               "write an object for each");
    return nullptr;
  }
  std::string hint;
  for (const std::string& name : place.json->names) {
    if (hint.empty() && name != "id") hint = hint_of(name, verbs);
  }
  errors.add(place, "expected a member that says what the operator does: " + any_of(verbs), hint);
  return nullptr;
}

std::optional<std::vector<std::string>> read_from(const Place& place, Errors& errors) {
  if (place.json->kind == JsonKind::Text) return std::vector{place.json->text};
  if (place.json->kind != JsonKind::Array) {
    errors.expected(place, "the id of an operator, or an array of ids");
    return std::nullopt;
  }
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    if (auto id = as_text(place.item(i), errors)) ids.push_back(*std::move(id));
  }
  return ids;
}

std::optional<AlignmentNode> read_alignment(const Place& place, Errors& errors) {
  AlignmentNode alignment;
  Members members(place, shape::kAlignment, errors);
  if (!members.is_object()) return std::nullopt;
  members.read("group", alignment.group, as_text);
  members.read("max_drift", alignment.max_drift, as_length);
  members.read("update_interval", alignment.update_interval, as_length);
  members.read("samples", alignment.samples, as_count);
  members.read("ahead", alignment.pausing, as_word(kPausingWords));
  return alignment;
}

AnyNode read_source(Members& members, Errors& errors) {
  SourceNode source;
  members.read("source", source.input, as_text);
  if (const auto place = members.find("watermark")) source.watermark = read_watermark(*place, source.mark, errors);
  members.read("alignment", source.alignment, read_alignment);
  return source;
}

AnyNode read_map(Members& members, Errors& errors) {
  const std::optional<Place> place = members.find("map");
  return place ? MapNode{read_named(*place, "names and expressions", read_named_text, errors)} : MapNode{};
}

AnyNode read_filter(Members& members, Errors& /*errors*/) {
  FilterNode filter;
  members.read("filter", filter.condition, as_text);
  return filter;
}

AnyNode read_timestamps(Members& members, Errors& errors) {
  TimestampsNode timestamps;
  members.read("timestamps", timestamps.field, as_text);
  if (const auto at = members.find("watermark")) timestamps.watermark = read_watermark(*at, timestamps.mark, errors);
  return timestamps;
}

std::optional<TransactionSpec> read_transaction(const Place& place, Errors& errors) {
  TransactionSpec transaction;
  Members members(place, shape::kTransaction, errors);
  if (!members.is_object()) return std::nullopt;
  members.read("timeout", transaction.timeout, as_length);
  members.read("partitions", transaction.partitions, as_count);
  members.read("retries", transaction.retries, as_count);
  members.read("call", transaction.call, as_durations);
  return transaction;
}

AnyNode read_sink(Members& members, Errors& errors) {
  SinkNode sink;
  const std::optional<Place> place = members.find("sink");
  if (!place) return sink;
  Members table(*place, shape::kTable, errors);
  table.read("folds", sink.folds, as_word(kFoldingWords));
  table.read("key", sink.key, read_names);
  table.read("delivery", sink.delivery, as_word(kDeliveryWords));
  table.read("transaction", sink.transaction, read_transaction);
  return sink;
}

AnyNode read_project(Members& members, Errors& /*errors*/) {
  ProjectNode project;
  members.read("project", project.fields, read_names);
  return project;
}

AlternativeSpec read_alternative(const Place& place, Errors& errors) {
  AlternativeSpec alternative;
  Members members(place, shape::kAlternative, errors);
  const std::optional<Place> fields = members.find("fields");
  if (fields) alternative.fields = read_named(*fields, "names and expressions", read_named_text, errors);
  members.read("when", alternative.condition, as_text);
  return alternative;
}

AnyNode read_flat_map(Members& members, Errors& errors) {
  FlatMapNode flat_map;
  const std::optional<Place> place = members.find("flat_map");
  if (!place || !is_array(*place, "alternatives", errors)) return flat_map;
  for (std::size_t i = 0; i < place->json->items.size(); ++i) {
    flat_map.alternatives.push_back(read_alternative(place->item(i), errors));
  }
  return flat_map;
}

AnyNode read_split(Members& members, Errors& errors) {
  const std::optional<Place> place = members.find("split");
  return place ? SplitNode{read_named(*place, "names and conditions", read_named_text, errors)} : SplitNode{};
}

AnyNode read_sort(Members& members, Errors& errors) {
  SortNode sort;
  members.read("late", sort.late, as_word(kLateWords));
  const std::optional<Place> place = members.find("sort");
  if (!place) return sort;
  Members order(*place, shape::kSort, errors);
  order.read("then_by", sort.then_by, as_text);
  if (!order.read("order", sort.order, as_word(kOrderWords)) || order.find("then_by")) return sort;
  errors.add(*order.find("order"), "times only ascend; an order is that of the field \"then_by\"",
             "name a field in \"then_by\"");
  return sort;
}

// How each kind of operator is read.
struct NodeReader {
  const Shape* shape;
  AnyNode (*read)(Members& members, Errors& errors);
};
template <auto kRead>
AnyNode read_as(Members& members, Errors& errors) {
  return kRead(members, errors);
}
constexpr std::array kReaders{
    NodeReader{&shape::kSource, read_source},
    NodeReader{&shape::kMap, read_map},
    NodeReader{&shape::kProject, read_project},
    NodeReader{&shape::kFilter, read_filter},
    NodeReader{&shape::kFlatMap, read_flat_map},
    NodeReader{&shape::kSplit, read_split},
    NodeReader{&shape::kTimestamps, read_timestamps},
    NodeReader{&shape::kSortOperator, read_sort},
    NodeReader{&shape::kWindowOperator, read_as<read_window>},
    NodeReader{&shape::kSqlWindowOperator, read_as<read_sql_window>},
    NodeReader{&shape::kFunnel, read_as<read_funnel>},
    NodeReader{&shape::kSilence, read_as<read_silence>},
    NodeReader{&shape::kRolling, read_as<read_rolling>},
    NodeReader{&shape::kConnect, read_as<read_connect>},
    NodeReader{&shape::kGroupBy, read_as<read_group_by>},
    NodeReader{&shape::kOver, read_as<read_over>},
    NodeReader{&shape::kDeduplicate, read_as<read_deduplicate>},
    NodeReader{&shape::kTopN, read_as<read_top_n>},
    NodeReader{&shape::kUpsertMaterialize, read_as<read_upsert_materialize>},
    NodeReader{&shape::kIntervalJoin, read_as<read_interval_join>},
    NodeReader{&shape::kJoin, read_as<read_join>},
    NodeReader{&shape::kTemporalJoin, read_as<read_temporal_join>},
    NodeReader{&shape::kWindowJoin, read_as<read_window_join>},
    NodeReader{&shape::kCoGroup, read_as<read_co_group>},
    NodeReader{&shape::kPattern, read_as<read_pattern>},
    NodeReader{&shape::kSink, read_sink},
};

}  // namespace

Node read_node(const Place& place, const Node* before, Errors& errors) {
  Node node;
  node.origin = place.origin();
  if (!is_object(place, "an operator", errors)) return node;
  const Shape* const shape = find_shape(place, errors);
  if (shape == nullptr) return node;
  Members members(place, *shape, errors);
  members.read("id", node.id, as_text);
  members.read("parallelism", node.parallelism, as_count);
  if (shape != &shape::kSource && before != nullptr) node.from = {before->id};
  if (shape != &shape::kSource) members.read("from", node.from, read_from);
  const auto* const reader = std::ranges::find(kReaders, shape, &NodeReader::shape);
  WT_ASSERT(reader != kReaders.end(), shape->name);
  node.op = reader->read(members, errors);
  return node;
}

std::optional<std::vector<std::string>> read_names(const Place& place, Errors& errors) {
  if (!is_array(place, "fields", errors)) return std::nullopt;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    if (auto name = as_text(place.item(i), errors)) names.push_back(*std::move(name));
  }
  return names;
}

std::optional<NamedText> read_named_text(const Place& place, const std::string& name, Errors& errors) {
  const std::optional<std::string> text = as_text(place, errors);
  if (!text) return std::nullopt;
  return NamedText{name, *text};
}

}  // namespace wavetank::scenarios
