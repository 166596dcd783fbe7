#include "sim/random/stream.hpp"

#include <algorithm>

namespace wavetank::sim {

StreamId Streams::stream(std::string_view name) {
  const StreamHash hash = hash_of_stream(name);
  const auto place = std::lower_bound(by_hash_.begin(), by_hash_.end(), hash,
                                      [](const Registered& a, StreamHash b) { return a.hash < b; });
  if (place != by_hash_.end() && place->hash == hash) {
    const std::string_view known = this->name(place->id);
    WT_ASSERT(known == name, known, name);  // two names with one hash would share their draws
    return place->id;
  }
  WT_REQUIRE(streams_.size() < kStreamsMax, streams_.size());
  const StreamId id{static_cast<std::uint32_t>(streams_.size())};
  const auto root = static_cast<std::uint64_t>(root_);
  const auto name_hash = static_cast<std::uint64_t>(hash);
  Stream made;
  made.hash = hash;
  made.key = engine::mix(engine::mix(root, 0x8ebc6af09c88c6e3ULL), name_hash);
  made.whitener = engine::mix(engine::mix(name_hash, 0x589965cc75374cc3ULL), root);
  made.name_begin = static_cast<std::uint32_t>(names_.size());
  made.name_length = static_cast<std::uint32_t>(name.size());
  names_ += name;
  by_hash_.insert(place, {hash, id});
  streams_.push_back(made);
  return id;
}

}  // namespace wavetank::sim
