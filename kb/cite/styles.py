"""Citation styles in prose: Chicago, Bluebook, APA, MLA, a Markdown footnote.

Pure functions of a pin cite and the document's metadata. They print what is known and leave out
the rest; no style invents a place of publication, an author or a date. After The Chicago Manual
of Style (17th ed.), The Bluebook (21st ed.), the APA Publication Manual (7th ed.) and the MLA
Handbook (9th ed.), as far as reports, statutes and bills go.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.cite.authors import authors_of
from kb.cite.dates import american, date_parts, day_first, year, year_first
from kb.cite.pincite import PinCite, cite_text, page_text, unstopped, where
from kb.errors import QueryError
from kb.models import Kind, Metadata
from kb.statutes import AddressKind, parse
from kb.statutes.ndaa_years import NDAA_LAWS, NDAA_YEARS
from kb.text.display import displayable

Style = Callable[[PinCite, Metadata], str]

_GAO = re.compile(r"GAO[-/]")
_BLOCK = re.compile(r"\A(?:([-+=])|(\d{1,9})([.)])(?=\s|\Z))")  # begins a list, or underlines
_CRS = re.compile(r"(?:R[LS]?|IF|IN|LSB|TE)\d{5}")


def chicago_note(cite: PinCite, metadata: Metadata) -> str:
    """Chicago, note: ``Jane Doe, Title, NUMBER (Publisher, March 17, 2026), 2–3, URL.``"""
    if _is_law(cite, metadata):
        return _sentence(_law_text(cite, metadata))
    title = unstopped(metadata.title)
    lead = ", ".join(p for p in (_people(metadata), title, _number(metadata)) if p)
    inside = ", ".join(p for p in (metadata.publisher, american(metadata.date)) if p)
    tail = ", ".join(p for p in (_bare(where(cite)), metadata.url) if p)
    return _sentence(f"{lead} ({inside})" + (f", {tail}" if tail else ""))


def chicago_bibliography(cite: PinCite, metadata: Metadata) -> str:
    """Chicago, bibliography: ``Doe, Jane. Title. NUMBER. Publisher, March 17, 2026. URL.``"""
    if _is_law(cite, metadata):
        return _sentence(_law_text(cite, metadata, pinned=False))
    who = _people(metadata, inverted=True) or metadata.publisher
    made = ", ".join(
        p for p in (metadata.publisher if metadata.authors else "", american(metadata.date)) if p
    )
    return _sentences(who, metadata.title, _number(metadata), made, metadata.url)


def bluebook(cite: PinCite, metadata: Metadata) -> str:
    """Bluebook-like: statutes by name, public law, units, Statutes at Large page and year; GAO and
    CRS by number; other reports by author or publisher."""
    if _is_law(cite, metadata):
        return _sentence(_law_text(cite, metadata))
    pages = _bare(where(cite))
    number = metadata.number or ""
    when = american(metadata.date)
    place = f" {pages}" if pages else ""
    if _GAO.match(number):
        text = f"U.S. Gov’t Accountability Off., {number}, {metadata.title}{place}"
        return _sentence(f"{text} ({year(metadata.date)})")
    if _CRS.match(number):
        return _sentence(f"Cong. Rsch. Serv., {number}, {metadata.title}{place} ({when})")
    who = _people(metadata) or metadata.publisher
    inside = ", ".join(p for p in (metadata.publisher if metadata.authors else "", when) if p)
    lead = ", ".join(p for p in (who, metadata.title) if p)
    return _sentence(f"{lead}{place} ({inside})")


def apa(cite: PinCite, metadata: Metadata) -> str:
    """APA, reference list: ``Doe, J. (2026, March 17). Title (NUMBER). Publisher. URL``; a group
    as author ends with a full stop."""
    who = _initials(metadata) or metadata.publisher or metadata.title
    date = f"({year_first(metadata.date)})"
    lead = f"{_sentence(who)} {date}"
    if who == metadata.title:
        return _sentences(lead, metadata.url, stop_url=False)
    title = metadata.title + (f" ({n})" if (n := _number(metadata)) else "")
    publisher = metadata.publisher if authors_of(metadata) else ""
    publisher = "" if publisher == who else publisher
    return _sentences(lead, title, publisher, metadata.url, stop_url=False)


def apa_in_text(cite: PinCite, metadata: Metadata) -> str:
    """APA, in the text: ``(Doe, 2026, pp. 2–3)``"""
    families = [a.family for a in authors_of(metadata)]
    who = " & ".join(families) if len(families) < 3 else f"{families[0]} et al."
    who = who or metadata.publisher or metadata.title
    parts = (who, year(metadata.date), where(cite))
    return "(" + ", ".join(p for p in parts if p) + ")"


def mla(cite: PinCite, metadata: Metadata) -> str:
    """MLA, short: ``Doe, Jane. Title. Publisher, 17 Mar. 2026, pp. 2–3. URL.``"""
    who = _people(metadata, inverted=True, most=2)
    made = ", ".join(
        p for p in (metadata.publisher, _number(metadata), day_first(metadata.date)) if p
    )
    place = where(cite)
    return _sentences(who, metadata.title, ", ".join(p for p in (made, place) if p), metadata.url)


def markdown_footnote(cite: PinCite, metadata: Metadata) -> str:
    """A Markdown footnote whose label comes from the document and the span, with the quote."""
    label = f"{re.sub(r'[^a-z0-9]+', '-', cite.doc_id.casefold()).strip('-')}-{cite.span.start}"
    quote = markdown_escaped(" ".join(cite.quote.split()))
    text = markdown_escaped(cite_text(cite, metadata))
    link = f" <{url}>" if (url := safe_url(metadata.url)) else ""
    return f"[^{label}]: {text}: “{quote}”{link}"


STYLES: dict[str, Style] = {
    "chicago-note": chicago_note,
    "chicago-bibliography": chicago_bibliography,
    "bluebook": bluebook,
    "apa": apa,
    "apa-in-text": apa_in_text,
    "mla": mla,
    "markdown": markdown_footnote,
    "short": cite_text,
}


def markdown_escaped(text: str) -> str:
    """``text`` with the characters escaped that have a meaning in Markdown or HTML."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]#|~!])", r"\\\1", text)


