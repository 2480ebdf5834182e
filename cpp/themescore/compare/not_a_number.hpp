#pragma once

#include <limits>

namespace themescore {

// What has no value: an interval of one document, a rate over nothing.
inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace themescore
