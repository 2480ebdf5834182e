#pragma once

#include <Eigen/Core>

#include <string>
#include <string_view>
#include <vector>

#include "themescore/weigh/counts.hpp"
#include "themescore/weigh/emphasis_weights.hpp"

namespace themescore {

/// One row a document, one column a theme.
using ThemeTable = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Names of the measures, in the order in which they are registered.
[[nodiscard]] std::vector<std::string> measure_names();

/// The themes of each document by a measure. Throws OptionError if there is none of that name, or
/// if `weights` are of another number of patterns.
///
/// count     mentions
/// rate      1000 x mentions / words; 0 for a document without words
/// share     mentions / mentions of all top-level themes; 0 if there is none. A nested theme's may
///           be above its parent's, whose longest match may hold several mentions of nested themes
/// tfidf     sum over the mentions of the idf of their form, divided by the length of the
///           document's tf-idf term vector. A mention's form has as document frequency the
///           documents that mention it. With patterns of one word this is the sum of scikit-learn's
///           TfidfVectorizer columns.
/// emphasis  tfidf, each mention multiplied by its weight; the only one that looks at `weights`
[[nodiscard]] ThemeTable measure(const Counts& counts,
                                 std::string_view name,
                                 const EmphasisWeights& weights = {});

/// The inverse document frequency of each of the mentions' forms, as `tfidf` has it.
[[nodiscard]] std::vector<double> mention_idf(const Counts& counts);

}  // namespace themescore
