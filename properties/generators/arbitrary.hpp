// RapidCheck's way to drafts: knobs that shrink towards 0 and a vector of records that shrinks by leaving some out.
#pragma once

#include <rapidcheck.h>

#include "properties/generators/draft.hpp"

namespace wavetank::properties {

[[nodiscard]] rc::Gen<Draft> any_draft();

}  // namespace wavetank::properties
