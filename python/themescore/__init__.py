"""What a set of reports emphasises, how groups differ, how sure one can be, and which sentences show it.

Examples
--------
>>> import themescore as ts
>>> corpus = ts.Corpus(["Reform goes on.", "深化改革。"], ids=["gansu", "henan"])
>>> ts.score(corpus, {"Reform": ["reform*", "改革"]})
Scores(2 documents, 1 theme, 2 mentions in 6 words)
"""

from importlib.metadata import version as _version

from themescore import errors
from themescore.comparison import Comparison
from themescore.corpus import Corpus
from themescore.documents import Document, Failure
from themescore.evidence import Evidence, EvidenceSentence
from themescore.matrix import DocumentTermMatrix, dtm
from themescore.reading import read
from themescore.scores import Scores
from themescore.scoring import score
from themescore.themes import Themes
from themescore.tokenizer import Token, Tokenizer, Tokens

__version__ = _version("themescore")

__all__ = [
    "Comparison",
    "Corpus",
    "Document",
    "DocumentTermMatrix",
    "Evidence",
    "EvidenceSentence",
    "Failure",
    "Scores",
    "Themes",
    "Token",
    "Tokenizer",
    "Tokens",
    "__version__",
    "dtm",
    "errors",
    "read",
    "score",
]
