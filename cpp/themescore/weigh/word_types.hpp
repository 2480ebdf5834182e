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
  /// In the patterns of themes, or in those of cues.
  struct InPatterns {
    MentionFinder::Symbol symbol = 0;  ///< 0: in none
    MentionFinder::Steps steps = {};
  };

  std::uint32_t form = 0;
  InPatterns themes = {};
  InPatterns cues = {};
  bool transparent = false;
  bool stop_word = false;

  /// Whether a match may begin with it.
  [[nodiscard]] bool begins() const noexcept {
    return themes.steps.begins() || cues.steps.begins();
  }
  [[nodiscard]] bool is_in_pattern() const noexcept { return (themes.symbol | cues.symbol) != 0; }
};

/// The distinct surfaces of texts, each worked out once. Not for more than one thread at a time.
///
/// Short ones are known by their bytes as numbers, those of ASCII and those of two-byte units
/// apart, so that a surface that several ways have met is there several times. The number of one of
/// two-byte units is that of surface_key().
class WordTypes {
 public:
  /// The number of a surface.
  using Id = std::uint32_t;

  /// Of a short surface, with what most of them need beside it.
  struct Short {
    /// A word or a number that there is nothing more to do with than to count its form, but where a
    /// match is open that it may go on with.
    [[nodiscard]] bool is_counted() const noexcept { return code < kNoWord; }
    /// It may go on with a match.
    [[nodiscard]] bool may_go_on() const noexcept { return code >= kMayGoOn; }
    /// No word, and nothing looks at it.
    [[nodiscard]] bool is_nothing() const noexcept { return code == kNoWord; }
    /// Of one that is counted.
    [[nodiscard]] std::uint32_t form() const noexcept { return code & ~kMayGoOn; }

    static constexpr std::uint32_t kMayGoOn = 0x8000'0000;
    static constexpr std::uint32_t kNoWord = 0xFFFF'FFFE;
    static constexpr std::uint32_t kLookedAt = 0xFFFF'FFFF;
    Id type = 0;                     // where there is something to look at
    std::uint32_t code = kLookedAt;  // the form, with a bit for one that may go on; or one of these
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
    return short_.of(word, hash, [&] { return short_type(add(surface(), true), true); });
  }
  /// The same of a surface of two-byte units, none of them NUL.
  template <class Surface>
  Short of_wide(std::uint64_t key, std::uint64_t hash, bool is_word, Surface&& surface) {
    return wide_.of(key, hash, [&] { return short_type(add(surface(), is_word), is_word); });
  }
  /// Fetches what of_short() will look at, and returns the hash.
  [[nodiscard]] std::uint64_t short_hash(const ShortWord& word) const noexcept {
    return prefetched(short_, word);
  }
  [[nodiscard]] std::uint64_t wide_hash(std::uint64_t key) const noexcept {
    return prefetched(wide_, key);
  }

 private:
  template <class Map, class Key>
  static std::uint64_t prefetched(const Map& map, const Key& word) noexcept {
    const std::uint64_t hash = map.hash(word);
    map.prefetch(hash);
    return hash;
  }

  Id add(std::string_view surface, bool is_word);
  [[nodiscard]] Short short_type(Id type, bool is_word) const;
  std::uint32_t add_form(std::string_view form);

  const Tokenizer& tokenizer_;
  MentionFinder& finder_;
  CueFinder* cues_;
  TermCounter& terms_;
  std::vector<WordType> types_;
  ShortWordMap<ShortWord, Short> short_;
  ShortWordMap<std::uint64_t, Short> wide_;
  Vocabulary surfaces_;  // of the others
  std::vector<Id> type_of_surface_;
  Vocabulary forms_;
};

}  // namespace themescore
