"""Fields of a Word file: their results are text, their instructions are not.

A field is a row of marks among the runs: it begins, its instruction follows, then its result after
a separator, and it ends. Fields nest, and a result may run over many paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.read.docx.names import child, kind, members, number, switch, value
from ingest.read.xml_parser import Element

_STORIES = frozenset({"w:txbxContent", "w:footnote", "w:endnote", "w:body"})
_CHECKED = ("☐", "☒")


class Fields:
    """The fields of one part. A field that does not end is taken for text."""

    def __init__(self, root: Element) -> None:
        open_marks: dict[Element | None, list[Element]] = {}
        self._whole: set[Element] = set()
        for mark in (e for e in root.iter() if kind(e) == "w:fldChar"):
            story = next((a for a in mark.iterancestors() if kind(a) in _STORIES), None)
            waiting = open_marks.setdefault(story, [])
            if value(mark, "fldCharType") == "begin":
                waiting.append(mark)
            elif value(mark, "fldCharType") == "end" and waiting:
                self._whole.add(waiting.pop())

    def is_whole(self, begin: Element) -> bool:
        """True when the field that begins here also ends."""
        return begin in self._whole


@dataclass(slots=True)
class _OpenField:
    in_instruction: bool = True
    form_shows: str = ""  # what a form field shows by itself
    has_result: bool = False


class FieldState:
    """Where a walk through a story stands: inside an instruction or not."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._open: list[_OpenField] = []

    @property
    def in_instruction(self) -> bool:
        """True where text belongs to an instruction."""
        return any(f.in_instruction for f in self._open)

    def pass_text(self) -> None:
        """Note that the open fields have a result."""
        for found in self._open:
            found.has_result = True

    def pass_mark(self, mark: Element) -> str:
        """Go on over a ``w:fldChar``; returns what a form field without a result shows."""
        what = value(mark, "fldCharType")
        if what == "begin" and self._fields.is_whole(mark):
            self._open.append(_OpenField(form_shows=_form_field(child(mark, "w:ffData"))))
        elif what == "separate" and self._open:
            self._open[-1].in_instruction = False
        elif what == "end" and self._open:
            ended = self._open.pop()
            return "" if ended.has_result else ended.form_shows
        return ""


def _form_field(data: Element | None) -> str:
    """The chosen entry of a drop-down list, or a box that is checked or not."""
    choices = child(data, "w:ddList")
    if choices is not None:
        chosen = number(child(choices, "w:result")) or number(child(choices, "w:default")) or 0
        entries = [value(e) for e in members(choices, "w:listEntry")]
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    box = child(data, "w:checkBox")
    if box is None:
        return ""
    checked = switch(box, "w:checked")
    return _CHECKED[bool(switch(box, "w:default") if checked is None else checked)]
