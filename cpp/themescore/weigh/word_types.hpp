#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "themescore/emphasis/cue_finder.hpp"
#include "themescore/themes/mention_finder.hpp"
#include "themescore/tokenize/short_words.hpp"
#include "themescore/tokenize/tokenizer.hpp"
#include "themescore/tokenize/vocabulary.hpp"
#include "themescore/weigh/term_counter.hpp"

namespace themescore {

/// What is known of a distinct surface.
struct WordType {
  std::uint32_t form = 0;
  MentionFinder::Symbol symbol = 0;
  MentionFinder::Symbol cue_symbol = 0;
  bool transparent = false;
  bool stop_word = false;
};

/// The distinct surfaces of texts, each worked out once. Not for more than one thread at a time.
///
/// Short ones are known by their bytes as numbers, those of ASCII and those of two-byte units
/// apart, so that a surface that several ways have met is there several times.
class WordTypes {
 public:
  /// The number of a surface.
  using Id = std::uint32_t;

  /// Of a short word of ASCII, with what most of them need beside it.
  struct Short {
    /// There is more to do than to count the form: it is a stop word, or a theme or cue looks at
    /// it.
    [[nodiscard]] bool is_looked_at() const noexcept { return form == kLookedAt; }

    static constexpr std::uint32_t kLookedAt = 0xFFFF'FFFF;
    Id type = 0;
    std::uint32_t form = kLookedAt;
  };

  /// `cues` is null if there are none. `terms` is told of every new form.
  WordTypes(const Tokenizer& tokenizer, MentionFinder& finder, CueFinder* cues, TermCounter& terms)
      : tokenizer_(tokenizer), finder_(finder), cues_(cues), terms_(terms) {}

  [[nodiscard]] const WordType& operator[](Id type) const noexcept { return types_[type]; }
  void prefetch(Id type) const noexcept { __builtin_prefetch(types_.data() + type); }
  [[nodiscard]] const Vocabulary& forms() const noexcept { return forms_; }

  /// Throws LimitError for more forms than can be numbered, as the two below do.
  Id of(std::string_view surface, bool is_word);

  /// `hash` is that of short_hash(). `surface()` is asked the first time.
  template <class Surface>
  Short of_short(const ShortWord& word, std::uint64_t hash, Surface&& surface) {
    return short_.of(word, hash, [&] { return short_type(add(surface(), true)); });
  }
  /// Of short_word_of_units().
  template <class Surface>
  Id of_wide(const ShortWord& word, std::uint64_t hash, bool is_word, Surface&& surface) {
    return wide_.of(word, hash, [&] { return add(surface(), is_word); });
  }
  /// Fetches what of_short() will look at, and returns the hash.
  [[nodiscard]] std::uint64_t short_hash(const ShortWord& word) const noexcept {
    return prefetched(short_, word);
  }
  [[nodiscard]] std::uint64_t wide_hash(const ShortWord& word) const noexcept {
    return prefetched(wide_, word);
  }

 private:
  template <class Map>
  static std::uint64_t prefetched(const Map& map, const ShortWord& word) noexcept {
    const std::uint64_t hash = map.hash(word);
    map.prefetch(hash);
    return hash;
  }

  Id add(std::string_view surface, bool is_word);
  [[nodiscard]] Short short_type(Id type) const;
  std::uint32_t add_form(std::string_view form);

  const Tokenizer& tokenizer_;
  MentionFinder& finder_;
  CueFinder* cues_;
  TermCounter& terms_;
  std::vector<WordType> types_;
  ShortWordMap<Short> short_;
  ShortWordMap<Id> wide_;
  Vocabulary surfaces_;  // of the others
  std::vector<Id> type_of_surface_;
  Vocabulary forms_;
};

}  // namespace themescore
