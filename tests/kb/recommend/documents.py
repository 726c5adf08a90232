"""Documents made for the tests: a text with headings, a kind and a publisher."""

from __future__ import annotations

import re

from kb.models import Document, Kind, Metadata, Section
from kb.span import Span


def made(
    text: str,
    *,
    kind: Kind = Kind.BRIEF,
    language: str = "en",
    publisher: str | None = None,
    enacted: str | None = None,
) -> Document:
    """A document whose lines that begin with "# " are headings (the mark is kept out)."""
    heads = [m.group(1) for m in re.finditer(r"(?m)^# (.+)$", text)]
    plain = re.sub(r"(?m)^# ", "", text)
    starts = [_line(plain, h) for h in heads]
    ends = [*starts[1:], len(plain)][: len(starts)]
    sections = tuple(
        Section(Span(a, b), (h,), 1, h) for a, b, h in zip(starts, ends, heads, strict=True)
    )
    meta = Metadata("T", kind=kind, language=language, publisher=publisher, enacted=enacted)
    return Document("doc", "0", plain, meta, sections=sections)


def _line(text: str, heading: str) -> int:
    match = re.search(rf"(?m)^{re.escape(heading)}$", text)
    assert match
    return match.start()
