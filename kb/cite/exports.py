"""Citations for reference managers: CSL-JSON, BibTeX, RIS."""

from __future__ import annotations

import re
from typing import Any

from kb.cite.dates import date_parts
from kb.cite.pincite import PinCite, page_text, where
from kb.cite.styles import family_given, safe_url
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
    if not metadata.authors:
        return [{"literal": metadata.publisher}] if metadata.publisher else []
    pairs = (family_given(a) for a in metadata.authors)
    return [{"family": f, "given": g} if g else {"literal": f} for f, g in pairs]


def bibtex(cite: PinCite, metadata: Metadata) -> str:
    """A BibTeX entry; the pin goes into ``note``."""
    entry = {Kind.ARTICLE: "article"}.get(metadata.kind, "techreport")
    if metadata.kind in (Kind.STATUTE, Kind.BILL, Kind.ORDER, Kind.AGREEMENT, Kind.OTHER):
        entry = "misc"
    parts = date_parts(metadata.date)
    authors = " and ".join(f"{{{_tex(a)}}}" if " " not in a else _tex(a) for a in metadata.authors)
    fields = {
        "title": f"{{{_tex(metadata.title)}}}",
        "author": authors or (f"{{{_tex(metadata.publisher)}}}" if metadata.publisher else ""),
        "institution" if entry == "techreport" else "publisher": _tex(metadata.publisher or ""),
        "number": _tex(metadata.number or ""),
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "url": safe_url(metadata.url),
        "note": _tex(where(cite)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{entry}{{{_key(cite.doc_id)},\n" + ",\n".join(lines) + "\n}\n"


def _key(doc_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9:.-]+", "-", doc_id).strip("-") or "document"


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in " ".join(text.split()))


def ris(cite: PinCite, metadata: Metadata) -> str:
    """A RIS record; the pin goes into ``SP`` where it is a page, and into ``N1``."""
    parts = date_parts(metadata.date)
    date = "/".join(f"{p:02d}" if i else str(p) for i, p in enumerate(parts))
    lines = [("TY", _RIS_TYPES.get(metadata.kind, "RPRT")), ("TI", metadata.title)]
    lines += [("AU", ", ".join(p for p in family_given(a) if p)) for a in metadata.authors]
    if not metadata.authors and metadata.publisher:
        lines.append(("AU", metadata.publisher))
    lines += [
        ("PB", metadata.publisher or ""),
        ("SN" if metadata.kind is Kind.ARTICLE else "M1", metadata.number or ""),
        ("PY", str(parts[0]) if parts else ""),
        ("DA", date),
        ("LA", metadata.language or ""),
        ("UR", safe_url(metadata.url)),
        ("SP", page_text(cite.pages) if not cite.address else ""),
        ("N1", where(cite)),
        ("ID", cite.doc_id),
    ]
    body = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
    return body + "ER  - \r\n"
