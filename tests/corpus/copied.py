"""Finds runs of twelve words that a text shares with the real documents beside the project.

Each document is reduced to its words, each word to a number, and each run of twelve words to one
64-bit number (a polynomial over the words' numbers), computed for all runs of a document at once.
PDF text comes from PDFium here, which is ten times faster than the reader of ``ingest``: layout
does not matter for this question.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray

RUN = 12  # words
_WORD = re.compile(r"[^\W_]+")
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that multiplying by its powers loses nothing
# What the readers leave out too: the head of a Markdown file, marks inside the sentences of the
# plain-text statutes, tags and addresses.
_MARKS = re.compile(
    r"\A---\n.*?\n---\n|<<NOTE:.*?>>|\[\[Page [^\]]*\]\]|\]\([^)\s]*\)|<[^<>]*>|https?://\S+",
    re.DOTALL,
)
_HYPHEN = re.compile(r"(?:-\s*\n|\ufffe|\x02)\s*")  # a word broken at the end of a line
_NOTE_MARK = re.compile(r"(?<=[^\W\d][.,;:)”\"])\d{1,3}\b")  # the number of a footnote


class Words:
    """Gives every word a number: the same word the same number, in order of appearance."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def runs(self, text: str) -> tuple[list[str], NDArray[np.uint64]]:
        """The words of ``text``, and one number for each run of ``RUN`` of them."""
        words = _WORD.findall(text.casefold())
        known = self._numbers
        numbers = np.array([known.setdefault(w, len(known) + 1) for w in words], np.uint64)
        count = max(len(words) - RUN + 1, 0)
        total = np.zeros(count, np.uint64)
        for place in range(RUN):
            total = total * _BASE + numbers[place : place + count]
        return words, total


def copied(ours: Iterable[str], names: Iterable[str], documents: Iterable[Path]) -> list[str]:
    """Each run of ``RUN`` words that a text of ``ours`` shares with a document, as
    ``file: words``. ``names`` are titles, which may be longer than that and are nobody's prose."""
    words = Words()
    own = _union(words.runs(text)[1] for text in ours)
    own = np.setdiff1d(own, _union(words.runs(name)[1] for name in names))
    found: list[str] = []
    for path in documents:
        theirs, runs = words.runs(text_of(path))
        for at in np.flatnonzero(np.isin(runs, own)):
            found.append(f"{path.name}: {' '.join(theirs[at : at + RUN])}")
    return found


def documents_in(shared: Path) -> Iterator[Path]:
    """The real documents. Two are left out: a folder of odd PDFs for the reader's tests, and the
    PDF of a law whose text is there as a text file."""
    for path in sorted((shared / "documents").rglob("*")):
        if path.is_file() and "pdfs" not in path.parts and "PLAW-118publ31.pdf" not in path.name:
            yield path


@cache
def text_of(path: Path) -> str:
    """The running text of a document, without its layout."""
    if path.suffix == ".pdf":
        return _NOTE_MARK.sub("", _HYPHEN.sub("", "\n".join(_without_headers(_pages(path)))))
    text = path.read_text(encoding="utf-8", errors="replace")
    return html.unescape(_MARKS.sub(" ", text))


def _pages(path: Path) -> list[list[str]]:
    """The lines of each page."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            found.append(text.get_text_range().splitlines())
            text.close()
            page.close()
    return found


def _without_headers(pages: list[list[str]]) -> Iterator[str]:
    """The lines of all pages without those that many pages have, page numbers aside: they would
    break the sentences that go on over the page."""
    bare = [[re.sub(r"\W|\d", "", line) for line in page] for page in pages]
    seen = Counter(line for page in bare for line in set(page))
    for page, names in zip(pages, bare, strict=True):
        yield from (line for line, name in zip(page, names, strict=True) if seen[name] < 4)


def _union(runs: Iterable[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    return np.unique(np.concatenate([np.empty(0, np.uint64), *runs]))
