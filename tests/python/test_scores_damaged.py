"""A file of scores that is not what was saved is refused."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import themescore as ts
from saved_scores import THEMES, changed, corpus, set_mention
from themescore.errors import ReadError
from themescore.scoring.saving import FORMAT

pytestmark = pytest.mark.mostly_python


@pytest.fixture(scope="module")
def scores() -> ts.Scores:
    return ts.score(corpus(), THEMES)


@pytest.fixture(scope="module")
def saved(scores: ts.Scores, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("saved") / "scores.parquet"
    scores.save(path, texts=False)
    return path.read_bytes()


def test_any_changed_byte_is_noticed(saved: bytes, tmp_path: Path) -> None:
    path = tmp_path / "scores.parquet"
    draw = random.Random(1)
    places = [*draw.sample(range(len(saved)), 300), *range(len(saved) - 200, len(saved)), *range(8)]
    for at in places:
        path.write_bytes(saved[:at] + bytes([saved[at] ^ 1 << draw.randrange(8)]) + saved[at + 1 :])
        with pytest.raises(ReadError, match=r"changed|damaged"):
            ts.Scores.load(path)


def test_a_file_cut_short_is_noticed(saved: bytes, tmp_path: Path) -> None:
    path = tmp_path / "scores.parquet"
    for length in (0, 1, 4, 8, 100, len(saved) // 2, len(saved) - 1):
        path.write_bytes(saved[:length])
        with pytest.raises(ReadError, match=r"scores\.parquet: (was cut short|holds no scores)"):
            ts.Scores.load(path)


class _Payload:
    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (Path("ran"),)


def test_a_pickle_under_our_suffix_is_refused_and_does_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("scores.parquet").write_bytes(pickle.dumps(_Payload()))
    with pytest.raises(ReadError, match="holds no scores"):
        ts.Scores.load("scores.parquet")
    # The bytes of a pickle in a file that is sound otherwise.
    table = pa.table({"id": ["0"], "text": [b"PAR1" + pickle.dumps(_Payload()) + b"PAR1"]})
    FORMAT.write("scores.parquet", table, {})
    with pytest.raises(ReadError, match="does not hold what scores have"):
        ts.Scores.load("scores.parquet")
    assert not Path("ran").exists()


def test_another_parquet_file_and_another_kind_of_ours_are_refused(scores: ts.Scores, tmp_path: Path) -> None:
    path = tmp_path / "scores.parquet"
    pq.write_table(scores.mentions, path)
    with pytest.raises(ReadError, match="holds no scores that themescore saved"):
        ts.Scores.load(path)
    with pytest.raises(ReadError, match="is a folder"):
        ts.Scores.load(tmp_path)
    with pytest.raises(ReadError, match="no such file"):
        ts.Scores.load(tmp_path / "none.parquet")


def test_another_version_is_refused_with_what_to_do(
    scores: ts.Scores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FORMAT, "version", 2)
    scores.save(tmp_path / "scores.parquet")
    monkeypatch.undo()
    with pytest.raises(ReadError, match=r"scores of version 2, this themescore reads 1.*install"):
        ts.Scores.load(tmp_path / "scores.parquet")


@pytest.mark.parametrize(
    "change",
    [
        set_mention("theme", "None such"),
        set_mention("theme", None),
        set_mention("place", "attic"),
        set_mention("cue", "whim"),
        set_mention("pattern", "trade"),
        set_mention("pattern_number", 99),
        set_mention("pattern_number", -1),
        set_mention("form", None),
        set_mention("start", -1),
        set_mention("end", 10**6),
        set_mention("end", 2**40),
        set_mention("sentence", 77),
        set_mention("cue_level", 9),
        lambda rows: rows["mentioned_sentences"][0][0].update(text="short"),
        lambda rows: rows["mentioned_sentences"][0][0].update(text=None),
        lambda rows: rows["mentioned_sentences"][0].reverse(),
        lambda rows: rows["mentioned_sentences"][0].clear(),
        lambda rows: rows["id"].__setitem__(0, rows["id"][1]),
        lambda rows: rows["id"].__setitem__(0, None),
        lambda rows: rows["words"].__setitem__(0, -1),
        lambda rows: rows["words"].__setitem__(0, None),
        lambda rows: rows["words_of_sentences"][0].pop(),
        lambda rows: rows["words_of_sentences"][0].__setitem__(0, 99),
        lambda rows: rows["words_of_sentences"][0].__setitem__(0, None),
        lambda rows: rows["words_of_sentences"].__setitem__(0, None),
        lambda rows: rows["sentences"].__setitem__(0, 99),
        lambda rows: rows["han_words"].__setitem__(0, 99),
        lambda rows: rows["han_words"].__setitem__(0, -1),
        lambda rows: rows["length"].__setitem__(0, 0.0),
        lambda rows: rows["length"].__setitem__(0, float("inf")),
        lambda rows: rows["mentions"][0].reverse(),
        lambda rows: rows["rate"][0].pop(),
        lambda rows: rows["rate"][0].__setitem__(0, float("nan")),
        lambda rows: rows["rate"].__setitem__(0, None),
        lambda rows: rows["mentions"].__setitem__(0, None),
        lambda rows: rows["settings"].update(themes={"Reform": ["reform*"]}),
        lambda rows: rows["settings"].update(themes="reform"),
        lambda rows: rows["settings"].update(boundary="wall"),
        lambda rows: rows["settings"].update(cues=[1]),
        lambda rows: rows["settings"].update(reference={}),
        lambda rows: rows["settings"].update(pandas="{"),
        lambda rows: rows["settings"].update(failures=[[1]]),
        lambda rows: rows["settings"].update(terms=[1]),
        lambda rows: rows["settings"]["tokenizer"]["settings"].update(lexicon="/etc/passwd"),
        lambda rows: rows["settings"].pop("texts"),
    ],
)
def test_what_themescore_never_saved_is_refused_without_texts(
    scores: ts.Scores, tmp_path: Path, change: Callable[[dict], object]
) -> None:
    path = tmp_path / "scores.parquet"
    changed(scores, path, False, change)
    with pytest.raises(ReadError, match=r"scores\.parquet: (does not hold|holds)"):
        ts.Scores.load(path)


@pytest.mark.parametrize(
    "change",
    [
        set_mention("start", 0),
        set_mention("quoted", True),
        set_mention("form", "reforms"),
        lambda rows: rows["mentions"][0].pop(),
        lambda rows: rows["words"].__setitem__(0, 1),
        lambda rows: rows["text"].__setitem__(0, "Another text."),
        lambda rows: rows["text"].__setitem__(0, None),
    ],
)
def test_numbers_that_the_texts_do_not_give_are_refused(
    scores: ts.Scores, tmp_path: Path, change: Callable[[dict], object]
) -> None:
    path = tmp_path / "scores.parquet"
    changed(scores, path, True, change)
    with pytest.raises(ReadError, match=r"holds other .* finds in its texts|holds text of another type"):
        ts.Scores.load(path)
