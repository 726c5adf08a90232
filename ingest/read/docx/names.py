"""Names of elements and attributes in WordprocessingML, whichever of its namespaces a file uses.

Word writes the namespaces of the transitional form; a file saved as "Strict Open XML" has others
for the same elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ingest.read.xml_parser import Element

_WORD_2006 = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "urn:schemas-microsoft-com:vml": "v",
}


def kind(element: Element) -> str:
    """The element's name with the usual prefix of its namespace (``w:p``, ``m:oMath``); of an
    unknown namespace, the name alone; empty for a comment."""
    return _kind(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=4096)
def _kind(tag: str) -> str:
    space, _, name = tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}:{name}" if prefix else name


def value(element: Element | None, name: str = "val") -> str:
    """The attribute ``name``, in whatever namespace; empty where there is none."""
    if element is None:
        return ""
    found = element.get(_WORD_2006 + name)
    if found is not None:
        return str(found)
    for key, words in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(words)
    return ""


def number(element: Element | None, name: str = "val") -> int | None:
    """The attribute ``name`` as a whole number; ``None`` where it is none, or a huge one."""
    words = value(element, name).strip()
    bare = words.removeprefix("-")
    return int(words) if bare.isascii() and bare.isdigit() and len(bare) <= 10 else None


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of kind ``path[0]``, in it the first of kind ``path[1]``, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((c for c in element if kind(c) == name), None)
    return element


def switch(properties: Element | None, name: str) -> bool | None:
    """An on-off property, such as ``w:vanish``: on, off, or ``None`` where it is not set."""
    found = child(properties, name)
    return None if found is None else is_on(found)


def is_on(switched: Element) -> bool:
    """True unless the element of an on-off property switches it off."""
    return value(switched).casefold() not in ("0", "false", "off", "none")


def by_kind(properties: Element | None) -> dict[str, Element]:
    """The children of ``properties`` by their kind; the first of each."""
    found: dict[str, Element] = {}
    for element in properties if properties is not None else ():
        found.setdefault(kind(element), element)
    return found


def members(parent: Element, *kinds: str) -> Iterator[Element]:
    """The descendants of ``kinds`` that belong to ``parent`` itself, in order: also those inside
    content controls and other wrappers, but none that is inside another of ``kinds``."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        name = kind(element)
        if name in kinds:
            yield element
        elif not name.endswith("Pr"):
            waiting.extend(reversed(element))
