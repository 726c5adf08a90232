"""Builds documents for the tests from a text with headings."""

from __future__ import annotations

import re

from kb.models import Document, Kind, Metadata, Section
from kb.span import Span


def build_document(
    text: str,
    *,
    kind: Kind = Kind.BRIEF,
    language: str = "en",
    publisher: str | None = None,
    enacted: str | None = None,
) -> Document:
    """A document of ``text``; lines that begin with "# " become headings, without the mark."""
    heads = [m.group(1) for m in re.finditer(r"(?m)^# (.+)$", text)]
    plain = re.sub(r"(?m)^# ", "", text)
    starts = [_start_of_line(plain, h) for h in heads]
    ends = [*starts[1:], len(plain)][: len(starts)]
    sections = tuple(
        Section(Span(a, b), (h,), 1, h) for a, b, h in zip(starts, ends, heads, strict=True)
    )
    meta = Metadata("T", kind=kind, language=language, publisher=publisher, enacted=enacted)
    return Document("doc", "0", plain, meta, sections=sections)


def _start_of_line(text: str, heading: str) -> int:
    match = re.search(rf"(?m)^{re.escape(heading)}$", text)
    assert match
    return match.start()
