// Functions over a keyed stream.
#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

std::optional<engine::TimeToLive> read_time_to_live(const Place& place, Errors& errors) {
  engine::TimeToLive ttl;
  Members members(place, shape::kTimeToLive, errors);
  members.read("update", ttl.stamp_on, as_word(kStampWords));
  members.read("expired", ttl.expired_read, as_word(kExpiredWords));
  if (!members.read("length", ttl.length, as_length)) return std::nullopt;
  return ttl;
}

}  // namespace

FunnelNode read_funnel(Members& members, Errors& errors) {
  FunnelNode funnel;
  members.read("key", funnel.key, as_text);
  members.read("within", funnel.within, as_length);
  members.read("time", funnel.time, as_word(kTimeWords));
  const std::optional<Place> steps = members.find("funnel");
  if (steps) funnel.steps = read_named(*steps, "names and conditions of steps", read_named_text, errors);
  return funnel;
}

SilenceNode read_silence(Members& members, Errors& /*errors*/) {
  SilenceNode silence;
  members.read("key", silence.key, as_text);
  members.read("silence", silence.after, as_length);
  members.read("time", silence.time, as_word(kTimeWords));
  return silence;
}

RollingNode read_rolling(Members& members, Errors& errors) {
  RollingNode rolling;
  members.read("key", rolling.key, as_text);
  members.read("when", rolling.condition, as_text);
  const std::optional<Place> aggregates = members.find("rolling");
  if (aggregates) rolling.aggregates = read_named(*aggregates, "names and aggregates", read_aggregate, errors);
  if (const std::optional<Place> ttl = members.find("time_to_live")) rolling.ttl = read_time_to_live(*ttl, errors);
  return rolling;
}

ConnectNode read_connect(Members& members, Errors& errors) {
  ConnectNode connect;
  members.read("key", connect.key, as_text);
  members.read("connect", connect.rules, as_text);
  members.read("rule_key", connect.rule_key, as_text);
  members.read("look_up", connect.look_up, as_text);
  members.read("when", connect.condition, as_text);
  const std::optional<Place> fields = members.find("fields");
  if (fields) connect.fields = read_named(*fields, "names and expressions", read_named_text, errors);
  return connect;
}

}  // namespace wavetank::scenarios
