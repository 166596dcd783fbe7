// Laws of keys: keys are names, and each has its own windows.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/properties/laws/law_stream.hpp"

namespace wavetank::properties::testing {
namespace {

LawStream any_stream() {
  LawStream stream{.records = any_flowing_records(), .window = any_assigner(), .watermark = bounded(2)};
  stream.window.allowed_lateness = engine::Millis{*rc::gen::inRange<std::int64_t>(0, 8)};
  return stream;
}

// "Other names for the keys give the same results under the other names."
RC_GTEST_PROP(LawOfKeys, NamesMeanNothing, ()) {
  constexpr std::int64_t kFurther = 1000;
  const LawStream stream = any_stream();
  LawStream other = stream;
  for (LawRecord& record : other.records) record.key = kFurther - record.key;
  LawAnswer renamed = answer_of(other);
  for (scenarios::PublishedResult& result : renamed.results) {
    result.key = scenarios::Value(kFurther - std::get<std::int64_t>(result.key.value()));
  }
  RC_ASSERT(sorted_lines_of(answer_of(stream)) == sorted_lines_of(renamed));
}

// "Under the same watermarks, what one key's windows say does not depend on the records of others."
RC_GTEST_PROP(LawOfKeys, OneKeyDoesNotHearOfTheOthers, ()) {
  const LawStream all = any_stream();
  LawStream alone = all;
  alone.filter = "key == 1";  // behind the source: the watermarks stay
  LawAnswer projected = answer_of(all);
  std::erase_if(projected.results, [](const auto& result) { return result.key != scenarios::Value(std::int64_t{1}); });
  RC_ASSERT(lines_of(projected) == lines_of(answer_of(alone)));
}

}  // namespace
}  // namespace wavetank::properties::testing
