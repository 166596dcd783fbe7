// The objects that say what a pipeline runs on.
#include "scenarios/format/words.hpp"

namespace wavetank::scenarios::shape {
namespace {

constexpr Need kMustBe = Need::Must;
constexpr Need kMayBe = Need::May;

constexpr std::array kClusterMembers{Member{"task_managers", kMayBe}, Member{"detection", kMayBe},
                                     Member{"restart", kMayBe},       Member{"checkpoints", kMayBe},
                                     Member{"channels", kMayBe},      Member{"work", kMayBe},
                                     Member{"standby", kMayBe}};
constexpr std::array kChannelsMembers{Member{"credits", kMayBe}, Member{"buffers", kMayBe}};
constexpr std::array kWorkMembers{Member{"node", kMustBe}, Member{"record", kMustBe}};
constexpr std::array kStepMembers{Member{"step", kMustBe}, Member{"of", kMayBe}, Member{"checkpoint", kMayBe},
                                  Member{"time", kMayBe}};
constexpr std::array kCheckpointsMembers{
    Member{"interval", kMustBe}, Member{"first", kMayBe},      Member{"timeout", kMayBe},
    Member{"min_pause", kMayBe}, Member{"concurrent", kMayBe}, Member{"tolerable_failures", kMayBe},
    Member{"retained", kMayBe},  Member{"call", kMayBe},       Member{"write", kMayBe},
    Member{"mode", kMayBe},      Member{"unaligned", kMayBe},  Member{"alignment_timeout", kMayBe}};
constexpr std::array kTransactionMembers{Member{"timeout", kMayBe}, Member{"partitions", kMayBe},
                                         Member{"retries", kMayBe}, Member{"call", kMayBe}};
constexpr std::array kNoRestartMembers{Member{"none", kMustBe}};
constexpr std::array kFixedDelayMembers{Member{"fixed_delay", kMustBe}, Member{"attempts", kMustBe}};
constexpr std::array kFailureRateMembers{Member{"failure_rate", kMustBe}, Member{"interval", kMustBe},
                                         Member{"delay", kMustBe}};
constexpr std::array kExponentialMembers{Member{"exponential", kMustBe}, Member{"max", kMayBe},
                                         Member{"multiplier", kMayBe},   Member{"jitter", kMayBe},
                                         Member{"reset", kMayBe},        Member{"attempts", kMayBe}};

}  // namespace

constexpr Shape kCluster{"cluster", kClusterMembers};
constexpr Shape kCheckpoints{"checkpoints", kCheckpointsMembers};
constexpr Shape kTransaction{"transaction", kTransactionMembers};
constexpr Shape kNoRestart{"no-restart", kNoRestartMembers};
constexpr Shape kFixedDelay{"fixed-delay", kFixedDelayMembers};
constexpr Shape kFailureRate{"failure-rate", kFailureRateMembers};
constexpr Shape kExponential{"exponential", kExponentialMembers};
constexpr Shape kChannels{"channels", kChannelsMembers};
constexpr Shape kWork{"work", kWorkMembers};
constexpr Shape kStep{"step", kStepMembers};

}  // namespace wavetank::scenarios::shape
