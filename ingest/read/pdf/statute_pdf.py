"""Reads a law in a PDF: its lines are handled like other statutory text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.read.canonical_text import CanonicalText
from ingest.read.pdf.lines import Line
from ingest.read.source import Source
from ingest.read.statute.act_identity import ActIdentity, identify_act
from ingest.read.statute.read import assemble, compose, pages_of_marks
from ingest.read.statute.units import units
from kb.models import Document, Page


def law_document(
    source: Source,
    pages: Sequence[Sequence[Line]],
    bases: Sequence[int],
    names: Sequence[Page],
    heads: Sequence[str],
) -> Document:
    """The document of a law from its lines; ``bases`` are the pages' offsets in the source text,
    ``heads`` the page headers, which may print the date of enactment."""
    lines = [
        ("".join(t for t, _ in n.pieces) + "\n", bases[n.page] + n.pieces[0][1])
        for page in pages
        for n in page
    ]
    found = units(lines, wrapped=True)
    builder = CanonicalText()
    spans = compose(builder, found)
    text = "\n".join(words.strip() for words, _ in lines)
    act = identify_act("\n".join([*heads[:1], text])) or ActIdentity()
    document = assemble(source, found, spans, builder, act)
    marks = [(str(p.index), bases[p.index]) for p in names]
    marked = pages_of_marks(marks, spans, found, len(document.text))
    return replace(
        document,
        pages=tuple(
            replace(name, spans=tuple(s for s in page.spans if len(s)))
            for name, page in zip(names, marked, strict=True)
        ),
        format="pdf",
    )
