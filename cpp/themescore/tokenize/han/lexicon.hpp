#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "themescore/tokenize/han/double_array.hpp"
#include "themescore/tokenize/han/hidden_markov_model.hpp"
#include "themescore/tokenize/han/lexicon_format.hpp"
#include "themescore/tokenize/han/mapped_file.hpp"

namespace themescore {

/// Words of Chinese with their frequencies, and a model of those that are missing; see
/// lexicon_format.hpp. Immutable. What is read later is checked on opening: a damaged file is
/// refused or gives wrong words, and nothing worse.
class HanLexicon {
 public:
  /// Throws LexiconError if this is no lexicon, or the file cannot be read.
  [[nodiscard]] static std::shared_ptr<const HanLexicon> open(const std::string& path);
  /// The same of bytes in memory, which are copied.
  [[nodiscard]] static std::shared_ptr<const HanLexicon> from_bytes(
      std::span<const std::byte> bytes);

  HanLexicon(const HanLexicon&) = delete;
  HanLexicon& operator=(const HanLexicon&) = delete;
  ~HanLexicon() = default;

  [[nodiscard]] std::string_view source_version() const noexcept { return source_version_; }
  /// Sum of the frequencies of all words.
  [[nodiscard]] std::uint64_t total() const noexcept { return total_; }
  /// The characters that have a code: that of the first is 1.
  [[nodiscard]] std::span<const char32_t> characters() const noexcept { return characters_; }
  [[nodiscard]] HanCode max_code() const noexcept {
    return static_cast<HanCode>(characters_.size());
  }

  [[nodiscard]] const DoubleArray& tree() const noexcept { return tree_; }
  [[nodiscard]] const HiddenMarkovModel& model() const noexcept { return model_; }

  /// Of a node of the tree; 0 if no word ends there.
  [[nodiscard]] std::uint64_t frequency(DoubleArray::Node node) const noexcept {
    return frequencies_[frequency_index(node)];
  }
  /// Its place among the distinct frequencies; 0 if no word ends there.
  [[nodiscard]] static std::size_t frequency_index(DoubleArray::Node node) noexcept {
    return node.payload() >> lexicon_format::kFrequencyShift;
  }
  [[nodiscard]] static bool is_name(DoubleArray::Node node) noexcept {
    return (node.payload() & lexicon_format::kNameBit) != 0;
  }
  /// Logarithms of the distinct frequencies, that of 0 being 0.
  [[nodiscard]] std::span<const double> log_frequencies() const noexcept {
    return log_frequencies_;
  }

 private:
  HanLexicon(MappedFile file, std::vector<std::uint64_t> copy);
  void read(std::span<const std::byte> bytes);

  MappedFile file_;
  std::vector<std::uint64_t> copy_;
  std::string_view source_version_;
  std::uint64_t total_ = 0;
  std::span<const char32_t> characters_;
  std::span<const std::uint64_t> frequencies_;
  std::vector<double> log_frequencies_;
  DoubleArray tree_;
  HiddenMarkovModel model_;
};

}  // namespace themescore
