"""The part of a document that is shown: which page or stretch of text, and its HTML."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from markupsafe import Markup, escape

from kb.models import Document, Page, pages_of
from kb.span import Span
from ui.web.html_parts import language_attribute
from ui.web.templates import render

_STRETCH = 7000  # characters shown of a document without pages of its own
_BEFORE = 500  # of them before the passage
_MOST = 4 * _STRETCH  # characters shown at once, whatever the lines or pages are like
_NOTHING = Markup()
_AFTER_HEADING = 40  # characters that a heading's line may have after it


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What is shown: the spans of text, and the page where it is one page of a file, of which
    ``left_out`` characters are too many to show."""

    spans: tuple[Span, ...]
    page: Page | None = None
    left_out: int = 0

    @property
    def whole(self) -> Span:
        """From the first character shown to the last."""
        if not self.spans:
            return Span(0, 0)
        return Span(self.spans[0].start, max(s.end for s in self.spans))


def paged(document: Document) -> bool:
    """True when the document is read page by page."""
    return document.format == "pdf" and bool(document.pages)


def page_view(document: Document, position: int, target: Span | None = None) -> ReadingView:
    """The page at this position among the document's pages, the nearest where there is none; of a
    page with too much text, what is around ``target``, else the beginning."""
    page = document.pages[max(0, min(position, len(document.pages) - 1))]
    size = sum(map(len, page.spans))
    if size <= _MOST:
        return ReadingView(page.spans, page)
    after = target.start - _BEFORE if target and target.start > page.spans[0].start + _MOST else 0
    spans: list[Span] = []
    room = _MOST
    for span in page.spans:
        start = max(span.start, after)
        end = min(span.end, start + room)
        if start < end:
            spans.append(Span(start, end))
            room -= end - start
    return ReadingView(tuple(spans), page, size - sum(map(len, spans)))


def page_at(document: Document, span: Span) -> int:
    """The position of the first page that ``span`` touches, else of the last before it."""
    touched = pages_of(document, span)
    if touched:
        return document.pages.index(touched[0])
    starts = [p.spans[0].start if p.spans else 0 for p in document.pages]
    return max(0, bisect_right(starts, span.start) - 1)


def stretch(document: Document, target: Span | None, start: int | None = None) -> ReadingView:
    """A stretch of text from ``start``, else from a little before ``target``, in whole lines where
    they are not too long."""
    text = document.text
    if start is None:
        start = max(0, target.start - _BEFORE) if target else 0
    start = min(max(0, start), max(0, len(text) - 1))
    begin = max(text.rfind("\n", 0, start + 1) + 1, start - _STRETCH)
    least = max(begin + _STRETCH, target.end + 200 if target and target.start >= begin else 0)
    most = begin + _MOST
    stop = text.find("\n", min(least, most - _STRETCH), most)
    return ReadingView((Span(begin, min(most, len(text)) if stop < 0 else stop),))


def earlier(document: Document, view: ReadingView) -> int | None:
    """Where the stretch before this one begins; ``None`` at the beginning of the text."""
    begin = view.whole.start
    return max(0, begin - _STRETCH) if begin > 0 else None


def later(document: Document, view: ReadingView) -> int | None:
    """Where the next stretch begins; ``None`` at the end of the text."""
    end = view.whole.end
    after = end + 1 if document.text[end : end + 1] == "\n" else end
    return after if after < len(document.text) else None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: what is marked in it, and what is before and after that."""

    before: Markup
    marked: Markup = _NOTHING
    after: Markup = _NOTHING
    heading: bool = False
    first_mark: bool = False


def reading(document: Document, view: ReadingView, target: Span | None) -> Markup:
    """The text of a view as HTML; ``target`` is marked, and the first mark is ``#passage``."""
    headings = {s.span.start: len(s.heading) for s in document.sections if s.heading}
    lines: list[Line] = []
    any_marked = False
    for span in (line for part in view.spans for line in _lines(document.text, part)):
        before, marked, after = _cut(document.text, span, target)
        # A line that runs on after its heading is text.
        heading = len(span) < headings.get(span.start, -_AFTER_HEADING) + _AFTER_HEADING
        # The view is no longer than a page may be: its lines are not cut once more.
        lines.append(
            Line(
                escape(before),
                escape(marked),
                escape(after),
                heading,
                bool(marked) and not any_marked,
            )
        )
        any_marked = any_marked or bool(marked)
    language = language_attribute(document.metadata.language)
    return render("document/reading", "text", lines, language, view.left_out)


def _lines(text: str, span: Span) -> list[Span]:
    found = []
    start = span.start
    while start < span.end:
        stop = text.find("\n", start, span.end)
        stop = span.end if stop < 0 else stop
        if text[start:stop].strip():
            found.append(Span(start, stop))
        start = stop + 1
    return found


def _cut(text: str, line: Span, target: Span | None) -> tuple[str, str, str]:
    """A line cut into the text before the target, the part of the target in it, and the rest."""
    if target is None or not line.overlaps(target):
        return line.of(text), "", ""
    start, end = max(line.start, target.start), min(line.end, target.end)
    return text[line.start : start], text[start:end], text[end : line.end]


def shown_part(text: str, view: ReadingView, target: Span) -> list[str]:
    """The words of ``target`` that are in this view."""
    cut = [(max(s.start, target.start), min(s.end, target.end)) for s in view.spans]
    return [text[a:b] for a, b in cut if a < b]
