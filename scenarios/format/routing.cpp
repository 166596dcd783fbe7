// Which nodes gather records anew.
#include "scenarios/format/routing.hpp"

namespace wavetank::scenarios {
namespace {

// Nodes without a key.
template <typename Op>
std::string key_in(const Op& /*op*/) {
  return "";
}
std::string key_in(const WindowNode& window) { return window.key; }

}  // namespace

Routing routing_of(const Node& node) {
  if (!key_of(node).empty()) return Routing::ByKey;
  return std::holds_alternative<WindowNode>(node.op) ? Routing::ToOne : Routing::Forward;
}

std::string key_of(const Node& node) {
  return std::visit([](const auto& op) { return key_in(op); }, node.op);
}

}  // namespace wavetank::scenarios
