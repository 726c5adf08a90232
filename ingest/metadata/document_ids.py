"""Document ids: readable, and made from what the document is, not from where its file is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from ingest.metadata.lexicon import document_kinds
from kb.models import Metadata

_LONGEST = 48  # characters of an id


def doc_id(metadata: Metadata) -> str:
    """An id for a document: its number where it has one (``gao-26-108754``, ``crs-r48883``,
    ``pl-118-31``), else publisher or author, date or year, and the first words of its title."""
    number = metadata.number
    if number:
        prefixes = document_kinds().id_prefixes
        prefix = next((p.prefix for p in prefixes if re.match(p.pattern, number)), "")
        return slug(prefix + number.removeprefix("P.L. "))
    date = metadata.date or ""
    source = metadata.publisher or (metadata.authors[0].split()[-1] if metadata.authors else "")
    when = date if len(date) == len("2026-03-17") else date[:4]
    return slug(" ".join([_short_name(source), when, *_telling_words(metadata.title)]))


def disambiguate(doc_id: str, form: str, sha256: str, taken: Collection[str]) -> str:
    """``doc_id`` where it is free; else with the format (``pl-118-31-pdf``), else with the first
    characters of the file's hash, which do not depend on the order of ingestion."""
    if doc_id not in taken:
        return doc_id
    with_format = f"{doc_id}-{form}"
    return with_format if with_format not in taken else f"{doc_id}-{sha256[:8]}"


def slug(words: str) -> str:
    """``words`` in lower-case ASCII letters, digits and hyphens, cut between words."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(whole) > _LONGEST:
        whole = whole[: _LONGEST + 1].rsplit("-", 1)[0]
    return whole[:_LONGEST] or "document"


def _short_name(publisher: str) -> str:
    """A publisher's short name: its acronym in brackets, or its first two telling words."""
    acronym = re.search(r"\(([A-Z]{2,8})\)", publisher)
    return acronym[1] if acronym else "-".join(_telling_words(publisher)[:2])


def _telling_words(text: str) -> list[str]:
    return [w for w in re.findall(r"\w+", text) if w.casefold() not in _words_left_out()]


@cache
def _words_left_out() -> frozenset[str]:
    left_out = document_kinds().words_left_out
    return left_out.english | left_out.spanish
