"""The sections of a document: the way to a passage, and the outline beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.models import Document, Role, Section
from kb.span import Span
from ui.web.templates import render

_MOST_LISTED = 160  # sections listed in an outline at once
_LONGEST_NAME = 140  # characters
_TEMPLATE = "document/reading"


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A section in nested lists: a list opens before it, or ``closes`` lists end before it."""

    index: int
    name: str
    opens: bool
    closes: int
    current: bool


def ancestors(document: Document, span: Span) -> list[int]:
    """The sections that hold the whole of ``span``, outermost first, as indexes."""
    holding = [i for i, s in enumerate(document.sections) if s.span.contains(span)]
    by_level: dict[int, int] = {document.sections[i].level: i for i in holding}
    return [by_level[level] for level in sorted(by_level)]


def breadcrumbs(document: Document, span: Span) -> Markup:
    """The way to a span through the sections, as links; ``""`` outside all sections."""
    found = ancestors(document, span)
    if not found:
        return Markup()
    names = {section_name(document.sections[i]): i for i in reversed(found)}
    return render(_TEMPLATE, "breadcrumbs", document.doc_id, list(reversed(names.items())))


def section_name(section: Section) -> str:
    """What a section is called: its number and heading."""
    if section.role is Role.FOOTNOTE and section.number:
        return f"note {section.number}"
    name = section.path[-1] if section.path else section.heading
    if section.heading and section.heading not in name:
        name = f"{name} {section.heading}".strip()
    return name[:_LONGEST_NAME] or section.address or "section"


def outline(document: Document, here: Span) -> Markup:
    """The sections as nested links; of a long document the outer ones, and those around here."""
    around = ancestors(document, here)
    chosen = _listed(document.sections, around)
    if not chosen:
        return Markup()
    items: list[OutlineItem] = []
    depth = 0
    for i in chosen:
        level = max(1, min(document.sections[i].level, depth + 1))
        # An inner list is inside the item that it belongs to.
        items.append(
            OutlineItem(
                i,
                section_name(document.sections[i]),
                opens=level > depth,
                closes=max(0, depth - level),
                current=bool(around) and i == around[-1],
            )
        )
        depth = level
    return render(_TEMPLATE, "outline", document.doc_id, items, depth)


def _listed(sections: Sequence[Section], around: Sequence[int]) -> list[int]:
    """As many levels as fit, and the children of the sections around."""
    named = [
        i for i, s in enumerate(sections) if (s.heading or s.path) and s.role is not Role.FOOTNOTE
    ]
    deepest = max((sections[i].level for i in named), default=0)
    for depth in range(deepest, 0, -1):
        chosen = [i for i in named if sections[i].level <= depth]
        if len(chosen) <= _MOST_LISTED or depth == 1:
            break
    else:
        return []
    inner: set[int] = set()
    if len(chosen) < len(named):
        inner = {i for a in around for i in named if _is_child(sections[i], sections[a])}
    nearby = sorted(inner, key=lambda i: abs(i - around[-1]))[:_MOST_LISTED] if around else []
    shown = [i for i in around if sections[i].role is not Role.FOOTNOTE]
    return sorted({*chosen[: 2 * _MOST_LISTED], *nearby, *shown})


def _is_child(section: Section, parent: Section) -> bool:
    return section.level == parent.level + 1 and parent.span.contains(section.span)
