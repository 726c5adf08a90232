"""What one walk over a page tells of each of its elements."""

from __future__ import annotations

from ingest.read.xml_parser import Element, local_name, walk

_ARTICLES = frozenset("article main blockquote".split())


class Measures:
    """How much text each element of a page has, and which elements are in its article. Taken once,
    so it stays true of the page as it was."""

    def __init__(self, root: Element) -> None:
        self._amounts: dict[Element, tuple[int, int]] = {}  # characters, of them in links
        self._inside: set[Element] = set()
        open_: list[list[int]] = []
        links = articles = 0
        for event, element in walk(root):
            name = local_name(element)
            if event == "start":
                if articles:
                    self._inside.add(element)
                links += name == "a"
                articles += _is_article(element, name)
                open_.append([0, 0])
                _count(open_[-1], element.text, links)
                continue
            links -= name == "a"
            articles -= _is_article(element, name)
            counted = open_.pop()
            self._amounts[element] = (counted[0], counted[1])
            if open_:
                open_[-1][0] += counted[0]
                open_[-1][1] += counted[1]
                _count(open_[-1], element.tail if element is not root else None, links)

    def length(self, element: Element) -> int:
        """Characters of text in ``element``, white space not counted."""
        return self._amounts.get(element, (0, 0))[0]

    def amount(self, element: Element) -> int:
        """The same, with links counted for a quarter: menus are links, articles have some."""
        length, linked = self._amounts.get(element, (0, 0))
        return length - 3 * linked // 4

    def linked(self, element: Element) -> float:
        """The share of the text of ``element`` that is in links."""
        length, linked = self._amounts.get(element, (0, 0))
        return linked / length if length else 0.0

    def in_article(self, element: Element) -> bool:
        """True for an element inside ``<article>`` or ``<main>``."""
        return element in self._inside


def _count(into: list[int], text: str | None, links: int) -> None:
    length = len("".join((text or "").split()))
    into[0] += length
    into[1] += length if links else 0


def _is_article(element: Element, name: str) -> bool:
    return name in _ARTICLES or element.get("role") == "main"
