"""Accepts the tracked changes of a Word part, so that its tree has what a reader is shown."""

from __future__ import annotations

from ingest.read.docx.names import child, kind, switch
from ingest.read.xml_parser import Element

_DELETED = frozenset({"w:del", "w:moveFrom", "w14:conflictDel"})
_INSERTED = frozenset({"w:ins", "w:moveTo", "w14:conflictIns"})
_TEXT = frozenset({"w:t", "a:t", "m:t"})
# Properties as they were before a change, and text that only a deletion may hold.
_FORMER = frozenset(
    "w:rPrChange w:pPrChange w:tblPrChange w:tblPrExChange w:tblGridChange w:tcPrChange "
    "w:trPrChange w:sectPrChange w:numberingChange w:delText w:delInstrText".split()
)


def accept(root: Element) -> bool:
    """Removes from ``root`` what was deleted or moved away, and the second form of what is stored
    in two forms. True when it has tracked insertions, deletions or moves.

    The mark of a deleted paragraph end stays in the paragraph's properties.
    """
    changed = False
    waiting = [root]
    while waiting:
        element = waiting.pop()
        for part in list(element):
            name = kind(part)
            changed = changed or name in _DELETED or name in _INSERTED
            if name in _FORMER or _is_deleted(part, name, kind(element)):
                element.remove(part)
            elif name == "mc:AlternateContent":
                _choose(part)
                waiting.append(part)
            else:
                waiting.append(part)
    return changed


def _is_deleted(part: Element, name: str, parent: str) -> bool:
    if name in _DELETED:
        return not parent.endswith("Pr")  # there it marks the end of a paragraph or a row
    if name == "w:tr":
        return child(part, "w:trPr", "w:del") is not None
    if name == "w:tc":
        return child(part, "w:tcPr", "w:cellDel") is not None
    return False


def _choose(alternatives: Element) -> None:
    """Keeps one of the forms: the first, which is the newest, unless only another has text."""
    forms = list(alternatives)
    kept = next((f for f in forms if any(kind(e) in _TEXT for e in f.iter())), None)
    if kept is None:
        kept = forms[0] if forms else None
    for form in forms:
        if form is not kept:
            alternatives.remove(form)


def end_is_deleted(properties: Element | None) -> bool:
    """True when the end of the paragraph with these properties was deleted or moved away: its
    text continues in the next paragraph."""
    mark = child(properties, "w:rPr")
    return child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None


def end_is_hidden(properties: Element | None) -> bool:
    """True when the end of the paragraph is hidden, so that the next is shown on the same line."""
    return switch(child(properties, "w:rPr"), "w:vanish") is True
