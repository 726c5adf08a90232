"""Identifies the act of a USLM file from its metadata."""

from __future__ import annotations

import re

from ingest.read.dates import written_date
from ingest.read.statute.act_identity import ActIdentity, names_of
from ingest.read.uslm.element_text import words_of
from ingest.read.xml_parser import Element, local_name


def identify(root: Element) -> ActIdentity:
    """The act of a USLM file, from its metadata."""
    first: dict[str, Element] = {}
    for element in root.iter():
        first.setdefault(local_name(element), element)

    def words(name: str) -> str:
        return words_of(first[name]) if name in first else ""

    number, congress, official = words("docNumber"), words("congress"), words("officialTitle")
    short = words("shortTitle").strip("“”\"'., ")
    title = short or official.rstrip(". ") or words_of(first.get("title", root))[:300]
    year = _fiscal_year(title) or _fiscal_year(official)
    if local_name(root) == "pLaw":
        law = f"{congress}-{number}"
        return ActIdentity(
            law=law,
            title=title,
            fiscal_year=year,
            enacted=_enacted(root),
            names=names_of(title, year, law),
        )
    bill = f"{'S.' if words('type').startswith('S') else 'H.R.'} {number} ({congress}th Congress)"
    return ActIdentity(title=title, fiscal_year=year, names=names_of(title, year, None), bill=bill)


def _enacted(root: Element) -> str | None:
    """The date of approval: in the metadata, or the first side note, which prints it."""
    for element in root.iter():
        if local_name(element) == "approvedDate":
            return element.get("date") or written_date(words_of(element))
    for element in root.iter():
        if local_name(element) == "sidenote":
            return written_date(words_of(element))
    return None


def _fiscal_year(title: str) -> int | None:
    match = re.search(r"(?i)fiscal year (?:ending September 30, )?(\d{4})", title)
    return int(match[1]) if match else None
