#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace themescore {

/// A run of Han characters, which a line break that only wraps does not end; each with what is
/// attached to it (variation selectors, for example).
struct HanRun {
  std::vector<char32_t> characters;
  std::vector<std::uint32_t> starts;  ///< offset of each character in the text
  std::vector<std::uint32_t> ends;    ///< offset after each character and what is attached to it

  [[nodiscard]] std::size_t size() const noexcept { return characters.size(); }
};

/// Cuts a run of Han into words. Immutable: one object serves all threads.
class HanSegmenter {
 public:
  /// Half-open range of characters of the run.
  struct Word {
    std::uint32_t first;
    std::uint32_t last;
  };

  virtual ~HanSegmenter() = default;

  /// Replaces `words` by the words of `run`, in order of their start. The run is not empty.
  virtual void segment(const HanRun& run, std::vector<Word>& words) const = 0;
};

/// Every two neighbouring characters are a word, so words overlap; a character on its own is one.
/// A pattern of two or more characters is then found wherever it stands.
class BigramSegmenter final : public HanSegmenter {
 public:
  void segment(const HanRun& run, std::vector<Word>& words) const override;
};

/// Names of the segmenters, the default first.
[[nodiscard]] std::vector<std::string> han_segmenter_names();

/// The segmenter of this name. Throws OptionError naming those that there are.
[[nodiscard]] std::shared_ptr<const HanSegmenter> make_han_segmenter(std::string_view name);

}  // namespace themescore
