"""A collection as Markdown with footnotes, BibTeX, RIS or CSL-JSON. Only clippings whose words
verify are given as citations; the others are listed in Markdown as what they are.

A reference manager gets one item a document, however many of its passages were collected: the
quotes with their pin cites are its notes (in BibTeX the pin cites alone).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from kb.cite import PinCite
from kb.cite.exports import bibtex, csl, ris
from kb.cite.pincite import where
from kb.cite.styles import markdown_line, safe_url
from kb.collect.clipping_status import Clipping
from kb.models import Metadata
from kb.text.display import displayable

_NOTE = ",\n  note = {"
_OF_THE_PIN = ("SP", "N1", "ER")


def markdown(name: str, clippings: Sequence[Clipping]) -> str:
    """The collection as Markdown: each quote with its note, pin cites as numbered footnotes."""
    lines = [f"# {markdown_line(name)}", ""]
    notes: list[str] = []
    for clipping in clippings:
        if clipping.citation is None:
            lines += [f"*Not verified: {markdown_line(clipping.problem)}.*", ""]
        else:
            url = safe_url(clipping.metadata.url if clipping.metadata else None)
            notes.append(f"{markdown_line(clipping.citation)}{f' <{url}>' if url else ''}")
            lines += [f"> {markdown_line(clipping.quote)}[^{len(notes)}]", ""]
        for paragraph in clipping.note.split("\n"):
            lines += [markdown_line(paragraph), ""] if paragraph.strip() else []
    lines += [f"[^{n}]: {text}" for n, text in enumerate(notes, 1)]
    return "\n".join(lines).rstrip() + "\n"


def as_bibtex(clippings: Sequence[Clipping]) -> str:
    """The documents as BibTeX, the pins in each entry's note; no key is used twice."""
    keys: set[str] = set()
    return "\n".join(_entry(group, keys) for group in _by_document(clippings))


def as_ris(clippings: Sequence[Clipping]) -> str:
    """The documents as RIS records, each quote with its pin a note (``N1``)."""
    return "".join(_record(group) for group in _by_document(clippings))


def as_csl(clippings: Sequence[Clipping]) -> str:
    """The documents as CSL-JSON, a list of items; the quotes with their pins are the note."""
    items = [_item(group) for group in _by_document(clippings)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


_Cited = tuple[Clipping, PinCite, Metadata]


def _by_document(clippings: Iterable[Clipping]) -> list[list[_Cited]]:
    """The clippings that verify, those of one document together, in the collection's order."""
    groups: dict[str, list[_Cited]] = {}
    for clipping in clippings:
        if clipping.cite and clipping.metadata:
            cited = (clipping, clipping.cite, clipping.metadata)
            groups.setdefault(clipping.doc_id, []).append(cited)
    return list(groups.values())


def _entry(group: Sequence[_Cited], keys: set[str]) -> str:
    made = [bibtex(cite, metadata).partition(_NOTE) for _, cite, metadata in group]
    pins = dict.fromkeys(rest.removesuffix("}\n}\n") for _, _, rest in made if rest)
    head, _, _ = made[0]
    head = head.removesuffix("\n}\n")
    kind, rest = head.split("{", 1)
    key, comma, fields = rest.partition(",\n")
    unique, number = key, 2
    while unique.casefold() in keys:  # letter case does not distinguish BibTeX keys
        unique, number = f"{key}-{number}", number + 1
    keys.add(unique.casefold())
    note = f"{_NOTE}{'; '.join(pins)}}}" if pins else ""
    return displayable(f"{kind}{{{unique}{comma}{fields}{note}\n}}\n")


def _record(group: Sequence[_Cited]) -> str:
    _, cite, metadata = group[0]
    whole = ris(cite, metadata).split("\r\n")
    lines = [line for line in whole if line and not line.startswith(_OF_THE_PIN)]
    lines += [f"N1  - {_quote_line(clipping, cite)}" for clipping, cite, _ in group]
    return "".join(f"{displayable(line)}\r\n" for line in (*lines, "ER  - ", ""))


def _item(group: Sequence[_Cited]) -> dict[str, Any]:
    _, cite, metadata = group[0]
    item = {k: v for k, v in csl(cite, metadata).items() if k not in ("locator", "label")}
    item["note"] = "\n".join(_quote_line(clipping, cite) for clipping, cite, _ in group)
    return {key: _plain(value) for key, value in item.items()}


def _quote_line(clipping: Clipping, cite: PinCite) -> str:
    """One line: the quote, its pin, the note. It begins with a quotation mark, so that no reference
    manager reads a quote as a field of the item."""
    place = f" ({where(cite)})" if where(cite) else ""
    note = f" Note: {clipping.note}" if clipping.note.strip() else ""
    return " ".join(f"“{cite.quote.strip()}”{place}{note}".split())


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return displayable(value)
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value
