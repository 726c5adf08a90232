"""The sentences of a document that may recommend something, with what surrounds them.

The words are in the part ``sentences`` of ``recommendation_sentences.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kb.models import Document, Role, Section
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.section_lookup import Sections
from kb.recommend.table_rows import Row, table_rows
from kb.resources import LexiconModel
from kb.settings import settings
from kb.span import Span
from kb.text.sentences import sentences

_TITLE_MARK = re.compile(r"^\W*(?:(?:\d{1,2}|[A-Z]|[ivx]{1,4})[.):]\s+)?")  # "2. ", "IV) "
_CAPITAL_WORD = re.compile(r"[A-ZÁÉÍÓÚ][\w’'-]{1,60}$")
_ADDRESSING_WORDS = 10  # a longer heading does not only name an addressee
_SENTENCE_PART = 24  # characters: less is no sentence that a page break has cut
_NAME_PART = 60  # characters: what goes on in the middle of a name runs on for longer
_LOWER_WORDS = 3  # words in lower case that make a line prose and no heading
_LONGEST_HEADING = 300  # characters of a heading that are read
_HEADING_START, _HEADING_MORE = 40, 12  # characters by which a line is known as its heading


class SentencePatterns(LexiconModel):
    """The part ``sentences``."""

    aside_heading: Pattern
    recommending_heading: Pattern
    addressing_heading: Pattern
    announcing: Pattern
    summary_heading: Pattern
    item_mark: Pattern
    cut_off: Pattern


@cache
def _patterns() -> SentencePatterns:
    return load_patterns("recommendation_sentences", SentencePatterns, "sentences")


@dataclass(frozen=True, slots=True)
class CandidateSentence:
    """A sentence or list item: its span without the item's mark, and what surrounds it.

    ``lead`` is the sentence ending in a colon that introduces the list the item belongs to.
    """

    span: Span
    text: str
    headings: tuple[str, ...]
    item: bool = False
    first: bool = True  # the first sentence of its line
    lead: Span | None = None
    addressed: bool = False  # under "For the Congress" below a heading of recommendations
    before: tuple[str, ...] = ()  # the two sentences before, the nearer first
    lead_in: bool = False  # a heading or opening that names what its paragraph spells out
    opened: bool = False  # right after such an opening
    actor: str = ""  # who is to act, where a column of a table says so
    rejected: bool = False  # another cell of the row rejects it

    @property
    def summary(self) -> bool:
        """In an overview or a conclusion."""
        return any(_patterns().summary_heading.search(h) for h in self.headings[-1:])

    @property
    def recommending(self) -> bool:
        """Under a heading that announces recommendations."""
        return self.addressed or _announces(self.headings[-2:])


def candidate_sentences(document: Document) -> list[CandidateSentence]:
    """The body sentences of ``document`` in reading order, without headings and asides."""
    reader = _Reader(document)
    for span in joined(document.text, sentences(document.text)):
        reader.read(span)
    return _with_lead_ins(reader.found)


class _Reader:
    """Reads sentence by sentence and keeps what the sentences before say of the next."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        self.found: list[CandidateSentence] = []
        self._sections = Sections(document.sections)
        self._rows = table_rows(document.text)
        self._line = -1  # where the line of the sentence before begins
        self._lead: Span | None = None
        self._headings: tuple[str, ...] = ()
        self._addressed = False  # the headings say whom the recommendations are for
        self._announced = False  # a paragraph has announced a list of recommendations

    def read(self, span: Span) -> None:
        """Add the sentence at ``span`` where it belongs to the body."""
        if len(span) > settings().recommend.longest_sentence:
            return
        section = self._sections.innermost(span)
        headings = tuple(h[:_LONGEST_HEADING] for h in section.path) if section else ()
        if section is None and self.document.sections:
            return
        if section and (section.role is not Role.BODY or _aside(headings)):
            return
        if section and span.start == section.span.start and self._is_heading(span, section):
            self._lead = None
            self._enter(headings)
            if self._addressed or _announces(headings[-3:-1]):
                self.found.append(_titled(self.text, span, headings))
            return
        self._enter(headings)
        self._add(span, headings)

    def _enter(self, headings: tuple[str, ...]) -> None:
        if headings != self._headings:
            self._addressed = _goes_on_addressing(headings, self._headings, self._addressed)
            self._headings = headings

    def _add(self, span: Span, headings: tuple[str, ...]) -> None:
        start = self.text.rfind("\n", 0, span.start) + 1
        if row := self._rows.get(start):
            if start != self._line:
                self._line = start
                self.found += self._of_row(row, headings)
            return
        mark = _patterns().item_mark.match(self.text[start : span.end])
        first, self._line = start != self._line, start
        if first and not mark:
            self._lead = None
        inner = _after_mark(span, mark, start) if first else span
        words = inner.of(self.text).replace("\n", " ")  # of the same length
        if not mark:
            self._announce(words, first)
        before = tuple(s.text for s in self.found[:-3:-1] if s.headings == headings)
        addressed = self._addressed or (self._announced and mark is not None)
        self.found.append(
            CandidateSentence(
                inner, words, headings, mark is not None, first, self._lead, addressed, before
            )
        )
        if not mark and words.endswith((":", ":”", "—")):
            self._lead = inner

    def _of_row(self, row: Row, headings: tuple[str, ...]) -> Iterator[CandidateSentence]:
        """The sentences of the cell that says what to do, else those of all cells."""
        announced = self._addressed or _announces(headings[-2:])
        asks = row.action if row.recommending or announced else None
        cells = () if row.head else (asks,) if asks else row.cells
        for cell in cells:
            for span in sentences(self.text, cell.start, cell.end):
                if len(span) > settings().recommend.longest_sentence:
                    continue
                yield CandidateSentence(
                    span, span.of(self.text), headings, item=True, first=span.start == cell.start,
                    addressed=asks is not None, actor=row.actor if asks else "",
                    rejected=row.rejected,
                )  # fmt: skip

    def _announce(self, words: str, first: bool) -> None:
        says = bool(_patterns().announcing.search(words))
        if first:
            self._announced = says
        elif not self._announced:
            self._announced = says and words.endswith(".")

    def _is_heading(self, span: Span, section: Section) -> bool:
        end = self.text.find("\n", span.start)
        line = _letters(self.text[span.start : end if end >= 0 else len(self.text)])
        heading = _letters(section.heading or (section.path[-1] if section.path else ""))
        named = bool(section.heading or section.path)
        starts = line.startswith(heading[:_HEADING_START])
        return named and starts and len(line) <= len(heading) + _HEADING_MORE


