"""Messages about addresses: what the library does not have, and what was left open.

Reasons are clauses without a full stop; notices are whole sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.statutes.model import ActRef, Address, AddressKind
from kb.statutes.ndaa_years import NDAA, NDAA_LAWS, NDAA_YEARS
from kb.statutes.resolve import ActKeys

_SECTION = re.compile(r"((?:§|art\.) [^,]+)$")


def not_in_library(address: Address, laws: Sequence[ActKeys]) -> str:
    """The act or document is missing. For an NDAA, the years that the library has."""
    if address.act is None:
        return f"{address} is not in the library"
    year = address.act.fiscal_year or NDAA_YEARS.get(address.act.law or "")
    years = sorted({y for keys in laws for y in keys.ndaa_years})
    if year and years:
        present = ", ".join(f"FY{y} (P.L. {NDAA_LAWS.get(y, '?')})" for y in years)
        return f"{act_in_full(address.act)} is not in the library; of these acts it has {present}"
    return f"{act_in_full(address.act)} is not in the library"


def act_in_full(act: ActRef) -> str:
    """The act with its other name where that is known: ``FY2026 NDAA (P.L. 119-60)``."""
    if act.name == NDAA and act.law is None and act.fiscal_year in NDAA_LAWS:
        return str(replace(act, law=NDAA_LAWS[act.fiscal_year]))
    if act.law in NDAA_YEARS and act.name is None:
        return f"P.L. {act.law} (FY{NDAA_YEARS[act.law]} NDAA)"
    if act.name is None and act.fiscal_year:
        return f"an act of fiscal year {act.fiscal_year}"
    return str(act)


def no_section(address: Address, near: Sequence[str], numbers: Iterable[str]) -> str:
    """The act is in the library and the section is not. Lists sections with a similar number, or
    all sections where there are at most three."""
    unit = "article" if address.kind is AddressKind.ARTICLE else "section"
    which = f"{address.section} to {address.through}" if address.through else address.section
    of_act = f" of {act_in_full(address.act)}" if address.act else " of any act"
    missing = f"the library has no {unit} {which}{of_act}"
    few = sorted(set(numbers))
    if near:
        return f"{missing}; it has {_listed(near, short=address.act is not None)}"
    if address.act and 0 < len(few) <= 3:
        return f"{missing}; of that act it has only § {', § '.join(few)}"
    return missing


def no_subsection(address: Address, there: Sequence[str]) -> str:
    """The section is in the library, the subsection is not."""
    marks = "".join(f"({m})" for m in address.subsections)
    act = f" of {address.act}" if address.act else ""
    present = ", ".join(dict.fromkeys(re.findall(r"\([^()]*\)$", " ".join(there[-1:]))))
    first = re.findall(r"\([^()]*\)$", there[0]) if there else []
    ends = f"; it has {first[0]} to {present}" if first and present else ""
    return f"the library has no subsection {marks} of § {address.section}{act}{ends}"


def elsewhere(address: Address, there: Sequence[str]) -> str:
    """A section with the number is in the library, but not in the division or title named."""
    return (
        f"the library has no section {address.section} in {', '.join(address.within)}; "
        f"it has {'; '.join(there[:4])}"
    )


def undivided(address: Address, doc_id: str) -> str:
    """The section is not divided, so its subsection has no span of its own."""
    marks = "".join(f"({m})" for m in address.subsections)
    return f"In {doc_id}, § {address.section} is not divided; {marks} is somewhere in it."


def which_acts(address: Address, chosen: Sequence[tuple[str, str]]) -> list[str]:
    """Notices where the address leaves open which act, which year or which division is meant."""
    acts = list(dict.fromkeys(_act_part(a) or doc for doc, a in chosen))
    mark = "art." if address.kind is AddressKind.ARTICLE else "§"
    if address.act is None and len(acts) > 1:
        return [
            f"No act was named. {mark} {address.section} of {len(acts)} acts is listed: "
            f"{', '.join(acts)}."
        ]
    if address.act is None:
        return [f"No act was named. In the library, {mark} {address.section} is that of {acts[0]}."]
    notices = []
    if address.act.name == NDAA and address.act.fiscal_year is None and len(acts) > 1:
        notices.append(f"No fiscal year was named: § {address.section} of {', '.join(acts)}.")
    by_act = {a for _, a in chosen}
    if address.through is None and len(by_act) > len(acts):
        notices.append(
            f"{address.act} has {len(by_act)} sections numbered {address.section}. "
            "Name the division or title to choose one."
        )
    return notices


def _act_part(address: str) -> str:
    law = re.match(r"(?:.*\()?(P\.L\. \d+-\d+)\)?", address)
    return law[1] if law else address.split(", ")[0] if ", " in address else ""


def _listed(addresses: Sequence[str], *, short: bool) -> str:
    if not short:
        return "; ".join(addresses)
    shorts = [m[1] if (m := _SECTION.search(a)) else a for a in addresses]
    return ", ".join(dict.fromkeys(shorts))
