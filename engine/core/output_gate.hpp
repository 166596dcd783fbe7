// What one output of a task lets through to its channels (WM-29, WM-30).
//
// An output remembers the status it announced. While it is idle, watermarks are discarded; a status that says
// nothing new is dropped. Records always pass.
#pragma once

#include "engine/base/record.hpp"
#include "engine/base/semantics.hpp"
#include "engine/time/status.hpp"

namespace wavetank::engine {

class OutputGate {
 public:
  explicit OutputGate(Semantics semantics) : semantics_(semantics) {}

  enum class Verdict : std::uint8_t { Pass, Discard };

  Verdict admit(const Control& control) {
    switch (control.kind) {
      case ControlKind::Watermark: return admit_watermark(control.value);
      case ControlKind::Idle: return announce(StreamStatus::Idle);
      case ControlKind::Active: return announce(StreamStatus::Active);
      case ControlKind::Barrier:
      case ControlKind::Cancel:
      case ControlKind::End: return Verdict::Pass;
    }
    WT_UNREACHABLE(static_cast<std::uint32_t>(control.kind));
  }

 private:
  [[nodiscard]] Verdict admit_watermark(EventTime watermark) const {
    if (status_ == StreamStatus::Active) return Verdict::Pass;
    const bool forward =
        watermark == EventTime::max() && semantics_.final_watermark_while_idle == FinalWatermarkWhileIdle::Forward;
    return forward ? Verdict::Pass : Verdict::Discard;
  }
  Verdict announce(StreamStatus status) {
    if (status == status_) return Verdict::Discard;
    status_ = status;
    return Verdict::Pass;
  }

  Semantics semantics_;
  StreamStatus status_ = StreamStatus::Active;
};

}  // namespace wavetank::engine
