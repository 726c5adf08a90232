"""The evidence map of the open library, made again when the library changes."""

from __future__ import annotations

import streamlit as st

from kb.errors import EvidenciaError, UnknownDocument
from kb.evidence.evidence_map import EvidenceMap, MapMaker, Row
from kb.evidence.store import EvidenceStore
from kb.evidence.underlying_works import work_id
from kb.store import Library
from ui.guarded import Children, Turns, WorkFailed
from ui.web.asker import still_waits
from ui.web.map.map_making import made_map, map_children
from ui.web.open_library import searcher

_MOST = 8  # maps kept


class MapNotMade(EvidenciaError):
    """A map cannot be made; the message says why."""


@st.cache_resource(show_spinner=False)
def _cache() -> dict[tuple[str, str], EvidenceMap | str]:
    """Maps, or why there is none, by the state of the library that they were made from, and by
    document."""
    return {}


@st.cache_resource(show_spinner=False)
def _turns() -> Turns:
    """Who makes which map."""
    return Turns()


@st.cache_resource(show_spinner=False)
def _children() -> Children:
    """The processes that make maps."""
    return map_children()


def library() -> Library:
    """The open library."""
    return searcher().library


def store() -> EvidenceStore:
    """The store of links and judgements. Showing a page writes nothing to it: the recommendations
    of a document that is not mapped are extracted and not stored."""
    return EvidenceStore(library(), writes=False)


def whole_map() -> EvidenceMap:
    """The map of everything that is mapped."""
    return _map("")


def map_of(doc_id: str) -> EvidenceMap | None:
    """The map of one document, mapped or not; ``None`` where there is no such document."""
    return _map(doc_id) if doc_id and _known(doc_id) else None


def row_of(rec_id: str) -> Row | None:
    """The row of one recommendation, of the map or of a document that was not mapped yet."""
    found = _row(whole_map(), rec_id)
    if found is None and (other := map_of(rec_id.rpartition(".r-")[0])) is not None:
        found = _row(other, rec_id)
    return found


def own_works(row: Row) -> frozenset[str]:
    """The names of the recommending document itself, which is no independent source."""
    doc_id = row.recommendation.doc_id
    own = (work_id(s) for s in library().documents() if s.doc_id == doc_id)
    return frozenset({doc_id, *own})


def _row(found: EvidenceMap, rec_id: str) -> Row | None:
    return next((r for r in found.rows if r.recommendation.rec_id == rec_id), None)


def _known(name: str) -> bool:
    try:
        return bool(MapMaker(store()).target(name))
    except UnknownDocument:
        return False


def _map(doc_id: str) -> EvidenceMap:
    cache, maker = _cache(), MapMaker(store())
    stamp = maker.store.fingerprint()
    with _turns().of(f"{stamp}\x1f{doc_id}", still_waits):
        found = cache.get((stamp, doc_id))
        if found is None:
            found = _made(maker, doc_id)
            for old in [k for k in list(cache) if k[0] != stamp] + list(cache)[: 1 - _MOST]:
                cache.pop(old, None)
            cache[stamp, doc_id] = found
    if isinstance(found, str):
        raise MapNotMade(found)
    return found


def _made(maker: MapMaker, doc_id: str) -> EvidenceMap | str:
    """The map, or why it cannot be made."""
    doc_ids = (maker.target(doc_id)[0],) if doc_id else maker.documents()
    home = str(maker.store.library.home)
    try:
        made: EvidenceMap = _children().do(made_map, home, doc_ids, waits=still_waits)
    except WorkFailed as failure:
        if not failure.lasting:
            raise MapNotMade(str(failure)) from failure
        return str(failure)
    return made
