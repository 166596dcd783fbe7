#include "tests/cli/cli_process.hpp"

namespace wavetank::cli {

const char* binary_path() { return WT_BINARY; }

}  // namespace wavetank::cli
