"""Which documents of the catalogue a library holds, and which entry a document is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.corpus.load import catalogue
from kb.corpus.schema import Entry
from kb.library.records import DocumentSummary
from kb.library.stems import words
from kb.model import Kind, Metadata


def held_ids(documents: Iterable[DocumentSummary]) -> set[str]:
    """Ids of the catalogue that are among ``documents``."""
    return {e.id for d in documents if (e := recognise(d.metadata)) is not None}


def recognise(metadata: Metadata, name: str = "") -> Entry | None:
    """The catalogue's entry for a document: by its number, its title, or the file name ``name``
    it was saved under (the entry's id). A digest is never taken for the document it is about."""
    if metadata.kind is Kind.DIGEST:
        return None
    stem = re.sub(r"\.\w+$", "", name).casefold()
    numbers = {_number(n) for n in (metadata.number, *metadata.names) if n} - {""}
    title = " ".join(words(metadata.title))
    for entry in catalogue().values():
        if entry.id == stem or (entry.number and _number(entry.number) in numbers):
            return entry
        if len(title) > 20 and " ".join(words(entry.title)) == title:
            return entry
    return None


def _number(printed: str) -> str:
    """A number in one spelling: ``CRS IF10578`` and ``IF10578`` are the same."""
    bare = re.sub(r"(?i)^(crs|pub\. ?l\.|public law|p\.l\.)\s*", "", printed.replace("–", "-"))
    return re.sub(r"[\s.]", "", bare).casefold()
