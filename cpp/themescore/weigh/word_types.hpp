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

/// What is known of a distinct surface. It is looked at word by word, so it takes half a line of
/// the cache and lies in one.
struct alignas(32) WordType {
  /// In the patterns of themes, or in those of cues: see MentionFinder::Steps.
  struct InPatterns {
    MentionFinder::Symbol symbol = 0;  ///< 0: in none
    PatternTree::WordBits is = 0;
    PatternTree::WordBits next = 0;

    [[nodiscard]] bool leads_to(const InPatterns& other) const noexcept {
      return (next == MentionFinder::Steps::kAnything) | ((next & other.is) != 0);
    }
  };

  InPatterns themes = {};
  InPatterns cues = {};
  std::uint32_t form = 0;
  bool alone_in_themes = false;
  bool alone_in_cues = false;
  bool transparent = false;
  bool stop_word = false;

  /// Whether a match may begin with it.
  [[nodiscard]] bool begins() const noexcept {
    return alone_in_themes || alone_in_cues || themes.next != 0 || cues.next != 0;
  }
  [[nodiscard]] bool is_in_pattern() const noexcept { return (themes.symbol | cues.symbol) != 0; }
  /// Whether it is known, of a word where no match is open and `next` follows, that no match begins
  /// with it. Asked of every word of many, so without a branch.
  [[nodiscard]] bool begins_none(const WordType& next) const noexcept {
    return !(alone_in_themes | alone_in_cues | themes.leads_to(next.themes) |
             cues.leads_to(next.cues));
  }
};
static_assert(sizeof(WordType) == 32);

/// The distinct surfaces of texts, each worked out once. Not for more than one thread at a time.
///
/// Short ones are known by their bytes as numbers, those of ASCII and those of two-byte units
/// apart, so that a surface that several ways have met is there several times. The number of one of
/// two-byte units is that of surface_key().
class WordTypes {
 public:
  /// The number of a surface.
  using Id = std::uint32_t;
  /// That of one that is in no pattern, whichever it is.
  static constexpr Id kNothing = 0;

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
    Id type = 0;                     // kNothing where there is nothing to look at
    std::uint32_t code = kLookedAt;  // the form, with a bit for one that may go on; or one of these
  };

  /// `cues` is null if there are none. `terms` is told of every new form.
  WordTypes(const Tokenizer& tokenizer, MentionFinder& finder, CueFinder* cues, TermCounter& terms)
      : tokenizer_(tokenizer), finder_(finder), cues_(cues), terms_(terms) {
    types_.reserve(kRoom);
    types_.emplace_back();
  }

  [[nodiscard]] const WordType& operator[](Id type) const noexcept { return types_[type]; }
  void prefetch(Id type) const noexcept { __builtin_prefetch(types_.data() + type); }
  [[nodiscard]] const Vocabulary& forms() const noexcept { return forms_; }

  /// Throws LimitError for more forms than can be numbered, as the two below do.
  Id of(std::string_view surface, bool is_word);

  /// `hash` is that of hash(). `surface()` is asked the first time.
  template <class Surface>
  Short of(const ShortWord& word, std::uint64_t hash, bool is_word, Surface&& surface) {
    return short_.of(word, hash, [&] { return short_type(add(surface(), is_word), is_word); });
  }
  /// The same of a surface of two-byte units, none of them NUL.
  template <class Surface>
  Short of(std::uint64_t key, std::uint64_t hash, bool is_word, Surface&& surface) {
    return wide_.of(key, hash, [&] { return short_type(add(surface(), is_word), is_word); });
  }
  /// Fetches what of() will look at, and returns the hash.
  [[nodiscard]] std::uint64_t hash(const ShortWord& word) const noexcept {
    return prefetched(short_, word);
  }
  [[nodiscard]] std::uint64_t hash(std::uint64_t key) const noexcept {
    return prefetched(wide_, key);
  }

 private:
  template <class Map, class Key>
  static std::uint64_t prefetched(const Map& map, const Key& word) noexcept {
    const std::uint64_t hash = map.hash(word);
    map.prefetch(hash);
    return hash;
  }

  // Room that is not used costs nothing, and growing into it would touch twice the memory. A block
  // as large as this also makes malloc keep what it is given back, where it would hand several MB
  // to the system after each corpus and wait for it to clear as many before the next.
  static constexpr std::size_t kRoom = std::size_t{1} << 18;

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
