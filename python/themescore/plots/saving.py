"""Charts as files, without a network."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

from themescore.errors import InputError, OptionError, shown
from themescore.files import check_ending, write_named

__all__ = ["needs_altair", "save"]

_NEEDS = 'plots need Altair and vl-convert: pip install "themescore[plot]"'
_FORMATS = (".png", ".svg", ".html", ".json")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CHINESE_FONTS = (
    "Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, WenQuanYi Zen Hei, PingFang SC, "
    "Microsoft YaHei, SimHei"
)
# Where there is no fontconfig to ask.
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_FONTS = re.compile(
    "cjk|wqy|sourcehan|simhei|simsun|msyh|pingfang|droidsansfallback|ukai|uming", re.IGNORECASE
)


def needs_altair() -> None:
    """Raise ImportError, which says what to install, unless Altair and vl-convert are there."""
    for module in ("altair", "vl_convert"):
        try:
            there = find_spec(module) is not None
        except ValueError:  # it is None in sys.modules
            there = False
        if not there:
            raise ImportError(_NEEDS, name=module)


def save(
    chart: Any,
    path: str | os.PathLike[str],
    *,
    scale: float = 2,
    font_directory: str | os.PathLike[str] | None = None,
) -> None:
    """Write a chart to a file, by its ending: .png, .svg, .html or .json.

    No network is needed, nor by those who open the page: it carries the libraries, some 0.9 MB.

    Parameters
    ----------
    chart : altair chart
        As the plots return it, changed or not.
    path : str or path
        Where to; a file that is there is replaced once the new one is complete.
    scale : float
        How many pixels of a .png are one of the chart, above 0.
    font_directory : str or path, optional
        A folder of fonts, used beside those of the system.

    Raises
    ------
    InputError
        If the chart has Chinese in it, a .png or .svg is asked for, and neither the system nor
        `font_directory` has a font for it.
    OptionError
        Another ending; a scale that cannot be.
    WriteError
        If the file cannot be written.
    ImportError
        Without Altair or vl-convert.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> import themescore as ts
    >>> scores = ts.score(["Reform and trade.", "Trade."], {"Reform": ["reform"], "Trade": ["trade"]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     ts.plots.save(scores.plot.heatmap(), pathlib.Path(folder) / "heatmap.png")
    ...     pathlib.Path(folder, "heatmap.png").read_bytes()[1:4]
    b'PNG'
    """
    needs_altair()
    path = Path(path)
    ending = check_ending("a chart", path, _FORMATS)
    if isinstance(scale, bool) or not isinstance(scale, (int, float)) or not 0 < scale <= 20:
        raise OptionError(f"scale={shown(scale)}: give a number above 0, to 20", option="scale", value=scale)
    write_named("the chart", path, _data(chart, ending[1:], float(scale), font_directory))


def _data(chart: Any, kind: str, scale: float, fonts: str | os.PathLike[str] | None) -> bytes:
    if kind == "html":
        page: str = chart.to_html(inline=True)
        # Altair writes text as it is, and one that says </script> would end the script.
        written = json.dumps(chart.to_dict())
        return page.replace(written, written.replace("<", "\\u003c")).encode()
    specification = chart.to_dict()
    if kind == "json":
        return json.dumps(specification, ensure_ascii=False).encode()
    import vl_convert

    specification = _seen(specification)
    if fonts is not None:
        if not Path(fonts).is_dir():
            raise InputError(f"font_directory={shown(str(fonts))} is no folder: name one that holds fonts")
        vl_convert.register_font_directory(str(fonts))
    chinese = _HAN.search(json.dumps(specification, ensure_ascii=False)) is not None
    if chinese and not (fonts is not None and _brings_chinese(Path(fonts))) and not has_chinese_font():
        where = "" if fonts is None else f", in font_directory={shown(str(fonts))} neither"
        raise InputError(
            f"the chart has Chinese in it and no font for it was found{where}: install one (on Debian "
            "fonts-noto-cjk), or give font_directory=, or save as .html"
        )
    if chinese:
        # vl-convert takes one font for a line of text: that of the first family which it knows.
        config = specification.setdefault("config", {})
        config["font"] = f"{_CHINESE_FONTS}, {config.get('font', 'sans-serif')}"
    if kind == "png":
        # Descriptions for screen readers, which a picture of points has no use for, take a third of the time.
        specification.setdefault("config", {})["aria"] = False
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(specification)).encode()
    return bytes(vl_convert.vegalite_to_png(specification, scale=scale))


def _seen(specification: dict[str, Any]) -> dict[str, Any]:
    """Return what a picture shows of a chart: without tooltips, and the columns of data that only they have.

    So the sentences in them neither ask for a Chinese font nor change that of the picture.
    """
    data = specification.get("datasets", {})
    shown: dict[str, Any] = _without(
        "tooltip", {name: part for name, part in specification.items() if name != "datasets"}
    )
    text = json.dumps(_without("parse", shown), ensure_ascii=False)  # how columns are read names them all
    return (
        shown | {"datasets": {name: _columns(rows, text) for name, rows in data.items()}} if data else shown
    )


def _without(key: str, part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _without(key, own) for name, own in part.items() if name != key}
    return [_without(key, own) for own in part] if isinstance(part, list) else part


def _columns(rows: Any, text: str) -> Any:
    """Return the columns of data that are named anywhere in the text of a specification."""
    words = set(re.findall(r"\w+", text))
    if isinstance(rows, str):  # CSV
        table = csv.reader(io.StringIO(rows))
        head = next(table, [])
        kept = [i for i, name in enumerate(head) if words.issuperset(re.findall(r"\w+", name))]
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(
            [row[i] for i in kept] for row in (head, *table) if len(row) == len(head)
        )
        return written.getvalue()
    if not all(isinstance(row, dict) for row in rows):
        return rows
    unseen = {name for name in {*chain(*rows)} if not words.issuperset(re.findall(r"\w+", name))}
    return [{name: value for name, value in row.items() if name not in unseen} for row in rows]


def _brings_chinese(folder: Path) -> bool:
    """Whether a folder has a font with Chinese characters, or, without fontconfig, a font."""
    files = [str(file) for file in folder.rglob("*.[otOT]t[fcFC]")]
    program = shutil.which("fc-scan")
    if not files or program is None:
        return bool(files)
    command = [program, "--format", "%{lang}\n", *files]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60, text=True)
    return any(language.startswith("zh") for language in re.split(r"[|\n]", done.stdout))


def has_chinese_font() -> bool:
    """Whether the system has a font with Chinese characters."""
    program = shutil.which("fc-list")
    if program is not None:
        done = subprocess.run([program, ":lang=zh", "family"], capture_output=True, check=False, timeout=60)
        if done.returncode == 0:
            return bool(done.stdout.strip())
    folders = (Path(folder).expanduser() for folder in _FOLDERS)
    return any(_FONTS.search(file.name) for folder in folders for file in folder.rglob("*.[to]t[fc]"))
