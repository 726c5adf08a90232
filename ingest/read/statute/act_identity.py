"""Identifies the act of a statutory text: public law number, names, fiscal year, date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.read.dates import MONTH, written_date
from kb.models import Kind, Metadata
from kb.statutes.named_parts import act_names
from kb.statutes.ndaa_years import NDAA_YEARS

_LAW = re.compile(r"(?:Public Law|PUBLIC LAW|Pub\. ?L\.|P\.L\.)\s*(\d{2,3})\s?[-–—]\s?(\d{1,3})")
_YEAR = re.compile(r"(?i)\bfor fiscal year (\d{4})\b|\bfiscal year ending September 30, (\d{4})")
_NOTE = re.compile(
    r"\A\s*Pub\. ?L\. ?(\d+)[-–](\d+),\s*(?P<outer>(?:(?:div\.|title|subtitle) \w+,\s*)*)"
    r"§ ?(?P<section>\w+),\s*(?P<date>[A-Z][a-z]+\.? \d{1,2}, \d{4}),\s*(?P<page>\d+ Stat\. \d+)"
)
_BILL = re.compile(r"(?m)^[ \t]*+(H\. ?R\.|S\.|H\. ?J\. ?Res\.|S\. ?J\. ?Res\.) ?(\d++)[ \t]*+$")
_CONGRESS = re.compile(r"(\d{3})(?:th|st|nd|rd) C(?:ongress|ONGRESS)")
_LONG_TITLE = re.compile(
    r"(?s)\b(?:An Act|AN ACT|A BILL)\b\s*(.{10,600}?)(?:\n\s*\n|Be it enacted)"
)
_APPROVED = re.compile(rf"(?m)^[^\w\n]*+Approved ({MONTH}\.? \d{{1,2}}, \d{{4}})\.?[ \t]*+$")
_HEAD_DATE = re.compile(rf"(?i)PUBLIC LAW \d+[-–]\d+\s*[—–-]+\s*({MONTH}\.? \d{{1,2}}, \d{{4}})")


@dataclass(frozen=True, slots=True)
class ActIdentity:
    """An act as its text identifies it. ``outer`` and ``section`` are set for a note of the United
    States Code, which has one section without the act around it; ``code`` for a title of the Code
    (``42 U.S.C.``). ``bill`` is the number of a bill or an order; ``kind`` is given where the
    numbers do not tell it."""

    law: str | None = None
    title: str | None = None
    fiscal_year: int | None = None
    enacted: str | None = None
    names: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()
    section: str | None = None
    page: str | None = None
    bill: str | None = None
    code: str | None = None
    kind: Kind | None = None

    @property
    def number(self) -> str | None:
        """``P.L. 118-31``, or the number of the bill or of the title of the Code."""
        return f"P.L. {self.law}" if self.law else self.bill or self.code

    def metadata(self) -> Metadata:
        """The document's metadata, as far as the text states it."""
        title = self.title or self.number or "Statute"
        if self.section:
            title = f"{self.names[0] if self.names else self.number}, § {self.section}"
        return Metadata(
            title=title,
            kind=self.kind or (Kind.BILL if self.bill and not self.law else Kind.STATUTE),
            publisher="US Congress",
            date=self.enacted,
            language="en",
            number=self.number,
            names=self.names,
            fiscal_year=self.fiscal_year,
            enacted=self.enacted,
        )


def identify_act(text: str) -> ActIdentity | None:
    """The act of ``text``, from its first lines; ``None`` when they name neither law nor bill."""
    note = _NOTE.match(text)
    if note:
        return _of_note(note)
    head = text[:3000]
    law = _LAW.search(head)
    bill = _BILL.search(head)
    if not law and not bill:
        return None
    number = f"{law[1]}-{law[2]}" if law else None
    cited = act_names(text)
    title = cited[0] if cited else _long_title(head)
    year = _fiscal_year(title or "", head, number)
    return ActIdentity(
        law=number,
        title=title,
        fiscal_year=year,
        enacted=_enacted(text),
        names=tuple(
            dict.fromkeys((*_names(title, year, number, ndaa=_is_ndaa(title, number)), *cited))
        ),
        bill=_bill_number(bill, head) if bill and not law else None,
    )


def _of_note(note: re.Match[str]) -> ActIdentity:
    law = f"{note[1]}-{note[2]}"
    year = NDAA_YEARS.get(law)
    title = f"National Defense Authorization Act for Fiscal Year {year}" if year else None
    outer = tuple(p.strip() for p in note["outer"].split(",") if p.strip())
    return ActIdentity(
        law=law,
        title=title,
        fiscal_year=year,
        enacted=written_date(note["date"]),
        names=_names(title, year, law, ndaa=year is not None),
        outer=outer,
        section=note["section"],
        page=note["page"],
    )


def _names(title: str | None, year: int | None, law: str | None, *, ndaa: bool) -> tuple[str, ...]:
    """The names by which people call the act, the shortest distinctive name first."""
    names: list[str] = []
    if ndaa and year:
        names += [f"FY{year} NDAA", f"NDAA FY{year}"]
        names.append(f"National Defense Authorization Act for Fiscal Year {year}")
    if title:
        names.append(title)
    if law:
        names += [f"Pub. L. {law}", f"Public Law {law}"]
    return tuple(dict.fromkeys(names))


def names_of(title: str | None, year: int | None, law: str | None) -> tuple[str, ...]:
    """The names by which people call an act with that title, fiscal year and law number."""
    return _names(title, year, law, ndaa=_is_ndaa(title, law))


def _is_ndaa(title: str | None, law: str | None) -> bool:
    return bool(title and "National Defense Authorization Act" in title) or law in NDAA_YEARS


def _fiscal_year(title: str, head: str, law: str | None) -> int | None:
    for text in (title, head):
        match = _YEAR.search(text)
        if match:
            return int(match[1] or match[2])
    return NDAA_YEARS.get(law or "")


def _long_title(head: str) -> str | None:
    match = _LONG_TITLE.search(head)
    return " ".join(match[1].split()).rstrip(". ") if match else None


def _enacted(text: str) -> str | None:
    """The date of enactment where the text states it: in its page header, or on a line of its own
    after its last section, where tables or a legislative history may follow."""
    head = _HEAD_DATE.search(text[:2000])
    written = head[1] if head else next(reversed(_APPROVED.findall(text)), None)
    return written_date(written) if written else None


def _bill_number(bill: re.Match[str], head: str) -> str:
    congress = _CONGRESS.search(head)
    number = f"{bill[1].replace(' ', '')} {bill[2]}"
    return f"{number} ({congress[1]}th Congress)" if congress else number
