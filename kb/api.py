"""The public API: open a library, search it, ask it, cite from it, verify a quotation.

``kb`` exports what is defined here; ``docs/api.md`` shows each call and is run as a test. The
modules that do the work are imported when they are first needed, so that ``import kb`` is quick.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, TypeVar

from kb.errors import QueryError
from kb.span import Span

if TYPE_CHECKING:
    from kb.answer import Answer
    from kb.cite import Verification
    from kb.models import Document
    from kb.search.engine import Searcher
    from kb.search.hits import Results
    from kb.store import DocumentSummary, Library

Mode = Literal["hybrid", "lexical", "dense"]
Style = Literal[
    "short", "chicago-note", "chicago-bibliography", "bluebook", "apa", "apa-in-text", "mla",
    "markdown",
]  # fmt: skip
Value = TypeVar("Value")


def open_library(path: str | Path | None = None, *, create: bool = False) -> OpenLibrary:
    """Open the library in the folder ``path``; by default the one that ``KB_HOME`` names, else the
    one in your data folder. Where there is none, ``create`` makes an empty one.

    Raises ``LibraryError`` when there is no library and ``create`` is false, when it is damaged,
    or when a newer version of Evidencia made it.
    """
    from kb.settings import home
    from kb.store import Library

    folder = Path(path).expanduser().resolve() if path is not None else home()
    return OpenLibrary(Library.open(folder, create=create))


class OpenLibrary:
    """A library that is open. Use it in a ``with`` statement, or call ``close``.

    ``store`` is the database itself, for ``ingest.ingest``; it is not part of the public API.
    """

    def __init__(self, store: Library) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<OpenLibrary {self.path}>"

    @property
    def path(self) -> Path:
        """The folder of the library."""
        return self.store.home

    def close(self) -> None:
        """Close the library. Calling it twice does no harm."""
        self.store.close()

    def search(
        self, query: str, limit: int = 10, mode: Mode = "hybrid", *, as_typed: bool = False
    ) -> Results:
        """The best passages for ``query``, at most ``limit``, each with a verified citation.

        ``query`` takes words, an ``"exact phrase"``, filters such as ``kind:statute`` and
        ``year:2019..``, and statutory addresses. ``mode`` is ``hybrid`` (words and meaning),
        ``lexical`` (words) or ``dense`` (meaning). Misspelt words are corrected, and listed in
        ``.corrections``, unless ``as_typed``. Raises ``QueryError`` for a query that cannot be
        understood.
        """
        if mode not in ("hybrid", "lexical", "dense"):
            raise QueryError(f"There is no mode {mode!r}. Use hybrid, lexical or dense.")
        if limit < 1:
            raise QueryError(f"The limit is {limit}. Use 1 or more.")
        return self._retried(lambda: self._searcher.search(query, limit, mode, as_typed=as_typed))

    def ask(self, question: str, *, as_typed: bool = False) -> Answer:
        """The answer to ``question`` in sentences quoted from the documents, or the reason why
        there is none. Misspelt words are corrected unless ``as_typed``. Raises ``QueryError`` for
        a question that cannot be understood."""
        from kb.answer import answer

        return self._retried(lambda: answer(question, self._searcher, as_typed=as_typed))

    def documents(self) -> tuple[DocumentSummary, ...]:
        """All documents, by id, without their texts."""
        return self.store.documents()

    def document(self, doc_id: str) -> Document:
        """One document with its text, pages and sections. Raises ``UnknownDocument``."""
        return self.store.document(doc_id)

    def cite(self, doc_id: str, start: int, end: int, style: Style = "short") -> str:
        """The citation of the characters ``[start, end)`` of a document's text, with its pages or
        its section, in a citation style.

        Raises ``UnknownDocument``, and ``QueryError`` for characters that are not in the text or a
        style that does not exist.
        """
        from kb.cite import pin
        from kb.cite.styles import STYLES

        if style not in STYLES:
            raise QueryError(f"There is no style {style!r}. Use one of {', '.join(STYLES)}.")
        document = self.document(doc_id)
        if not 0 <= start < end <= len(document.text):
            raise QueryError(
                f"[{start}, {end}) is not a part of the text of {doc_id}, "
                f"which has {len(document.text)} characters."
            )
        return STYLES[style](pin(document, Span(start, end)), document.metadata)

    def verify(self, quote: str, doc_id: str, start: int | None = None) -> Verification:
        """Whether a document has the words of ``quote``, read again now.

        ``.status`` is EXACT, NORMALISED (the same words, printed differently), ALTERED (with the
        ``.differences``), AMBIGUOUS (in several ``.places``) or NOT_FOUND; ``.holds`` is true for
        the first two. ``start`` says which place is meant where there are several. Raises
        ``UnknownDocument``.
        """
        from kb.cite import PinCite, locate, verify

        document = self.document(doc_id)
        if start is None:
            places = locate(quote, document)
            span = places[0] if len(places) == 1 else Span(0, 0)
        else:
            span = Span(start, start + len(quote))
        cite = PinCite(doc_id, document.sha256, span, quote)
        return verify(cite, document)

    @cached_property
    def _searcher(self) -> Searcher:
        from kb.search.engine import Searcher

        return Searcher(self.store)

    def _retried(self, make: Callable[[], Value]) -> Value:
        from kb.store.retry_on_change import retry_on_change

        return retry_on_change(self.store, make)
