"""Starting: what is loaded when, and that every public name is found."""

import ast
import pathlib
import subprocess
import sys

import pytest
import themescore as ts

pytestmark = pytest.mark.mostly_python


def _ran(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def _imports_for_type_checkers() -> dict[str, str]:
    # Name to module, as they stand in the source: this test sees what mypy and the documentation see.
    tree = ast.parse(pathlib.Path(ts.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    assert ast.unparse(block.test) == "TYPE_CHECKING"
    found = {}
    for statement in block.body:
        assert isinstance(statement, ast.ImportFrom)
        for alias in statement.names:
            found[alias.name] = statement.module or ""
    return found


def test_every_public_name_is_what_type_checkers_are_told() -> None:
    told = _imports_for_type_checkers()
    assert {*told, "__version__"} == set(ts.__all__)
    for name, module in told.items():
        __import__(module)
        expected = getattr(sys.modules[module], name, None) or sys.modules[f"{module}.{name}"]
        assert getattr(ts, name) is expected, name


def test_a_start_loads_neither_tables_nor_figures() -> None:
    loaded = _ran("import sys, themescore; print(*sys.modules)").split()
    assert "themescore._core" in loaded
    wanted = [
        name for name in loaded if name.split(".")[0] in {"pandas", "scipy", "pyarrow", "altair", "narwhals"}
    ]
    assert wanted == []
    assert not [name for name in loaded if name.startswith(("themescore.report", "themescore.audit"))]


def test_words_are_cut_without_numpy() -> None:
    code = "import sys, themescore as ts; print(*ts.Tokenizer().words('深化改革')); print(*sys.modules)"
    words, loaded = _ran(code).splitlines()
    assert words.split() == ["深化改革"]
    assert "numpy" not in loaded.split()


def test_names_are_offered_before_they_are_loaded() -> None:
    offered = _ran("import themescore; print(*dir(themescore))").split()
    assert set(ts.__all__) <= set(offered)


def test_a_star_takes_every_name() -> None:
    assert _ran(
        "from themescore import *; print(score.__name__, Corpus.__name__, plots.__name__)"
    ).split() == [
        "score",
        "Corpus",
        "themescore.plots",
    ]


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'themescore' has no attribute 'scores'"):
        _ = ts.scores  # type: ignore[attr-defined]
    assert not hasattr(ts, "sckore")
