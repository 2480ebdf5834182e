#include <pybind11/native_enum.h>
#include <pybind11/stl.h>

#include "bindings.hpp"
#include "themescore/compare/bootstrap.hpp"
#include "themescore/compare/comparison.hpp"
#include "themescore/compare/han_words.hpp"
#include "themescore/compare/keyness.hpp"
#include "themescore/compare/leave_out.hpp"
#include "themescore/compare/statistics.hpp"

namespace themescore::bindings {

namespace {

template <class Value, class Function>
py::array_t<Value> column(const std::vector<ComparisonRow>& rows, Function value_of) {
  std::vector<Value> values;
  values.reserve(rows.size());
  for (const ComparisonRow& row : rows) {
    values.push_back(static_cast<Value>(value_of(row)));
  }
  return to_array(std::move(values));
}

// What Python says of groups and strata; the arrays have to be there as long as it is used.
Grouping grouping_of(const std::vector<std::uint32_t>& group_of,
                     std::uint32_t groups,
                     const std::vector<std::uint32_t>& stratum_of,
                     std::uint32_t strata) {
  return {group_of, groups, stratum_of, strata};
}

py::dict compare_groups(const Counts& counts,
                        const std::vector<std::uint32_t>& group_of,
                        std::uint32_t groups,
                        const std::vector<std::uint32_t>& stratum_of,
                        std::uint32_t strata,
                        const std::vector<double>& tails,
                        const ComparisonOptions& options) {
  const Grouping grouping = grouping_of(group_of, groups, stratum_of, strata);
  const auto rows = interruptible(py::none(), [&](const Progress& progress) {
    return compare(counts, grouping, tails, options, progress);
  });
  py::dict columns;
  columns["theme"] = column<std::int64_t>(rows, [](const auto& row) { return row.theme; });
  columns["group"] = column<std::int64_t>(rows, [](const auto& row) { return row.group; });
  columns["documents"] = column<std::int64_t>(rows, [](const auto& row) { return row.documents; });
  columns["words"] = column<std::int64_t>(rows, [](const auto& row) { return row.words; });
  columns["mentions"] = column<std::int64_t>(rows, [](const auto& row) { return row.mentions; });
  columns["dispersion"] = column<double>(rows, [](const auto& row) { return row.dispersion; });
  columns["dp_norm"] = column<double>(rows, [](const auto& row) { return row.dp_norm; });
  columns["juilland_d"] = column<double>(rows, [](const auto& row) { return row.juilland_d; });
  columns["range"] = column<std::int64_t>(rows, [](const auto& row) { return row.range; });
  columns["design_effect"] =
      column<double>(rows, [](const auto& row) { return row.design_effect; });
  columns["p"] = column<double>(rows, [](const auto& row) { return row.p; });
  const auto names = statistic_names();
  for (std::size_t k = 0; k < names.size(); ++k) {
    columns[names[k].c_str()] =
        column<double>(rows, [k](const auto& row) { return row.statistics[k]; });
  }
  for (std::size_t k = 0; k < options.intervals.size(); ++k) {
    const std::string& name = options.intervals[k];
    columns[(name + "_low").c_str()] =
        column<double>(rows, [k](const auto& row) { return row.intervals[k].low; });
    columns[(name + "_high").c_str()] =
        column<double>(rows, [k](const auto& row) { return row.intervals[k].high; });
  }
  return columns;
}

// (sizes, counts) of every replicate: replicates x groups, replicates x groups x themes.
py::tuple group_replicates(const Counts& counts,
                           const std::vector<std::uint32_t>& group_of,
                           std::uint32_t groups,
                           Exposure exposure,
                           std::uint32_t replicates,
                           std::uint64_t seed,
                           unsigned threads) {
  auto drawn = interruptible(py::none(), [&](const Progress& progress) {
    TaskRunner runner(threads, progress);
    const Units units = make_units(counts, {group_of, groups}, exposure);
    return draw_replicates(units, counts.theme_count(), seed, replicates, runner);
  });
  const auto size = [](std::size_t number) { return static_cast<py::ssize_t>(number); };
  auto sizes = to_array(std::move(drawn.sizes));
  auto found = to_array(std::move(drawn.counts));
  return py::make_tuple(
      sizes.reshape({size(replicates), size(groups)}),
      found.reshape({size(replicates), size(groups), size(counts.theme_count())}));
}

py::dict keyness_columns(const Counts& counts,
                         const std::vector<std::uint32_t>& group_of,
                         std::uint32_t groups,
                         const std::vector<std::string>& measures,
                         const KeynessSettings& settings) {
  KeynessTable table;
  {
    const py::gil_scoped_release release;
    table = keyness(counts, group_of, groups, measures, settings);
  }
  py::dict columns;
  columns["words"] = to_array(std::move(table.words));
  columns["count"] = to_array(std::move(table.counts));
  columns["documents"] = to_array(std::move(table.documents));
  columns["dispersion"] = to_array(std::move(table.dispersion));
  for (std::size_t k = 0; k < measures.size(); ++k) {
    columns[measures[k].c_str()] = to_array(std::move(table.measures[k]));
  }
  return columns;
}

void register_keyness(py::module_& module) {
  module.attr("KEYNESS_MEASURES") = py::tuple(py::cast(keyness_measure_names()));
  py::class_<KeynessSettings>(module, "KeynessSettings", "Numbers that some measures take.")
      .def(py::init<>())
      .def_readwrite("zero_count", &KeynessSettings::zero_count)
      .def_readwrite("prior", &KeynessSettings::prior)
      .def_readwrite("per_million_plus", &KeynessSettings::per_million_plus);
  module.def(
      "keyness_measure",
      [](const std::string& name, double count, double words, double other_count,
         double other_words, const KeynessSettings& settings) {
        return keyness_measure(name)({count, words, other_count, other_words}, settings);
      },
      py::arg("name"), py::arg("count"), py::arg("words"), py::arg("other_count"),
      py::arg("other_words"), py::arg("settings"),
      "One of KEYNESS_MEASURES, of one term in one group against the others.");
  module.def("keyness", &keyness_columns, py::arg("counts"), py::arg("group_of"), py::arg("groups"),
             py::arg("measures"), py::arg("settings"),
             "Each group against all others, term by term: a dict of columns, groups x terms.");
}

}  // namespace

void register_compare(py::module_& module) {
  register_keyness(module);
  module.attr("ENOUGH_DOCUMENTS") = kEnoughDocuments;
  module.attr("STATISTICS") = py::tuple(py::cast(statistic_names()));
  py::native_enum<Exposure>(module, "Exposure", "enum.Enum", "What themes are counted against.")
      .value("words", Exposure::words)
      .value("sentences", Exposure::sentences)
      .value("mentions", Exposure::mentions)
      .finalize();
  py::native_enum<Baseline::Kind>(module, "BaselineKind", "enum.Enum",
                                  "What groups are compared with.")
      .value("rest", Baseline::Kind::rest)
      .value("all", Baseline::Kind::all)
      .value("group", Baseline::Kind::group)
      .finalize();
  py::native_enum<DrawnFrom>(module, "DrawnFrom", "enum.Enum",
                             "Among which documents the bootstrap draws.")
      .value("group", DrawnFrom::group)
      .value("cell", DrawnFrom::cell)
      .finalize();
  py::class_<Baseline>(module, "Baseline", "What groups are compared with.")
      .def(py::init([](Baseline::Kind kind, std::uint32_t group) { return Baseline{kind, group}; }),
           py::arg("kind"), py::arg("group") = 0);
  py::class_<ComparisonOptions>(module, "ComparisonOptions", "How groups are compared.")
      .def(py::init<>())
      .def_readwrite("exposure", &ComparisonOptions::exposure)
      .def_readwrite("per", &ComparisonOptions::per)
      .def_readwrite("baseline", &ComparisonOptions::baseline)
      .def_readwrite("drawn_from", &ComparisonOptions::drawn_from)
      .def_readwrite("bca", &ComparisonOptions::bca)
      .def_readwrite("replicates", &ComparisonOptions::replicates)
      .def_readwrite("seed", &ComparisonOptions::seed)
      .def_readwrite("threads", &ComparisonOptions::threads);
  module.def(
      "statistic",
      [](const std::string& name, double count, double words, double other_count,
         double other_words) {
        return statistic(name)(Contrast{count, words, other_count, other_words});
      },
      py::arg("name"), py::arg("count"), py::arg("words"), py::arg("other_count"),
      py::arg("other_words"), "One of STATISTICS, of one theme in one group against the others.");
  module.def(
      "resampling_units",
      [](const Counts& counts, const std::vector<std::uint32_t>& group_of, std::uint32_t groups,
         const std::vector<std::uint32_t>& stratum_of, std::uint32_t strata, DrawnFrom drawn_from) {
        return resampling_units(counts, grouping_of(group_of, groups, stratum_of, strata),
                                drawn_from);
      },
      py::arg("counts"), py::arg("group_of"), py::arg("groups"), py::arg("stratum_of"),
      py::arg("strata"), py::arg("drawn_from"),
      "How many units the bootstrap draws in each group.");
  module.def(
      "han_words", [](const Counts& counts) { return to_array(han_words(counts)); },
      py::arg("counts"), "How many of each document's words begin with a Han character.");
  module.def("without_document", &without_document, py::arg("counts"), py::arg("document"),
             py::call_guard<py::gil_scoped_release>(), "The counts without a document.");
  module.def("without_pattern", &without_pattern, py::arg("counts"), py::arg("pattern"),
             py::call_guard<py::gil_scoped_release>(),
             "The counts without the mentions that a pattern found.");
  module.def("group_replicates", &group_replicates, py::arg("counts"), py::arg("group_of"),
             py::arg("groups"), py::arg("exposure") = Exposure::words, py::kw_only(),
             py::arg("replicates"), py::arg("seed"), py::arg("threads"),
             "What the bootstrap draws: sizes, replicates x groups, and counts, replicates x "
             "groups x themes.");
  module.def("compare", &compare_groups, py::arg("counts"), py::arg("group_of"), py::arg("groups"),
             py::arg("stratum_of"), py::arg("strata"), py::arg("tails"), py::arg("options"),
             "Each group against its baseline, theme by theme: a dict of columns.");
}

}  // namespace themescore::bindings
