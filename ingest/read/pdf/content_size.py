"""How much content a page draws, with the forms that it draws again and again.

PDFium reads a page to its end, whatever that takes; so a page that would take too much is not given
to it. Forms that draw forms multiply: their sizes are computed, not drawn.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

_DRAWS = re.compile(rb"/([^\s()<>\[\]{}/%]+)\s+Do\b")
_DO = re.compile(rb"\bDo\b")
_NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_MOST_ANNOTATIONS = 5_000
_DEEPEST = 30
_ENDLESS = 1 << 60  # bytes
_FORM = 200  # bytes: what drawing a form costs beside its content
_STRING = 100  # bytes: what showing a string costs beside its letters


class ContentSize:
    """Sizes of pages, in bytes; remembers forms."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def of(self, page: PageObject) -> int:
        """The bytes that ``page`` draws, its forms each time. Raises pypdf's errors."""
        contents = page.get_contents()
        content = contents.get_data() if contents is not None else b""
        return self._size(content, page.get("/Resources"), 0) + self._annotations(page)

    def _annotations(self, page: PageObject) -> int:
        size = 0
        found = _resolved(page.get("/Annots"))
        for each in list(found)[:_MOST_ANNOTATIONS] if isinstance(found, list) else ():
            annotation = _dictionary(each)
            if annotation.get("/Subtype") in ("/Widget", "/FreeText"):
                for look in _streams(_resolved(_dictionary(annotation.get("/AP")).get("/N"))):
                    size += _FORM + self._size(look.get_data(), look.get("/Resources"), 1)
        return size

    def _size(self, content: bytes, resources: Any, depth: int) -> int:
        size = len(content) + _STRING * sum(map(content.count, _SHOWS))
        resources = _dictionary(resources)
        forms = _dictionary(resources.get("/XObject"))
        names = Counter(_DRAWS.findall(content)) if forms else Counter()
        largest = 0
        for name, times in names.items():
            form = self._form(forms, name, resources, depth)
            largest = max(largest, form)
            size += times * form
        others = len(_DO.findall(content)) - names.total() if forms else 0
        if others:  # the name is written in a way that was not found
            size += others * max(largest, *(self._form(forms, n, resources, depth) for n in forms))
        fonts = _dictionary(resources.get("/Font"))
        return size + sum(self._letters(fonts.raw_get(f), resources, depth) for f in fonts)

    def _letters(self, held: Any, outer: Any, depth: int) -> int:
        """What the letters of a font draw, where these are drawings (Type 3)."""
        key = held.idnum if isinstance(held, IndirectObject) else -1
        if key in self._known:
            return self._known[key]
        font = _dictionary(held)
        size = 0
        if font.get("/Subtype") == "/Type3" and depth <= _DEEPEST:
            self._known[key] = _ENDLESS
            own = font.get("/Resources", outer)
            letters = [g.get_object() for g in _dictionary(font.get("/CharProcs")).values()]
            size = sum(
                self._size(g.get_data(), own, depth + 1)
                for g in letters
                if isinstance(g, StreamObject)
            )
        self._known[key] = size
        if key < 0:
            del self._known[key]
        return size

    def _form(self, forms: DictionaryObject, name: Any, outer: Any, depth: int) -> int:
        if isinstance(name, bytes):
            name = "/" + _NAME_CODE.sub(lambda m: bytes((int(m[1], 16),)), name).decode("latin-1")
        held = forms.raw_get(name) if name in forms else None
        key = held.idnum if isinstance(held, IndirectObject) else -1
        if key in self._known:
            return self._known[key]
        form = _resolved(held)
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form":
            return 0
        if depth > _DEEPEST:
            return _ENDLESS
        self._known[key] = _ENDLESS  # until it is known: a form that draws itself has no end
        size = _FORM + self._size(form.get_data(), form.get("/Resources", outer), depth + 1)
        if key >= 0:
            self._known[key] = size
        else:
            del self._known[key]
        return size


def _streams(held: Any) -> list[StreamObject]:
    """An appearance, or the appearances by state."""
    if isinstance(held, StreamObject):
        return [held]
    return [v for v in map(_resolved, _dictionary(held).values()) if isinstance(v, StreamObject)]


def _resolved(held: Any) -> Any:
    return held.get_object() if held is not None else None


def _dictionary(held: Any) -> DictionaryObject:
    found = _resolved(held)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
