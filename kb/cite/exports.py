"""Citations for reference managers: CSL-JSON, BibTeX, RIS."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from kb.cite.authors import Author, author, authors_of
from kb.cite.dates import date_parts
from kb.cite.pincite import PageRef, PinCite, page_text, where
from kb.cite.styles import safe_url
from kb.models import Kind, Metadata

_CSL_TYPES = {
    Kind.STATUTE: "legislation",
    Kind.BILL: "bill",
    Kind.AGREEMENT: "treaty",
    Kind.ARTICLE: "article-journal",
    Kind.DATA: "dataset",
    Kind.STATEMENT: "speech",
    Kind.ORDER: "regulation",
    Kind.OTHER: "document",
}
_RIS_TYPES = {
    Kind.STATUTE: "STAT",
    Kind.BILL: "BILL",
    Kind.ARTICLE: "JOUR",
    Kind.DATA: "DATA",
    Kind.OTHER: "GEN",
}
_DOI = re.compile(r"^https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "–": "--",
    "—": "---",
}


def csl(cite: PinCite, metadata: Metadata) -> dict[str, Any]:
    """CSL-JSON, one item (citationstyles.org, schema 1.0.2); the pin is ``locator``."""
    item: dict[str, Any] = {
        "id": cite.doc_id,
        "type": _CSL_TYPES.get(metadata.kind, "report"),
        "title": metadata.title,
        "author": _csl_authors(metadata),
        "publisher": metadata.publisher,
        "number": metadata.number,
        "language": metadata.language,
        "DOI": _doi(metadata),
        "URL": safe_url(metadata.url),
    }
    parts = date_parts(metadata.date)
    if parts:
        item["issued"] = {"date-parts": [list(parts)]}
    if cite.address:
        item |= {"locator": where(cite), "label": "section"}
    elif cite.pages:
        item |= {"locator": re.sub(r"^pp?\. ", "", page_text(cite.pages)), "label": "page"}
    return {key: value for key, value in item.items() if value}


def _csl_authors(metadata: Metadata) -> list[dict[str, str]]:
    return [_csl_author(a) for a in _credited(metadata)]


def _csl_author(one: Author) -> dict[str, str]:
    if not one.given:
        return {"literal": one.family}
    suffix = {"suffix": one.suffix} if one.suffix else {}
    return {"family": one.family, "given": one.given, **suffix}


def _credited(metadata: Metadata) -> tuple[Author, ...]:
    """The authors; the publisher where there are none."""
    made = authors_of(metadata)
    if made or not metadata.publisher:
        return made
    return (author(metadata.publisher, metadata.publisher),)


def _doi(metadata: Metadata) -> str:
    """The digital object identifier that the address holds, else ``""``."""
    found = _DOI.search(safe_url(metadata.url))
    return unquote(found[1]) if found else ""


def bibtex(cite: PinCite, metadata: Metadata) -> str:
    """A BibTeX entry; the pin goes into ``note``."""
    entry = {Kind.ARTICLE: "article"}.get(metadata.kind, "techreport")
    if metadata.kind in (Kind.STATUTE, Kind.BILL, Kind.ORDER, Kind.AGREEMENT, Kind.OTHER):
        entry = "misc"
    parts = date_parts(metadata.date)
    fields = {
        "title": f"{{{_tex(metadata.title)}}}",
        "author": " and ".join(map(_bibtex_author, _credited(metadata))),
        "institution" if entry == "techreport" else "publisher": _tex(metadata.publisher or ""),
        "number": _tex(metadata.number or ""),
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "doi": _tex(_doi(metadata)),
        "url": safe_url(metadata.url),
        "note": _tex(where(cite)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{entry}{{{_key(cite.doc_id)},\n" + ",\n".join(lines) + "\n}\n"


def _bibtex_author(one: Author) -> str:
    """``de la Cruz, María``; in braces where the whole name is one, so that BibTeX does not take it
    apart at "and" or at its last word."""
    if not one.given:
        return f"{{{_tex(one.family)}}}"
    parts = (one.family, one.suffix, one.given)
    return ", ".join(f"{{{_tex(p)}}}" if "," in p or " and " in p else _tex(p) for p in parts if p)


def _key(doc_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9:.-]+", "-", doc_id).strip("-") or "document"


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in " ".join(text.split()))


def ris(cite: PinCite, metadata: Metadata) -> str:
    """A RIS record; the pin goes into ``N1``, its first and last page into ``SP`` and ``EP``."""
    parts = date_parts(metadata.date)
    date = "/".join(f"{p:02d}" if i else str(p) for i, p in enumerate(parts))
    lines = [("TY", _RIS_TYPES.get(metadata.kind, "RPRT")), ("TI", metadata.title)]
    lines += [("AU", a.inverted) for a in _credited(metadata)]
    first, last = _first_and_last(cite)
    lines += [
        ("PB", metadata.publisher or ""),
        ("SN" if metadata.kind is Kind.ARTICLE else "M1", metadata.number or ""),
        ("PY", str(parts[0]) if parts else ""),
        ("DA", date),
        ("LA", metadata.language or ""),
        ("DO", _doi(metadata)),
        ("UR", safe_url(metadata.url)),
        ("SP", first),
        ("EP", last),
        ("N1", where(cite)),
        ("ID", cite.doc_id),
    ]
    body = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
    return body + "ER  - \r\n"


def _first_and_last(cite: PinCite) -> tuple[str, str]:
    """The numbers of the first and the last page of the pin, as they are cited: ``1`` and ``2``.
    Pages without a number keep their words (``PDF p. 4``), since the number alone would be taken
    for a printed one. Nothing for a statute's section."""
    if cite.address or not cite.pages:
        return "", ""
    return _page_number(cite.pages[0]), _page_number(cite.pages[-1])


def _page_number(page: PageRef) -> str:
    return page.cited or str(page)