def _announces(headings: tuple[str, ...]) -> bool:
    return any(_patterns().recommending_heading.search(h) for h in headings)


def _titled(text: str, span: Span, headings: tuple[str, ...]) -> CandidateSentence:
    """A heading that may itself be a recommendation."""
    words = span.of(text)
    mark = _patterns().item_mark.match(words) or _TITLE_MARK.match(words)
    inner = Span(min(span.start + (mark.end() if mark else 0), span.end), span.end)
    words = inner.of(text).replace("\n", " ")
    return CandidateSentence(inner, words, headings, item=True, addressed=True, lead_in=True)


def _with_lead_ins(found: list[CandidateSentence]) -> list[CandidateSentence]:
    """The sentences, with those marked that open a paragraph of recommendations in few words."""
    most = settings().recommend.opening_words
    marked: list[CandidateSentence] = []
    following: list[CandidateSentence | None] = [*found[1:], None][: len(found)]
    for here, after in zip(found, following, strict=True):
        opens = here.first and here.recommending and after is not None and not after.first
        short = len(here.text.split()) <= most and not here.text.endswith(":")
        opened = bool(marked) and marked[-1].lead_in and not here.first
        marked.append(replace(here, lead_in=here.lead_in or (opens and short), opened=opened))
    return marked


def _goes_on_addressing(headings: tuple[str, ...], last: tuple[str, ...], addressed: bool) -> bool:
    """Whether a new heading only names whom the recommendations begun before it are for."""
    if not headings or not _patterns().addressing_heading.match(headings[-1]):
        return False
    if len(headings[-1].split()) > _ADDRESSING_WORDS:
        return False
    return addressed or _announces(last[-1:])


def joined(text: str, spans: list[Span]) -> list[Span]:
    """``spans`` with sentences that a page break cut in two made one again."""
    found: list[Span] = []
    for span in spans:
        if found and _goes_on(text, found[-1], span):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _goes_on(text: str, before: Span, after: Span) -> bool:
    between = text[before.end : after.start]
    if between.count("\n") < 2 or len(before) < _SENTENCE_PART:
        return False
    head, rest = before.of(text), after.of(text)
    if _patterns().item_mark.match(rest) or head[-1] in ".!?:;”…)" or "\n" in head:
        return False
    capital = bool(_CAPITAL_WORD.search(head))
    if rest[0].islower():
        return capital or bool(_patterns().cut_off.search(head))
    # a name cut in the middle: both sides capitalised, and the rest runs on to a full stop
    prose = sum(w[0].islower() for w in head.split()) >= _LOWER_WORDS
    runs_on = rest.endswith(".") and len(rest) > _NAME_PART
    return prose and capital and rest[0].isupper() and runs_on


def _after_mark(span: Span, mark: re.Match[str] | None, line: int) -> Span:
    if mark is None:
        return span
    return Span(min(max(span.start, line + mark.end()), span.end), span.end)


def _aside(headings: tuple[str, ...]) -> bool:
    return any(_patterns().aside_heading.match(h.strip()) for h in headings)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
