"""Identifies the document of a USLM file from its metadata. What the file does not state, such as
the number of a bill or its Congress, stays unknown.
"""

from __future__ import annotations

import re

from ingest.read.dates import written_date
from ingest.read.statute.act_identity import ActIdentity, names_of
from ingest.read.uslm.element_text import heading_of, words_of
from ingest.read.xml_parser import Element, local_name
from kb.models import Kind
from kb.statutes import ordinal

_BILLS = {  # how bills and resolutions are cited, by their type without spaces and full stops
    "housebill": "H.R.", "hr": "H.R.", "senatebill": "S.", "s": "S.",
    "houseresolution": "H.Res.", "hres": "H.Res.", "senateresolution": "S.Res.", "sres": "S.Res.",
    "housejointresolution": "H.J.Res.", "hjres": "H.J.Res.",
    "senatejointresolution": "S.J.Res.", "sjres": "S.J.Res.",
    "houseconcurrentresolution": "H.Con.Res.", "hconres": "H.Con.Res.",
    "senateconcurrentresolution": "S.Con.Res.", "sconres": "S.Con.Res.",
}  # fmt: skip
_BILL_ROOTS = frozenset("bill resolution amendment engrossedAmendment".split())
_CODE = re.compile(r"/us/usc/t(\d+)(a?)(?:/|$)")
_LAW = re.compile(r"(?:Public Law|Pub\. ?L\.)\s*(?:No\. ?)?(\d+)[-–](\d+)")


def identify(root: Element) -> ActIdentity:
    """The act, bill, order or title of the United States Code in a USLM file."""
    first: dict[str, Element] = {}
    for element in root.iter():
        first.setdefault(local_name(element), element)

    def words(name: str) -> str:
        return words_of(first[name]) if name in first else ""

    kind = local_name(root)
    if kind == "uscDoc":
        return _of_the_code(root, first, words("docNumber"))
    stated = first["congress"].get("value") if "congress" in first else None
    congress = re.match(r"\d+", stated or words("congress"))
    number = re.search(r"(?<!\d)\d+\Z", words("docNumber"))
    official = words("officialTitle")
    short = words("shortTitle").strip("“”\"'., ")
    title = short or official.rstrip(". ") or words("title")[:300]
    year = _fiscal_year(title) or _fiscal_year(official)
    if kind in _BILL_ROOTS:
        lead = _BILLS.get(re.sub(r"[\s.]", "", words("type")).casefold())
        bill = f"{lead} {number[0]}" if lead and number else None
        if bill and congress:
            bill += f" ({ordinal(int(congress[0]))} Congress)"
        return ActIdentity(title=title or None, fiscal_year=year, bill=bill, kind=Kind.BILL,
                           names=names_of(title, year, None))  # fmt: skip
    if kind == "presidentialDoc":
        is_order = words("type").casefold() == "executive order"
        order = f"E.O. {number[0]}" if is_order and number else None
        return ActIdentity(title=title or None, kind=Kind.ORDER, bill=order)
    law = f"{congress[0]}-{number[0]}" if kind == "pLaw" and congress and number else None
    if kind != "pLaw":
        law = _stated_law(root)
    return ActIdentity(
        law=law,
        title=title or None,
        fiscal_year=year,
        enacted=_enacted(root),
        names=names_of(title, year, law),
    )


def _of_the_code(root: Element, first: dict[str, Element], number: str) -> ActIdentity:
    """A title of the United States Code, or of its appendices."""
    named = _CODE.match(root.get("identifier", "")) or re.match(r"(\d+)(a?)\Z", number)
    main = first.get("main")
    groups = main if main is not None else ()
    heading = next((heading_of(e) for e in groups if local_name(e) in ("title", "appendix")), "")
    code = f"{named[1]} U.S.C.{' App.' if named[2] else ''}" if named else None
    of = f"Title {named[1]}{', Appendix' if named[2] else ''}" if named else ""
    title = " — ".join(p for p in (of, heading) if p)
    return ActIdentity(
        title=f"United States Code, {title}" if title else "United States Code",
        code=code,
        names=(code,) if code else (),
        kind=Kind.STATUTE,
    )


def _stated_law(root: Element) -> str | None:
    """The public law that a compilation says to be, in its metadata."""
    for element in root.iter():
        if local_name(element) == "main":
            return None
        if local_name(element) in ("citableAs", "publicLaw", "docNumber"):
            law = _LAW.fullmatch(words_of(element).strip())
            if law:
                return f"{law[1]}-{law[2]}"
    return None


def _enacted(root: Element) -> str | None:
    """The date of approval: in the metadata, or the first side note, which prints it."""
    for element in root.iter():
        if local_name(element) == "approvedDate":
            return element.get("date") or written_date(words_of(element))
    for element in root.iter():
        if local_name(element) == "sidenote":
            return written_date(words_of(element))
    return None


def _fiscal_year(title: str) -> int | None:
    match = re.search(r"(?i)fiscal year (?:ending September 30, )?(\d{4})", title)
    return int(match[1]) if match else None
