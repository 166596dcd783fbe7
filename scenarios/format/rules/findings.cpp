// Keeping errors apart from their consequences.
#include "scenarios/format/rules/findings.hpp"

#include <algorithm>

#include "scenarios/format/read.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::size_t kNameBytesMax = 64;

// Whether `inner` is `outer` or inside it. The whole document is around nothing: what is wrong with it as such
// says little of its parts.
bool is_within(std::string_view inner, std::string_view outer) {
  if (inner == outer) return true;
  return !outer.empty() && inner.starts_with(outer) && inner[outer.size()] == '/';
}

bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }
bool is_digit_letter(char letter) { return letter >= '0' && letter <= '9'; }

}  // namespace

Findings::Findings(const Scenario& scenario, const std::vector<InputError>& known)
    : file_(scenario.file), known_(&known) {
  for (const Input& input : scenario.inputs) origins_.push_back(input.origin);
  for (const Node& node : scenario.pipeline) origins_.push_back(node.origin);
  for (const LinkSpec& link : scenario.links) origins_.push_back(link.origin);
  for (const FaultSpec& fault : scenario.faults) origins_.push_back(fault.origin);
  if (!scenario.expect.results) return;
  for (const ExpectedResult& result : *scenario.expect.results) origins_.push_back(result.origin);
}

void Findings::add(const std::string& pointer, std::string message, std::string hint) {
  if (is_known(pointer) || errors_.size() > kErrorsMax) return;
  errors_.push_back({file_, line_of(pointer), pointer, std::move(message), std::move(hint)});
}

void Findings::warn(const std::string& pointer, std::string message, std::string hint) {
  if (is_known(pointer) || warnings_.size() >= kErrorsMax) return;
  warnings_.push_back({file_, line_of(pointer), pointer, std::move(message), std::move(hint)});
}

bool Findings::is_broken(std::string_view pointer) const {
  return std::any_of(known_->begin(), known_->end(),
                     [&](const InputError& error) { return is_within(error.pointer, pointer); });
}

bool Findings::is_known(std::string_view pointer) const {
  const auto is_around = [&](const InputError& error) { return is_within(pointer, error.pointer); };
  return is_broken(pointer) || std::any_of(known_->begin(), known_->end(), is_around);
}

bool Findings::are_named(const std::string& pointer, std::size_t parts, std::string_view member) const {
  const auto is_at = [&](const std::string& place) {
    return std::any_of(known_->begin(), known_->end(), [&](const InputError& error) { return error.pointer == place; });
  };
  if (is_at(pointer)) return false;
  for (std::size_t i = 0; i < parts; ++i) {
    const std::string place = part(pointer, i);
    if (is_at(place) || is_at(place + "/" + std::string(member))) return false;
  }
  return true;
}

std::size_t Findings::line_of(std::string_view pointer) const {
  for (const Origin& origin : origins_) {
    if (!origin.pointer.empty() && is_within(pointer, origin.pointer)) return origin.line;
  }
  return 0;
}

std::string part(std::string_view array, std::size_t index) { return std::string(array) + "/" + std::to_string(index); }

bool is_name(std::string_view name) {
  const auto fits_in = [](char letter) {
    return is_letter(letter) || is_digit_letter(letter) || letter == '_' || letter == '-';
  };
  return !name.empty() && name.size() <= kNameBytesMax && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), fits_in);
}

bool is_field_name(std::string_view name) {
  const auto fits_in = [](char letter) {
    const bool is_ascii = static_cast<unsigned char>(letter) < 0x80;
    return !is_ascii || is_letter(letter) || is_digit_letter(letter) || letter == '_';
  };
  return !name.empty() && name.size() <= kNameBytesMax && !is_digit_letter(name.front()) &&
         std::all_of(name.begin(), name.end(), fits_in);
}

}  // namespace wavetank::scenarios
