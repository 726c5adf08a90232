"""The number, heading and words of a USLM element."""

from __future__ import annotations

import re

from ingest.read.xml_parser import Element, local_name

SIDE_NOTES = frozenset(("sidenote",))
_APART = frozenset(  # elements that stand on lines or in cells of their own, or follow a number
    "num heading subheading content chapeau continuation p text block quotedContent section "
    "subsection paragraph subparagraph clause subclause item subitem subsubitem designator label "
    "listItem listHeading table tr row td th entry column sourceCredit note footnote".split()
)
_RUN_IN = ("—", "–", "“", "‘", "(", "[")  # what comes after these is set close


def stands_apart(name: str, before: str) -> bool:
    """Whether a space is between the words ``before`` and an element, where the file has none."""
    return (
        name in _APART and bool(before) and not before[-1:].isspace() and before[-1] not in _RUN_IN
    )


def is_note_mark(element: Element) -> bool:
    """Whether the element is the mark that points to a footnote."""
    return local_name(element) == "ref" and "footnoteRef" in element.get("class", "").split()


def number_of(element: Element) -> str | None:
    """The number of a unit, as stated for machines or else as printed."""
    for child in element:
        if local_name(child) == "num":
            stated = child.get("value") or re.sub(r"[^\w-]", "", words_of(child))
            return stated.replace("–", "-") or None
    return None


def heading_of(element: Element) -> str:
    """The heading of a unit, without the dash that ends it."""
    for child in element:
        if local_name(child) == "heading":
            return words_of(child).rstrip(".—– ")
    return ""


def words_of(element: Element) -> str:
    """All words inside, on one line, without side notes."""
    parts: list[str] = []
    _gather(element, parts)
    return re.sub(r"\s+", " ", "".join(parts).replace("\xad", "")).strip()


def _gather(element: Element, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        name = local_name(child)
        if name and name not in SIDE_NOTES and name != "page" and not is_note_mark(child):
            before = next((p for p in reversed(parts) if p), "")
            if stands_apart(name, before):
                parts.append(" ")
            _gather(child, parts)
            before = next((p for p in reversed(parts) if p), "")
            if name in _APART and (child.tail or "")[:1].isalnum() and not before[-1:].isspace():
                parts.append(" ")
        parts.append(child.tail or "")


def page_label(words: str) -> str | None:
    """The page of the Statutes at Large that a page mark names."""
    match = re.search(r"(\d{1,6}) STAT\. ?(\d+)", words, re.I)
    return f"{match[1]} Stat. {match[2]}" if match else None
