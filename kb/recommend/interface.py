"""What takes recommendations from a document."""

from __future__ import annotations

from typing import Protocol

from kb.models import Document
from kb.recommend.model import Recommendation


class Extractor(Protocol):
    """Takes recommendations and mandates from documents; ``RuleExtractor`` does it by rule.

    An extractor is deterministic: the same document gives the same recommendations as long as
    ``version`` stays the same.
    """

    @property
    def version(self) -> str:
        """Changes whenever another result is possible; stored with the results."""
        ...

    def extract(self, document: Document) -> tuple[Recommendation, ...]:
        """The recommendations of ``document`` in reading order, each with an id of its own.

        ``span`` and ``places`` of each are offsets in ``document.text``, and ``text`` is what
        ``span`` holds.
        """
        ...
