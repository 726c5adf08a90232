"""Filters the rows of a map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.errors import QueryError
from kb.evidence.model import Gap, LinkStatus
from kb.recommend.model import Area, Stance
from kb.text.stems import folded

if TYPE_CHECKING:
    from kb.evidence.evidence_map import EvidenceMap, Row

# What GAO says of its recommendations; the extractor keeps the issuer's words.
_PROGRESS = ("open", "partially addressed", "closed", "implemented", "not implemented")
_STATUSES = (*(s.value for s in LinkStatus), *_PROGRESS)
_PARTS = re.compile(r"(?<!\s)\s+[-–—]\s+")


@dataclass(frozen=True, slots=True)
class MapFilter:
    """Which rows to show; an empty field shows all. ``area``, ``actor``, ``stance`` and ``gap``
    are whole words of what they are compared with; letter case and accents do not count.
    ``status`` is that of a link (``confirmed``) or of the recommendation in its issuer's words
    (``open``, ``not implemented``)."""

    area: str = ""
    actor: str = ""
    stance: str = ""
    gap: str = ""
    status: str = ""
    rec_id: str = ""

    def validated(self) -> MapFilter:
        """This filter. Raises ``QueryError`` for a field that no value matches, naming the values
        there are."""
        known: tuple[tuple[str, str, Sequence[str]], ...] = (
            ("area", self.area, [a.value for a in Area]),
            ("stance", self.stance, [s.value for s in Stance]),
            ("gap", self.gap, [g.value for g in Gap]),
        )
        for name, given, values in known:
            if not any(_matches(given, v) for v in values):
                raise QueryError(
                    f"no {name} is called {given!r}; --{name} takes words of: {', '.join(values)}"
                )
        if self.status and not any(_is_status(self.status, v) for v in _STATUSES):
            known_statuses = ", ".join(_STATUSES)
            raise QueryError(
                f"no status is called {self.status!r}; --status takes one of: {known_statuses}"
            )
        return self

    def apply(self, found: EvidenceMap) -> EvidenceMap:
        """The map with the rows that the filter shows."""
        return replace(found, rows=tuple(r for r in found.rows if self._shows(r)))

    def _shows(self, row: Row) -> bool:
        rec = row.recommendation
        return (
            (not self.rec_id or rec.rec_id == self.rec_id)
            and _matches(self.area, rec.area.value)
            and (not self.actor or any(_matches(self.actor, a) for a in rec.actors))
            and _matches(self.stance, rec.stance.value)
            and (not self.gap or any(_matches(self.gap, g.value) for g in row.gaps))
            and (not self.status or any(_is_status(self.status, s) for s in _statuses(row)))
        )


def _matches(given: str, value: str) -> bool:
    """True where ``given`` is whole words of ``value``, or is empty."""
    words = re.escape(folded(given.strip()))
    return not words or bool(re.search(rf"(?<!\w){words}(?!\w)", folded(value)))


def _is_status(given: str, status: str) -> bool:
    """True for a status or one part of it: ``implemented`` is ``closed - implemented`` and not
    ``closed - not implemented``."""
    return folded(given.strip()) in (folded(status), *map(folded, _PARTS.split(status)))


def _statuses(row: Row) -> Iterable[str]:
    yield from (x.status.value for x in row.links)
    if row.recommendation.progress:
        yield row.recommendation.progress
