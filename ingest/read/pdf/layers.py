"""Tells which notes and fields of a page belong to an optional layer that is off.

PDFium asks for the layers of what a page draws, but not for those of its annotations. ISO 32000-2,
section 8.11.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ingest.read.normalise import clean

_MOST_ANNOTATIONS = 5_000  # of one page
_MOST_GROUPS = 10_000  # that the file switches off or on
_DEEPEST_EXPRESSION = 12
_COMBINED: dict[str, Callable[[list[bool]], bool]] = {
    "/AnyOn": any,
    "/AllOn": all,
    "/AnyOff": lambda on: not all(on),
    "/AllOff": lambda on: not any(on),
}


class Layers:
    """The optional layers of a PDF in the state in which it opens."""

    def __init__(self, catalog: Any) -> None:
        """Takes the catalogue of pypdf. Raises what pypdf raises on damaged files."""
        default = _entry(_entry(catalog, "/OCProperties"), "/D")
        self._on = _entry(default, "/BaseState") != "/OFF"
        changed = _entry(default, "/OFF" if self._on else "/ON")
        self._changed = {_key(g) for g in _listed(changed)[:_MOST_GROUPS]}

    def off(self, page: Any) -> tuple[int, ...]:
        """The places of the annotations of a page of pypdf that are in a layer that is off."""
        found = _listed(_entry(page, "/Annots"))[:_MOST_ANNOTATIONS]
        return tuple(i for i, each in enumerate(found) if not self._shows(_raw(each, "/OC")))

    def words_off(self, page: Any) -> tuple[str, ...]:
        """What the annotations say that ``off`` names."""
        held = [_listed(_entry(page, "/Annots"))[i] for i in self.off(page)]
        said = [_entry(each, "/Contents") or _entry(each, "/V") for each in held]
        return tuple(clean(w).strip() for w in said if isinstance(w, str))

    def _shows(self, held: Any) -> bool:
        """Whether a layer, or a combination of layers, is on. What names none is on."""
        kind = _entry(held, "/Type")
        if kind == "/OCG":
            return bool(self._on != (_key(held) in self._changed))
        if kind != "/OCMD":
            return True
        if expression := _listed(_entry(held, "/VE")):
            return self._true(expression, 0)
        groups = _raw(held, "/OCGs")
        members = [groups] if _entry(groups, "/Type") == "/OCG" else _listed(groups)
        on = [self._shows(g) for g in members[:_MOST_GROUPS] if _entry(g, "/Type") == "/OCG"]
        return not on or _COMBINED.get(str(_entry(held, "/P")), any)(on)

    def _true(self, expression: list[Any], depth: int) -> bool:
        if depth > _DEEPEST_EXPRESSION:
            return True
        values = [
            self._true(parts, depth + 1) if (parts := _listed(each)) else self._shows(each)
            for each in expression[1 : _MOST_GROUPS // 100]
        ]
        if expression[0] == "/Not":
            return not all(values)
        return any(values) if expression[0] == "/Or" else all(values)


def _resolved(held: Any) -> Any:
    return held.get_object() if hasattr(held, "get_object") else held


def _raw(held: Any, name: str) -> Any:
    """The entry of a dictionary, a reference where it is one."""
    found: Any = _resolved(held)
    return found.raw_get(name) if hasattr(found, "raw_get") and name in found else None


def _entry(held: Any, name: str) -> Any:
    return _resolved(_raw(held, name))


def _listed(held: Any) -> list[Any]:
    found = _resolved(held)
    return [*list.__iter__(found)] if isinstance(found, list) else []


def _key(held: Any) -> int:
    """The number of a group's object; groups are compared by it."""
    return getattr(held, "idnum", -1)
