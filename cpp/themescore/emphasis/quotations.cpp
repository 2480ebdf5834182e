#include "themescore/emphasis/quotations.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "themescore/text/rare_characters.hpp"
#include "themescore/text/unicode.hpp"

namespace themescore {

namespace {

struct QuotePair {
  char32_t opening;
  char32_t closing;
};
constexpr std::array kPairs = {QuotePair{U'“', U'”'}, QuotePair{U'‘', U'’'},
                               QuotePair{U'「', U'」'}, QuotePair{U'『', U'』'},
                               QuotePair{U'"', U'"'}};

struct MayBeMark {
  template <class Characters>
  auto operator()(const Characters& c) const noexcept {
    return c.any(c.is('"'));
  }
};

template <class Unit>
class Quotations {
 public:
  explicit Quotations(std::span<const Unit> text) : text_(text) {}

  std::vector<Span> find(std::span<const Span> paragraphs) {
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
      const bool has_next = i + 1 < paragraphs.size();
      read(paragraphs[i], has_next ? at(paragraphs[i + 1].start) : U'\0');
    }
    return std::move(found_);
  }

 private:
  struct Mark {
    std::uint32_t at;
    std::size_t pair;
    bool opens;
    bool closes;
  };

  char32_t at(std::size_t i) const noexcept { return static_cast<char32_t>(text_[i]); }

  // A blank on one side says what a straight mark is; any other can be either.
  Mark straight(std::uint32_t i, std::size_t pair, Span paragraph) const {
    const bool before = i == paragraph.start || unicode::is_space(at(i - 1));
    const bool after = i + 1 == paragraph.end || unicode::is_space(at(i + 1));
    return {i, pair, before || !after, after || !before};
  }

  std::optional<Mark> mark_at(std::uint32_t i, Span paragraph) const {
    const char32_t c = at(i);
    for (std::size_t pair = 0; pair < kPairs.size(); ++pair) {
      if (c == '"' && kPairs[pair].opening == '"') {
        return straight(i, pair, paragraph);
      }
      if (c == kPairs[pair].opening) {
        return Mark{i, pair, true, false};
      }
      if (c == kPairs[pair].closing) {
        // ’ before a letter is an apostrophe
        const bool apostrophe = c == U'’' && i + 1 < paragraph.end && is_western_letter(at(i + 1));
        return Mark{i, pair, false, !apostrophe};
      }
    }
    return std::nullopt;
  }

  static bool is_western_letter(char32_t c) noexcept {
    const Properties& p = unicode::properties(c);
    return p.category == Category::Letter && !p.han;
  }

  void read(Span paragraph, char32_t next) {
    marks_.clear();
    std::array<std::uint32_t, kPairs.size()> last_closing{};  // one past it; 0 is none
    RareCharacters<Unit, MayBeMark> candidates(text_.first(paragraph.end));
    for (std::size_t at = candidates.next(paragraph.start); at < paragraph.end;
         at = candidates.next(at + 1)) {
      const auto i = static_cast<std::uint32_t>(at);
      if (const auto mark = mark_at(i, paragraph)) {
        marks_.push_back(*mark);
        if (mark->closes) {
          last_closing[mark->pair] = i + 1;
        }
      }
    }
    const Mark* open = nullptr;
    for (const Mark& mark : marks_) {
      if (open != nullptr) {
        if (mark.pair == open->pair && mark.closes) {
          add(open->at + 1, mark.at);
          open = nullptr;
        }
      } else if (mark.opens && last_closing[mark.pair] > mark.at + 1) {
        open = &mark;
      } else if (mark.opens && kPairs[mark.pair].opening == next) {
        add(mark.at + 1, paragraph.end);
        return;
      }
    }
  }

  void add(std::uint32_t start, std::uint32_t end) {
    if (start < end) {
      found_.push_back({start, end});
    }
  }

  std::span<const Unit> text_;
  std::vector<Mark> marks_;
  std::vector<Span> found_;
};

}  // namespace

std::vector<Span> find_quotations(const Text& text, std::span<const Span> paragraphs) {
  return text.visit([=](auto units) { return Quotations(units).find(paragraphs); });
}

}  // namespace themescore
