"""A small library, filled with invented documents and vectors of the fake encoder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from kb.models import Document, Kind, Metadata, Passage, Section
from kb.span import Span
from kb.store import Library

Publish = Callable[..., Document]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture
def publish(library: Library) -> Publish:
    """Publishes paragraphs, one passage each, under an id."""

    def put(doc_id: str, *paragraphs: str, **meta: object) -> Document:
        text = "\n\n".join(paragraphs)
        sections: list[Section] = []
        pieces: list[Passage] = []
        at = 0
        for i, paragraph in enumerate(paragraphs):
            span = Span(at, at + len(paragraph))
            address = f"P.L. 200-1, § {i + 1}"
            sections.append(
                Section(span, (f"Part {i + 1}",), 1, "", str(i + 1), address, atomic=True)
            )
            pieces.append(Passage(doc_id, i, span, f"{doc_id} header", i))
            at = span.end + 2
        values = {"title": doc_id, "kind": Kind.REPORT, "language": "en", **meta}
        document = Document(
            doc_id,
            doc_id.ljust(64, "0"),
            text,
            Metadata(**values),
            sections=tuple(sections),  # type: ignore[arg-type]
        )
        vectors = np.eye(8, dtype=np.float32)[[len(p) % 8 for p in paragraphs]]
        library.publish(document, pieces, vectors, "fake")
        return document

    return put
