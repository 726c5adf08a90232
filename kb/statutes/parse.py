"""Reads an address from its printed form."""

from __future__ import annotations

import re

from kb.errors import QueryError
from kb.span import Span
from kb.statutes import patterns
from kb.statutes.act_names import act_named, named_acts
from kb.statutes.address_parts import marks_of, within_token
from kb.statutes.find import find, order_within
from kb.statutes.model import Address, AddressKind

_TAIL = re.compile(
    rf"(?:^|, )(?P<lead>§§?|arts?\.) (?P<number>{patterns.NUMBER})"
    rf"(?P<brackets>(?:\({patterns.MARK}\))*)(?:–(?P<through>{patterns.NUMBER}))?$"
)


def parse(text: str) -> Address:
    """The address that is the whole of ``text``. ``parse(str(x)) == x`` for every address.

    Raises ``QueryError`` where ``text`` is no address or more than one.
    """
    stripped = text.strip()
    canonical = _canonical(stripped)
    if canonical is not None:
        return canonical
    found = find(stripped)
    if len(found) == 1 and found[0].span and _whole(found[0].span, stripped):
        return found[0]
    if [name for _, name in named_acts(stripped)] == [stripped]:
        # Alone, a name may have words that a text around it keeps from being a subsection.
        return Address(AddressKind.ACT, act=act_named(stripped), span=Span(0, len(stripped)))
    raise QueryError(
        f"“{text}” is not one address such as “P.L. 118-31, § 1311(a)” or “GAO-21-322”"
        + (f" but has {len(found)} addresses" if len(found) > 1 else "")
    )


def _whole(span: Span, text: str) -> bool:
    return not re.search(r"\w", text[: span.start] + text[span.end :])


def _canonical(text: str) -> Address | None:
    """The address that ``Address.canonical`` prints as ``text``, or ``None``."""
    tail = _TAIL.search(text)
    if tail is None:
        return None
    before = text[: tail.start()]
    within: list[str] = []
    while before:
        head, comma, last = before.rpartition(", ")
        match = patterns.WITHIN_UNITS.fullmatch(last)
        if match is None:
            break
        within.append(within_token(match["unit"], match["which"]))
        before = head if comma else ""
    address = Address(
        AddressKind.ARTICLE if tail["lead"].startswith("art") else AddressKind.SECTION,
        act=act_named(before) if before else None,
        section=tail["number"],
        subsections=marks_of(tail["brackets"]),
        through=tail["through"],
        within=order_within(within),
        span=Span(0, len(text)),
    )
    return address if str(address) == text else None
