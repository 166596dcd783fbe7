// Dense 32-bit ids. Each names a thing of one kind; they do not convert into each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace wavetank::engine {

enum class TextId : std::uint32_t {};        // an interned text
enum class SchemaId : std::uint32_t {};      // a schema of rows
enum class RowId : std::uint32_t {};         // a row (its kind included)
enum class KeyId : std::uint32_t {};         // an interned key
enum class WindowId : std::uint32_t {};      // an interned window [start, end)
enum class ChannelIndex : std::uint32_t {};  // a channel of one task's inputs, dense per task
enum class InputIndex : std::uint32_t {};    // a logical input of an operator
enum class OutputIndex : std::uint32_t {};   // a logical output of an operator: 0 main, 1 side
enum class KeyGroup : std::uint32_t {};      // KG-02
enum class CheckpointId : std::uint64_t {};  // of a checkpoint or savepoint, from 1 upwards (CK-02)

inline constexpr KeyId kNoKey{0xffffffffu};
inline constexpr RowId kNoRow{0xffffffffu};
inline constexpr WindowId kNoWindow{0xffffffffu};  // no namespace
inline constexpr OutputIndex kMainOutput{0};
inline constexpr OutputIndex kSideOutput{1};

template <typename Id>
  requires std::is_enum_v<Id>
[[nodiscard]] constexpr std::size_t index_of(Id id) {
  return static_cast<std::size_t>(id);
}

}  // namespace wavetank::engine
