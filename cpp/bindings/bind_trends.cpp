#include "bindings.hpp"
#include "themescore/trends/breaks.hpp"
#include "themescore/trends/slopes.hpp"

namespace themescore::bindings {

namespace {

// Rows of numbers as they lie; others are copied.
using Rows = py::array_t<double, py::array::c_style | py::array::forcecast>;

std::span<const double> values_of(const Rows& rows) {
  return {rows.data(), static_cast<std::size_t>(rows.size())};
}

CountSeries series_of(const Rows& counts, const Rows& words) {
  const py::ssize_t times = counts.ndim() == 2 ? counts.shape(1) : 0;
  return {values_of(counts), values_of(words), static_cast<std::size_t>(times)};
}

// (breaks of all series, where those of each begin and the end, costs).
py::tuple partitions(const Rows& counts,
                     const Rows& words,
                     const Rows& prices,
                     std::size_t min_size,
                     unsigned threads) {
  const CountSeries series = series_of(counts, words);
  const auto found = interruptible(py::none(), [&](const Progress& progress) {
    TaskRunner runner(threads, progress);
    return best_partitions(series, values_of(prices), min_size, runner);
  });
  std::vector<std::int64_t> breaks;
  std::vector<std::int64_t> first{0};
  std::vector<double> costs;
  for (const Partition& partition : found) {
    breaks.insert(breaks.end(), partition.breaks.begin(), partition.breaks.end());
    first.push_back(static_cast<std::int64_t>(breaks.size()));
    costs.push_back(partition.cost);
  }
  return py::make_tuple(to_array(std::move(breaks)), to_array(std::move(first)),
                        to_array(std::move(costs)));
}

py::array_t<std::int64_t> splits(const Rows& counts,
                                 const Rows& words,
                                 std::size_t min_size,
                                 unsigned threads) {
  const CountSeries series = series_of(counts, words);
  return to_array(interruptible(py::none(), [&](const Progress& progress) {
    TaskRunner runner(threads, progress);
    return best_splits(series, min_size, runner);
  }));
}

py::array_t<double> slopes(const Rows& times, const Rows& values, unsigned threads) {
  return to_array(interruptible(py::none(), [&](const Progress& progress) {
    TaskRunner runner(threads, progress);
    return median_slopes(values_of(times), values_of(values), runner);
  }));
}

}  // namespace

void register_trends(py::module_& module) {
  module.def("best_partitions", &partitions, py::arg("counts"), py::arg("words"), py::arg("prices"),
             py::kw_only(), py::arg("min_size"), py::arg("threads"),
             "The best partition of each series, series x times: the breaks of all, where those of "
             "each begin and the end, and costs.");
  module.def("best_splits", &splits, py::arg("counts"), py::arg("words"), py::kw_only(),
             py::arg("min_size"), py::arg("threads"),
             "Where each series, series x times, is best cut in two.");
  module.def("median_slopes", &slopes, py::arg("times"), py::arg("values"), py::kw_only(),
             py::arg("threads"), "Sen's slope of each series, series x times.");
}

}  // namespace themescore::bindings
