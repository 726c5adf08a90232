"""What an address can resolve to, and whether an act or a section is the one that it names."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.models import Kind, Metadata
from kb.span import Span
from kb.statutes.act_names import folded_name
from kb.statutes.find import find
from kb.statutes.model import ActRef, Address, AddressKind
from kb.statutes.ndaa_years import NDAA, NDAA_LAWS, NDAA_YEARS


@dataclass(frozen=True, slots=True)
class Target:
    """What an address names in the library: a section, or a whole document (``section_index`` is
    ``None``). ``address`` is the target's own full address or number."""

    doc_id: str
    section_index: int | None
    span: Span | None
    address: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The targets of an address, with notices for the reader."""

    address: Address
    targets: tuple[Target, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Nothing in the library has the address. ``reason`` says what is missing and what there is;
    ``near`` are addresses in the library that may have been meant."""

    address: Address
    reason: str
    near: tuple[str, ...] = ()


Resolution = Resolved | Unresolved


@dataclass(frozen=True, slots=True)
class ActKeys:
    """Every way to name a document, or the act that a section belongs to."""

    laws: frozenset[str] = frozenset()
    ndaa_years: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    numbers: frozenset[str] = field(default_factory=frozenset)
    fiscal_year: int | None = None

    def answers_to(self, act: ActRef) -> bool:
        """True where ``act`` names this document or act."""
        if act.law:
            return act.law in self.laws or NDAA_YEARS.get(act.law) in self.ndaa_years
        if act.number:
            return act.number.casefold() in self.numbers
        if act.name == NDAA:
            years = self.ndaa_years
            return bool(years) if act.fiscal_year is None else act.fiscal_year in years
        if act.fiscal_year and act.name is None:
            return act.fiscal_year in (self.fiscal_year, *self.ndaa_years)
        same_year = act.fiscal_year in (None, self.fiscal_year)
        name = folded_name(act.name or "" if same_year else str(act))
        return bool(name) and any(f" {name} " in f" {other} " for other in self.names)


_NAMED_BY_TITLE = frozenset({Kind.STATUTE, Kind.BILL, Kind.ORDER, Kind.AGREEMENT})


def keys_of(metadata: Metadata, laws: frozenset[str] = frozenset()) -> ActKeys:
    """The names of a document: its number and other names, and of a statute its title, unless the
    title only says which act it amends. ``laws`` are the public laws of its sections."""
    stated = [t for t in (metadata.number, *metadata.names) if t]
    amends = metadata.title.casefold().startswith(("to ", "an act to ", "a bill to "))
    if metadata.kind in _NAMED_BY_TITLE and not amends and " amend " not in metadata.title:
        stated.append(metadata.title)
    found = [a for text in stated for a in find(text)]
    acts = [a.act for a in found if a.act is not None]
    all_laws = laws | {a.law for a in acts if a.law}
    years = {NDAA_YEARS[law] for law in all_laws if law in NDAA_YEARS}
    years |= {a.fiscal_year for a in acts if a.name == NDAA and a.fiscal_year}
    if metadata.fiscal_year and any(a.name == NDAA for a in acts):
        years.add(metadata.fiscal_year)
    numbers = {t.casefold() for t in stated} | {
        str(a).casefold() for a in found if a.number or a.kind is AddressKind.CODE
    }
    numbers |= {a.number.casefold() for a in found if a.number}
    return ActKeys(
        frozenset(all_laws | {NDAA_LAWS[y] for y in years if y in NDAA_LAWS}),
        frozenset(years),
        tuple(folded_name(t) for t in stated),
        frozenset(numbers),
        metadata.fiscal_year,
    )


def keys_of_law(law: str) -> ActKeys:
    """The names of a public law of which only the number is known."""
    year = NDAA_YEARS.get(law)
    return ActKeys(frozenset({law}), frozenset({year} if year else ()))


def same_act(one: ActRef, other: ActRef) -> bool:
    """True where both name one act: by its number, as the NDAA of one year, or by its name."""
    laws = [a.law or NDAA_LAWS.get(a.fiscal_year or 0) for a in (one, other)]
    if all(laws):
        return laws[0] == laws[1]
    if one.number or other.number:
        return one.number == other.number
    names = [folded_name(a.name or "") for a in (one, other)]
    return bool(names[0]) and names[0] == names[1] and one.fiscal_year == other.fiscal_year


def within_agrees(named: tuple[str, ...], present: tuple[str, ...]) -> bool:
    """True where a section is in every larger unit that an address names."""
    have = {_unit_key(u) for u in present}
    return all(_unit_key(u) in have for u in named)


def _unit_key(unit: str) -> tuple[str, str]:
    name, _, which = unit.partition(" ")
    roman = _roman(which) if name in ("title", "part", "chapter") else None
    return name, str(roman) if roman else which


def _roman(digits: str) -> int | None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    if not digits or any(c not in values for c in digits):
        return None
    numbers = [values[c] for c in digits]
    return sum(-n if n < max(numbers[i:]) else n for i, n in enumerate(numbers))


def same_number(address: Address, number: str) -> bool:
    """True where ``number`` is the section of ``address``, or in its range."""
    assert address.section is not None
    if address.through is None:
        return number.casefold() == address.section.casefold()
    low, high, at = (_leading(n) for n in (address.section, address.through, number))
    return low <= at <= high


def _leading(number: str) -> int:
    digits = ""
    for c in number:
        if not c.isdigit():
            break
        digits += c
    return int(digits or -1)
