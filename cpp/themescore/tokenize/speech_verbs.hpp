#pragma once

#include <string_view>

namespace themescore {

/// Whether an English word says that somebody speaks: "said", "asked".
[[nodiscard]] bool is_speech_verb(std::string_view word);

/// Whether a run of Chinese, simplified or traditional, ends by saying that somebody speaks:
/// 他说, 李克强强调, but not 据报道 or 他知道.
[[nodiscard]] bool ends_with_speech_verb(std::u32string_view run);

}  // namespace themescore
