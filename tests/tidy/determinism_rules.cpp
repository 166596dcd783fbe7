#include "tests/tidy/determinism_rules.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace wavetank::tidy {
namespace {

struct Ban {
  std::string_view word;
  std::string_view why;
};

constexpr std::string_view kHashOrder = "its order is the hash's; use a sorted or insertion-ordered container";
constexpr std::string_view kLibraryRandom = "libraries draw differently; use a named stream of sim/random";
constexpr std::string_view kWallClock = "time comes in as an argument";
constexpr std::string_view kEnvironment = "a run is decided by its scenario and its seed";
constexpr std::string_view kThreads = "worlds are single-threaded; campaigns parallelise over processes";
constexpr std::string_view kLocale = "texts must not depend on where they are written";
constexpr std::string_view kPointers = "an address differs between runs";

constexpr std::array kBans{
    Ban{"unordered_map", kHashOrder},
    Ban{"unordered_set", kHashOrder},
    Ban{"unordered_multimap", kHashOrder},
    Ban{"unordered_multiset", kHashOrder},
    Ban{"std::hash", kHashOrder},
    Ban{"std::shuffle", kLibraryRandom},
    Ban{"std::sample", kLibraryRandom},
    Ban{"random_shuffle", kLibraryRandom},
    Ban{"random_device", kLibraryRandom},
    Ban{"mt19937", kLibraryRandom},
    Ban{"mt19937_64", kLibraryRandom},
    Ban{"minstd_rand", kLibraryRandom},
    Ban{"default_random_engine", kLibraryRandom},
    Ban{"uniform_int_distribution", kLibraryRandom},
    Ban{"uniform_real_distribution", kLibraryRandom},
    Ban{"normal_distribution", kLibraryRandom},
    Ban{"lognormal_distribution", kLibraryRandom},
    Ban{"exponential_distribution", kLibraryRandom},
    Ban{"poisson_distribution", kLibraryRandom},
    Ban{"bernoulli_distribution", kLibraryRandom},
    Ban{"discrete_distribution", kLibraryRandom},
    Ban{"geometric_distribution", kLibraryRandom},
    Ban{"rand()", kLibraryRandom},
    Ban{"srand", kLibraryRandom},
    Ban{"system_clock", kWallClock},
    Ban{"steady_clock", kWallClock},
    Ban{"high_resolution_clock", kWallClock},
    Ban{"utc_clock", kWallClock},
    Ban{"file_clock", kWallClock},
    Ban{"time(nullptr", kWallClock},
    Ban{"time(NULL", kWallClock},
    Ban{"time(0)", kWallClock},
    Ban{"time(&", kWallClock},
    Ban{"std::time", kWallClock},
    Ban{"std::clock", kWallClock},
    Ban{"clock()", kWallClock},
    Ban{"gettimeofday", kWallClock},
    Ban{"clock_gettime", kWallClock},
    Ban{"localtime", kWallClock},
    Ban{"localtime_r", kWallClock},
    Ban{"getenv", kEnvironment},
    Ban{"secure_getenv", kEnvironment},
    Ban{"getpid", kEnvironment},
    Ban{"hardware_concurrency", kEnvironment},
    Ban{"std::thread", kThreads},
    Ban{"jthread", kThreads},
    Ban{"this_thread", kThreads},
    Ban{"thread_local", kThreads},
    Ban{"std::async", kThreads},
    Ban{"std::mutex", kThreads},
    Ban{"std::atomic", kThreads},
    Ban{"atomic_ref", kThreads},
    Ban{"condition_variable", kThreads},
    Ban{"std::locale", kLocale},
    Ban{"setlocale", kLocale},
    Ban{"imbue", kLocale},
    Ban{"strftime", kLocale},
    Ban{"put_time", kLocale},
    Ban{"uintptr_t", kPointers},
    Ban{"intptr_t", kPointers},
    Ban{"reinterpret_cast", kPointers},
    Ban{"owner_less", kPointers},
};

constexpr std::array<std::string_view, 4> kDeterministicLayers{"engine", "sim", "scenarios", "properties"};

void find_bans(const Source& source, Offences& offences) {
  for (const Ban& ban : kBans) {
    for (const std::size_t at : find_word(source.code, ban.word)) {
      offences.push_back(
          {"determinism", source.path, line_at(source.code, at), std::string(ban.word), std::string(ban.why)});
    }
  }
  for (const Include& include : includes_of(source)) {
    if (include.path != "random") continue;
    offences.push_back({"determinism", source.path, include.line, "<random>", std::string(kLibraryRandom)});
  }
}

}  // namespace

Offences nondeterminism(const std::vector<Source>& house) {
  Offences offences;
  for (const Source& source : house) {
    const std::string_view layer = layer_of(source.path);
    if (std::find(kDeterministicLayers.begin(), kDeterministicLayers.end(), layer) == kDeterministicLayers.end()) {
      continue;
    }
    find_bans(source, offences);
  }
  return offences;
}

Offences floating_point(const std::vector<Source>& house) {
  Offences offences;
  for (const Source& source : house) {
    if (layer_of(source.path) != "engine" && !is_under(source.path, "sim/kernel")) continue;
    for (const std::string_view word : {std::string_view("float"), std::string_view("double")}) {
      for (const std::size_t at : find_word(source.code, word)) {
        offences.push_back({"floating-point", source.path, line_at(source.code, at), std::string(word),
                            "integers with units, ratios, quantile tables"});
      }
    }
  }
  return offences;
}

}  // namespace wavetank::tidy
