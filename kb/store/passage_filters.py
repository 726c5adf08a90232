"""Filters over passages, and their SQL conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_

from kb.models import Role
from kb.store.schema import documents, passages
from kb.text.stems import folded

_PART = re.compile(r"[^\W_]+|§")
ANSWERING = (Role.BODY, Role.FOOTNOTE, Role.NOTE)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages to search; an empty field does not narrow.

    ``years`` is a range with both ends included; ``None`` is an open end. ``doc_ids`` are matched
    whole, ``publishers`` as parts in any letter case. ``sections`` are words of the address or the
    heading path in their order; letter case, accents and dashes do not count. The last word may be
    the beginning of a word, but a number must be whole: ``§ 131`` is not ``§ 1311``. ``without``
    are documents that are left out because they are damaged.
    """

    kinds: tuple[str, ...] = ()
    years: tuple[int | None, int | None] | None = None
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    doc_ids: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ANSWERING
    without: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """True when a field other than the roles narrows the search."""
        return self != Filter(roles=self.roles, without=self.without)


def conditions(chosen: Filter) -> list[ColumnElement[bool]]:
    """SQL conditions over ``passages`` joined with ``documents``."""
    found: list[ColumnElement[bool]] = [passages.c.role.in_([r.value for r in chosen.roles])]
    found += document_conditions(chosen)
    if chosen.sections:
        found.append(or_(*(_at(section) for section in chosen.sections)))
    return found


def document_conditions(chosen: Filter) -> list[ColumnElement[bool]]:
    """The conditions that concern documents alone."""
    found: list[ColumnElement[bool]] = []
    if chosen.kinds:
        found.append(documents.c.kind.in_(chosen.kinds))
    if chosen.languages:
        found.append(documents.c.language.in_(chosen.languages))
    if chosen.doc_ids:
        found.append(documents.c.doc_id.in_(chosen.doc_ids))
    if chosen.without:
        found.append(documents.c.doc_id.not_in(chosen.without))
    if chosen.publishers:
        found.append(or_(*(_part(documents.c.publisher, p) for p in chosen.publishers)))
    if chosen.years:
        low, high = chosen.years
        bounds: Sequence[ColumnElement[bool]] = [
            *([documents.c.year >= low] if low is not None else []),
            *([documents.c.year <= high] if high is not None else []),
        ]
        found.append(and_(documents.c.year.is_not(None), *bounds))
    return found


def _part(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    return func.lower(column).contains(part.casefold(), autoescape=True)


def _at(section: str) -> ColumnElement[bool]:
    parts = _PART.findall(folded(section))
    if not parts:
        return passages.c.place.contains(folded(section).strip(), autoescape=True)
    pattern = r"\W+".join(parts).replace(r"§\W+", r"§\W*")
    end = r"(?!\w)" if parts[-1][-1].isdigit() else ""
    start = r"(?<!\w)" if parts[0] != "§" else ""
    # The plain comparison comes first because it is quick; the pattern tests what is left.
    return and_(
        passages.c.place.contains(max(parts, key=len), autoescape=True),
        passages.c.place.regexp_match(f"{start}{pattern}{end}"),
    )
