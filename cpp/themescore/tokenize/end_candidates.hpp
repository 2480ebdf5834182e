#pragma once

#include "themescore/text/rare_characters.hpp"

namespace themescore {

/// After what of ASCII a sentence may end: `.`, `!`, `?` and line breaks.
struct MayEndSentence {
  template <class Characters>
  auto operator()(const Characters& c) const noexcept {
    return c.any(c.is('.'), c.is('!'), c.is('?'), c.within(0x0A, 4));
  }
};

/// The places of a text after which a sentence may end.
template <class Unit>
using EndCandidates = RareCharacters<Unit, MayEndSentence>;

}  // namespace themescore
