"""Writes a formula of Word in one line: ``x^2``, ``(a + b)/c``, ``√(n)``."""

from __future__ import annotations

import re

from ingest.read.docx.names import child, kind, switch, value
from ingest.read.xml_parser import Element

_SINGLE = re.compile(r"[\w.,]*|\([^()]*\)")


def linear(element: Element | None) -> str:
    """The formula under ``element``, with the signs by which it would be typed in one line."""
    if element is None:
        return ""
    name = kind(element)
    if name in ("m:t", "w:t"):
        return element.text or ""
    write = _WRITERS.get(name)
    return write(element) if write else "".join(_parts(element))


def _parts(element: Element) -> list[str]:
    return [linear(c) for c in element if not kind(c).endswith("Pr")]


def _of(element: Element, name: str) -> str:
    return linear(child(element, name)).strip()


def _grouped(words: str) -> str:
    return words if _SINGLE.fullmatch(words) else f"({words})"


def _sign(element: Element, properties: str, name: str, usual: str) -> str:
    found = child(element, properties, name)
    return usual if found is None else value(found)


def _fraction(e: Element) -> str:
    over = " " if value(child(e, "m:fPr", "m:type")) == "noBar" else "/"
    return f"{_grouped(_of(e, 'm:num'))}{over}{_grouped(_of(e, 'm:den'))}"


def _scripts(e: Element) -> str:
    below, above = _of(e, "m:sub"), _of(e, "m:sup")
    base = _of(e, "m:e")
    marks = (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")
    return f"{marks} {base}" if kind(e) == "m:sPre" else f"{_grouped(base)}{marks}"


def _root(e: Element) -> str:
    hidden = switch(child(e, "m:radPr"), "m:degHide") is True
    return f"{'' if hidden else _of(e, 'm:deg')}√({_of(e, 'm:e')})"


def _delimited(e: Element) -> str:
    begin = _sign(e, "m:dPr", "m:begChr", "(")
    end = _sign(e, "m:dPr", "m:endChr", ")")
    between = _sign(e, "m:dPr", "m:sepChr", "|")
    inside = between.join(linear(c).strip() for c in e if kind(c) == "m:e")
    return f"{begin}{inside}{end}"


def _nary(e: Element) -> str:
    below, above = _of(e, "m:sub"), _of(e, "m:sup")
    marks = (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")
    return f"{_sign(e, 'm:naryPr', 'm:chr', '∫')}{marks} {_of(e, 'm:e')}"


def _function(e: Element) -> str:
    return f"{_of(e, 'm:fName')} {_of(e, 'm:e')}"


def _limit(e: Element) -> str:
    sign = "_" if kind(e) == "m:limLow" else "^"
    return f"{_of(e, 'm:e')}{sign}{_grouped(_of(e, 'm:lim'))}"


def _matrix(e: Element) -> str:
    rows = (" ".join(part.strip() for part in _parts(row)) for row in e if kind(row) == "m:mr")
    return f"[{'; '.join(rows)}]"


def _rows(e: Element) -> str:
    return "; ".join(linear(c).strip() for c in e if kind(c) == "m:e")


_WRITERS = {
    "m:f": _fraction,
    "m:sSup": _scripts,
    "m:sSub": _scripts,
    "m:sSubSup": _scripts,
    "m:sPre": _scripts,
    "m:rad": _root,
    "m:d": _delimited,
    "m:nary": _nary,
    "m:func": _function,
    "m:limLow": _limit,
    "m:limUpp": _limit,
    "m:m": _matrix,
    "m:eqArr": _rows,
}
