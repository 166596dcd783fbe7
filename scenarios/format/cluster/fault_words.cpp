// The objects of faults.
#include "scenarios/format/words.hpp"

namespace wavetank::scenarios {
namespace {

constexpr Need kIs = Need::Must;
constexpr Need kCan = Need::May;

constexpr std::array kClogMembers{Member{"fault", kIs}, Member{"at", kIs}, Member{"for", kIs}, Member{"target", kIs}};
constexpr std::array kDuplicateMembers{Member{"fault", kIs},  Member{"at", kIs},      Member{"for", kCan},
                                       Member{"target", kIs}, Member{"chance", kCan}, Member{"copies", kCan},
                                       Member{"gap", kCan}};
constexpr std::array kReorderMembers{Member{"fault", kIs},  Member{"at", kIs},      Member{"for", kCan},
                                     Member{"target", kIs}, Member{"chance", kCan}, Member{"gap", kIs}};
constexpr std::array kLossMembers{Member{"fault", kIs},  Member{"at", kIs},      Member{"for", kCan},
                                  Member{"target", kIs}, Member{"chance", kCan}, Member{"gap", kIs}};
constexpr std::array kStallMembers{Member{"fault", kIs}, Member{"at", kCan}, Member{"when", kCan}, Member{"for", kIs},
                                   Member{"target", kIs}};
constexpr std::array kCrashMembers{Member{"fault", kIs}, Member{"at", kCan}, Member{"when", kCan}, Member{"for", kIs},
                                   Member{"target", kIs}};
constexpr std::array kResetMembers{Member{"fault", kIs}, Member{"at", kIs}, Member{"target", kIs}};
constexpr std::array kManagerMembers{Member{"fault", kIs}, Member{"at", kCan}, Member{"when", kCan}, Member{"for", kIs},
                                     Member{"target", kIs}};
constexpr std::array kSlowMembers{Member{"fault", kIs}, Member{"at", kIs}, Member{"for", kCan}, Member{"target", kIs},
                                  Member{"factor", kCan}};
constexpr std::array kClockMembers{Member{"fault", kIs}, Member{"at", kIs}, Member{"for", kCan}, Member{"target", kIs},
                                   Member{"by", kIs}};
constexpr std::array kTimerMembers{Member{"fault", kIs},  Member{"at", kIs},      Member{"for", kCan},
                                   Member{"target", kIs}, Member{"chance", kCan}, Member{"by", kIs}};
constexpr std::array kSourceStallMembers{Member{"fault", kIs}, Member{"at", kIs}, Member{"for", kIs},
                                         Member{"target", kIs}};
constexpr std::array kErrorMembers{Member{"fault", kIs},  Member{"at", kIs},      Member{"for", kCan},
                                   Member{"target", kIs}, Member{"chance", kCan}, Member{"times", kCan}};
constexpr std::array kChanceMembers{Member{"fault", kIs}, Member{"at", kIs}, Member{"for", kCan}, Member{"target", kIs},
                                    Member{"chance", kCan}};

// By kind.
constexpr std::array kFaultShapes{
    Shape{"link-clog", kClogMembers},
    Shape{"link-duplicate", kDuplicateMembers},
    Shape{"link-reorder", kReorderMembers},
    Shape{"link-loss", kLossMembers},
    Shape{"thread-stall", kStallMembers},
    Shape{"crash", kCrashMembers},
    Shape{"link-reset", kResetMembers},
    Shape{"partition-symmetric", kManagerMembers},
    Shape{"pause", kManagerMembers},
    Shape{"heartbeat-loss", kManagerMembers},
    Shape{"slow", kSlowMembers},
    Shape{"clock-skew", kClockMembers},
    Shape{"clock-step-forward", kClockMembers},
    Shape{"clock-step-back", kClockMembers},
    Shape{"timer-late", kTimerMembers},
    Shape{"trigger-lost", kChanceMembers},
    Shape{"ack-lost", kChanceMembers},
    Shape{"notify-lost", kChanceMembers},
    Shape{"abort-lost", kChanceMembers},
    Shape{"source-stall", kSourceStallMembers},
    Shape{"source-error", kErrorMembers},
    Shape{"udf-throw", kErrorMembers},
    Shape{"poll-order", kChanceMembers},
    Shape{"commit-unknown", kChanceMembers},
};

}  // namespace

const Shape& shape_of(FaultKind fault) { return kFaultShapes.at(static_cast<std::size_t>(fault)); }

}  // namespace wavetank::scenarios
