#include "scenarios/build/user_call.hpp"

#include <utility>

namespace wavetank::build {
namespace {

class ToldProcessFunction final : public engine::ProcessFunction {
 public:
  ToldProcessFunction(std::unique_ptr<engine::ProcessFunction> function, std::string id)
      : function_(std::move(function)), id_(std::move(id)) {}

  [[nodiscard]] const engine::StateLayout& layout() const override { return function_->layout(); }
  [[nodiscard]] std::uint32_t outputs() const override { return function_->outputs(); }
  [[nodiscard]] engine::ReplayClass replay_class() const override { return function_->replay_class(); }
  void on_record(const engine::Record& record, engine::ProcessContext& context) const override {
    call_user(id_, context.facts(), record, [&] { function_->on_record(record, context); });
  }
  void on_timer(engine::EventTime time, engine::ProcessContext& context) const override {
    tell_of_timer(time.ticks(), [&] { function_->on_timer(time, context); });
  }
  void on_timer(engine::ProcessingTime time, engine::ProcessContext& context) const override {
    tell_of_timer(time.ticks(), [&] { function_->on_timer(time, context); });
  }

 private:
  template <typename Call>
  void tell_of_timer(std::int64_t time, const Call& call) const {
    try {
      call();
    } catch (const std::exception& thrown) {
      throw UserFunctionFailed(failure_text(id_, "its timer of " + std::to_string(time) + " ms", thrown.what()));
    }
  }

  std::unique_ptr<engine::ProcessFunction> function_;
  std::string id_;
};

}  // namespace

std::unique_ptr<engine::ProcessFunction> told_when_it_fails(std::unique_ptr<engine::ProcessFunction> function,
                                                            std::string id) {
  return std::make_unique<ToldProcessFunction>(std::move(function), std::move(id));
}

}  // namespace wavetank::build
