"""What a corpus can be asked for that gives other corpora, or says what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from themescore.corpora.document_list import DocumentList

if TYPE_CHECKING:
    import pyarrow as pa

    from themescore.comparing.grouping import By
    from themescore.corpora.corpus import Corpus
    from themescore.corpora.description import CorpusDescription
    from themescore.corpora.duplicates import Duplicate
    from themescore.tokenizing.tokenizer import Tokenizer

# What does the work is imported where it is used: much of it needs Corpus itself.


class CorpusOperations(DocumentList):
    """The operations of a `Corpus`."""

    _dropped: tuple[Duplicate, ...] = ()

    @property
    def dropped(self) -> list[Duplicate]:
        """What `deduplicate` or `concat` left out on the way to this corpus; what is made of it has nothing.

        ``pandas.DataFrame(corpus.dropped)`` is a table of them.
        """
        return list(self._dropped)

    def sample(self, n: int, *, seed: int = 0, by: By | None = None) -> Corpus:
        """Return documents drawn by chance, in the order of the corpus.

        Parameters
        ----------
        n : int
            How many, from 1.
        seed : int
            Where the random numbers begin, from 0: the same seed draws the same documents, and a smaller `n`
            some of them.
        by : str or callable, optional
            A metadata column, or a function of each `Document`: `n` documents of each of the groups, and all
            of a group that has fewer.

        Raises
        ------
        OptionError
            More documents than there are; a seed that cannot be.
        InputError
            If there is no such column.

        Examples
        --------
        >>> from themescore import Corpus
        >>> years = [2021, 2021, 2022, 2022, 2022, 2023]
        >>> corpus = Corpus(list("abcdef"), metadata={"year": years})
        >>> len(corpus.sample(4, seed=1))
        4
        >>> list(corpus.sample(2, by="year").metadata["year"])
        [2021, 2021, 2022, 2022, 2023]
        """
        from themescore.corpora.drawing import sample

        return sample(self._corpus, n, seed, by)

    def group(self, by: By) -> dict[str, Corpus]:
        """Return a corpus for each group, by name, in the order in which `Scores.compare` has them.

        Parameters
        ----------
        by : str or callable
            A metadata column, or a function of each `Document`. Documents without a value are a group of
            their own, named ``(missing)``.

        Raises
        ------
        InputError
            If there is no such column, or it holds what names no group.

        Examples
        --------
        >>> from themescore import Corpus
        >>> corpus = Corpus(["a", "b", "c"], metadata={"agency": ["bank", "party", "bank"]})
        >>> for name, part in corpus.group("agency").items():
        ...     print(name, part.texts)
        bank ('a', 'c')
        party ('b',)
        """
        from themescore.corpora.drawing import group

        return group(self._corpus, by)

    def split(
        self,
        into: str = "sentences",
        *,
        size: int | None = None,
        tokenizer: Tokenizer | None = None,
        columns: Sequence[str] = ("parent", "start", "end"),
    ) -> Corpus:
        """Cut each document into pieces, which are documents of their own and keep their place.

        A piece of ``gansu`` has the id ``gansu#1`` and so on, the metadata of its parent, and three columns
        more: the parent's id, and where in the parent's text it starts and ends (code points, half-open). No
        piece has white space around it, and none is white space alone; otherwise the pieces are all there is.

        Parameters
        ----------
        into : {"sentences", "paragraphs", "sections", "words"}
            ``sentences``: as `Tokenizer.sentences` finds them. ``paragraphs``: between empty lines, or lines
            that are not just wrapped; a headline is one. ``sections``: from one heading to the next, with a
            column ``heading``, which is missing before the first one. ``words``: windows of so many words,
            numbers among them; the last of a document may be shorter. docs/corpus.md says what a heading is.
        size : int, optional
            How many words a window has, from 1: with ``into="words"`` alone.
        tokenizer : Tokenizer, optional
            How words and sentences are found; ``Tokenizer()`` if not given.
        columns : list of str
            Other names for the three columns, where the metadata has such already: of a corpus that was split
            before, for instance.

        Raises
        ------
        OptionError
            Another value of `into`; a size that is missing, too small or not wanted; other than three names.
        InputError
            If the metadata has a column of such a name; if no document has any text.

        Warns
        -----
        ThemescoreWarning
            Documents without any text, of which nothing is left.

        Examples
        --------
        >>> from themescore import Corpus
        >>> corpus = Corpus(["Reform goes on. 深化改革。"], ids=["gansu"], metadata={"year": [2023]})
        >>> pieces = corpus.split()
        >>> pieces[1]
        Document('gansu#2', 5 characters, year=2023, parent='gansu', start=16, end=21)
        >>> corpus["gansu"].text[16:21] == pieces["gansu#2"].text
        True
        >>> corpus.split("words", size=2).texts
        ('Reform goes', 'on. 深化改革。')
        """
        from themescore.corpora.splitting import split

        return split(self._corpus, into, size, tokenizer, columns)

    def duplicates(self, by: str = "text") -> list[Duplicate]:
        """Return the documents that are the same as an earlier one, with the id of that.

        Parameters
        ----------
        by : str
            What has to be the same: ``"text"``, to the character, or a metadata column, such as an address
            that a document was fetched from. Documents without a value there are like no other. By ``"id"``
            there are none: a corpus has each id once, and `concat` says what becomes of the others.

        Raises
        ------
        InputError
            If there is no such column.

        Examples
        --------
        >>> from themescore import Corpus
        >>> Corpus(["Calm.", "Prices rose.", "Calm."], ids=["may", "june", "july"]).duplicates()
        [Duplicate(id='july', same_as='may')]
        """
        from themescore.corpora.duplicates import duplicates

        return duplicates(self._corpus, by)

    def deduplicate(self, by: str = "text") -> Corpus:
        """Return the corpus without its `duplicates`, which are in `dropped` then.

        Parameters
        ----------
        by : str
            As in `duplicates`.

        Raises
        ------
        InputError
            As in `duplicates`.

        Examples
        --------
        >>> from themescore import Corpus
        >>> corpus = Corpus(["Calm.", "Prices rose.", "Calm."], ids=["may", "june", "july"]).deduplicate()
        >>> corpus.ids
        ('may', 'june')
        >>> corpus.dropped
        [Duplicate(id='july', same_as='may')]
        """
        from themescore.corpora.duplicates import duplicates, without

        return without(self._corpus, duplicates(self._corpus, by))

    def languages(self) -> Any:
        """Return what each document is written in: a frame with one row a document.

        Columns: ``letters`` (how many there are; digits and punctuation are none), ``script`` (that of most
        of them), ``language`` (where this script is for one language alone: Han without kana is Chinese,
        Hangul is Korean; Latin letters do not say which language it is), and for each script of the corpus,
        the most frequent first, its share of the letters. Of a document without letters script and language
        are missing.

        Returns
        -------
        frame
            Of the library that the metadata came in with: pandas with the ids as its index, or another with
            a first column ``id``.

        Examples
        --------
        >>> from themescore import Corpus
        >>> corpus = Corpus(["国有Enterprise reform", "改革", "Реформа"], ids=["a", "b", "c"])
        >>> corpus.languages()[["script", "Latin", "Han", "Cyrillic"]]
              script  Latin   Han  Cyrillic
        id
        a      Latin   0.89  0.11       0.0
        b        Han   0.00  1.00       0.0
        c   Cyrillic   0.00  0.00       1.0
        >>> corpus.languages()["language"]["b"]
        'Chinese'
        """
        from themescore.corpora.tables import languages

        return languages(self._corpus)

    def describe(
        self, *, tokenizer: Tokenizer | None = None, threads: int | None = None
    ) -> CorpusDescription:
        """Return what has to be known before the work begins, as a table.

        How large the documents are, with the smallest and the largest; scripts and languages; documents that
        are empty, or have the text of another; marks of wrong encodings; lines that many documents have,
        which may be headers, footers or navigation; metadata with gaps; what could not be read. Near
        duplicates are not looked for.

        Parameters
        ----------
        tokenizer : Tokenizer, optional
            How words and sentences are found; ``Tokenizer()`` if not given.
        threads : int, optional
            As in `score`.

        Returns
        -------
        CorpusDescription
            With each of these as an attribute, and as a frame in ``.to_frame()``.

        Examples
        --------
        >>> from themescore import Corpus
        >>> corpus = Corpus(["Reform goes on.", "改革在继续。", "Reform goes on."], ids=["a", "b", "c"])
        >>> corpus.describe()
        documents                           3
        words                               9  3 in the median document; from 3 (a) to 3 (a)
        sentences                           3
        characters                         36
        scripts                             2  letters: Latin 83%, Han 17%; 2 documents mostly Latin,
                                               1 document mostly Han
        languages that the script tells     1  1 document Chinese
        empty documents                     0
        documents with the text of another  1  c as a
        documents with U+FFFD               0
        documents that look misread         0
        lines of many documents             0
        metadata columns with gaps          0
        could not be read                   0
        """
        from themescore.corpora.describing import describe

        return describe(self._corpus, tokenizer, threads)

    def to_frame(self, *, text: str = "text", id: str = "id") -> Any:
        """Return a frame with one row a document: its id, its text and its metadata.

        `Corpus.from_frame` makes the same corpus of it.

        Parameters
        ----------
        text, id : str
            The names of the columns with the texts and the ids.

        Returns
        -------
        frame
            Of the library that the metadata came in with; pandas where there is no metadata.

        Raises
        ------
        InputError
            If the metadata has a column of such a name.

        Examples
        --------
        >>> from themescore import Corpus
        >>> corpus = Corpus(["Reform goes on.", "改革。"], ["007", "008"], {"year": [2023, 2024]})
        >>> corpus.to_frame()
            id             text  year
        0  007  Reform goes on.  2023
        1  008              改革。  2024
        """
        from themescore.corpora.tables import to_frame

        return to_frame(self._corpus, text, id)

    def to_arrow(self, *, text: str = "text", id: str = "id") -> pa.Table:
        """Return an Arrow table with one row a document: its id, its text and its metadata.

        Polars, DuckDB and other libraries take a corpus itself, too, and see this table:
        ``polars.DataFrame(corpus)``.

        Parameters
        ----------
        text, id : str
            The names of the columns with the texts (``large_string``) and the ids.

        Raises
        ------
        InputError
            If the metadata has a column of such a name, or one that Arrow cannot hold.

        Examples
        --------
        >>> from themescore import Corpus
        >>> Corpus(["Reform goes on."], metadata={"year": [2023]}).to_arrow().column_names
        ['id', 'text', 'year']
        """
        from themescore.corpora.tables import to_arrow

        return to_arrow(self._corpus, text, id)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the table of `to_arrow` to another library, by Arrow's protocol."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __add__(self, other: object) -> Corpus:
        """Return the documents of both, as `concat` does."""
        from themescore.corpora.corpus import Corpus
        from themescore.corpora.joining import concat

        return concat([self._corpus, other]) if isinstance(other, Corpus) else NotImplemented

    @property
    def _corpus(self) -> Corpus:
        return cast("Corpus", self)
