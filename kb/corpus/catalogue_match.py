"""Which entry of the catalogue a document is, and which entries a library has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kb.corpus.load import catalogue
from kb.corpus.schema import Entry
from kb.models import Kind, Metadata
from kb.store.records import DocumentSummary
from kb.text.stems import words

_SHORTEST_TITLE = 20  # characters; shorter titles are shared by unrelated documents


def held_ids(documents: Iterable[DocumentSummary]) -> set[str]:
    """The ids of the catalogue's entries that are among ``documents``."""
    return {e.id for d in documents if (e := recognise(d.metadata)) is not None}


def recognise(metadata: Metadata, name: str = "") -> Entry | None:
    """The catalogue's entry for a document, or ``None``. It is found by the document's number, its
    title, or the file name ``name`` where that is the entry's id. A digest has no entry: it is not
    the document it is about."""
    if metadata.kind is Kind.DIGEST:
        return None
    stem = re.sub(r"\.\w+$", "", name).casefold()
    by_id, by_number, by_title = _index()
    found = [by_id[stem]] if stem in by_id else []
    numbers = {_number(n) for n in (metadata.number, *metadata.names) if n} - {""}
    found += [by_number[n] for n in numbers if n in by_number]
    title = " ".join(words(metadata.title))
    if len(title) > _SHORTEST_TITLE and title in by_title:
        found.append(by_title[title])
    # Of several entries the first of the catalogue, whatever it was found by.
    return min(found, key=lambda place: place[0])[1] if found else None


_Place = tuple[int, Entry]


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, _Place], dict[str, _Place], dict[str, _Place]]:
    """The catalogue's entries, with their places in it, by id, number and title."""
    places = list(enumerate(catalogue().values()))
    by_number = {_number(e.number): (n, e) for n, e in reversed(places) if e.number}
    by_title = {" ".join(words(e.title)): (n, e) for n, e in reversed(places)}
    return {e.id: (n, e) for n, e in places}, by_number, by_title


def _number(printed: str) -> str:
    """A number in one spelling: ``CRS IF10578`` and ``IF10578`` are the same."""
    bare = re.sub(r"(?i)^(crs|pub\. ?l\.|public law|p\.l\.)\s*", "", printed.replace("–", "-"))
    return re.sub(r"[\s.]", "", bare).casefold()
