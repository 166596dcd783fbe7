// Reading terms, and asking events for what terms are about.
#include "visualizer/view/search/filter.hpp"

#include <array>
#include <charconv>

#include "scenarios/explain/describe.hpp"
#include "scenarios/format/time_text.hpp"
#include "visualizer/view/wording.hpp"

namespace wavetank::visualizer {
namespace {

using engine::Problem;
using scenarios::Recording;
using sim::EventId;
using sim::EventKind;
using sim::FieldUse;
using sim::TraceEvent;

constexpr std::size_t kFilterTermsMax = 16;

struct FieldName {
  std::string_view name;
  FilterField field;
};
constexpr std::array kFieldNames = {
    FieldName{"kind", FilterField::Kind},         FieldName{"key", FilterField::Key},
    FieldName{"task", FilterField::Task},         FieldName{"window", FilterField::Window},
    FieldName{"lateness", FilterField::Lateness}, FieldName{"late", FilterField::Lateness},
    FieldName{"time", FilterField::Time},         FieldName{"event", FilterField::Event},
};

struct ComparisonName {
  std::string_view name;
  Comparison comparison;
};
// Longer ones first.
constexpr std::array kComparisonNames = {
    ComparisonName{"!=", Comparison::Unequal},        ComparisonName{"<=", Comparison::LessOrEqual},
    ComparisonName{">=", Comparison::GreaterOrEqual}, ComparisonName{"=", Comparison::Equal},
    ComparisonName{":", Comparison::Equal},           ComparisonName{"<", Comparison::Less},
    ComparisonName{">", Comparison::Greater},
};

// Words of people for kinds of events; else a kind's name, or its family: "win.fire", "win".
struct KindWord {
  std::string_view word;
  std::string_view kinds;  // a name or a family
};
constexpr std::array kKindWords = {
    KindWord{"late", "rec.late"},   KindWord{"drop", "rec.drop"},        KindWord{"dropped", "rec.drop"},
    KindWord{"side", "rec.side"},   KindWord{"fire", "win.fire"},        KindWord{"firing", "win.fire"},
    KindWord{"merge", "win.merge"}, KindWord{"watermark", "wm.advance"}, KindWord{"checkpoint", "cp"},
    KindWord{"abort", "cp.abort"},  KindWord{"crash", "host.crash"},     KindWord{"restart", "job.attempt"},
    KindWord{"restore", "restore"}, KindWord{"result", "out.visible"},   KindWord{"blocked", "task.blocked"},
    KindWord{"idle", "src.idle"},   KindWord{"timer", "timer"},          KindWord{"fault", "fault"},
    KindWord{"record", "elem.in"},  KindWord{"failure", "job.failure"},
};

bool is_of_kind(const TraceEvent& event, std::string_view wanted) {
  const std::string_view name = sim::info(event.kind).name;
  for (const KindWord& word : kKindWords) {
    if (word.word == wanted) wanted = word.kinds;
  }
  if (name == wanted) return true;
  return name.size() > wanted.size() && name.starts_with(wanted) && name[wanted.size()] == '.';
}

bool is_known_kind(std::string_view wanted) {
  for (const sim::KindInfo& kind : sim::kKinds) {
    TraceEvent event;
    event.kind = static_cast<EventKind>(&kind - sim::kKinds.data());
    if (is_of_kind(event, wanted)) return true;
  }
  return false;
}

bool holds_key(FieldUse use) {
  return use == FieldUse::RowAndKey || use == FieldUse::WindowAndKey || use == FieldUse::TextAndKey;
}

// The key that an event is about; of a record's fate, that of the record.
engine::KeyId key_of_event(const Recording& recording, const TraceEvent& event) {
  const TraceEvent* about = &event;
  for (int step = 0; step < 2; ++step) {
    const sim::KindInfo& kind = sim::info(about->kind);
    if (holds_key(kind.b)) return engine::KeyId{engine::lower(about->b)};
    if (holds_key(kind.a)) return engine::KeyId{engine::lower(about->a)};
    if (about->cause == 0) break;
    about = &recording.at(EventId{about->cause});
  }
  return engine::kNoKey;
}

std::optional<std::int64_t> lateness_ms(const TraceEvent& event) {
  switch (event.kind) {
    case EventKind::RecordLate:
    case EventKind::RecordDrop:
    case EventKind::RecordSide: return static_cast<std::int64_t>(event.a);
    default: return std::nullopt;
  }
}

std::optional<std::int64_t> window_start(const Recording& recording, const TraceEvent& event) {
  const FieldUse use = sim::info(event.kind).a;
  if (use != FieldUse::WindowAndKey && use != FieldUse::WindowAndNumber) return std::nullopt;
  const engine::WindowId window{engine::upper(event.a)};
  if (window == engine::kNoWindow) return std::nullopt;
  return recording.facts->windows.window(window).start.ticks();
}

std::optional<std::int64_t> number_for(const Recording& recording, EventId id, FilterField field) {
  const TraceEvent& event = recording.at(id);
  switch (field) {
    case FilterField::Window: return window_start(recording, event);
    case FilterField::Lateness: return lateness_ms(event);
    case FilterField::Time: return event.time.ticks();
    case FilterField::Event: return static_cast<std::int64_t>(static_cast<std::uint32_t>(id));
    case FilterField::Kind:
    case FilterField::Key:
    case FilterField::Task:
    case FilterField::Text: return std::nullopt;
  }
  return std::nullopt;
}

bool compares(std::int64_t left, Comparison comparison, std::int64_t right) {
  switch (comparison) {
    case Comparison::Equal: return left == right;
    case Comparison::Unequal: return left != right;
    case Comparison::Less: return left < right;
    case Comparison::LessOrEqual: return left <= right;
    case Comparison::Greater: return left > right;
    case Comparison::GreaterOrEqual: return left >= right;
  }
  return false;
}

// "per-key/0", or all tasks of "per-key".
bool is_actor(std::string_view name, std::string_view wanted) {
  return name == wanted || (name.size() > wanted.size() && name.starts_with(wanted) && name[wanted.size()] == '/');
}

bool says(const Recording& recording, EventId id, const FilterTerm& term) {
  const TraceEvent& event = recording.at(id);
  switch (term.field) {
    case FilterField::Kind: return is_of_kind(event, term.text);
    case FilterField::Key: {
      const engine::KeyId key = key_of_event(recording, event);
      return key != engine::kNoKey && key_text(recording, key) == term.text;
    }
    case FilterField::Task: return is_actor(recording.actor(event).name, term.text);
    case FilterField::Text: return scenarios::describe(recording, id).find(term.text) != std::string::npos;
    case FilterField::Window:
    case FilterField::Lateness:
    case FilterField::Time:
    case FilterField::Event: return false;
  }
  return false;
}

bool is_number(FilterField field) { return field >= FilterField::Window && field <= FilterField::Event; }

engine::Result<std::int64_t> parse_number(FilterField field, std::string_view text) {
  if (field == FilterField::Event) {
    if (text.starts_with('#')) text.remove_prefix(1);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size() && !text.empty()) return number;
    return Problem{"no number of an event: " + std::string(text), "for example event>=41", 0};
  }
  const auto length = scenarios::parse_nanoseconds(text);
  if (!length.ok()) return Problem{"no length of time: " + std::string(text), "for example 3s or 250ms", 0};
  return field == FilterField::Time ? length.value().count : length.value().count / 1'000'000;
}

engine::Result<FilterTerm> parse_term(std::string_view word) {
  FilterTerm term;
  const std::size_t sign = word.find_first_of("=!<>:");
  const FieldName* field = nullptr;
  for (const FieldName& name : kFieldNames) {
    if (sign != std::string_view::npos && word.substr(0, sign) == name.name) field = &name;
  }
  if (field == nullptr) {
    term.text = word;
    return term;
  }
  term.field = field->field;
  std::string_view value = word.substr(sign);
  for (const ComparisonName& comparison : kComparisonNames) {
    if (!value.starts_with(comparison.name)) continue;
    term.comparison = comparison.comparison;
    value.remove_prefix(comparison.name.size());
    break;
  }
  if (value.empty()) return Problem{"nothing to compare with: " + std::string(word), "for example kind=late", 0};
  if (is_number(term.field)) {
    const engine::Result<std::int64_t> number = parse_number(term.field, value);
    if (!number.ok()) return number.problem();
    term.number = number.value();
    return term;
  }
  if (term.comparison > Comparison::Unequal) {
    return Problem{"'" + std::string(field->name) + "' has no order", "use = or !=", 0};
  }
  if (term.field == FilterField::Kind && !is_known_kind(value)) {
    return Problem{"no kind of event: " + std::string(value), "for example late, drop, fire, win, cp.abort", 0};
  }
  term.text = value;
  return term;
}

}  // namespace

