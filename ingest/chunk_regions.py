"""Cuts a document into regions that no passage may cross, from its tree of sections.

A region is the text directly under one innermost section. In a statute, atomic sections stay
separate and are cut by their subsections. Elsewhere small neighbours are joined, so that a heading
with one line under it does not become a passage of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kb.models import Document, Role, Section
from kb.span import Span

Count = Callable[[int, int], int]  # model tokens in text[start:end]


@dataclass(frozen=True, slots=True)
class Region:
    """``span`` is under ``section`` (an index, or ``None`` outside all). ``atomic`` is the index of
    its statutory section, ``branch`` that of the section's child it is in. ``heading_only`` marks
    a heading whose section has its text further down."""

    span: Span
    section: int | None
    role: Role
    tokens: int
    atomic: int | None = None
    branch: int | None = None
    heading_only: bool = False


@dataclass(slots=True)
class _Node:
    index: int | None
    span: Span
    section: Section | None
    children: list[_Node] = field(default_factory=list)


def regions_of(document: Document, count: Count, target: int, least: int) -> list[Region]:
    """Regions in text order, covering every visible character once.

    ``target`` is the size in tokens up to which neighbours are joined, ``least`` the size under
    which a lettered subsection is too small to be a region.
    """
    root, parents = _tree(document)
    found: list[Region] = []
    _walk(root, document, count, target, found, Role.BODY, None, None)
    return _joined(found, parents, count, target, least)


def _tree(document: Document) -> tuple[_Node, dict[int, int | None]]:
    """The tree of sections, and each section's parent."""
    root = _Node(None, Span(0, len(document.text)), None)
    parents: dict[int, int | None] = {}
    stack = [root]
    order = sorted(
        range(len(document.sections)),
        key=lambda i: (document.sections[i].span.start, -document.sections[i].span.end, i),
    )
    for i in order:
        section = document.sections[i]
        while len(stack) > 1 and not stack[-1].span.contains(section.span):
            stack.pop()
        node = _Node(i, section.span, section)
        parents[i] = stack[-1].index
        stack[-1].children.append(node)
        stack.append(node)
    return root, parents


def _walk(
    node: _Node,
    document: Document,
    count: Count,
    target: int,
    out: list[Region],
    role: Role,
    atomic: int | None,
    branch: int | None,
) -> None:
    section = node.section
    if section is not None:
        role = section.role if section.role is not Role.BODY else role
        if atomic is not None and branch is None:
            branch = node.index
        if section.atomic and atomic is None:
            atomic = node.index
    inside = Region(node.span, node.index, role, 0, atomic, branch)
    whole = atomic is not None and branch is not None and _uniform(node)
    if (whole and count(node.span.start, node.span.end) <= target) or not node.children:
        _emit(inside, node.span, section, document.text, count, out)
        return
    at = node.span.start
    for child in node.children:
        own = Span(at, max(at, child.span.start))
        _emit(inside, own, section, document.text, count, out, opens=True)
        _walk(child, document, count, target, out, role, atomic, branch)
        at = max(at, child.span.end)
    _emit(inside, Span(at, max(at, node.span.end)), section, document.text, count, out)


def _uniform(node: _Node) -> bool:
    """True when no descendant has a role of its own (a note inside a subsection stays separate)."""
    return all(
        c.section is not None and c.section.role is Role.BODY and _uniform(c) for c in node.children
    )


def _emit(
    like: Region,
    span: Span,
    section: Section | None,
    text: str,
    count: Count,
    out: list[Region],
    *,
    opens: bool = False,
) -> None:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    heading = (
        opens
        and like.atomic is None  # inside a statutory section the heading goes with the text
        and section is not None
        and start == section.span.start
        and "\n" not in text[start:end]
        and _is_heading(text[start:end], section)
    )
    out.append(
        replace(like, span=Span(start, end), tokens=count(start, end), heading_only=bool(heading))
    )


def _is_heading(line: str, section: Section) -> bool:
    words = "".join(ch for ch in section.heading.casefold() if ch.isalnum())
    seen = "".join(ch for ch in line.casefold() if ch.isalnum())
    return bool(words) and seen.endswith(words) and len(seen) <= len(words) + 24


def _joined(
    regions: Sequence[Region],
    parents: dict[int, int | None],
    count: Count,
    target: int,
    least: int,
) -> list[Region]:
    out: list[Region] = []
    for region in regions:
        if region.heading_only:
            out.append(region)
            continue
        if out and _may_join(out[-1], region, target, least):
            last = out[-1]
            span = Span(last.span.start, region.span.end)
            out[-1] = replace(
                last,
                span=span,
                tokens=count(span.start, span.end),
                section=_common(last.section, region.section, parents),
                branch=last.branch if last.branch == region.branch else None,
            )
        else:
            out.append(region)
    return out


def _may_join(a: Region, b: Region, target: int, least: int) -> bool:
    if a.heading_only or a.role is not b.role or a.role is Role.FOOTNOTE or a.atomic != b.atomic:
        return False
    if a.atomic is not None and a.branch is None and a.tokens < least:
        return a.tokens + b.tokens <= target + least  # a heading goes with the text under it
    if a.tokens + b.tokens > target:
        return False
    if a.atomic is None or a.branch == b.branch:
        return a.atomic is not None or min(a.tokens, b.tokens) < least
    # A section's opening words go with its first subsection. Subsections with text of their own
    # stay separate, so that a pin cite can name the right one.
    return a.branch is None or a.tokens < least or b.tokens < least


def _common(a: int | None, b: int | None, parents: dict[int, int | None]) -> int | None:
    """The innermost section holding both."""
    above = set()
    while a is not None:
        above.add(a)
        a = parents[a]
    while b is not None and b not in above:
        b = parents[b]
    return b
