"""Lets through to an export only links whose quote verifies at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kb.cite import pin, verify
from kb.errors import UnknownDocument
from kb.evidence.model import EvidenceLink

if TYPE_CHECKING:
    from kb.library import Library


def standing(links: Sequence[EvidenceLink], library: Library) -> tuple[EvidenceLink, ...]:
    """The links whose words stand in the record where they are cited."""
    return tuple(x for x in links if _stands(x, library))


def _stands(link: EvidenceLink, library: Library) -> bool:
    try:
        document = library.document(link.doc_id)
    except UnknownDocument:
        return False
    if link.span.end > len(document.text) or link.span.of(document.text) != link.text:
        return False
    return verify(pin(document, link.span), document).holds
