#pragma once

#include <string>

#include "themescore/tokenize/abbreviations.hpp"
#include "themescore/tokenize/sentence_view.hpp"
#include "themescore/tokenize/speech_verbs.hpp"

namespace themescore {

/// What a terminator inside a quotation or a title says of the sentence around it.
template <class Unit>
class QuotationRules {
 public:
  explicit QuotationRules(SentenceView<Unit> view) : view_(view) {}

  /// The terminator stands in a title that goes on or ends after it: 《觉醒吧！》.
  [[nodiscard]] bool is_inside_title(std::size_t terminator) const {
    constexpr std::size_t kLongestTitle = 30;
    if (view_.at(terminator) == U'。') {
      return false;
    }
    for (std::size_t i = terminator + 1; i <= terminator + kLongestTitle; ++i) {
      const char32_t c = view_.peek(i);
      if (c == U'》') {
        return true;
      }
      if (is_line_break(c) || c == U'《' || c == U'。') {
        return false;
      }
    }
    return false;
  }

  /// What was closed before `next` by a mark at `close` is a part of a longer sentence: “Really?”
  /// he said; “……。”他说; “怎么办？”的问题.
  [[nodiscard]] bool goes_on_after_close(std::size_t terminator,
                                         std::size_t close,
                                         std::size_t next) const {
    if (view_.is(next, SentenceBreak::Lower)) {
      return true;
    }
    if (!is_closing_quote(view_.at(close))) {
      return false;
    }
    if (view_.at(next) == U'的' || view_.at(next) == U'之' || view_.at(next) == U'等') {
      return true;
    }
    return (speaker_follows(next) ||
            (view_.at(terminator) != '.' && named_speaker_follows(next))) &&
           is_quote_first(close);
  }

 private:
  static constexpr std::size_t kLongestName = 12;

  static constexpr bool is_closing_quote(char32_t c) noexcept {
    return c == U'”' || c == U'」' || c == U'』' || c == '"';
  }
  // 他说， 李克强强调， 总理对记者表示。: a short run up to a verb of speech. With a colon it would
  // belong to the speech that follows.
  bool speaker_follows(std::size_t i) const {
    constexpr std::size_t kLongestSpeaker = 16;
    if (!unicode::properties(view_.at(i)).han) {
      return false;
    }
    std::u32string run;
    for (; run.size() <= kLongestSpeaker; ++i) {
      const char32_t c = view_.peek(i);
      if (!is_part_of_word(c) && c != U'·' && c != 0x3000) {
        const bool colon = c == ':' || c == U'：';
        return !colon && run.size() >= 2 && ends_with_speech_verb(run);
      }
      run.push_back(c);
    }
    return false;
  }

  // “Really?” Mr. Smith asked: up to three names and a verb of speech.
  bool named_speaker_follows(std::size_t i) const {
    constexpr int kMostNames = 3;
    for (int names = 0; names <= kMostNames; ++names) {
      const std::string word = view_.ascii_word_at(i, kLongestName);
      if (names > 0 && is_speech_verb(word)) {
        return true;
      }
      if (!view_.is(i, SentenceBreak::Upper) || word.empty() || is_sentence_starter(word)) {
        return false;
      }
      i += word.size();
      i = view_.skip_blanks(view_.peek(i) == '.' ? i + 1 : i);
    }
    return false;
  }

  // The quotation that the mark at `close` ends began its sentence, so that whoever speaks is named
  // after it.
  bool is_quote_first(std::size_t close) const {
    constexpr std::size_t kFarthest = 400;
    const char32_t mark = view_.at(close);
    const char32_t opening = mark == U'”'    ? U'“'
                             : mark == U'」' ? U'「'
                             : mark == U'』' ? U'『'
                                             : U'"';
    for (std::size_t i = close; i > 0 && close - i < kFarthest;) {
      const char32_t c = view_.at(--i);
      if (view_.class_at(i) == SentenceBreak::Sep) {
        return false;  // a paragraph of the quotation before: nobody knows where that began
      }
      if (c == opening) {
        const std::size_t before = view_.skip_blanks_back(i);
        if (before == 0) {
          return true;
        }
        const SentenceBreak value = view_.class_at(before - 1);
        return value == SentenceBreak::Sep || value == SentenceBreak::STerm ||
               value == SentenceBreak::ATerm || value == SentenceBreak::Close;
      }
    }
    return false;
  }

  SentenceView<Unit> view_;
};

}  // namespace themescore
