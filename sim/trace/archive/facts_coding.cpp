// Writing facts, and interning them again.
#include "sim/trace/archive/facts_coding.hpp"

#include "engine/base/assert.hpp"
#include "sim/trace/archive/format.hpp"

namespace wavetank::sim {
namespace {

using engine::FieldType;
using engine::index_of;

constexpr std::size_t kNoLastRow = ~std::size_t{0};
constexpr std::uint64_t kRowKinds = 4;
constexpr std::uint64_t kFieldTypes = 7;
constexpr std::uint64_t kFieldRoles = 4;
constexpr std::size_t kRowWordsMax = 0xf0000000u;  // Rows' own limit
static_assert(static_cast<std::uint64_t>(engine::RowKind::Delete) + 1 == kRowKinds);
static_assert(static_cast<std::uint64_t>(FieldType::Opaque) + 1 == kFieldTypes);
static_assert(static_cast<std::uint64_t>(engine::FieldRole::WindowEnd) + 1 == kFieldRoles);

bool is_interned(FieldType type) { return type == FieldType::Text || type == FieldType::Bytes; }

engine::RowId row_at(std::size_t place) { return engine::RowId{static_cast<std::uint32_t>(place)}; }

// A cell is written as the difference to the same field of the row `before`.
std::int64_t cell_guess(const engine::Rows& rows, std::size_t before, std::uint32_t field) {
  return before == kNoLastRow ? 0 : rows.bits(row_at(before), field);
}

}  // namespace

bool FactsWriter::full() const {
  return texts_.bytes.size() + schemas_.bytes.size() + rows_.bytes.size() + keys_.bytes.size() +
             windows_.bytes.size() >=
         kArchiveFactsBytes;
}

std::uint32_t FactsWriter::take(const engine::Facts& facts, ByteWriter& out) {
  std::uint32_t count = 0;
  for (Section* section : {&texts_, &schemas_, &rows_, &keys_, &windows_}) {
    section->bytes.clear();
    section->count = 0;
  }
  take_texts(facts.texts);
  take_schemas(facts.rows);
  take_rows(facts.rows);
  take_keys(facts.keys);
  take_windows(facts.windows);
  for (const Section* section : {&texts_, &schemas_, &rows_, &keys_, &windows_}) {
    out.varint(section->count);
    out.append(section->bytes.bytes());
    count += section->count;
  }
  return count;
}

void FactsWriter::take_texts(const engine::Texts& texts) {
  for (; text_ < texts.size() && !full(); ++text_, ++texts_.count) {
    texts_.bytes.text(texts.bytes(engine::TextId{static_cast<std::uint32_t>(text_)}));
  }
}

void FactsWriter::take_schemas(const engine::Rows& rows) {
  for (; schema_ < rows.schema_count() && !full(); ++schema_, ++schemas_.count) {
    const engine::Schema& schema = rows.schema(engine::SchemaId{static_cast<std::uint32_t>(schema_)});
    schemas_.bytes.text(schema.name);
    schemas_.bytes.varint(schema.fields.size());
    for (const engine::Field& field : schema.fields) {
      schemas_.bytes.text(field.name);
      schemas_.bytes.put(static_cast<std::uint8_t>(field.type));
      schemas_.bytes.put(static_cast<std::uint8_t>(field.role));
      schemas_.bytes.put(field.scale);
    }
  }
}

void FactsWriter::take_rows(const engine::Rows& rows) {
  std::vector<std::size_t> last(rows.schema_count(), kNoLastRow);
  while (row_ < rows.words().size() && !full()) {
    const engine::RowId row = row_at(row_);
    const engine::SchemaId schema = rows.schema_of(row);
    const auto fields = static_cast<std::uint32_t>(rows.schema(schema).fields.size());
    std::uint64_t nulls = 0;
    for (std::uint32_t i = 0; i < fields; ++i) nulls |= std::uint64_t{rows.is_null(row, i)} << i;
    rows_.bytes.varint(index_of(schema) * kRowKinds + static_cast<std::uint64_t>(rows.kind(row)));
    rows_.bytes.varint(nulls);
    for (std::uint32_t i = 0; i < fields; ++i) {
      if (rows.is_null(row, i)) continue;
      const std::int64_t guess = cell_guess(rows, last[index_of(schema)], i);
      rows_.bytes.signed_varint(engine::wrapping_subtract(rows.bits(row, i), guess));
    }
    last[index_of(schema)] = row_;
    row_ += 2 + fields;
    ++rows_.count;
  }
}

void FactsWriter::take_keys(const engine::Keys& keys) {
  for (; key_ < keys.size() && !full(); ++key_, ++keys_.count) {
    const engine::KeyId key{static_cast<std::uint32_t>(key_)};
    keys_.bytes.put(static_cast<std::uint8_t>(keys.type(key)));
    keys_.bytes.signed_varint(keys.cell(key).bits);
  }
}

void FactsWriter::take_windows(const engine::Windows& windows) {
  std::int64_t before = 0;
  for (; window_ < windows.size() && !full(); ++window_, ++windows_.count) {
    const engine::Window& window = windows.window(engine::WindowId{static_cast<std::uint32_t>(window_)});
    const std::int64_t start = window.start.ticks();
    windows_.bytes.signed_varint(engine::wrapping_subtract(start, before));
    windows_.bytes.signed_varint(engine::wrapping_subtract(window.end.ticks(), start));
    before = start;
  }
}

std::string_view FactsReader::restore(std::string_view payload, std::uint32_t count, engine::Facts& facts) {
  ByteCursor cursor(payload);
  std::uint64_t total = 0;
  const std::size_t texts = cursor.count();
  total += texts;
  for (std::size_t i = 0; i < texts && cursor.ok(); ++i) {
    const std::string_view text = cursor.text();
    const std::size_t place = facts.texts.size();
    if (cursor.ok() && index_of(facts.texts.intern(text)) != place) return "it has a text twice";
  }
  const std::size_t schemas = cursor.count();
  total += schemas;
  for (std::size_t i = 0; i < schemas && cursor.ok(); ++i) {
    if (const std::string_view wrong = restore_schema(cursor, facts.rows); !wrong.empty()) return wrong;
  }
  const std::size_t rows = cursor.count();
  total += rows;
  last_row_.assign(facts.rows.schema_count(), kNoLastRow);
  for (std::size_t i = 0; i < rows && cursor.ok(); ++i) {
    if (const std::string_view wrong = restore_row(cursor, facts); !wrong.empty()) return wrong;
  }
  const std::size_t keys = cursor.count();
  total += keys;
  for (std::size_t i = 0; i < keys && cursor.ok(); ++i) {
    const auto type = static_cast<FieldType>(cursor.below(kFieldTypes - 1));  // all but opaque
    const std::int64_t bits = cursor.signed_varint();
    const std::size_t place = facts.keys.size();
    if (is_interned(type) && static_cast<std::uint64_t>(bits) >= facts.texts.size()) return "a key has no text";
    if (cursor.ok() && index_of(facts.key(type, {bits, false})) != place) return "it has a key twice";
  }
  const std::size_t windows = cursor.count();
  total += windows;
  std::int64_t start = 0;
  for (std::size_t i = 0; i < windows && cursor.ok(); ++i) {
    start = engine::wrapping_add(start, cursor.signed_varint());
    const std::int64_t end = engine::wrapping_add(start, cursor.signed_varint());
    const std::size_t place = facts.windows.size();
    const engine::Window window{engine::EventTime(start), engine::EventTime(end)};
    if (cursor.ok() && index_of(facts.windows.intern(window)) != place) return "it has a window twice";
  }
  return cursor.done() && total == count ? std::string_view() : "its facts do not fill it";
}

std::string_view FactsReader::restore_schema(ByteCursor& cursor, engine::Rows& rows) {
  engine::Schema schema;
  schema.name = cursor.text();
  const std::uint64_t fields = cursor.below(engine::kFieldsMax + 1);
  for (std::uint64_t i = 0; i < fields && cursor.ok(); ++i) {
    engine::Field& field = schema.fields.emplace_back();
    field.name = cursor.text();
    const std::uint8_t type = cursor.byte();
    const std::uint8_t role = cursor.byte();
    field.scale = cursor.byte();
    if (type >= kFieldTypes || role >= kFieldRoles) return "a field has an unknown type or role";
    field.type = static_cast<FieldType>(type);
    field.role = static_cast<engine::FieldRole>(role);
  }
  const std::size_t place = rows.schema_count();
  if (place >= kArchiveSchemas) return "it has too many schemas";
  if (cursor.ok() && index_of(rows.add_schema(schema)) != place) return "it has a schema twice";
  return {};
}

std::string_view FactsReader::restore_row(ByteCursor& cursor, engine::Facts& facts) {
  const std::uint64_t head = cursor.below(facts.rows.schema_count() * kRowKinds);
  const std::uint64_t nulls = cursor.varint();
  if (!cursor.ok()) return "a row has an unknown schema";
  const auto schema = static_cast<std::uint32_t>(head / kRowKinds);
  const std::vector<engine::Field>& fields = facts.rows.schema(engine::SchemaId{schema}).fields;
  if (nulls >> fields.size() != 0) return "a row has more nulls than fields";
  cells_.clear();
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    if (((nulls >> i) & 1) != 0) {
      cells_.push_back({0, true});
      continue;
    }
    const std::int64_t guess = cell_guess(facts.rows, last_row_[schema], i);
    const std::int64_t bits = engine::wrapping_add(guess, cursor.signed_varint());
    if (is_interned(fields[i].type) && static_cast<std::uint64_t>(bits) >= facts.texts.size()) {
      return "a row has no text";
    }
    cells_.push_back({bits, false});
  }
  const std::size_t place = facts.rows.words().size();
  if (!cursor.ok() || place >= kRowWordsMax) return "it has too many rows, or too few bytes for them";
  const auto kind = static_cast<engine::RowKind>(head % kRowKinds);
  facts.row(engine::SchemaId{schema}, kind, cells_);
  last_row_[schema] = place;
  starts_.resize(facts.rows.words().size());
  starts_[place] = true;
  return {};
}

