"""When dense search compares every vector and when it asks Chroma; measured in
``docs/dense-search.md``."""

from __future__ import annotations

from typing import Literal

Route = Literal["exact", "chroma"]

EXACT_UP_TO = 250_000  # passages: some 20 ms a question and 400 MB of memory at 384 dimensions


def dense_route(n_passages: int, filtered: bool) -> Route:
    """``exact`` up to 250,000 passages and always under a filter, else ``chroma``.

    A filter only makes exact search quicker, and makes Chroma several times slower.
    """
    return "exact" if filtered or n_passages <= EXACT_UP_TO else "chroma"
