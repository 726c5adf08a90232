"""The numbers that a browser puts before the items of a list."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.read.html.styles import Style
from ingest.read.xml_parser import Element, local_name

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STYLES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
BULLET = "- "
_HIGHEST = 100_000


@dataclass(slots=True)
class ListNumbers:
    """Counts the items of one list."""

    ordered: bool = False
    style: str = "decimal"
    following: int = 1
    step: int = 1
    bare: bool = False  # a list of terms: no marks

    @classmethod
    def of(cls, element: Element, style: Style) -> ListNumbers:
        """For the list ``element``."""
        name = local_name(element)
        if name != "ol":
            return cls(bare=name == "dl")
        stated = style.get("list-style-type") or style.get("list-style", "")
        kind = _STYLES.get(element.get("type") or "", stated.split(" ")[0] or "decimal")
        down = element.get("reversed") is not None
        items = sum(1 for e in element if local_name(e) == "li")
        start = _number(element.get("start"), items if down else 1)
        return cls(kind != "none", kind, start, -1 if down else 1)

    def mark(self, item: Element) -> str:
        """What stands before ``item``: ``2. ``, ``b. ``, ``- ``."""
        if not self.ordered:
            return "" if self.bare else BULLET
        number = _number(item.get("value"), self.following)
        self.following = number + self.step
        return f"{_written(number, self.style)}. "


def _number(text: str | None, default: int) -> int:
    digits = (text or "").strip()
    if not digits.lstrip("-").isdecimal() or len(digits) > 6:
        return default
    return int(digits)


def _written(number: int, style: str) -> str:
    if not 0 < number < _HIGHEST:
        return str(number)
    if "roman" in style:
        letters = _roman(number)
    elif "alpha" in style or "latin" in style:
        letters = _letters(number)
    else:
        return str(number)
    return letters.upper() if style.startswith("upper") else letters


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(ord("a") + left) + letters
    return letters
