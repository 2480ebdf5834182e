#include "themescore/emphasis/places.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_set>

#include "themescore/text/unicode.hpp"

namespace themescore {

namespace {

// A headline, and the lines below it up to the text: subtitle, date, source.
constexpr std::size_t kMostHeadlines = 5;
// Longer lines are text, even without a stop. Chinese takes two columns a character.
constexpr std::size_t kWidestHeadline = 200;
// Fewer paragraphs of text than this have no closing one.
constexpr std::size_t kFewestWithClosing = 3;
// A caption and the paragraph that tells it again share this part of their runs of four letters.
constexpr double kToldAgain = 0.75;
constexpr std::size_t kRun = 4;
constexpr std::size_t kLongestCaption = 2000;

// How a paragraph ends.
enum class Ending : std::uint8_t {
  none,
  stop,
  open,  // with a colon or comma: "Dear all,", 各位代表：
};

struct Paragraph {
  Span span;
  std::size_t first;  // sentence
  std::size_t last;   // one past
  Ending ending = Ending::none;
  bool wide = false;  // looked at only where there is no stop
  std::u32string letters =
      {};  // of an opening paragraph: its letters and digits, capitals made small

  [[nodiscard]] bool is_line() const noexcept { return ending == Ending::none && !wide; }
  [[nodiscard]] bool is_text() const noexcept { return ending == Ending::stop || wide; }
};

bool is_letter(char32_t c) noexcept {
  const Category category = unicode::properties(c).category;
  return category == Category::Letter || category == Category::Number;
}

Ending ending_of(const Text& text, Span span) noexcept {
  constexpr std::u32string_view kOpen = U",;:，；：、";
  for (std::uint32_t i = span.end; i > span.start; --i) {
    const char32_t c = text[i - 1];
    const Properties& p = unicode::properties(c);
    if (p.sentence == SentenceBreak::STerm || p.sentence == SentenceBreak::ATerm || c == U'…') {
      return Ending::stop;
    }
    if (kOpen.find(c) != std::u32string_view::npos) {
      return Ending::open;
    }
    if (is_letter(c)) {
      break;
    }
  }
  return Ending::none;
}

bool is_wide(const Text& text, Span span) noexcept {
  std::size_t columns = 0;
  for (std::uint32_t i = span.start; i < span.end && columns <= kWidestHeadline; ++i) {
    columns += text[i] >= 0x2E80 ? 2U : 1U;
  }
  return columns > kWidestHeadline;
}

std::u32string letters_of(const Text& text, Span span) {
  std::u32string letters;
  for (std::uint32_t i = span.start; i < span.end && letters.size() < kLongestCaption; ++i) {
    const char32_t c = text[i];
    if (is_letter(c)) {
      letters.push_back(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
  }
  return letters;
}

// Whether one line begins with the other, and has at most half as much again behind it: a credit.
bool is_same_line(const std::u32string& a, const std::u32string& b) {
  const auto& [shorter, longer] = a.size() < b.size() ? std::tie(a, b) : std::tie(b, a);
  return longer.starts_with(shorter) && 3 * shorter.size() >= 2 * longer.size();
}

std::unordered_set<std::u32string> runs_of(const std::u32string& letters) {
  std::unordered_set<std::u32string> runs;
  for (std::size_t i = 0; i + kRun <= letters.size(); ++i) {
    runs.insert(letters.substr(i, kRun));
  }
  return runs;
}

// Whether most of `caption` is in `text`, in whatever order.
bool is_told_again(const std::u32string& caption, const std::u32string& text) {
  const auto wanted = runs_of(caption);
  const auto there = runs_of(text);
  const auto found =
      std::ranges::count_if(wanted, [&](const auto& run) { return there.contains(run); });
  return !wanted.empty() &&
         static_cast<double>(found) >= kToldAgain * static_cast<double>(wanted.size());
}

std::vector<Paragraph> read_paragraphs(const Text& text,
                                       std::span<const Span> sentences,
                                       std::span<const std::uint32_t> numbers) {
  std::vector<Paragraph> paragraphs;
  for (std::size_t first = 0; first < sentences.size();) {
    std::size_t last = first + 1;
    while (last < sentences.size() && numbers[last] == numbers[first]) {
      ++last;
    }
    Paragraph paragraph{{sentences[first].start, sentences[last - 1].end}, first, last};
    paragraph.ending = ending_of(text, paragraph.span);
    paragraph.wide = paragraph.ending != Ending::stop && is_wide(text, paragraph.span);
    paragraphs.push_back(std::move(paragraph));
    first = last;
  }
  return paragraphs;
}

}  // namespace

std::vector<Place> find_places(const Text& text,
                               std::span<const Span> sentences,
                               std::span<const std::uint32_t> numbers) {
  std::vector<Place> places(sentences.size(), Place::body);
  std::vector<Paragraph> paragraphs = read_paragraphs(text, sentences, numbers);
  const auto set = [&](const Paragraph& paragraph, Place place) {
    std::fill(places.begin() + static_cast<std::ptrdiff_t>(paragraph.first),
              places.begin() + static_cast<std::ptrdiff_t>(paragraph.last), place);
  };

  const auto text_begins = std::ranges::find_if(paragraphs, &Paragraph::is_text);
  if (text_begins == paragraphs.end()) {
    return places;  // a list, a table: nothing is above a text
  }
  std::vector<const Paragraph*> headlines;
  for (auto line = paragraphs.begin(); line != text_begins && headlines.size() < kMostHeadlines;
       ++line) {
    line->letters = letters_of(text, line->span);
    if (line->letters.empty()) {
      continue;
    }
    if (!line->is_line()) {
      break;
    }
    const bool again = std::ranges::any_of(headlines, [&](const Paragraph* other) {
      return is_same_line(other->letters, line->letters);
    });
    set(*line, again ? Place::repeated_headline : Place::headline);
    headlines.push_back(&*line);
  }

  auto lead = text_begins;
  if (lead->ending == Ending::none) {
    const auto next = std::find_if(lead + 1, paragraphs.end(),
                                   [](const Paragraph& other) { return other.is_text(); });
    if (next != paragraphs.end() &&
        is_told_again(letters_of(text, lead->span), letters_of(text, next->span))) {
      set(*lead, Place::repeated_headline);
      lead = next;
    }
  }
  const auto texts = static_cast<std::size_t>(
      std::count_if(lead, paragraphs.end(), [](const Paragraph& p) { return p.is_text(); }));
  if (texts > 1) {
    set(*lead, Place::lead);
  }
  if (texts >= kFewestWithClosing) {
    set(*std::find_if(paragraphs.rbegin(), paragraphs.rend(),
                      [](const Paragraph& p) { return p.is_text(); }),
        Place::closing);
  }
  return places;
}

}  // namespace themescore
