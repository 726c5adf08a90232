"""Chooses between exact search over all vectors and Chroma. Search does not ask it yet: all dense
searches are exact."""

from __future__ import annotations

from typing import Literal

from kb.settings import settings

Route = Literal["exact", "chroma"]


def dense_route(n_passages: int, filtered: bool) -> Route:
    """``exact`` up to ``IndexSettings.exact_up_to`` passages and always under a filter, else
    ``chroma``.

    At 250,000 passages of 384 dimensions exact search takes some 20 ms and 400 MB of memory. A
    filter makes exact search quicker, and Chroma several times slower.
    """
    return "exact" if filtered or n_passages <= settings().index.exact_up_to else "chroma"
