"""Names the boxes of a form that are ticked. Their ticks are drawings, so the text has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.read.normalise import clean

_MOST_FIELDS = 5_000  # of one page
_DEEPEST_FIELD = 12
_LONGEST_NAME = 80  # letters
_PUSH_BUTTON = 1 << 16  # flag of a field
_HIDDEN = 0b100010  # flags of an annotation: hidden, or not viewed


def ticked_boxes(page: Any, off: Sequence[int] = ()) -> tuple[str, ...]:
    """The names of the ticked boxes and chosen buttons of a page of pypdf; the choice follows the
    name where it is more than yes. The annotations ``off`` are left out. Raises what pypdf raises
    on damaged pages."""
    return tuple(_ticked(page, frozenset(off)))


def _ticked(page: Any, off: frozenset[int]) -> Iterator[str]:
    for i, entry in enumerate((_own(page, "/Annots") or ())[:_MOST_FIELDS]):
        box = entry.get_object()
        if i in off or not hasattr(box, "get") or _own(box, "/Subtype") != "/Widget":
            continue
        state = str(_own(box, "/AS") or _inherited(box, "/V") or "/Off")
        flags = _inherited(box, "/Ff")
        button = _inherited(box, "/FT") == "/Btn" and not (_number(flags) & _PUSH_BUTTON)
        if button and state != "/Off" and not _number(_own(box, "/F")) & _HIDDEN:
            name = _name(box)
            choice = clean(state.removeprefix("/")).strip()[:_LONGEST_NAME]
            plain = choice.lower() in ("yes", "on", "true", "1", "")
            yield name if plain and name else f"{name}: {choice}" if name else choice


def _own(box: Any, key: str) -> Any:
    if key not in box:
        return None
    return box[key]  # unlike get, this follows references


def _inherited(box: Any, key: str) -> Any:
    """The value of ``key`` in a field or the fields that it is part of."""
    for _ in range(_DEEPEST_FIELD):
        if box is None or not hasattr(box, "get"):
            return None
        if key in box:
            return box[key]
        box = box.get("/Parent")
        box = box.get_object() if box is not None else None
    return None


def _name(box: Any) -> str:
    name = _inherited(box, "/TU") or _inherited(box, "/T") or ""
    return clean(str(name)).strip()[:_LONGEST_NAME]


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int) else 0
