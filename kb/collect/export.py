"""A collection as Markdown with footnotes, BibTeX, RIS or CSL-JSON. Only clippings whose words
verify are given as citations; the others are listed in Markdown as what they are."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence

from kb.cite.exports import bibtex, csl, ris
from kb.cite.styles import markdown_escaped, safe_url
from kb.collect.collections import Clipping

_KEY = re.compile(r"(@\w+\{)([^,]+)(,.*)", re.DOTALL)


def markdown(name: str, clippings: Sequence[Clipping]) -> str:
    """The collection as Markdown: each quote with its note, pin cites as numbered footnotes."""
    lines = [f"# {_line(name)}", ""]
    notes: list[str] = []
    for clipping in clippings:
        if clipping.citation is None:
            lines += [f"*Not verified: {_line(clipping.problem)}.*", ""]
        else:
            url = safe_url(clipping.metadata.url if clipping.metadata else None)
            notes.append(f"{_line(clipping.citation)}{f' <{url}>' if url else ''}")
            lines += [f"> {_line(clipping.quote)}[^{len(notes)}]", ""]
        if clipping.note.strip():
            lines += [*(_line(p) for p in clipping.note.split("\n") if p.strip()), ""]
    lines += [f"[^{n}]: {text}" for n, text in enumerate(notes, 1)]
    return "\n".join(lines).rstrip() + "\n"


def as_bibtex(clippings: Sequence[Clipping]) -> str:
    """The citations as BibTeX, a pin in each entry's note; no key stands twice."""
    found = dict.fromkeys(bibtex(c.cite, c.metadata) for c in clippings if c.cite and c.metadata)
    seen: Counter[str] = Counter()
    entries = []
    for entry in found:
        lead, key, rest = _KEY.match(entry).groups()  # type: ignore[union-attr]
        seen[key] += 1
        entries.append(f"{lead}{key}{f'-{seen[key]}' if seen[key] > 1 else ''}{rest}")
    return "\n".join(entries)


def as_ris(clippings: Sequence[Clipping]) -> str:
    """The citations as RIS records."""
    found = [ris(c.cite, c.metadata) for c in clippings if c.cite and c.metadata]
    return "".join(f"{r}\r\n" for r in dict.fromkeys(found))


def as_csl(clippings: Sequence[Clipping]) -> str:
    """The citations as CSL-JSON, a list of items with distinct ids."""
    items = [csl(c.cite, c.metadata) for c in clippings if c.cite and c.metadata]
    seen: Counter[str] = Counter()
    for item in items:
        seen[item["id"]] += 1
        if seen[item["id"]] > 1:
            item["id"] = f"{item['id']}-{seen[item['id']]}"
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _line(text: str) -> str:
    return markdown_escaped(" ".join(text.split()))
