"""The part of a document that is shown: which page or stretch of text, and its HTML."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kb.models import Document, Page, Role, Section, pages_of
from kb.span import Span
from ui.web.links import document_url
from ui.web.markup import escaped, link, spoken

_STRETCH = 7000  # characters shown of a document without pages of its own
_BEFORE = 500  # of them before the passage
_MOST_LISTED = 160  # sections listed in an outline at once


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What is shown: the spans of text, and the page where it is one page of a file."""

    spans: tuple[Span, ...]
    page: Page | None = None

    @property
    def whole(self) -> Span:
        """From the first character shown to the last."""
        if not self.spans:
            return Span(0, 0)
        return Span(self.spans[0].start, max(s.end for s in self.spans))


def paged(document: Document) -> bool:
    """True when the document is read page by page."""
    return document.format == "pdf" and bool(document.pages)


def page_view(document: Document, position: int) -> ReadingView:
    """The page at this position among the document's pages; the nearest where there is none."""
    page = document.pages[max(0, min(position, len(document.pages) - 1))]
    return ReadingView(page.spans, page)


def page_at(document: Document, span: Span) -> int:
    """The position of the first page that ``span`` touches, else of the last before it."""
    touched = pages_of(document, span)
    if touched:
        return document.pages.index(touched[0])
    starts = [p.spans[0].start if p.spans else 0 for p in document.pages]
    return max(0, bisect_right(starts, span.start) - 1)


def stretch(document: Document, target: Span | None, start: int | None = None) -> ReadingView:
    """A stretch of text from ``start``, else from a little before ``target``, in whole lines."""
    text = document.text
    if start is None:
        start = max(0, target.start - _BEFORE) if target else 0
    start = min(max(0, start), max(0, len(text) - 1))
    begin = text.rfind("\n", 0, start + 1) + 1
    least = max(begin + _STRETCH, target.end + 200 if target and target.start >= begin else 0)
    stop = text.find("\n", min(least, begin + 4 * _STRETCH))
    return ReadingView((Span(begin, len(text) if stop < 0 else stop),))


def earlier(document: Document, view: ReadingView) -> int | None:
    """Where the stretch before this one begins; ``None`` at the beginning of the text."""
    begin = view.whole.start
    return max(0, begin - _STRETCH) if begin > 0 else None


def later(document: Document, view: ReadingView) -> int | None:
    """Where the next stretch begins; ``None`` at the end of the text."""
    end = view.whole.end
    return end + 1 if end + 1 < len(document.text) else None


def reading(document: Document, view: ReadingView, target: Span | None) -> str:
    """The text of a view as HTML; ``target`` is marked, and the first mark is ``#passage``."""
    heads = {s.span.start: len(s.heading) for s in document.sections if s.heading}
    parts: list[str] = []
    marked = False
    for span in view.spans:
        for line in _lines(document.text, span):
            body, has = _line(document.text, line, target, first=not marked)
            marked = marked or has
            # A line that runs on after its heading is text.
            heading = len(line) < heads.get(line.start, -40) + 40
            tag = '<p class="ev-head">' if heading else "<p>"
            parts.append(f"{tag}{body}</p>")
    inner = "".join(parts) or '<p class="ev-note">There is no text here.</p>'
    lang = spoken(document.metadata.language)
    return f'<div class="ev-reading" role="region" aria-label="Text"><div{lang}>{inner}</div></div>'


def _lines(text: str, span: Span) -> list[Span]:
    found = []
    at = span.start
    while at < span.end:
        stop = text.find("\n", at, span.end)
        stop = span.end if stop < 0 else stop
        if text[at:stop].strip():
            found.append(Span(at, stop))
        at = stop + 1
    return found


