"""A process that publishes documents in a loop, to be killed: ``python writing.py HOME SEED``.

Prints a line for each document once it is published.
"""

from __future__ import annotations

import random
import sys
from itertools import count
from pathlib import Path

import numpy as np

from kb.models import Document, Metadata, Passage
from kb.span import Span
from kb.store import Library, SourceState

PASSAGES = 12
WORDS = "border customs firearms tracing treaty agency report funds court police".split()


def made(number: int, edition: int) -> tuple[Document, list[Passage], SourceState]:
    """Document ``number`` in one of its editions; every passage names the edition."""
    some = random.Random(number * 1000 + edition)
    doc_id = f"doc-{number}"
    parts = [
        f"edition{edition} part{i} " + " ".join(some.choices(WORDS, k=30)) for i in range(PASSAGES)
    ]
    text = "\n\n".join(parts)
    pieces, at = [], 0
    for i, part in enumerate(parts):
        pieces.append(Passage(doc_id, i, Span(at, at + len(part)), f"header of {number}"))
        at += len(part) + 2
    sha = f"{number:032d}{edition:032d}"
    document = Document(doc_id, sha, text, Metadata(f"edition{edition}", language="en"))
    state = SourceState(f"/{doc_id}", 1, edition, sha, doc_id, "g", "added", None, "k")
    return document, pieces, state


def publish(library: Library, number: int, edition: int) -> None:
    document, pieces, state = made(number, edition)
    vectors = np.full((PASSAGES, 16), edition, np.float32)
    library.publish(document, pieces, vectors, "fake", state)


def main(home: str, first: str) -> None:
    library = Library.open(Path(home))
    with library.writer():
        for edition in count(int(first)):
            for number in range(8):
                publish(library, number, edition)
                print(f"{number} {edition}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
