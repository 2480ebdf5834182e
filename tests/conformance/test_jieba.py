"""Chinese is cut exactly as jieba 0.42.1 cuts it: its package is the expected value."""

from __future__ import annotations

import json
import logging
import random
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import themescore as ts

RUN = re.compile("[〇々\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
IDEOGRAPHS = [*map(chr, range(0x3400, 0x4DC0)), *map(chr, range(0x4E00, 0xA000))]
jieba = pytest.importorskip("jieba")

USER_WORDS = ("新质生产力", "高质量发展", "党的建设", "双碳目标", "国有企业改革发展", "中国特色", "人民生活")


@pytest.fixture(scope="module", autouse=True)
def _quiet() -> None:
    jieba.setLogLevel(logging.ERROR)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Any]:
    """A tokenizer of jieba's own that may be taught, with what it keeps for all of them put back."""
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path)
    tokenizer.initialize()
    removed = set(jieba.finalseg.Force_Split_Words)
    yield tokenizer
    jieba.finalseg.Force_Split_Words.clear()
    jieba.finalseg.Force_Split_Words.update(removed)


def as_written(*, hmm: bool = True, **options: Any) -> ts.Tokenizer:
    """Return our tokenizer, looking at the characters that jieba looks at."""
    return ts.Tokenizer(hmm=hmm, simplify=False, **options)


def random_runs(seed: int, number: int) -> list[str]:
    """Return runs of characters and words from jieba's own lexicon, put together at random."""
    words = [word for word in jieba.dt.FREQ if RUN.fullmatch(word)]
    words.sort()
    choose = random.Random(seed)
    return ["".join(choose.choices(words, k=choose.randint(1, 12))) for _ in range(number)]


def test_the_reference_is_the_version_that_the_lexicon_is_made_of() -> None:
    assert (
        version("jieba")
        == ts._core.HanLexicon(str(Path(ts._core.__file__).with_name("han_lexicon.bin"))).source_version
    )


@pytest.mark.parametrize(("hmm", "every", "number"), [(True, 1, 96_916), (False, 4, None)])
def test_every_run_of_the_work_reports_is_cut_as_jieba_cuts_it(
    shared_data: Path, hmm: bool, every: int, number: int | None
) -> None:
    """Without the model for unknown words, which cuts as it does with it but for one step, every fourth."""
    lines = (shared_data / "work-reports-zh.jsonl").read_text(encoding="utf-8").splitlines()
    runs = [run for line in lines[::every] for run in RUN.findall(json.loads(line)["text"])]
    words = as_written(hmm=hmm).words
    assert len(runs) == number or number is None
    assert [run for run in runs if words(run) != jieba.lcut(run, HMM=hmm)] == []


@pytest.mark.parametrize("hmm", [True, False])
@pytest.mark.parametrize("language", ["cmn_hans", "cmn_hant"])
def test_every_run_of_the_declaration_of_human_rights_is_cut_as_jieba_cuts_it(
    shared_data: Path, language: str, hmm: bool
) -> None:
    text = (shared_data / "udhr" / f"udhr_{language}.xml").read_text(encoding="utf-8")
    words = as_written(hmm=hmm).words
    for run in RUN.findall(text):
        assert words(run) == jieba.lcut(run, HMM=hmm)


@pytest.mark.parametrize("hmm", [True, False])
def test_random_runs_are_cut_as_jieba_cuts_them(hmm: bool) -> None:
    jieba.initialize()
    words = as_written(hmm=hmm).words
    runs = random_runs(seed=1, number=4000)
    # Characters in no order that anybody wrote are mostly left to the unknown-word model.
    choose = random.Random(2)
    runs += ["".join(choose.choices("".join(runs[:500]), k=choose.randint(1, 30))) for _ in range(2000)]
    runs += ["".join(choose.choices(IDEOGRAPHS, k=20)) for _ in range(300)]
    assert [run for run in runs if words(run) != jieba.lcut(run, HMM=hmm)] == []


@pytest.mark.parametrize("hmm", [True, False])
def test_taught_words_change_what_they_change_in_jieba(fresh: Any, shared_data: Path, hmm: bool) -> None:
    for word in USER_WORDS:
        fresh.add_word(word)
    fresh.add_word("社会主义", 3)
    fresh.add_word("全面小康", 1000, "n")
    fresh.del_word("生产力")
    tokenizer = as_written(
        hmm=hmm, lexicon=[*USER_WORDS, ("社会主义", 3), ("全面小康", 1000, "n")], without=["生产力"]
    )
    assert {word.word: word.frequency for word in tokenizer.taught} == {
        word: fresh.FREQ[word] for word in [*USER_WORDS, "社会主义", "全面小康", "生产力"]
    }
    lines = (shared_data / "work-reports-zh.jsonl").read_text(encoding="utf-8").splitlines()
    runs = [run for line in lines[:12] for run in RUN.findall(json.loads(line)["text"])]
    assert [run for run in runs if tokenizer.words(run) != fresh.lcut(run, HMM=hmm)] == []


def test_a_file_of_jiebas_format_teaches_what_it_teaches_jieba(fresh: Any, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text(
        "\ufeff云计算 5\r\n李小福 2 nr\n创新办 3 i\n\n韩玉赏鉴 3 nz\n八一双鹿 3 nz\n台中\n凱特琳 nz\n",
        encoding="utf-8",
    )
    fresh.load_userdict(str(path))
    tokenizer = as_written(lexicon=path)
    assert [(word.word, word.frequency) for word in tokenizer.taught] == [
        (word, fresh.FREQ[word])
        for word in ["云计算", "李小福", "创新办", "韩玉赏鉴", "八一双鹿", "台中", "凱特琳"]
    ]
    text = "李小福是创新办主任也是云计算方面的专家我在台中看到凱特琳欣赏韩玉赏鉴和八一双鹿"
    assert tokenizer.words(text) == fresh.lcut(text)
