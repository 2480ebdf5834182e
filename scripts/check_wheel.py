"""Checks the themescore that is installed, as a user would: scripts/check_wheel.py in its environment."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import themescore as ts


def main() -> None:
    """Score two texts, write their page, run the command."""
    package = Path(ts.__file__)
    assert package.is_relative_to(sys.prefix), f"{package} is not the installed one"
    texts = {"gansu": "Reform goes on here.", "henan": "深化改革。Trade grew."}
    corpus = ts.Corpus(list(texts.values()), ids=list(texts), metadata={"source": ["party", "bank"]})
    scores = ts.score(corpus, {"Reform": ["reform*", "改革"], "Trade": ["trade"]})
    rates = scores.table("rate")
    # 深化改革 is one word of jieba's, of which 改革 is a part, and with "Trade" and "grew" one of three.
    assert rates["Reform"].tolist() == [250.0, 1000 / 3], rates
    assert rates["Trade"].tolist() == [0.0, 1000 / 3], rates
    assert scores.mentions["inside"].to_pylist() == [None, "深化改革", None], scores.mentions
    assert [cue.text for cue in ts.Cues.default().find("必须改革。")] == ["必须"]
    assert "english" in ts.Tokenizer.stem_languages
    assert str(scores.evidence("Reform", "henan")) == "henan, sentence 1: 深化[改革]。"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        scores.report(page, by="source")
        assert "改革</mark>" in page.read_text(encoding="utf-8")
        command = [str(Path(sys.prefix, "bin", "themescore")), "demo", "--html", str(page)]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        assert f"themescore {ts.__version__} on its example reports" in done.stdout, done.stdout
        assert re.search(r"Beiling .* \d", done.stdout), done.stdout
        assert page.stat().st_size > 50_000


main()
