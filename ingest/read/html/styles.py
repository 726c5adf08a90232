"""What the style rules inside a page say about its elements: the few properties that hide text,
raise it or break lines. Style sheets outside the file are never loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import tinycss2
from cssselect import HTMLTranslator, SelectorError
from cssselect import parse as parse_selectors

from ingest.read.xml_parser import Element, XPathError, is_element
from kb.settings import settings

Style = Mapping[str, str]  # property and value, both in lower case
_PROPERTIES = frozenset(
    "display visibility opacity font-size color background background-color text-decoration "
    "text-decoration-line position left top text-indent clip clip-path overflow width height "
    "max-height vertical-align list-style list-style-type transition animation".split()
)
_SCREEN_PX = 1280  # width of the screen that media queries are asked about
_NONE: Style = {}


class Styles:
    """The style of each element of a page."""

    def __init__(self, root: Element) -> None:
        self._found: dict[Element, dict[str, str]] = {}
        self._weight: dict[tuple[Element, str], tuple[bool, tuple[int, ...], int]] = {}
        self.outside = any(
            "stylesheet" in (e.get("rel") or "").casefold() for e in root.iter("link")
        )  # whether the page also has rules that are not in the file
        order = 0
        for selector, specificity, declarations in _rules(root):
            order += 1
            for element in _selected(root, selector):
                self._add(element, declarations, (0, *specificity), order)
        for element in root.iter():
            written = element.get("style") if isinstance(element.tag, str) else None
            if written:
                self._add(element, _declarations(written), (1, 0, 0, 0), order)

    def of(self, element: Element) -> Style:
        """What is stated for ``element`` itself; inherited properties are not included."""
        return self._found.get(element, _NONE)

    def _add(
        self,
        element: Element,
        declarations: list[tuple[str, str, bool]],
        specificity: tuple[int, ...],
        order: int,
    ) -> None:
        for name, value, important in declarations:
            weight = (important, specificity, order)
            key = (element, name)
            if key not in self._weight or weight >= self._weight[key]:
                self._weight[key] = weight
                self._found.setdefault(element, {})[name] = value


def _declarations(css: Any) -> list[tuple[str, str, bool]]:
    """Name, value and importance of the declarations that matter."""
    found = []
    for node in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration" and node.lower_name in _PROPERTIES:
            value = tinycss2.serialize(node.value).strip().casefold()
            found.append((node.lower_name, value, bool(node.important)))
    return found


def _rules(root: Element) -> Iterator[tuple[Any, tuple[int, ...], list[tuple[str, str, bool]]]]:
    """Selector, specificity and declarations of the page's own rules, at most as many as the
    settings allow."""
    left = settings().ingest.style_rules
    for element in root.iter("style"):
        if not _applies(element.get("media") or ""):
            continue
        css = "".join(str(t) for t in element.itertext())
        for prelude, content in _qualified(tinycss2.parse_stylesheet(css, True, True)):
            declarations = _declarations(content)
            if not declarations:
                continue
            try:
                selectors = parse_selectors(tinycss2.serialize(prelude))
            except (SelectorError, RecursionError):
                continue
            for selector in selectors:
                if selector.pseudo_element is None:
                    left -= 1
                    if left < 0:
                        return
                    yield selector, selector.specificity(), declarations


def _qualified(nodes: list[Any], depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """Prelude and content of the rules, those inside ``@media`` for a screen too."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield node.prelude, node.content
        elif node.type == "at-rule" and node.content and depth < 4:
            wanted = node.lower_at_keyword in ("layer", "supports") or (
                node.lower_at_keyword == "media" and _applies(tinycss2.serialize(node.prelude))
            )
            if wanted:
                inside = tinycss2.parse_rule_list(node.content, True, True)
                yield from _qualified(inside, depth + 1)


def _applies(media: str) -> bool:
    """True for rules for a wide screen: no query, ``screen``, ``(min-width: 600px)``."""
    query = media.strip().casefold()
    if not re.fullmatch(r"(?:only )?(?:all|screen)?(?: ?(?:and )?\([a-z-]+: ?\d+px\))*", query):
        return False
    widths = re.findall(r"\((min|max)-width: ?(\d{1,6})px\)", query)
    return len(widths) == query.count("(") and all(
        int(px) <= _SCREEN_PX if side == "min" else int(px) >= _SCREEN_PX for side, px in widths
    )


def _selected(root: Element, selector: Any) -> list[Element]:
    try:
        path = HTMLTranslator().selector_to_xpath(selector, prefix="descendant-or-self::")
        found = root.xpath(path)
    except (SelectorError, XPathError, RecursionError):
        return []
    return [e for e in found if is_element(e)] if isinstance(found, list) else []
