"""Document ids: readable, made from what the document is, not from where it lay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from kb.models import Metadata

_LONGEST = 48
_PREFIXES = (
    (re.compile(r"^(R\d|R[LS]\d|I[FNG]\d|IN\d|LSB\d)"), "crs-"),
    (re.compile(r"^P\.L\. "), "pl-"),
)
_SMALL = frozenset(
    "a an and at by for from in of on or the to with el la los las de del y en".split()
)


def doc_id(metadata: Metadata) -> str:
    """An id for a document: its number where it has one (``gao-26-108754``, ``crs-r48883``,
    ``pl-118-31``), else publisher or author, year and the first words of its title."""
    number = metadata.number
    if number:
        prefix = next((p for pattern, p in _PREFIXES if pattern.match(number)), "")
        bare = re.sub(r"^P\.L\. ", "", number)
        return slug(prefix + bare)
    year = metadata.date[:4] if metadata.date else ""
    source = metadata.publisher or (metadata.authors[0].split()[-1] if metadata.authors else "")
    words = [w for w in re.findall(r"\w+", metadata.title) if w.casefold() not in _SMALL]
    if metadata.date and len(metadata.date) == 10:
        year = metadata.date
    return slug(" ".join([_short(source), year, *words]))


def disambiguate(wanted: str, form: str, sha256: str, taken: Collection[str]) -> str:
    """``wanted`` where it is free; else with the format (``pl-118-31-pdf``), else with the first
    characters of the file's hash, which no order of ingestion changes."""
    if wanted not in taken:
        return wanted
    formatted = f"{wanted}-{form}"
    return formatted if formatted not in taken else f"{wanted}-{sha256[:8]}"


def slug(words: str) -> str:
    """``words`` in lower-case ASCII letters, digits and hyphens, cut between words."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(whole) > _LONGEST:
        whole = whole[: _LONGEST + 1].rsplit("-", 1)[0]
    return whole[:_LONGEST] or "document"


def _short(publisher: str) -> str:
    """A publisher's short name: its acronym in brackets or its first telling word."""
    acronym = re.search(r"\(([A-Z]{2,8})\)", publisher)
    if acronym:
        return acronym[1]
    words = [w for w in re.findall(r"\w+", publisher) if w.casefold() not in _SMALL]
    return "-".join(words[:2])
