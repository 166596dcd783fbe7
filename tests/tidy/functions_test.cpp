#include "tests/tidy/functions.hpp"

#include <gtest/gtest.h>

namespace wavetank::tidy {
namespace {

std::vector<Function> scan(std::string text) { return functions_of(make_source("sim/a.cpp", std::move(text))); }

// The functions found: name/parameters, or name/parameters/lines for bodies of more than one line.
std::string found(std::string text) {
  std::string result;
  for (const Function& function : scan(std::move(text))) {
    result += (result.empty() ? "" : " ") + function.name + "/" + std::to_string(function.parameters);
    if (function.body_lines > 1) result += "/" + std::to_string(function.body_lines);
  }
  return result;
}

TEST(Functions, AreFoundInNamespacesAndClasses) {
  EXPECT_EQ(found("namespace a { int f() { return 1; }\nnamespace { void g(int x, int y) {} } }"), "f/0 g/2");
  EXPECT_EQ(found("class A final : public B {\n public:\n  int f(int) const;\n private:\n  int g() { return x_; }\n};"),
            "f/1 g/0");
}

TEST(Functions, AreCountedFromBraceToBrace) {
  EXPECT_EQ(found("int f(int a) {\n  if (a) {\n    return 1;\n  }\n  return 2;\n}\n"), "f/1/6");
}

TEST(Functions, AreNotVariablesNorControlFlow) {
  EXPECT_EQ(found("constexpr int kA[] = {1, 2};\nint f() { while (g(1)) { h(2); } for (;;) {} }\nint b{3};"), "f/0");
  EXPECT_EQ(found("enum class E : int { A, B };\nstruct S { int a = f(1, 2); int b{0}; };\nvoid g() {}"), "g/0");
}

TEST(Functions, MayBeConstructorsWithBracedMembers) {
  EXPECT_EQ(found("A::A(int x) : B{x}, x_(x), y_{f(1, 2)} {\n}\nvoid g() {}"), "A/1/2 g/0");
}

TEST(Functions, MayBeOperators) {
  EXPECT_EQ(found("bool operator==(const A& a, const A& b) { return true; }\nint A::operator()(int x) { return x; }"),
            "operator==/2 operator()/1");
}

TEST(Functions, MayBeTemplates) {
  EXPECT_EQ(found("template <typename T, typename U>\n  requires(sizeof(T) > 1)\nauto f(std::map<T, U> m) -> T {}"),
            "f/1");
}

TEST(Functions, CountCommasOnlyBetweenParameters) {
  EXPECT_EQ(found("void f(std::map<int, int> a, int (*b)(int, int), std::pair<int, int> c = {1, 2}) {}"), "f/3");
  EXPECT_EQ(found("[[nodiscard(\"a, b\")]] int f() noexcept(true) {}"), "f/0");
}

TEST(Functions, AreFoundBehindMacros) {
  EXPECT_EQ(found("#define A(x) \\\n  do { \\\n  } while (0)\nvoid f() {}"), "f/0");
}

std::size_t unwieldy(std::string text) {
  return unwieldy_functions({make_source("sim/a.cpp", std::move(text))}).size();
}

TEST(UnwieldyFunctions, HaveMoreThan70Lines) {
  EXPECT_EQ(unwieldy("void f() {" + std::string(69, '\n') + "}"), 0u);
  EXPECT_EQ(unwieldy("void f() {" + std::string(70, '\n') + "}"), 1u);
}

TEST(UnwieldyFunctions, HaveMoreThanFiveParameters) {
  EXPECT_EQ(unwieldy("void f(int a, int b, int c, int d, int e) {}"), 0u);
  EXPECT_EQ(unwieldy("void f(int a, int b, int c, int d, int e, int g) {}"), 1u);
  EXPECT_EQ(unwieldy("struct S { virtual void f(int a, int b, int c, int d, int e, int g) = 0; };"), 1u);
}

}  // namespace
}  // namespace wavetank::tidy
