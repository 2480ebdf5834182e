#pragma once

#include <Eigen/Core>

#include <string>
#include <string_view>
#include <vector>

#include "themescore/weigh/counts.hpp"
#include "themescore/weigh/emphasis_weights.hpp"
#include "themescore/weigh/weighting.hpp"

namespace themescore {

/// One row a document, one column a theme.
using ThemeTable = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Names of the measures, in the order in which they are registered.
[[nodiscard]] std::vector<std::string> measure_names();

/// What the measures look at beside the counts.
struct MeasureOptions {
  EmphasisWeights weights;
  Weighting weighting;
  Collection collection;  ///< as collection_of() gives it, or of a reference
};

/// The collection that the documents themselves are, with the document frequencies of the
/// mentions' forms: a form's is that of the documents that mention it.
[[nodiscard]] Collection collection_of(const Counts& counts);

/// The themes of each document by a measure. Throws OptionError if there is none of that name, or
/// if the options are of another number of patterns, terms or forms.
///
/// count     mentions
/// rate      1000 x mentions / words; 0 for a document without words
/// share     mentions / mentions of all top-level themes; 0 if there is none. A nested theme's may
///           be above its parent's, whose longest match may hold several mentions of nested themes
/// tfidf     sum over the forms found of tf(their mentions) x idf(their document frequency), as the
///           weighting has them, divided by its norm over the document's term vector. With patterns
///           of one word this is the sum of the weighted columns of the document-term matrix.
/// emphasis  tfidf, each mention multiplied by its weight; the only one that looks at the weights
[[nodiscard]] ThemeTable measure(const Counts& counts,
                                 std::string_view name,
                                 const MeasureOptions& options);

/// What each mention adds to the tf of its form: tf(c) / c, where the form has c mentions of the
/// theme in the document. Raw frequency makes that 1 to the last bit.
[[nodiscard]] std::vector<double> mention_tf(const Counts& counts,
                                             const Weighting& weighting,
                                             const Collection& collection);

/// The inverse document frequency of each of the mentions' forms.
[[nodiscard]] std::vector<double> mention_idf(const Weighting& weighting,
                                              const Collection& collection);

}  // namespace themescore
