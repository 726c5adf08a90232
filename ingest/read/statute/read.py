"""Reads statutory text: web pages of the Government Publishing Office, plain text, and notes of the
United States Code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.read.canonical_text import CanonicalText
from ingest.read.decode import decoded
from ingest.read.normalise import clean
from ingest.read.source import PartProgress, ReadResult, Source, SourceLine, no_progress
from ingest.read.statute.act_identity import ActIdentity, identify_act
from ingest.read.statute.page_marks import without_marks
from ingest.read.statute.tree import sections_of
from ingest.read.statute.units import Unit, UnitKind, is_wrapped, units
from kb.models import Document, LeftOut, Page, Skipped
from kb.span import Span

_SIGNS = re.compile(
    r"(?m)^[ \t]{0,60}+(?:SEC\.|SECTION) \d+[A-Za-z]?\.|Be it enacted by the Senate"
    r"|^[ \t]*+Public Law \d+[-–]\d+[ \t]*+$|\[\[Page \d+ STAT\. \d+\]\]"
    r"|\A\s*Pub\. ?L\. ?\d+[-–]\d+,.{0,80}§"
)


_CODE_NOTE = re.compile(r"USCODE-(\d{1,2})-(\w{1,8})-note")


def looks_statutory(text: str) -> bool:
    """True when the first lines are those of a law, a bill or a note of the Code."""
    return len(set(_SIGNS.findall(text[:30_000]))) >= 2 or bool(
        re.match(r"\s*Pub\. ?L\. ?\d+[-–]\d+,.{0,80}§", text)
    )


def read(source: Source, progress: PartProgress = no_progress) -> ReadResult:
    """Plain statutory text. ``Skipped`` when it is not text."""
    found = decoded(source.data)
    if found is None:
        return Skipped(str(source.path), "the file is not text, so it is not the text of a law")
    return _document(source, found.text, progress, found.warnings)


def read_html(source: Source, progress: PartProgress = no_progress) -> ReadResult:
    """A law as a web page: all its text in one ``<pre>``."""
    found = decoded(source.data)
    if found is None:
        return Skipped(str(source.path), "the file is not text, so it is not a web page")
    from ingest.read.statute.web_page import without_tags

    return _document(source, without_tags(found.text), progress, found.warnings)


def _document(
    source: Source, text: str, progress: PartProgress, warnings: tuple[str, ...]
) -> ReadResult:
    act = identify_act(text)
    marked = without_marks(text)
    found = units(_lines(marked.text), wrapped=is_wrapped(marked.text))
    if act and act.section:
        found = _as_section(found, act)
    if not found:
        return Skipped(str(source.path), "the file has no text")
    canonical = CanonicalText()
    spans = compose(canonical, found)
    progress(1, 1)
    identity = _with_code_note(act or ActIdentity(), source.path.name)
    removed = tuple(LeftOut(span, "page mark or side note", False) for span in marked.removed)
    document = assemble(source, found, spans, canonical, identity)
    pages = pages_of_marks(marked.pages, spans, found, len(document.text))
    if identity.page:
        pages = (Page(0, identity.page, spans=(Span(0, len(document.text)),)),)
    return replace(document, pages=pages, left_out=removed, warnings=warnings)


def _with_code_note(act: ActIdentity, file_name: str) -> ActIdentity:
    """``act`` with the note of the United States Code under which it is known. Only the file name
    shows it, as the Office of the Law Revision Counsel gives it: ``USCODE-22-2291-note``."""
    match = _CODE_NOTE.match(file_name) if act.section else None
    if match is None:
        return act
    return replace(act, names=(*act.names, f"{match[1]} U.S.C. {match[2]} note"))


def assemble(
    source: Source,
    found: Sequence[Unit],
    spans: Sequence[Span],
    canonical: CanonicalText,
    act: ActIdentity,
) -> Document:
    """The document of the units ``found``, composed at ``spans``, without its pages."""
    return Document(
        doc_id="",
        sha256=source.sha256,
        text=canonical.text(),
        metadata=act.metadata(),
        sections=sections_of(
            zip(found, spans, strict=True), act.number, act.outer, of_the_code=bool(act.code)
        ),
        format="statute",
    )


def compose(canonical: CanonicalText, found: Sequence[Unit]) -> list[Span]:
    """Appends each unit as a line of its own, headings after a blank line; returns their spans."""
    spans: list[Span] = []
    before: Unit | None = None
    for unit in found:
        if before is not None:
            heads = unit.kind in (UnitKind.GROUP, UnitKind.SECTION, UnitKind.ACCOUNT)
            after = before.kind in (UnitKind.GROUP, UnitKind.ACCOUNT)
            canonical.append("\n\n" if heads or after else "\n")
        spans.append(_append(canonical, unit))
        before = unit
    return spans


def _append(canonical: CanonicalText, unit: Unit) -> Span:
    start = len(canonical)
    lines = [words for line, _ in unit.lines if (words := clean(line).strip())]
    for words, following in pairwise([*lines, ""]):
        broken = re.search(r"[a-z]{2}-$", words) and following[:1].islower()
        canonical.append(words[:-1] if broken else words)
        if following and not broken:
            canonical.append(" ")
    return Span(start, len(canonical))


def _lines(text: str) -> Iterator[SourceLine]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield line, at
        at += len(line)


def _as_section(found: list[Unit], act: ActIdentity) -> list[Unit]:
    """The first unit of a note of the Code, which cites the section, as that section's heading."""
    first = found[0]
    return [
        Unit(first.lines, UnitKind.SECTION, act.section, "", "", first.indent),
        *found[1:],
    ]


def pages_of_marks(
    marks: Sequence[tuple[str, int]], spans: Sequence[Span], found: Sequence[Unit], end: int
) -> tuple[Page, ...]:
    """Pages of the Statutes at Large: each lines from its mark (label, source offset) to the
    next."""
    if not marks:
        return ()
    starts = _canonical([at for _, at in marks], spans, found)
    bounds = [*starts[1:], end]
    return tuple(
        Page(i, label, spans=(Span(start, max(start, stop)),))
        for i, ((label, _), start, stop) in enumerate(zip(marks, starts, bounds, strict=True))
    )


def _canonical(marks: Sequence[int], spans: Sequence[Span], found: Sequence[Unit]) -> list[int]:
    """The canonical offset for each of the source offsets ``marks``, which rise."""
    out: list[int] = []
    units_at = iter(zip(found, spans, strict=True))
    current = next(units_at, None)
    for mark in marks:
        while current is not None and _source_end(current[0]) <= mark:
            current = next(units_at, None)
        out.append(_within(mark, *current) if current else (spans[-1].end if spans else 0))
    return out


def _source_end(unit: Unit) -> int:
    words, at = unit.lines[-1]
    return at + len(words)


def _within(mark: int, unit: Unit, span: Span) -> int:
    passed = 0
    for words, at in unit.lines:
        before = words[: max(mark - at, 0)]
        shown = clean(before)
        passed += len(shown.lstrip())
        if mark <= at + len(words):
            break
        passed += 0 if shown.endswith(" ") else 1
    return min(span.start + passed, span.end)
