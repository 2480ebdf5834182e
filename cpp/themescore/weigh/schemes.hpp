#pragma once

#include <span>
#include <string>
#include <vector>

#include "themescore/weigh/term_row.hpp"
#include "themescore/weigh/weighting.hpp"

namespace themescore {

/// The numbers of a weighting and of its collection, as the schemes take them.
struct SchemeInput {
  Weighting weighting;
  double log_base = 1;
  double documents = 0;
  double mean_words = 0;
  double mean_types = 0;
  double largest_frequency = 0;

  /// Logarithm to the weighting's base.
  [[nodiscard]] double log(double value) const;
};

/// Weight of a term that occurs `tf` times, more than 0, in a document.
using TermFrequency = double (*)(double tf, const DocumentShape&, const SchemeInput&);
/// Weight of a term of `df` documents. Not finite where the scheme has none.
using DocumentFrequency = double (*)(double df, const SchemeInput&);
/// What the weights of a document are divided by; 0 leaves them as they are.
using Norm = double (*)(std::span<const double> weights, const DocumentShape&, const SchemeInput&);

/// The scheme of a name. Throws OptionError if there is none.
[[nodiscard]] TermFrequency term_frequency(const std::string& name);
[[nodiscard]] DocumentFrequency document_frequency(const std::string& name);
[[nodiscard]] Norm norm(const std::string& name);
/// Whether the norm looks at the characters of the documents. Throws OptionError if there is none.
[[nodiscard]] bool norm_needs_characters(const std::string& name);

/// Names of the schemes, in the order in which they are registered.
[[nodiscard]] std::vector<std::string> term_frequency_names();
[[nodiscard]] std::vector<std::string> document_frequency_names();
[[nodiscard]] std::vector<std::string> norm_names();

}  // namespace themescore
