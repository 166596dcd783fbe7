// The first and the last block of a trace file as bytes.
#pragma once

#include <optional>
#include <string_view>

#include "sim/trace/archive/bytes.hpp"
#include "sim/trace/archive/format.hpp"

namespace wavetank::sim {

void encode_header(const ArchiveHeader& header, ByteWriter& out);
void encode_footer(const ArchiveFooter& footer, ByteWriter& out);

// Nothing, if that is not what the encoder wrote.
[[nodiscard]] std::optional<ArchiveHeader> decode_header(std::string_view payload);
[[nodiscard]] std::optional<ArchiveFooter> decode_footer(std::string_view payload);

}  // namespace wavetank::sim
