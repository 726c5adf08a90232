"""Recommendations and links as JSON for the database, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.recommend.model import Area, Explicitness, Recommendation, RecommendationKind, Stance
from kb.span import Span

_ENUMS = {
    "area": Area,
    "stance": Stance,
    "explicitness": Explicitness,
    "sort": RecommendationKind,
    "relation": Relation,
    "status": LinkStatus,
}
_SPANS = ("span",)
_MANY_SPANS = ("places",)


def pack(records: Sequence[Recommendation] | Sequence[EvidenceLink]) -> str:
    """The records as one JSON text."""
    return json.dumps([_packed(r) for r in records], ensure_ascii=False)


def unpack_recommendations(packed: str) -> tuple[Recommendation, ...]:
    """What ``pack`` made of recommendations."""
    return tuple(Recommendation(**_unpacked(entry)) for entry in json.loads(packed))


def unpack_links(packed: str) -> tuple[EvidenceLink, ...]:
    """What ``pack`` made of links."""
    return tuple(EvidenceLink(**_unpacked(entry)) for entry in json.loads(packed))


def _packed(record: Recommendation | EvidenceLink) -> dict[str, Any]:
    return {f.name: _plain(getattr(record, f.name)) for f in fields(record)}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def _unpacked(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: _read(name, value) for name, value in entry.items()}


def _read(name: str, value: Any) -> Any:
    if name in _ENUMS:
        return _ENUMS[name](value)
    if name in _SPANS:
        return Span(*value)
    if name in _MANY_SPANS:
        return tuple(Span(*v) for v in value)
    return tuple(value) if isinstance(value, list) else value