bool FactsReader::knows(const TraceEvent& event, const engine::Facts& facts) const {
  const KindInfo& kind = info(event.kind);
  return knows(kind.a, event.a, facts) && knows(kind.b, event.b, facts);
}

bool FactsReader::knows(FieldUse use, std::uint64_t word, const engine::Facts& facts) const {
  const auto is_window = [&](std::uint32_t id) {
    return engine::WindowId{id} == engine::kNoWindow || id < facts.windows.size();
  };
  const auto is_key = [&](std::uint32_t id) { return engine::KeyId{id} == engine::kNoKey || id < facts.keys.size(); };
  switch (use) {
    case FieldUse::Plain: return true;
    case FieldUse::RowAndKey: return is_row(engine::upper(word)) && is_key(engine::lower(word));
    case FieldUse::RowAndNumber: return is_row(engine::upper(word));
    case FieldUse::WindowAndKey: return is_window(engine::upper(word)) && is_key(engine::lower(word));
    case FieldUse::WindowAndNumber: return is_window(engine::upper(word));
    case FieldUse::ReasonAndRow: return is_row(engine::lower(word));
    case FieldUse::TwoRows: return is_row(engine::upper(word)) && is_row(engine::lower(word));
    case FieldUse::TextAndKey: return engine::upper(word) < facts.texts.size() && is_key(engine::lower(word));
    case FieldUse::Text: return word < facts.texts.size();
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(use));
}

}  // namespace wavetank::sim
