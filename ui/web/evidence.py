"""The evidence map of the open library, made once for each state of the record."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from kb.evidence.evidence_map import EvidenceMap, MapMaker, Row
from kb.evidence.model import Relation
from kb.evidence.store import EvidenceStore
from kb.library import Library
from ui.web.library import searcher
from ui.web.read_only import read_only

ORDER = (
    Relation.SUPPORTS,
    Relation.AUTHORISES,
    Relation.QUALIFIES,
    Relation.CHALLENGES,
    Relation.BACKGROUND,
)
SIGNS = {
    Relation.SUPPORTS: "+",
    Relation.AUTHORISES: "§",
    Relation.QUALIFIES: "±",
    Relation.CHALLENGES: "−",
    Relation.BACKGROUND: "·",
}
NAMES = {
    Relation.SUPPORTS: "For",
    Relation.AUTHORISES: "Legal authority",
    Relation.QUALIFIES: "Qualifying",
    Relation.CHALLENGES: "Against",
    Relation.BACKGROUND: "Background",
}


@dataclass(slots=True)
class _Kept:
    stamp: str = ""
    map: EvidenceMap | None = None


@st.cache_resource(show_spinner=False)
def _kept() -> _Kept:
    return _Kept()


def library() -> Library:
    """The open library."""
    return searcher().library


def maker() -> MapMaker:
    """A map maker over the open library; in read-only mode it keeps nothing."""
    return MapMaker(EvidenceStore(library(), writes=not read_only()))


def whole_map() -> EvidenceMap:
    """The map of everything that is mapped."""
    kept, made = _kept(), maker()
    stamp = made.store.stamp()
    if kept.map is None or kept.stamp != stamp:
        kept.map, kept.stamp = made.make(made.documents()), stamp
    return kept.map


def row_of(rec_id: str) -> Row | None:
    """The row of one recommendation, if it is on the map."""
    return next((r for r in whole_map().rows if r.recommendation.rec_id == rec_id), None)