def markdown_line(text: str) -> str:
    """One line of Markdown that shows ``text``, begins no list and underlines no heading."""
    shown = markdown_escaped(displayable(" ".join(text.split())))
    return _BLOCK.sub(lambda m: f"{m[2] or ''}\\{m[1] or m[3]}", shown)


def safe_url(url: str | None) -> str:
    """An ``http`` or ``https`` URL without characters that could end it early, else ``""``."""
    return url if url and re.fullmatch(r"https?://[^\s<>\"'{}\\^`]+", url) else ""


def _is_law(cite: PinCite, metadata: Metadata) -> bool:
    return bool(cite.address) or (
        metadata.kind in (Kind.STATUTE, Kind.BILL) and bool(metadata.number)
    )


def _law_text(cite: PinCite, metadata: Metadata, *, pinned: bool = True) -> str:
    """``Name, Pub. L. No. 118-31, div. A, tit. XIII, § 1311(a), 137 Stat. 410 (2023)``."""
    address = (cite.address if pinned else None) or metadata.number or metadata.title
    law = re.search(r"P\.L\. (\d+-\d+)", address)
    text = re.sub(r"P\.L\. ", "Pub. L. No. ", address)
    text = re.sub(r"\btitle (?=[IVXLC\d]+)", "tit. ", text).replace("subtitle ", "subtit. ")
    name = _law_name(metadata, law[1] if law else None)
    pages = page_text(cite.pages) if pinned and " Stat. " in page_text(cite.pages) else ""
    when = _enacted(metadata)
    parts = ", ".join(p for p in (name, text, pages) if p)
    return f"{parts} ({when})" if when else parts


def _law_name(metadata: Metadata, law: str | None) -> str:
    """The act's short name where the metadata is that act's and gives one."""
    own = law is None or law in (metadata.number or "") or law in " ".join(metadata.names)
    try:
        titled = parse(metadata.title).kind is AddressKind.ACT
    except QueryError:
        titled = False
    if own and titled and not re.match(r"Public Law|Pub\. L", metadata.title):
        return metadata.title
    year = NDAA_YEARS.get(law or "")
    if year is not None and NDAA_LAWS[year] == law:
        return f"National Defense Authorization Act for Fiscal Year {year}"
    return ""


def _enacted(metadata: Metadata) -> str:
    parts = date_parts(metadata.enacted or metadata.date)
    return str(parts[0]) if parts else ""


def _number(metadata: Metadata) -> str:
    number = metadata.number or ""
    return "" if number in metadata.title else number


def _bare(place: str) -> str:
    """Pages without ``p.``, as Chicago and the Bluebook print them; ``PDF p.`` keeps its words."""
    return re.sub(r"^pp?\. (?!.*PDF)", "", place)


def _people(metadata: Metadata, *, inverted: bool = False, most: int = 3) -> str:
    """The names of the authors; the first alone where there are more than ``most``. A comma ends a
    name that is inverted."""
    names = [
        author.inverted if inverted and i == 0 else author.natural
        for i, author in enumerate(authors_of(metadata))
    ]
    if len(names) > most:
        return f"{names[0]}, et al." if inverted else f"{names[0]} et al."
    comma = inverted and "," in "".join(names[:1])
    return names[0] if len(names) == 1 else _and(names, comma=comma)


def _and(names: list[str], *, comma: bool) -> str:
    return ", ".join(names[:-1]) + f"{',' * comma} and {names[-1]}" if names else ""


def _initials(metadata: Metadata) -> str:
    made = [
        ", ".join(part for part in (a.family, a.initials, a.suffix) if part)
        for a in authors_of(metadata)
    ]
    return made[0] if len(made) == 1 else ", ".join(made[:-1]) + f", & {made[-1]}" if made else ""


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _sentences(*parts: str | None, stop_url: bool = True) -> str:
    kept = [p for p in parts if p]
    done = [
        p if p.startswith("http") and not stop_url and i == len(kept) - 1 else _sentence(p)
        for i, p in enumerate(kept)
    ]
    return " ".join(done)