engine::Result<Filter> Filter::parse(std::string_view line) {
  Filter filter;
  std::size_t at = 0;
  while (at < line.size()) {
    const std::size_t start = line.find_first_not_of(' ', at);
    if (start == std::string_view::npos) break;
    at = std::min(line.find(' ', start), line.size());
    const engine::Result<FilterTerm> term = parse_term(line.substr(start, at - start));
    if (!term.ok()) return term.problem();
    if (filter.terms_.size() == kFilterTermsMax) return Problem{"too many words", "16 at most", 0};
    filter.terms_.push_back(term.value());
  }
  return filter;
}

bool Filter::matches(const Recording& recording, EventId id) const {
  for (const FilterTerm& term : terms_) {
    if (is_number(term.field)) {
      const std::optional<std::int64_t> number = number_for(recording, id, term.field);
      if (!number || !compares(*number, term.comparison, term.number)) return false;
      continue;
    }
    if (says(recording, id, term) != (term.comparison == Comparison::Equal)) return false;
  }
  return !terms_.empty();
}

std::vector<EventId> find_all(const Recording& recording, const Filter& filter) {
  std::vector<EventId> found;
  if (filter.empty()) return found;
  for (std::uint32_t at = 1; at <= recording.size(); ++at) {
    if (filter.matches(recording, EventId{at})) found.push_back(EventId{at});
  }
  return found;
}

}  // namespace wavetank::visualizer
