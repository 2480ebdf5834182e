"""What a set of reports emphasises, how groups differ, how sure one can be, and which sentences show it.

Examples
--------
>>> import themescore as ts
>>> corpus = ts.Corpus(["Reform goes on.", "深化改革。"], ids=["gansu", "henan"])
>>> ts.score(corpus, {"Reform": ["reform*", "改革"]})
Scores(2 documents, 1 theme, 2 mentions in 4 words)
"""

from themescore import agreement, errors, plots
from themescore._core import __version__
from themescore.audit import Audit
from themescore.cleaning import Cleaning, clean
from themescore.coding import CodingResult, CodingSheet
from themescore.comparison import Comparison
from themescore.concordance import Kwic, KwicLine
from themescore.concordance_making import kwic
from themescore.corpora.description import CorpusDescription
from themescore.corpora.duplicates import Duplicate
from themescore.corpora.joining import concat
from themescore.corpus import Corpus
from themescore.correspondence import Correspondence
from themescore.cues import Cue, CueKind, CuePattern, Cues
from themescore.documents import Document, Failure
from themescore.emphasis import EmphasisWeights
from themescore.evidence import Evidence, EvidenceSentence
from themescore.explanation import ExplainedToken, Explanation
from themescore.key_terms import Keyness, keyness
from themescore.lexicon import TaughtWord
from themescore.matrix import DocumentTermMatrix, dtm
from themescore.moves import Moves
from themescore.profiles import Profiles
from themescore.reading import DocumentStream, dates, read, stream
from themescore.reference import Reference
from themescore.score_explanation import ExplainedForm, ExplainedMention, ScoreExplanation
from themescore.scores import Scores
from themescore.scoring import score
from themescore.sensitivity import Sensitivity
from themescore.themes import Themes
from themescore.tokenizer import Tokenizer
from themescore.tokens import Token, Tokens
from themescore.trend import Trend, TrendBreak, TrendRow
from themescore.weighting import Weighting

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