def _line(text: str, line: Span, target: Span | None, *, first: bool) -> tuple[str, bool]:
    """A line as HTML, and whether some of it is marked."""
    if target is None or not line.overlaps(target):
        return escaped(line.of(text)), False
    start, end = max(line.start, target.start), min(line.end, target.end)
    name = ' id="passage" class="near"' if first else ""
    before, inside, after = (
        escaped(text[a:b]) for a, b in ((line.start, start), (start, end), (end, line.end))
    )
    return f"{before}<mark{name}>{inside}</mark>{after}", True


def shown_part(text: str, view: ReadingView, target: Span) -> list[str]:
    """The words of ``target`` that stand in this view."""
    cut = [(max(s.start, target.start), min(s.end, target.end)) for s in view.spans]
    return [text[a:b] for a, b in cut if a < b]


# -- sections --------------------------------------------------------------------------------


def ancestors(document: Document, span: Span) -> list[int]:
    """The sections that hold the whole of ``span``, outermost first, as indexes."""
    holding = [i for i, s in enumerate(document.sections) if s.span.contains(span)]
    by_level: dict[int, int] = {document.sections[i].level: i for i in holding}
    return [by_level[level] for level in sorted(by_level)]


def crumbs(document: Document, span: Span) -> str:
    """The way to a span through the sections, as links; ``""`` outside all sections."""
    found = ancestors(document, span)
    if not found:
        return ""
    names = {named(document.sections[i]): i for i in reversed(found)}
    items = "".join(
        f"<li>{link(document_url(document.doc_id, section=i), name)}</li>"
        for name, i in reversed(names.items())
    )
    return f'<nav class="ev-crumbs" aria-label="Section"><ol>{items}</ol></nav>'


def named(section: Section) -> str:
    """What a section is called: its number and heading."""
    if section.role is Role.FOOTNOTE and section.number:
        return f"note {section.number}"
    name = section.path[-1] if section.path else section.heading
    if section.heading and section.heading not in name:
        name = f"{name} {section.heading}".strip()
    return name[:140] or section.address or "section"


def outline(document: Document, here: Span) -> str:
    """The sections as nested links; of a long document the outer ones, and those around here."""
    sections = document.sections
    around = ancestors(document, here)
    chosen = _listed(sections, around)
    if not chosen:
        return ""
    items = []
    depth = 0
    for i in chosen:
        level = max(1, min(sections[i].level, depth + 1))
        # An inner list stands inside the item it belongs to.
        items.append("<ul>" if level > depth else "</li>" + "</ul></li>" * (depth - level))
        depth = level
        items.append(_outline_item(document, i, here=bool(around) and i == around[-1]))
    items.append("</li></ul>" * depth)
    return f'<nav class="ev-outline" aria-label="Sections">{"".join(items)}</nav>'


def _outline_item(document: Document, index: int, *, here: bool) -> str:
    url = document_url(document.doc_id, section=index)
    made = link(url, named(document.sections[index]))
    return f"<li>{made.replace('<a ', '<a aria-current=true ', 1) if here else made}"


def _listed(sections: Sequence[Section], around: Sequence[int]) -> list[int]:
    """As many levels as fit, and the children of the sections around."""
    with_names = [
        i for i, s in enumerate(sections) if (s.heading or s.path) and s.role is not Role.FOOTNOTE
    ]
    deepest = max((sections[i].level for i in with_names), default=0)
    for depth in range(deepest, 0, -1):
        chosen = [i for i in with_names if sections[i].level <= depth]
        if len(chosen) <= _MOST_LISTED or depth == 1:
            break
    else:
        return []
    inner: set[int] = set()
    if len(chosen) < len(with_names):
        inner = {i for a in around for i in with_names if _child(sections[i], sections[a])}
    nearby = sorted(inner, key=lambda i: abs(i - around[-1]))[:_MOST_LISTED] if around else []
    shown = [i for i in around if sections[i].role is not Role.FOOTNOTE]
    return sorted({*chosen[: 2 * _MOST_LISTED], *nearby, *shown})


def _child(section: Section, parent: Section) -> bool:
    return section.level == parent.level + 1 and parent.span.contains(section.span)
