"""Leaves of a page what a browser shows to a reader."""

from __future__ import annotations

import re

import tinycss2.color3

from ingest.read.html.styles import Style, Styles
from ingest.read.normalise import clean
from ingest.read.xml_parser import Element, local_name, remove_element, words_in

# Never shown, shown as something other than text, or struck out.
_NOT_TEXT = frozenset(
    "head script style template noscript noframes iframe object embed applet audio video canvas "
    "svg map select datalist textarea input button progress meter link meta title base param "
    "source track frame area annotation annotation-xml del s strike".split()
)
# Kept apart from what is around them, as on the page.
_BOXES = frozenset("select textarea input button iframe object embed canvas svg video".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 summary legend".split())
_ZERO = re.compile(r"[-+]?(?:0++(?:\.0++)?|\.0++)(?:%|[a-z]+)?")
_FAR_AWAY = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|%|vw|pt)?")
_NOTHING_LEFT = re.compile(r"rect\((?:0|1)(?:px)?[ ,].*|inset\((?:50|100)%.*")
_LEAST_SIZE = {"px": 1, "pt": 1, "em": 0.07, "rem": 0.07, "%": 7}
_NEAR = 0.04  # difference of two colours, of 1 in each of red, green and blue, that no one sees
_FEWEST_COPIED = 4  # words of a part that repeats another for the eye only
_MOST_COPIES = 200  # parts that are compared with the whole page


def remove_unseen(root: Element, styles: Styles) -> None:
    """Remove from the page under ``root`` what is hidden, struck out or no text."""
    _remove_copies(root)
    for element in list(root.iter()):
        name = local_name(element)
        if not name or element is root or name == "body" or element.getparent() is None:
            continue
        if _is_no_text(element, name) or _is_hidden(element, styles):
            remove_element(element, " " if name in _BOXES else "")


def _is_no_text(element: Element, name: str) -> bool:
    if name == "button":  # the heading of a part that opens and closes is often one
        return not any(local_name(a) in _HEADINGS for a in element.iterancestors())
    if name == "dialog":
        return element.get("open") is None
    return name in _NOT_TEXT


def _is_hidden(element: Element, styles: Styles) -> bool:
    """True where the page's own attributes and styles hide the element."""
    if element.get("hidden") not in (None, "until-found"):
        return True
    style = styles.of(element)
    font = element.get("color") if local_name(element) == "font" else None
    if not style and font is None:
        return False
    return (
        style.get("display", "").startswith("none")
        or style.get("visibility") in ("hidden", "collapse")
        or _is_tiny(style.get("font-size"))
        or (
            _is_zero(style.get("opacity"))
            and not (style.get("transition") or style.get("animation"))
        )
        or "line-through" in style.get("text-decoration", "")
        or "line-through" in style.get("text-decoration-line", "")
        or _is_off_the_page(style)
        or _is_drawn_in_its_background(element, style, font, styles)
    )


def _is_zero(value: str | None) -> bool:
    return value is not None and bool(_ZERO.fullmatch(value))


def _is_tiny(size: str | None) -> bool:
    """True for letters that nobody can see: up to a pixel."""
    match = re.fullmatch(r"(\d*\.?\d+)(px|pt|em|rem|%)?", size or "")
    return match is not None and float(match[1]) <= _LEAST_SIZE.get(match[2] or "px", 0)


def _is_off_the_page(style: Style) -> bool:
    """True for text that is moved out of the page or cut to nothing, as texts that only a screen
    reader speaks are."""
    placed = style.get("position") in ("absolute", "fixed")
    if _FAR_AWAY.fullmatch(style.get("text-indent", "")):
        return True
    if placed and any(_FAR_AWAY.fullmatch(style.get(side, "")) for side in ("left", "top")):
        return True
    if placed and any(_NOTHING_LEFT.fullmatch(style.get(p, "")) for p in ("clip", "clip-path")):
        return True
    cut = style.get("overflow", "").startswith(("hidden", "clip"))
    return cut and any(
        _is_zero(style.get(side)) or style.get(side) == "1px"
        for side in ("width", "height", "max-height")
    )


def _is_drawn_in_its_background(
    element: Element, style: Style, font: str | None, styles: Styles
) -> bool:
    """True where letters have the colour of what is behind them, as far as the file tells.

    A page is white where nothing else is stated. With style sheets outside the file that is not
    known, so there only a stated background counts.
    """
    colour = _colour(style.get("color") or font)
    if colour is None:
        return False
    if len(colour) > 3 and colour[3] == 0:
        return True
    behind = _background(element, styles)
    if behind is None:
        return False
    near = all(abs(a - b) <= _NEAR for a, b in zip(colour[:3], behind, strict=True))
    return near and not any(
        "color" in styles.of(e) for e in element.iterdescendants() if local_name(e)
    )


def _background(element: Element, styles: Styles) -> tuple[float, ...] | None:
    """Red, green and blue behind ``element``, or ``None`` where the file does not tell."""
    node: Element | None = element
    while node is not None:
        style = styles.of(node)
        stated = style.get("background-color") or style.get("background") or node.get("bgcolor")
        if stated and stated not in ("none", "transparent", "inherit", "initial"):
            colour = _colour(stated)
            return None if colour is None else colour[:3]
        node = node.getparent()
    return None if styles.outside else (1.0, 1.0, 1.0)


def _colour(value: str | None) -> tuple[float, ...] | None:
    parsed = tinycss2.color3.parse_color(value) if value else None
    return tuple(parsed) if isinstance(parsed, tuple) else None


def _remove_copies(root: Element) -> None:
    """Remove parts that are there for the eye only (``aria-hidden``) and say again what the page
    says elsewhere: the drawn form of a formula, a sentence repeated in large letters."""
    marked = [e for e in root.iter() if local_name(e) and e.get("aria-hidden") == "true"]
    if not marked:
        return
    whole = clean(words_in(root))
    for element in marked[:_MOST_COPIES]:
        parent = element.getparent()
        if parent is None:
            continue
        words = clean(words_in(element)).strip()
        formula = any(local_name(e) == "math" for e in parent.iter()) and not any(
            local_name(e) == "math" for e in element.iter()
        )
        copied = len(words.split()) >= _FEWEST_COPIED and whole.count(words) > 1
        if formula or copied:
            remove_element(element)
