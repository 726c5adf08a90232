"""The records of an address and their printed form."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kb.span import Span


class AddressKind(StrEnum):
    """What sort of thing an address names."""

    SECTION = "section"  # § 1311(a) of an act, or of an act that was not named
    ARTICLE = "article"  # art. 69 of a Mexican law
    PART = "part"  # a division, title or subtitle of an act
    ACT = "act"  # a whole act
    CODE = "code"  # 22 U.S.C. 2291 note
    STATUTES = "statutes"  # 139 Stat. 410
    BILL = "bill"  # H.R. 6736
    REPORT = "report"  # GAO-26-108754, R47324
    ORDER = "order"  # E.O. 14157


@dataclass(frozen=True, slots=True)
class ActRef:
    """The act an address names, by whatever the writer gave.

    ``law`` is the public law number (``118-31``); ``name`` a short name (``NDAA``, ``Tariff Act
    of 1930``), with ``fiscal_year`` where one was given, or that year alone; ``number`` the number
    of a bill or an executive order that stands in an act's place (``H.R. 6736``).
    """

    law: str | None = None
    name: str | None = None
    fiscal_year: int | None = None
    number: str | None = None

    def __str__(self) -> str:
        if self.number:
            return self.number
        named = self.name or ""
        if self.fiscal_year:
            named = f"FY{self.fiscal_year} {named}".rstrip()
        if self.law:
            return f"{named} (P.L. {self.law})" if named else f"P.L. {self.law}"
        return named


@dataclass(frozen=True, slots=True)
class Address:
    """One address. Which fields are set depends on ``kind``.

    ``section`` and ``subsections`` are designations without their brackets; ``through`` is the
    last section of a range. ``within`` holds the larger units, outermost first, as printed
    (``div. A``, ``title XIII``). ``code`` is the title of the United States Code, ``note`` marks
    a note under the section. ``number`` is the printed number of a bill, a report, an order or a
    page of the Statutes at Large; ``congress`` belongs to bills. ``span`` is where it stood in
    the text it was found in and takes no part in comparison.
    """

    kind: AddressKind
    act: ActRef | None = None
    section: str | None = None
    subsections: tuple[str, ...] = ()
    through: str | None = None
    within: tuple[str, ...] = ()
    code: int | None = None
    note: bool = False
    number: str | None = None
    congress: int | None = None
    span: Span | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.canonical()

    def canonical(self) -> str:
        """The printed form; ``parse`` reads it back."""
        if self.kind is AddressKind.CODE:
            note = " note" if self.note else ""
            return f"{self.code} U.S.C. {self.section}{self._brackets()}{note}"
        if self.kind is AddressKind.BILL and self.congress:
            return f"{self.number} ({_ordinal(self.congress)} Cong.)"
        if self.number is not None:
            return self.number
        parts = [str(self.act)] if self.act else []
        parts += self.within
        if self.section is not None:
            parts.append(self._unit())
        return ", ".join(parts)

    def _unit(self) -> str:
        if self.kind is AddressKind.ARTICLE:
            lead = "arts." if self.through else "art."
        else:
            lead = "§§" if self.through else "§"
        last = f"–{self.through}" if self.through else ""
        return f"{lead} {self.section}{self._brackets()}{last}"

    def _brackets(self) -> str:
        return "".join(f"({s})" for s in self.subsections)


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
