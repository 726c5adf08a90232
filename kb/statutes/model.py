"""Addresses and acts, and their printed form."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kb.span import Span


class AddressKind(StrEnum):
    """What an address names."""

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
    """The act of an address, as far as the writer named it.

    ``law`` is the public law number (``118-31``), ``name`` a short name (``NDAA``, ``Tariff Act of
    1930``), ``fiscal_year`` the year before the name or in its place (``FY2024 NDAA``, ``FY2024``),
    ``number`` the number of a bill or an executive order in place of an act (``H.R. 6736``).
    ``kb.statutes.act_names.act_named`` makes one from its printed form.
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

    ``section`` and ``subsections`` are without brackets; ``through`` is the last section of a
    range. ``within`` is the larger units as printed, outermost first (``div. A``, ``title XIII``).
    ``code`` is the title of the United States Code, ``note`` marks a note under the section.
    ``number`` is the printed number of a bill, a report, an order or a page of the Statutes at
    Large, ``congress`` the Congress of a bill. ``span`` is the address's place in the text where
    it was found; comparisons ignore it.
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
        """The printed form, which ``parse`` reads."""
        if self.kind is AddressKind.CODE:
            note = " note" if self.note else ""
            return f"{self.code} U.S.C. {self.section}{self._brackets()}{note}"
        if self.kind is AddressKind.BILL and self.congress:
            return f"{self.number} ({ordinal(self.congress)} Cong.)"
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


def ordinal(number: int) -> str:
    """``1st``, ``112th``."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
