// Blanks what is not code: comments, literals, preprocessor lines. Line breaks stay where they are.
#pragma once

#include <string>
#include <string_view>

namespace wavetank::tidy {

[[nodiscard]] std::string without_comments(std::string_view text);

// Comments and the insides of string and character literals, raw ones too; digit separators are no literals.
[[nodiscard]] std::string without_comments_and_literals(std::string_view text);

// Directives with their continued lines.
[[nodiscard]] std::string without_directives(std::string_view text);

}  // namespace wavetank::tidy
