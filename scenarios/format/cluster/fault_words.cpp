// The objects that say what goes wrong.
#include "scenarios/format/words.hpp"

namespace wavetank::scenarios {
namespace shape {
namespace {

constexpr Need kFaultMust = Need::Must;
constexpr Need kFaultMay = Need::May;

constexpr std::array kClogMembers{Member{"fault", kFaultMust}, Member{"at", kFaultMust}, Member{"for", kFaultMust},
                                  Member{"target", kFaultMust}};
constexpr std::array kDuplicateMembers{
    Member{"fault", kFaultMust}, Member{"at", kFaultMust},    Member{"for", kFaultMay}, Member{"target", kFaultMust},
    Member{"chance", kFaultMay}, Member{"copies", kFaultMay}, Member{"gap", kFaultMay}};
constexpr std::array kReorderMembers{Member{"fault", kFaultMust}, Member{"at", kFaultMust},
                                     Member{"for", kFaultMay},    Member{"target", kFaultMust},
                                     Member{"chance", kFaultMay}, Member{"gap", kFaultMust}};
constexpr std::array kLossMembers{Member{"fault", kFaultMust},  Member{"at", kFaultMust},    Member{"for", kFaultMay},
                                  Member{"target", kFaultMust}, Member{"chance", kFaultMay}, Member{"gap", kFaultMust}};
constexpr std::array kStallMembers{Member{"fault", kFaultMust}, Member{"at", kFaultMay}, Member{"when", kFaultMay},
                                   Member{"for", kFaultMust}, Member{"target", kFaultMust}};

constexpr std::array kCrashMembers{Member{"fault", kFaultMust}, Member{"at", kFaultMay}, Member{"when", kFaultMay},
                                   Member{"for", kFaultMust}, Member{"target", kFaultMust}};
constexpr std::array kLossMembersOfCalls{Member{"fault", kFaultMust}, Member{"at", kFaultMust},
                                         Member{"for", kFaultMay}, Member{"chance", kFaultMay},
                                         Member{"target", kFaultMust}};

}  // namespace

constexpr Shape kClog{"link-clog", kClogMembers};
constexpr Shape kDuplicate{"link-duplicate", kDuplicateMembers};
constexpr Shape kReorder{"link-reorder", kReorderMembers};
constexpr Shape kLoss{"link-loss", kLossMembers};
constexpr Shape kStall{"thread-stall", kStallMembers};
constexpr Shape kCrash{"crash", kCrashMembers};
constexpr Shape kNotifyLost{"notify-lost", kLossMembersOfCalls};
constexpr Shape kCommitUnknown{"commit-unknown", kLossMembersOfCalls};

}  // namespace shape

const Shape& shape_of(FaultKind fault) {
  switch (fault) {
    case FaultKind::LinkClog: return shape::kClog;
    case FaultKind::LinkDuplicate: return shape::kDuplicate;
    case FaultKind::LinkReorder: return shape::kReorder;
    case FaultKind::LinkLoss: return shape::kLoss;
    case FaultKind::ThreadStall: return shape::kStall;
    case FaultKind::Crash: return shape::kCrash;
    case FaultKind::NotifyLost: return shape::kNotifyLost;
    case FaultKind::CommitUnknown: return shape::kCommitUnknown;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(fault));
}

}  // namespace wavetank::scenarios
