// The guard's memory, and its finding.
#include "sim/guard/guard.hpp"

#include "engine/base/assert.hpp"
#include "sim/guard/interpose.hpp"
#include "sim/kernel/finding.hpp"

namespace wavetank::sim {

thread_local bool Guard::alive_ = false;
thread_local const char* Guard::forbidden_call_ = nullptr;

Guard::Guard() {
  WT_REQUIRE(!alive_);  // runs do not nest
  keep_interposed();
  forbidden_call_ = nullptr;
  alive_ = true;
}

Guard::~Guard() {
  alive_ = false;
  forbidden_call_ = nullptr;
}

void Guard::report() {
  const std::string call = forbidden_call_;
  forbidden_call_ = nullptr;
  throw Finding(FindingKind::Nondeterminism, "a run called " + call + "; its answer differs from run to run");
}

bool Guard::available() { return keep_interposed(); }

}  // namespace wavetank::sim
