"""Finds the pieces of addresses in a text: sections, acts, larger units, numbered documents.

Pieces do not overlap: where two patterns match, the more specific one is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kb.span import Span
from kb.statutes import patterns
from kb.statutes.act_names import act_named, named_acts
from kb.statutes.model import ActRef, Address, AddressKind
from kb.statutes.ndaa_years import NDAA, full_year, honorific_year
from kb.text.dashes import DASHES


@dataclass(frozen=True, slots=True)
class Numbered:
    """One section or article of a list, with its subsections and the end of its range."""

    number: str
    marks: tuple[str, ...]
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece. ``addresses`` are whole addresses, ``act`` an act that a section beside it may
    belong to, ``items`` section numbers, ``within`` a larger unit, ``marks`` subsections."""

    span: Span
    addresses: tuple[Address, ...] = ()
    act: ActRef | None = None
    items: tuple[Numbered, ...] = ()
    article: bool = False
    within: str | None = None
    marks: tuple[str, ...] = field(default=())


_Maker = Callable[["re.Match[str]"], Atom | None]
WITHIN_ORDER = tuple(printed for printed, _ in patterns.LARGER_UNITS)


def atoms(text: str) -> list[Atom]:
    """Every piece of an address in ``text``, in order."""
    taken = _Taken()
    found: list[Atom] = []
    for candidate in _candidates(text):
        if taken.claim(candidate.span):
            found.append(candidate)
    return sorted(found, key=lambda a: a.span)


