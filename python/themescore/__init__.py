"""What a set of reports emphasises, how groups differ, how sure one can be, and which sentences show it.

Examples
--------
>>> import themescore as ts
>>> corpus = ts.Corpus(["Reform goes on.", "深化改革。"], ids=["gansu", "henan"])
>>> ts.score(corpus, {"Reform": ["reform*", "改革"]})
Scores(2 documents, 1 theme, 2 mentions in 4 words)
"""

import importlib
import sys
from typing import TYPE_CHECKING, Any

from themescore._core import __version__

if TYPE_CHECKING:
    from themescore import agreement, errors, plots
    from themescore.audit import Audit
    from themescore.cleaning import Cleaning, clean
    from themescore.coding import CodingResult, CodingSheet
    from themescore.comparing.comparison import Comparison
    from themescore.comparing.key_terms import Keyness, keyness
    from themescore.comparing.sensitivity import Sensitivity
    from themescore.corpora.corpus import Corpus
    from themescore.corpora.description import CorpusDescription
    from themescore.corpora.documents import Document, Failure
    from themescore.corpora.duplicates import Duplicate
    from themescore.corpora.joining import concat
    from themescore.evidence.concordance import Kwic, KwicLine
    from themescore.evidence.concordance_making import kwic
    from themescore.evidence.evidence import Evidence, EvidenceSentence
    from themescore.profiling.correspondence import Correspondence
    from themescore.profiling.moves import Moves
    from themescore.profiling.profiles import Profiles
    from themescore.reading import dates, read
    from themescore.reading.stream import DocumentStream, stream
    from themescore.scoring.emphasis import EmphasisWeights
    from themescore.scoring.explanation import ExplainedForm, ExplainedMention, ScoreExplanation
    from themescore.scoring.scores import Scores
    from themescore.scoring.scoring import score
    from themescore.theming.cues import Cue, CueKind, CuePattern, Cues
    from themescore.theming.themes import Themes
    from themescore.tokenizing.explanation import ExplainedToken, Explanation
    from themescore.tokenizing.lexicon import TaughtWord
    from themescore.tokenizing.tokenizer import Tokenizer
    from themescore.tokenizing.tokens import Token, Tokens
    from themescore.trends.trend import Trend, TrendBreak, TrendRow
    from themescore.weighing.matrix import DocumentTermMatrix, dtm
    from themescore.weighing.reference import Reference
    from themescore.weighing.weighting import Weighting

__all__ = [
    "Audit",
    "Cleaning",
    "CodingResult",
    "CodingSheet",
    "Comparison",
    "Corpus",
    "CorpusDescription",
    "Correspondence",
    "Cue",
    "CueKind",
    "CuePattern",
    "Cues",
    "Document",
    "DocumentStream",
    "DocumentTermMatrix",
    "Duplicate",
    "EmphasisWeights",
    "Evidence",
    "EvidenceSentence",
    "ExplainedForm",
    "ExplainedMention",
    "ExplainedToken",
    "Explanation",
    "Failure",
    "Keyness",
    "Kwic",
    "KwicLine",
    "Moves",
    "Profiles",
    "Reference",
    "ScoreExplanation",
    "Scores",
    "Sensitivity",
    "TaughtWord",
    "Themes",
    "Token",
    "Tokenizer",
    "Tokens",
    "Trend",
    "TrendBreak",
    "TrendRow",
    "Weighting",
    "__version__",
    "agreement",
    "clean",
    "concat",
    "dates",
    "dtm",
    "errors",
    "keyness",
    "kwic",
    "plots",
    "read",
    "score",
    "stream",
]

# The module of each public name, for __getattr__; the imports above tell type checkers the same.
_NAMES = {
    "audit": ("Audit",),
    "cleaning": ("Cleaning", "clean"),
    "coding": ("CodingResult", "CodingSheet"),
    "comparing.comparison": ("Comparison",),
    "comparing.key_terms": ("Keyness", "keyness"),
    "comparing.sensitivity": ("Sensitivity",),
    "corpora.corpus": ("Corpus",),
    "corpora.description": ("CorpusDescription",),
    "corpora.documents": ("Document", "Failure"),
    "corpora.duplicates": ("Duplicate",),
    "corpora.joining": ("concat",),
    "evidence.concordance": ("Kwic", "KwicLine"),
    "evidence.concordance_making": ("kwic",),
    "evidence.evidence": ("Evidence", "EvidenceSentence"),
    "profiling.correspondence": ("Correspondence",),
    "profiling.moves": ("Moves",),
    "profiling.profiles": ("Profiles",),
    "reading": ("dates", "read"),
    "reading.stream": ("DocumentStream", "stream"),
    "scoring.emphasis": ("EmphasisWeights",),
    "scoring.explanation": ("ExplainedForm", "ExplainedMention", "ScoreExplanation"),
    "scoring.scores": ("Scores",),
    "scoring.scoring": ("score",),
    "theming.cues": ("Cue", "CueKind", "CuePattern", "Cues"),
    "theming.themes": ("Themes",),
    "tokenizing.explanation": ("ExplainedToken", "Explanation"),
    "tokenizing.lexicon": ("TaughtWord",),
    "tokenizing.tokenizer": ("Tokenizer",),
    "tokenizing.tokens": ("Token", "Tokens"),
    "trends.trend": ("Trend", "TrendBreak", "TrendRow"),
    "weighing.matrix": ("DocumentTermMatrix", "dtm"),
    "weighing.reference": ("Reference",),
    "weighing.weighting": ("Weighting",),
}
_MODULE_OF = {name: module for module, names in _NAMES.items() for name in names}


if not TYPE_CHECKING:  # for a type checker any name would be there
    # A module is loaded when something of it is first asked for: what is not used costs no start.
    def __getattr__(name: str) -> Any:
        if name in ("agreement", "errors", "plots"):
            return importlib.import_module(f"themescore.{name}")
        if name not in _MODULE_OF:
            raise AttributeError(
                f"module 'themescore' has no attribute {name!r}", name=name, obj=sys.modules[__name__]
            )
        value = getattr(importlib.import_module(f"themescore.{_MODULE_OF[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
