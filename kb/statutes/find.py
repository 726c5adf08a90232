"""Finds addresses in text: pieces are joined where only small words are between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kb.span import Span
from kb.statutes.act_names import act_named
from kb.statutes.address_parts import WITHIN_ORDER, Atom, atoms, marks_of
from kb.statutes.model import ActRef, Address, AddressKind
from kb.statutes.ndaa_years import full_year
from kb.statutes.patterns import (
    AFTER_SECTION,
    FISCAL_AFTER,
    ITEM_PARTS,
    MARKED,
    NUMBER_AFTER,
    NUMBER_BEFORE,
    WORDS,
)
from kb.text.dashes import hyphens_in_numbers

_GLUE = re.compile(
    r"\s*+(?:['’]s)?\s*+[,:;(]?\s*+(?:of|in|under|from|at|de|del|en|d)?\s*+"
    r"(?:the|la|el|los|las|that)?\s*+\(?\s*+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*+(?:,|,?\s*+(?:and|or|y|o|e|&))\s*+(?:the\s++)?", re.IGNORECASE)
_LAW_IN_BRACKETS = re.compile(r"\s*+[,;]?\s*+\(?\s*+")


def find(text: str) -> list[Address]:
    """Every address in ``text``, in order, each with its span. Dashes of every kind are alike."""
    text = hyphens_in_numbers(text)
    pieces = _merge_names(text, atoms(text))
    used: set[int] = set()
    found: list[Address] = []
    for i, atom in enumerate(pieces):
        if atom.items:
            found += _sections_at(text, pieces, i, used)
    found = _share_act(text, found)
    for i, atom in enumerate(pieces):
        if i not in used and not atom.items:
            found += _alone(text, pieces, i, used)
    return sorted(found, key=lambda a: a.span or Span(0, 0))


def find_in_query(text: str) -> list[Address]:
    """Every address in a query, which is read more freely than a text.

    Where the query names one act, its other sections are of that act (``In the FY26 NDAA, what
    does section 8365 require?``). A number needs no word before it (``8365(b)(5)``, ``NDAA
    8365``), and a fiscal year can take the place of an act (``section 1311, FY24``).
    """
    text = hyphens_in_numbers(text)
    found = _bare(text, find(text))
    acts = {a.act for a in found if a.kind in (AddressKind.ACT, AddressKind.PART) and a.act}
    bare = [a for a in found if a.kind is AddressKind.SECTION and a.act is None]
    if len(acts) != 1 or not bare:
        return found if acts else [_of_its_year(text, a) for a in found]
    (act,) = acts
    kept = [a for a in found if not (a.kind is AddressKind.ACT and a.act == act)]
    return [replace(a, act=act) if a in bare else a for a in kept]


def _bare(text: str, found: list[Address]) -> list[Address]:
    """``found`` with a section that is written as a number alone, where there is no other."""
    if any(a.section for a in found):
        return found
    acts = [a for a in found if a.kind is AddressKind.ACT and a.span]
    match: re.Match[str] | None = None
    if len(acts) == 1 and acts[0].span:
        match = NUMBER_AFTER.match(text, acts[0].span.end)
        match = match or NUMBER_BEFORE.search(text[: acts[0].span.start])
    match = match or MARKED.search(text)
    item = ITEM_PARTS.search(match.group()) if match else None
    if match is None or item is None:
        return found
    span = Span(match.start() + item.start(), match.start() + item.end())
    return [
        *found,
        Address(
            AddressKind.SECTION,
            section=item["number"],
            subsections=marks_of(item["brackets"]),
            span=span,
        ),
    ]


def _of_its_year(text: str, address: Address) -> Address:
    """``address`` with the fiscal year right after it, where it is a section without an act."""
    if address.kind is not AddressKind.SECTION or address.act is not None or not address.span:
        return address
    match = FISCAL_AFTER.match(text, address.span.end)
    if match is None:
        return address
    span = Span(address.span.start, match.end())
    return replace(
        address, act=ActRef(fiscal_year=full_year(match["fy"] or match["year"])), span=span
    )


def _merge_names(text: str, pieces: list[Atom]) -> list[Atom]:
    """``… Act for Fiscal Year 2024 (Public Law 118-31)`` is one act named twice."""
    merged: list[Atom] = []
    for atom in pieces:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.act is not None
            and atom.act is not None
            and last.act.name
            and atom.act.law
            and not (last.act.law or atom.act.name)
            and _between(text, last, atom, _LAW_IN_BRACKETS)
        ):
            end = atom.span.end + (text[atom.span.end : atom.span.end + 1] == ")")
            merged[-1] = replace(
                last, act=replace(last.act, law=atom.act.law), span=Span(last.span.start, end)
            )
        else:
            merged.append(atom)
    return merged


def _between(text: str, left: Atom, right: Atom, glue: re.Pattern[str]) -> bool:
    return glue.fullmatch(text, left.span.end, right.span.start) is not None


def _sections_at(text: str, pieces: list[Atom], i: int, used: set[int]) -> list[Address]:
    """The addresses of the list of sections ``pieces[i]``, joined with the pieces beside it."""
    right = _walk(text, pieces, i, used, step=1)
    act_i = next((j for j in right if pieces[j].act), None)
    left = _walk(text, pieces, i, used, step=-1)
    if act_i is None:
        act_i = next((j for j in left if pieces[j].act), None)
    beside = [j for j in left + right if not pieces[j].act]
    marks_left = [m for j in left for m in pieces[j].marks]
    marks_right = [m for j in right for m in pieces[j].marks]
    joined = sorted({i, *beside, *([act_i] if act_i is not None else [])})
    used.update(joined)
    span = Span(pieces[joined[0]].span.start, pieces[joined[-1]].span.end)
    act = pieces[act_i].act if act_i is not None else None
    if act is None:
        act, span = _act_in_plain_words(text, span)
    within = order_within(w for j in beside if (w := pieces[j].within))
    kind = AddressKind.ARTICLE if pieces[i].article else AddressKind.SECTION
    return [
        Address(
            kind,
            act=act,
            section=item.number,
            subsections=_marks(item.marks, marks_left, marks_right),
            through=item.through,
            within=within,
            span=span,
        )
        for item in pieces[i].items
    ]


def _marks(own: tuple[str, ...], left: list[str], right: list[str]) -> tuple[str, ...]:
    """Subsections in order. Those before a section are written from the inside out."""
    return own + tuple(left) + tuple(right)


def _walk(text: str, pieces: list[Atom], i: int, used: set[int], step: int) -> list[int]:
    """The indexes of the pieces joined to piece ``i`` in one direction, up to an act."""
    reached: list[int] = []
    at = i
    while 0 <= at + step < len(pieces):
        nxt = at + step
        left, right = (at, nxt) if step > 0 else (nxt, at)
        atom = pieces[nxt]
        if nxt in used or atom.items or not _between(text, pieces[left], pieces[right], _GLUE):
            break
        if not (atom.within or atom.marks or atom.act):
            break
        reached.append(nxt)
        if atom.act:
            break
        at = nxt
    return reached


def _act_in_plain_words(text: str, span: Span) -> tuple[ActRef | None, Span]:
    """The act right after a section, as initials or in small letters (``section 706 of the FRAA``,
    ``section 2 of the armas act``), and the span of both."""
    match = AFTER_SECTION.match(text, span.end)
    if match is None:
        return None, span
    name = match["short"] or " ".join(match["words"].split())
    if name.split()[0].casefold() in WORDS.refer_to_an_act:
        return None, span
    return act_named(name), Span(span.start, match.end())


def order_within(units: Iterable[str]) -> tuple[str, ...]:
    """Larger units, outermost first, each once."""
    unique = dict.fromkeys(units)
    return tuple(sorted(unique, key=lambda u: WITHIN_ORDER.index(u.split(" ")[0])))


def _share_act(text: str, found: list[Address]) -> list[Address]:
    """Gives an act to the sections listed before it (``§ 1311 and § 1312 of P.L. 118-31``)."""
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        here, after = shared[i], shared[i + 1]
        if here.act is None and after.act is not None and here.span and after.span:
            gap_ok = here.span.end <= after.span.start and _AND.fullmatch(
                text, here.span.end, after.span.start
            )
            if here.span == after.span or (gap_ok and here.kind is after.kind):
                shared[i] = replace(here, act=after.act)
    return shared


def _alone(text: str, pieces: list[Atom], i: int, used: set[int]) -> list[Address]:
    """The addresses of a piece without a section: its own, an act, or a part of an act."""
    atom = pieces[i]
    if atom.addresses:
        return list(atom.addresses)
    if atom.act is None:
        return []
    beside = [
        j
        for step in (-1, 1)
        for j in _walk(text, pieces, i, used, step)
        if pieces[j].within is not None
    ]
    used.update(beside)
    joined = sorted([i, *beside])
    span = Span(pieces[joined[0]].span.start, pieces[joined[-1]].span.end)
    within = order_within(w for j in beside if (w := pieces[j].within))
    kind = AddressKind.PART if within else AddressKind.ACT
    return [Address(kind, act=atom.act, within=within, span=span)]
