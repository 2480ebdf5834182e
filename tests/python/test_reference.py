"""A reference corpus, so that one report can be scored, and its file, which a stranger may have sent."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import themescore as ts
from saved_files import with_right_checksum
from themescore.errors import InputError, OptionError, ReadError, WriteError

THEMES = {"Reform": ["reform*", "tax reform"], "Trade": ["trade"], "安全": ["安全"]}
PAST = ["Tax reform and trade.", "Trade grew.", "Reforms fell, 公共安全 rose.", "", "安全 trade trade"]
SAVED = Path(__file__).parent / "saved"
WEIGHTINGS = [
    ts.Weighting(),
    ts.Weighting.bm25("lucene"),
    ts.Weighting(tf="log", idf="plain", norm="pivoted"),
    ts.Weighting(idf="max", norm="l1"),
]


@pytest.fixture
def reference() -> ts.Reference:
    return ts.Reference.fit(PAST, THEMES)


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_one_report_scores_as_it_does_among_its_own_corpus(
    reference: ts.Reference, weighting: ts.Weighting
) -> None:
    together = ts.score(PAST, THEMES)
    for document, text in enumerate(PAST):
        alone = ts.score([text], THEMES, reference=reference)
        for measure in ("tfidf", "emphasis"):
            ours = alone.table(measure, weighting=weighting).to_numpy()[0]
            theirs = together.table(measure, weighting=weighting).to_numpy()[document]
            assert ours.tobytes() == theirs.tobytes()


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_one_report_has_the_row_that_it_has_in_the_matrix_of_its_corpus(
    reference: ts.Reference, weighting: ts.Weighting
) -> None:
    together = ts.dtm(PAST, weighting=weighting)
    for document, text in enumerate(PAST):
        alone = ts.dtm([text], weighting=weighting, reference=reference)
        row = dict(zip(together.terms, together.matrix.toarray()[document], strict=True))
        assert alone.matrix.toarray()[0].tolist() == [row[term] for term in alone.terms]
        assert {term for term, weight in row.items() if weight} <= set(alone.terms)


def test_counts_and_rates_do_not_look_at_the_reference(reference: ts.Reference) -> None:
    with_it, without = (
        ts.score(["Trade reforms."], THEMES, reference=reference),
        ts.score(["Trade reforms."], THEMES),
    )
    for measure in ("count", "rate", "share"):
        assert with_it.table(measure).equals(without.table(measure))
    assert with_it.reference == reference
    assert without.reference is None


def test_what_the_reference_has_never_seen_has_document_frequency_0(reference: ts.Reference) -> None:
    themes = {"Reform": ["reform*", "tax reform"], "Trade": ["trade"], "安全": ["安全"]}
    scores = ts.score(["Reformers trade."], themes, reference=reference)
    n = len(PAST)
    rare, trade = np.log((1 + n) / 1) + 1, np.log((1 + n) / (1 + 3)) + 1
    assert scores.table().iloc[0].tolist() == pytest.approx(
        [rare / np.hypot(rare, trade), trade / np.hypot(rare, trade), 0]
    )
    explained = scores.explain("Reform", 0, weights=ts.EmphasisWeights.equal())
    assert explained.score == pytest.approx(scores.table()["Reform"].iloc[0])
    assert explained.rows[0].rarity == pytest.approx(rare)


def test_a_weighting_without_a_weight_for_the_unseen_is_an_error_that_names_them(
    reference: ts.Reference,
) -> None:
    scores = ts.score(["Reformers trade zebras."], THEMES, reference=reference)
    plain = ts.Weighting(idf="plain")
    with pytest.raises(InputError, match=r"never seen 'reformers', 'zebras', and idf='plain' has no weight"):
        scores.table("tfidf", weighting=plain)
    with pytest.raises(InputError, match=r"'reformers', 'zebras'.*df_plus=1"):
        ts.dtm(["Reformers trade zebras."], weighting=plain, reference=reference)
    assert np.isfinite(scores.table("tfidf", weighting=ts.Weighting(idf="plain", df_plus=1)).to_numpy()).all()


def test_other_themes_of_single_words_can_be_scored_by_the_words(reference: ts.Reference) -> None:
    plain = ts.Reference.fit(PAST)
    for by in (plain, reference):
        table = ts.score(["Trade grew."], {"T": ["trade"]}, reference=by, boundary="word").table()
        assert table["T"].iloc[0] == ts.score(PAST, {"T": ["trade"]}, boundary="word").table()["T"].iloc[1]


def test_forms_of_several_words_need_a_reference_that_was_made_with_their_themes(
    reference: ts.Reference,
) -> None:
    for by, boundary in ((ts.Reference.fit(PAST), "part"), (reference, "word")):
        with pytest.raises(InputError, match=r"does not know how rare 'tax reform' is: Reference\.fit"):
            ts.score(["Tax reform."], THEMES, reference=by, boundary=boundary)


def test_a_reference_is_for_the_tokenizer_that_made_it(reference: ts.Reference) -> None:
    other = ts.Tokenizer(stop_words=["and"])
    with pytest.raises(InputError, match=r"give tokenizer=reference\.tokenizer"):
        ts.score(["Trade."], THEMES, reference=reference, tokenizer=other)
    with pytest.raises(InputError, match=r"give tokenizer=reference\.tokenizer"):
        ts.dtm(["Trade."], weighting=ts.Weighting(), reference=reference, tokenizer=other)


@pytest.mark.parametrize("given", ["reference.json", {}, 3])
def test_what_is_no_reference_is_an_error(given: object) -> None:
    with pytest.raises(InputError, match=r"give a themescore\.Reference"):
        ts.score(["Trade."], THEMES, reference=given)
    with pytest.raises(InputError, match=r"give a themescore\.Reference"):
        ts.dtm(["Trade."]).weigh(reference=given)


def test_a_reference_without_a_weighting_is_an_error(reference: ts.Reference) -> None:
    with pytest.raises(OptionError, match="a reference is for a weighting"):
        ts.dtm(["Trade."], reference=reference)


def test_a_saved_reference_loads_as_the_same(tmp_path: Path) -> None:
    tokenizer = ts.Tokenizer(stop_words="english", lexicon=["新质生产力"], without=["生产力"], hmm=False)
    reference = ts.Reference.fit(
        [*PAST, "新质生产力 \x00 \U0001f600"], THEMES, tokenizer=tokenizer, boundary="any"
    )
    path = tmp_path / "reference.json"
    reference.save(path)
    first = path.read_bytes()
    loaded = ts.Reference.load(path)
    assert loaded == reference
    assert loaded.tokenizer == tokenizer
    loaded.save(path)
    assert path.read_bytes() == first
    assert pickle.loads(pickle.dumps(loaded)) == reference


def test_scores_with_a_reference_survive_pickling(reference: ts.Reference) -> None:
    scores = ts.score(["Trade reforms."], THEMES, reference=reference)
    again = pickle.loads(pickle.dumps(scores))
    assert again.reference == reference
    assert again.table().equals(scores.table())


def test_a_file_cut_short_anywhere_is_an_error(reference: ts.Reference, tmp_path: Path) -> None:
    path = tmp_path / "reference.json"
    reference.save(path)
    whole = path.read_bytes()
    for size in range(len(whole) - 1):  # the last is the line end
        path.write_bytes(whole[:size])
        with pytest.raises(ReadError):
            ts.Reference.load(path)


def test_a_file_with_any_byte_changed_is_an_error_or_loads_the_same(
    reference: ts.Reference, tmp_path: Path
) -> None:
    path = tmp_path / "reference.json"
    reference.save(path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with contextlib.suppress(ReadError):
            assert ts.Reference.load(path) == reference


def test_a_pickle_under_our_suffix_runs_nothing(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
            return (exec, (f"open({str(tmp_path / 'ran')!r}, 'w')",))

    path = tmp_path / "reference.json"
    path.write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(ReadError, match="is no reference"):
        ts.Reference.load(path)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(documents=0),
        lambda data: data.update(documents=True),
        lambda data: data.update(documents=5.0),
        lambda data: data.update(mean_words=float("nan")),
        lambda data: data.update(mean_types=-1),
        lambda data: data.update(boundary="whole"),
        lambda data: data.update(themes=3),
        lambda data: data.update(terms=[]),
        lambda data: data["terms"].update(trade=99),
        lambda data: data["terms"].update(trade=0),
        lambda data: data["forms"].update(trade="1"),
        lambda data: data["terms"].update({"\ud800": 1}),
        lambda data: data.pop("forms"),
        lambda data: data.update(tokenizer=None),
        lambda data: data["tokenizer"]["settings"].update(lexicon="/etc/hostname"),
        lambda data: data["tokenizer"]["settings"].update(han="icu"),
        lambda data: data["tokenizer"].update(entries=[["x", 1, "", "", ""]]),
        lambda data: data["tokenizer"].update(entries=[[["x"], "y", 3]]),
        lambda data: data["tokenizer"].update(entries=[["not Han", 1, ""]]),
        lambda data: [1],
    ],
)
def test_numbers_and_settings_that_no_reference_has_are_errors(
    reference: ts.Reference, tmp_path: Path, change: Callable[[dict], object]
) -> None:
    path = tmp_path / "reference.json"
    reference.save(path)
    with_right_checksum(path, lambda data: None)
    assert ts.Reference.load(path) == reference
    with_right_checksum(path, change)
    with pytest.raises(ReadError, match="has"):
        ts.Reference.load(path)


def test_a_file_of_another_version_says_so(reference: ts.Reference, tmp_path: Path) -> None:
    path = tmp_path / "reference.json"
    reference.save(path)
    for version in (0, 3, True, None, "2"):
        with_right_checksum(path, lambda data: None, version=version)
        with pytest.raises(ReadError, match=f"of version {version!r}, this themescore reads 1 to 2"):
            ts.Reference.load(path)


def test_a_file_of_the_first_version_loads_as_it_did(reference: ts.Reference) -> None:
    loaded = ts.Reference.load(SAVED / "reference-1.json")
    assert loaded == reference
    assert (loaded.ngrams, loaded.across_sentences) == ((1,), False)
    new = ["Tax reform.", "公共安全"]
    old, fitted = (ts.score(new, THEMES, reference=each).table() for each in (loaded, reference))
    assert old.equals(fitted)


def test_json_nested_without_end_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "reference.json"
    path.write_bytes(b"[" * 100_000)
    with pytest.raises(ReadError):
        ts.Reference.load(path)


def test_files_that_cannot_be_written_or_read_are_errors(reference: ts.Reference, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="folder"):
        reference.save(tmp_path)
    with pytest.raises(WriteError):
        reference.save(tmp_path / "absent" / "reference.json")
    with pytest.raises(ReadError):
        ts.Reference.load(tmp_path / "absent.json")
    with pytest.raises(ReadError):
        ts.Reference.load(tmp_path)


SIZES = [2, [1, 2], [2, 3], [1, 2, 4]]


@pytest.mark.parametrize("across_sentences", [False, True])
@pytest.mark.parametrize("sizes", SIZES)
def test_n_grams_have_the_df_and_weights_of_their_own_corpus(sizes: object, across_sentences: bool) -> None:
    texts = [*PAST, "Tax reform and trade. Trade grew again.", "trade trade trade trade and tax"]
    options = {"ngrams": sizes, "across_sentences": across_sentences}
    reference = ts.Reference.fit(texts, THEMES, **options)
    counts = ts.dtm(texts, **options)
    df = (counts.matrix.toarray() > 0).sum(axis=0)  # numpy's own count
    assert [reference.frequency(term) for term in counts.terms] == df.tolist()
    assert len(counts.terms) > 3
    for weighting in [*WEIGHTINGS, ts.Weighting(tf="lucene", idf="max", norm="none")]:
        own = counts.weigh(weighting).matrix
        referred = counts.weigh(weighting, reference=reference).matrix
        assert referred.data.tobytes() == own.data.tobytes()
        together = dict(zip(counts.terms, own.toarray()[5], strict=True))
        alone = ts.dtm([texts[5]], weighting=weighting, reference=reference, **options)
        assert alone.matrix.toarray()[0].tolist() == [together[term] for term in alone.terms]


@pytest.mark.parametrize("sizes", SIZES)
def test_a_reference_of_n_grams_serves_words_and_themes_as_one_without(
    reference: ts.Reference, sizes: object
) -> None:
    longer = ts.Reference.fit(iter(PAST), THEMES, ngrams=sizes)
    new = ["Tax reform and trade.", "Trade 安全."]
    for weighting in WEIGHTINGS[:2]:
        ours, theirs = (
            ts.score(new, THEMES, reference=each).table("tfidf", weighting=weighting)
            for each in (longer, reference)
        )
        assert ours.equals(theirs)
        ours, theirs = (ts.dtm(new, weighting=weighting, reference=each) for each in (longer, reference))
        assert ours.matrix.data.tobytes() == theirs.matrix.data.tobytes()
    assert longer.mean_words == reference.mean_words
    assert longer.mean_types == reference.mean_types


def test_n_grams_of_other_sizes_are_an_error_that_says_which() -> None:
    reference = ts.Reference.fit(PAST, ngrams=[1, 2])
    weighting = ts.Weighting()
    for given in ({"ngrams": 2}, {"ngrams": [1, 2, 3]}, {"ngrams": [1, 2], "across_sentences": True}):
        with pytest.raises(InputError, match=r"fitted with ngrams=\[1, 2\], across_sentences=False, and the"):
            ts.dtm(PAST, weighting=weighting, reference=reference, **given)
        with pytest.raises(InputError, match=r"Reference\.fit\(corpus, ngrams="):
            ts.dtm(PAST, **given).weigh(reference=reference)
    with pytest.raises(InputError, match=r"fitted with ngrams=\[1\]"):
        ts.dtm(PAST, ngrams=2, weighting=weighting, reference=ts.Reference.fit(PAST))
    with pytest.raises(InputError, match=r"of 1, 2 words, and 'a b c' is not"):
        ts.dtm(PAST, ngrams=[1, 2], vocabulary=["tax", "a b c"]).weigh(reference=reference)
    for sizes in (0, [], "2", 101, [1, 2.5]):
        with pytest.raises(OptionError, match="ngrams"):
            ts.Reference.fit(PAST, ngrams=sizes)


def test_an_n_gram_that_the_reference_has_never_seen_is_as_a_word_of_that_kind() -> None:
    reference = ts.Reference.fit(PAST, ngrams=2)
    assert reference.frequency("trade zebra") == 0
    weights = ts.dtm(["Trade zebra."], ngrams=2, weighting=ts.Weighting(norm="none"), reference=reference)
    assert weights.matrix.toarray()[0, 0] == pytest.approx(np.log(1 + len(PAST)) + 1, rel=1e-15)
    with pytest.raises(InputError, match=r"never seen 'trade zebra', and idf='plain' has no weight"):
        ts.dtm(["Trade zebra."], ngrams=2, weighting=ts.Weighting(idf="plain"), reference=reference)


@pytest.mark.parametrize("across_sentences", [False, True])
def test_a_saved_reference_of_n_grams_loads_as_the_same(tmp_path: Path, across_sentences: bool) -> None:
    reference = ts.Reference.fit(PAST, THEMES, ngrams=[1, 3], across_sentences=across_sentences)
    path = tmp_path / "reference.json"
    reference.save(path)
    loaded = ts.Reference.load(path)
    assert loaded == reference
    assert (loaded.ngrams, loaded.across_sentences) == ((1, 3), across_sentences)
    assert loaded != ts.Reference.fit(PAST, THEMES)
    assert pickle.loads(pickle.dumps(loaded)) == reference
    assert repr(loaded).endswith(" n-grams)")


@pytest.mark.parametrize(
    "change",
    [
        lambda ngrams: ngrams.update(sizes=[1]),
        lambda ngrams: ngrams.update(sizes=[]),
        lambda ngrams: ngrams.update(sizes=[3, 2]),
        lambda ngrams: ngrams.update(sizes=[3]),
        lambda ngrams: ngrams.update(sizes=[True, 2]),
        lambda ngrams: ngrams.update(sizes="12"),
        lambda ngrams: ngrams.update(across_sentences=0),
        lambda ngrams: ngrams.update(mean_words=-1),
        lambda ngrams: ngrams["terms"].update({"tax reform": 99}),
        lambda ngrams: ngrams["terms"].update({"tax reform": 0}),
        lambda ngrams: ngrams["terms"].update({"tax": 1}),
        lambda ngrams: ngrams["terms"].update({"tax \ud800": 1}),
        lambda ngrams: ngrams.pop("terms"),
    ],
)
def test_n_grams_that_no_reference_has_are_errors(tmp_path: Path, change: Callable[[dict], object]) -> None:
    path = tmp_path / "reference.json"
    ts.Reference.fit(PAST, ngrams=[1, 2]).save(path)
    with_right_checksum(path, lambda data: change(data["ngrams"]))
    with pytest.raises(ReadError, match="has"):
        ts.Reference.load(path)
