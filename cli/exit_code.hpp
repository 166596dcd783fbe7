// Exit codes of the command line, a contract with scripts.
#pragma once

namespace wavetank::cli {

enum class ExitCode : int {
  Clean = 0,           // ran, nothing found
  Finding = 1,         // a violated invariant, a failed vector, a differing story
  BadInput = 2,        // usage or input error
  InternalError = 3,   // a bug in wavetank itself
  Nondeterminism = 4,  // the same run gave two fingerprints
  NothingSelected = 5,
  Interrupted = 130,  // by Ctrl-C
};

}  // namespace wavetank::cli
