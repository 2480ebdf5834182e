#include "themescore/tokenize/han/lexicon_paths.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>

namespace themescore {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

// The least that a path can weigh which begins with a character, and with the end code: nothing, as
// no sum is above 0.
constexpr std::array<double, 2> kLeast = {kNever, 0};

// By whether three characters are better than two, and four better than both: how many are best.
constexpr std::array<std::uint8_t, 4> kLengths = {2, 3, 4, 4};

constexpr std::uint32_t kLongest = 4;  // of HanPath::Words

// The tree is larger than the cache. What is to be looked up is asked for so many characters
// before, because a processor by itself does not look that far ahead.
constexpr std::size_t kAhead = 64;

// Of a unit, or 0 if it is not the one that was looked for. By arithmetic, because a compiler makes
// branches of conditions.
std::uint16_t index_if(bool found, DoubleArray::Unit unit) noexcept {
  return static_cast<std::uint16_t>(HanLexicon::frequency_index({0, unit}) &
                                    (0 - static_cast<std::size_t>(found)));
}

}  // namespace

LexiconPaths::LexiconPaths(const HanLexicon& lexicon) : tree_(lexicon.tree()) {
  const double log_total = std::log(static_cast<double>(lexicon.total()));
  unknown_ = 0 - log_total;
  for (const double log_frequency : lexicon.log_frequencies()) {
    weights_.push_back(weights_.empty() ? kNever : log_frequency - log_total);
  }
  for (HanCode code = 0; code <= lexicon.max_code(); ++code) {
    auto node = DoubleArray::root();
    const bool found = tree_.step(node, code);
    singles_.push_back(found ? weights_[HanLexicon::frequency_index(node)] : kNever);
    bases_.push_back(DoubleArray::base_of(tree_.units()[code]));
  }
  singles_.push_back(0);
  bases_.push_back(bases_.front());
}

void LexiconPaths::find(HanPath& path) const {
  const std::size_t size = path.codes.size();
  path.codes.insert(path.codes.end(), kAhead + 2, end_code());  // for what looks ahead
  path.ends.resize(size);
  path.weights.resize(size + 1);
  path.words.resize(size);
  path.beginnings.resize(size + 1);
  look_up(path);
  path.codes.resize(size);
  choose(path);
}

void LexiconPaths::look_up(HanPath& path) const {
  const DoubleArray::Unit* const units = tree_.units().data();
  const std::uint32_t* const bases = bases_.data();
  const HanCode* const codes = path.codes.data();
  HanPath::Words* const words = path.words.data();
  HanPath::Beginning* const beginnings = path.beginnings.data();
  const std::size_t size = path.words.size();
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; ++i) {
    __builtin_prefetch(units + bases[codes[i + kAhead]] + codes[i + kAhead + 1]);
    const HanCode second = codes[i + 1];
    const DoubleArray::Unit unit = units[bases[codes[i]] + second];
    const bool found = DoubleArray::has_label(unit, second);
    words[i] = {{index_if(found, unit)}, 0};
    // Always written, and kept if it is one.
    beginnings[count] = {static_cast<std::uint32_t>(i), unit};
    // Where look_up_longer() goes on, should this be a beginning.
    __builtin_prefetch(units + DoubleArray::base_of(unit) + codes[i + 2]);
    count += static_cast<std::size_t>(found & DoubleArray::may_go_on(unit, codes[i + 2]));
  }
  path.long_words.clear();
  for (std::uint32_t length = 3; count > 0; ++length) {
    count = look_up_longer(path, count, length);
  }
}

// Looks for words of `length` characters with the first `count` beginnings, and leaves there those
// that longer words may go on from; returns how many.
std::size_t LexiconPaths::look_up_longer(HanPath& path,
                                         std::size_t count,
                                         std::uint32_t length) const {
  const DoubleArray::Unit* const units = tree_.units().data();
  const HanCode* const codes = path.codes.data() + length - 1;
  HanPath::Words* const words = path.words.data();
  HanPath::Beginning* const beginnings = path.beginnings.data();
  std::size_t longer = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const auto [first, before] = beginnings[k];
    const HanCode last = codes[first];
    const DoubleArray::Unit unit = units[DoubleArray::base_of(before) + last];
    const bool found = DoubleArray::has_label(unit, last);
    const std::uint16_t index = index_if(found, unit);
    if (length <= kLongest) {
      words[first].frequencies[length - 2] = index;
    } else if (index > 0) {
      words[first].has_longer = 1;
      path.long_words.push_back({first, length, weights_[index]});
    }
    beginnings[longer] = {first, unit};
    longer += static_cast<std::size_t>(found & DoubleArray::may_go_on(unit, codes[first + 1]));
  }
  return longer;
}

// Of the sums only that for a word of one character waits for the path from the next one on.
void LexiconPaths::choose(HanPath& path) const {
  std::ranges::sort(path.long_words, {}, [](const HanPath::LongWord& word) {
    return std::tuple(-static_cast<std::int64_t>(word.first), word.size);
  });
  auto long_word = path.long_words.cbegin();
  const HanCode* const codes = path.codes.data();
  const HanPath::Words* const words = path.words.data();
  const double* const weights = weights_.data();
  const double* const singles = singles_.data();
  const HanCode end_code = this->end_code();
  double* const best = path.weights.data();
  std::uint32_t* const ends = path.ends.data();

  // Of the paths from the next four characters on.
  double after1 = 0;
  double after2 = 0;
  double after3 = 0;
  double after4 = 0;
  const std::size_t size = path.words.size();
  best[size] = 0;
  for (std::size_t i = size; i-- > 0;) {
    const HanPath::Words& found = words[i];
    const double by1 = singles[codes[i]] + after1;
    const double by2 = weights[found.frequencies[0]] + after2;
    const double by3 = weights[found.frequencies[1]] + after3;
    const double by4 = weights[found.frequencies[2]] + after4;
    // The longer word wins a tie.
    const double to3 = by3 > by2 ? by3 : by2;
    const double to4 = by4 > to3 ? by4 : to3;
    const unsigned three = by3 >= by2 ? 1 : 0;
    const unsigned four = by4 >= to3 ? 1 : 0;
    double longer = to4;
    unsigned length = kLengths[three | four << 1];
    if (found.has_longer != 0) [[unlikely]] {
      for (; long_word != path.long_words.cend() && long_word->first == i; ++long_word) {
        const double by_word = long_word->weight + best[i + long_word->size];
        if (by_word >= longer) {
          longer = by_word;
          length = long_word->size;
        }
      }
    }
    const unsigned one = by1 > longer ? 1 : 0;
    length = (length & (one - 1)) | one;
    const double least = kLeast[codes[i] == end_code ? 1 : 0];
    const double other = least > longer ? least : longer;
    double weight = by1 > other ? by1 : other;
    if (weight == kNever) [[unlikely]] {
      weight = unknown_ + after1;
      length = 1;
    }
    best[i] = weight;
    ends[i] = static_cast<std::uint32_t>(i) + length;
    after4 = after3;
    after3 = after2;
    after2 = after1;
    after1 = weight;
  }
}

}  // namespace themescore