class _Taken:
    """The spans taken so far, sorted."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def claim(self, span: Span) -> bool:
        at = bisect_right(self._spans, span)
        near = self._spans[max(at - 1, 0) : at + 1]
        if any(s.overlaps(span) for s in near):
            return False
        self._spans.insert(at, span)
        return True


def _candidates(text: str) -> Iterator[Atom]:
    makers: tuple[tuple[re.Pattern[str], _Maker], ...] = (
        (patterns.CODE, _code),
        (patterns.LAW, _law),
        (patterns.STATUTES, _statutes),
        (patterns.NDAA, _ndaa),
        (patterns.GAO, _gao),
        (patterns.CRS, _crs),
        (patterns.ORDERS, _orders),
        (patterns.BILL, _bill),
        (patterns.LOWER_BILL, _bill),
        (patterns.SUBUNIT, _subunit),
        (patterns.SECTIONS, _sections),
        (patterns.ARTICLES, _articles),
        (patterns.WITHIN, _within),
    )
    for pattern, make in makers:
        for match in pattern.finditer(text):
            atom = make(match)
            if atom is not None:
                yield atom
    for span, name in named_acts(text):
        yield Atom(span, act=act_named(name))


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())


def _code(match: re.Match[str]) -> Atom | None:
    title = match["title"] or match["title2"] or match["title3"]
    item = patterns.ITEM_PARTS.match(match["item"] or match["item2"] or match["item3"])
    if item is None:
        return None
    address = Address(
        AddressKind.CODE,
        code=int(title),
        section=item["number"],
        subsections=marks_of(item["brackets"]),
        note=match["note"] is not None,
        span=_span(match),
    )
    return Atom(_span(match), addresses=(address,))


def _law(match: re.Match[str]) -> Atom:
    congress, law = match["congress"] or match["congress2"], match["law"] or match["law2"]
    return Atom(_span(match), act=ActRef(law=f"{int(congress)}-{int(law)}"))


def _ndaa(match: re.Match[str]) -> Atom:
    digits = match["fy1"] or match["y1"] or match["fy2"] or match["y2"] or match["short"]
    year = full_year(digits) if digits else None
    if year is None and match["honour"]:
        year = honorific_year(match["honour"])
    return Atom(_span(match), act=ActRef(name=NDAA, fiscal_year=year))


def _single(kind: AddressKind, number: str, match: re.Match[str]) -> Atom:
    return Atom(_span(match), addresses=(Address(kind, number=number, span=_span(match)),))


def _statutes(match: re.Match[str]) -> Atom:
    return _single(AddressKind.STATUTES, f"{int(match[1])} Stat. {int(match[2])}", match)


def _gao(match: re.Match[str]) -> Atom:
    return _single(AddressKind.REPORT, f"GAO-{match[1]}-{match[2].upper()}", match)


def _crs(match: re.Match[str]) -> Atom:
    return _single(AddressKind.REPORT, match[1].upper(), match)


def _orders(match: re.Match[str]) -> Atom:
    numbers = [f"E.O. {n}" for n in re.findall(r"\d+", match["many"])]
    addresses = tuple(Address(AddressKind.ORDER, number=n, span=_span(match)) for n in numbers)
    act = ActRef(number=numbers[0]) if len(numbers) == 1 else None
    return Atom(_span(match), addresses=addresses, act=act)


_BILL_TYPES = {
    "hr": "H.R.",
    "s": "S.",
    "hjres": "H.J.Res.",
    "sjres": "S.J.Res.",
    "hconres": "H.Con.Res.",
    "sconres": "S.Con.Res.",
    "hres": "H.Res.",
    "sres": "S.Res.",
}


def _bill(match: re.Match[str]) -> Atom:
    kind = _BILL_TYPES[re.sub(r"[\s.]", "", match["type"]).casefold()]
    number = f"{kind} {int(match['number'])}"
    congress = match.groupdict().get("congress")
    address = Address(
        AddressKind.BILL,
        number=number,
        congress=int(congress) if congress else None,
        span=_span(match),
    )
    return Atom(_span(match), addresses=(address,), act=ActRef(number=number))


def _subunit(match: re.Match[str]) -> Atom:
    marks = marks_of(match["marks"]) or (match["marks"].rstrip(")"),)
    return Atom(_span(match), marks=marks)


def marks_of(brackets: str) -> tuple[str, ...]:
    """``(a)(1)`` → ``("a", "1")``."""
    return tuple(patterns.MARKS.findall(brackets))


def _sections(match: re.Match[str]) -> Atom:
    return Atom(_span(match), items=numbered(match["many"] or match["one"]))


def _articles(match: re.Match[str]) -> Atom:
    return Atom(_span(match), items=numbered(match["many"] or match["one"]), article=True)


def numbered(listed: str) -> tuple[Numbered, ...]:
    """``1311(a), 1312 and 1321–1325`` as its items. A dash between numbers is a range only where
    the second is the larger: ``2291-4`` is one section, ``1021-1022`` and ``101–103A`` are two."""
    items: list[Numbered] = []
    for match in patterns.ITEMS.finditer(listed):
        part = patterns.ITEM_PARTS.match(match["item"])
        if part is None:
            continue
        number, marks = part["number"], marks_of(part["brackets"])
        hyphen = re.fullmatch(r"(\d+)-(\d+[A-Za-z]?)", number)
        if match["range"] and items and not marks and _larger(number, items[-1].number):
            items[-1] = Numbered(items[-1].number, items[-1].marks, number)
        elif items and not items[-1].marks and _is_part(match["range"], number):
            items[-1] = Numbered(f"{items[-1].number}-{number}", marks)  # § 4401 – 1
        elif hyphen and _larger(hyphen[2], hyphen[1]):
            items.append(Numbered(hyphen[1], (), hyphen[2]))
        else:
            items.append(Numbered(number, marks))
    return tuple(items)


def _is_part(between: str | None, number: str) -> bool:
    """True for a short number after a dash that makes no range: it ends the number before it."""
    return bool(between and between.strip() in DASHES and len(number) < 4)


def _larger(second: str, first: str) -> bool:
    a, b = re.match(r"\d+", first), re.match(r"\d+", second)
    return bool(a and b and int(b[0]) > int(a[0]))


def _within(match: re.Match[str]) -> Atom:
    unit = match["unit"] or match["lower_unit"]
    which = match["which"] or match["lower_which"]
    return Atom(_span(match), within=within_token(unit, which))


def within_token(unit: str, which: str) -> str:
    """``Division``, ``a`` → ``div. A``."""
    printed = next(name for name, spelled in patterns.LARGER_UNITS if spelled.fullmatch(unit))
    return f"{printed} {which.upper()}"
