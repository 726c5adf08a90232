"""The network: recommendations on the left, the sources of their evidence on the right, joined by
lines of the relation's colour and dash. Drawn as SVG; a table has the same in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kb.corpus.load import catalogue
from kb.evidence.evidence_map import EvidenceMap
from kb.evidence.matrix import NAMES, ORDER, SIGNS, counted
from kb.evidence.model import LinkStatus, Relation
from kb.evidence.underlying_works import work_id
from kb.recommend.model import Recommendation
from kb.store.records import DocumentSummary
from ui.web.links import document_url, map_url
from ui.web.map.evidence_map import own_works
from ui.web.templates import first_up, render

# The layout, in pixels of the drawing.
_STEP = 24  # from one line of text to the next
_TOP = 40  # what the key takes
_WIDTH = 1120
_LEFT, _RIGHT = 430, 690  # where the curves begin and end
_BESIDE = 3  # between the curves of two relations
_WIDEST = 4  # a curve of many links
_LONGEST_ACTION, _LONGEST_TITLE = 64, 56  # characters
_DASH = {
    Relation.SUPPORTS: "",
    Relation.AUTHORISES: "9 3",
    Relation.QUALIFIES: "4 4",
    Relation.CHALLENGES: "2 3",
}
_TEMPLATE = "map/network"
Edges = dict[tuple[str, str], dict[Relation, int]]
Source = tuple[str, str]  # title, address of its document where the library has it


@dataclass(frozen=True, slots=True)
class KeyPart:
    """A line of the key: what a relation looks like."""

    relation: str
    sign: str
    name: str
    dash: str
    x: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A line from a recommendation to a source; ``path`` is SVG path data."""

    relation: str
    width: int
    dash: str
    path: str


@dataclass(frozen=True, slots=True)
class Label:
    """A recommendation or source: what is shown of its name, all of it, and where it leads."""

    shown: str
    whole: str
    url: str
    x: int
    y: float
    right_aligned: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A recommendation and a source with their links by relation."""

    action: str
    rec_id: str
    title: str
    url: str
    links: tuple[tuple[Relation, int], ...]


def edges(found: EvidenceMap) -> Edges:
    """How many links of each relation join a recommendation and a source; background excluded."""
    joined: Edges = defaultdict(lambda: defaultdict(int))
    for row in found.rows:
        own = own_works(row)
        for x in counted(row):
            if x.relation is not Relation.BACKGROUND:
                for source in (s for s in x.sources if s not in own):
                    joined[row.recommendation.rec_id, source][x.relation] += 1
    return joined


def named_sources(summaries: Mapping[str, DocumentSummary]) -> dict[str, Source]:
    """Titles and addresses of the works that links rest on."""
    named = {e.id: (e.title, "") for e in catalogue().values()}
    for summary in sorted(summaries.values(), key=lambda s: (not s.pages, s.doc_id), reverse=True):
        named[work_id(summary)] = (summary.metadata.title, document_url(summary.doc_id))
    return named


def network(found: EvidenceMap, summaries: Mapping[str, DocumentSummary]) -> Markup:
    """The drawing, as SVG; ``""`` where nothing is joined. Sources are ordered by the mean place of
    their recommendations, so that few lines cross."""
    joined = edges(found)
    if not joined:
        return Markup()
    joining = {rec_id for rec_id, _ in joined}
    rows = [r.recommendation for r in found.rows if r.recommendation.rec_id in joining]
    place = {r.rec_id: n for n, r in enumerate(rows)}
    places: dict[str, list[int]] = defaultdict(list)
    for rec_id, source in joined:
        places[source].append(place[rec_id])
    sources = sorted(places, key=lambda s: (sum(places[s]) / len(places[s]), s))
    most = max(len(rows), len(sources))
    left = {r.rec_id: _y(n, len(rows), most) for n, r in enumerate(rows)}
    right = {s: _y(n, len(sources), most) for n, s in enumerate(sources)}
    curves = [
        curve
        for (rec_id, source), relations in sorted(joined.items())
        for curve in _curves(left[rec_id], right[source], relations)
    ]
    named = named_sources(summaries)
    labels = [_recommendation(r, left[r.rec_id]) for r in rows]
    labels += [_source(named.get(s, (s, "")), len(places[s]), right[s]) for s in sources]
    height = _TOP + _STEP * (most + 1)
    return render(_TEMPLATE, "network", _WIDTH, height, _key(), curves, labels)


def network_table(found: EvidenceMap, summaries: Mapping[str, DocumentSummary]) -> Markup:
    """The same as a table."""
    recommendations = {r.recommendation.rec_id: r.recommendation for r in found.rows}
    named = named_sources(summaries)
    rows = [
        TableRow(
            first_up(recommendations[rec_id].action),
            rec_id,
            *named.get(source, (source, "")),
            tuple((r, relations[r]) for r in ORDER if r in relations),
        )
        for (rec_id, source), relations in edges(found).items()
    ]
    rows.sort(key=lambda r: (r.action, r.rec_id, r.title, r.url))
    return render(_TEMPLATE, "table", rows, SIGNS)


def confirmed_share(found: EvidenceMap) -> tuple[int, int]:
    """How many counted links are confirmed, of how many."""
    links = [x for r in found.rows for x in counted(r)]
    return sum(x.status is LinkStatus.CONFIRMED for x in links), len(links)


def _key() -> list[KeyPart]:
    return [
        KeyPart(r.value, SIGNS[r], NAMES[r], dash, 250 + 170 * n)
        for n, (r, dash) in enumerate(_DASH.items())
    ]


def _curves(left: float, right: float, relations: Mapping[Relation, int]) -> list[Curve]:
    middle = (_LEFT + _RIGHT) // 2
    curves = []
    for n, (relation, count) in enumerate(relations.items()):
        top, bottom = left + _BESIDE * n, right + _BESIDE * n
        path = (
            f"M {_LEFT} {top:.1f} C {middle} {top:.1f} {middle} {bottom:.1f} {_RIGHT} {bottom:.1f}"
        )
        curves.append(Curve(relation.value, min(1 + count, _WIDEST), _DASH[relation], path))
    return curves


def _recommendation(recommendation: Recommendation, y: float) -> Label:
    whole = first_up(recommendation.action)
    url = map_url(recommendation=recommendation.rec_id)
    return Label(_short(whole, _LONGEST_ACTION), whole, url, _LEFT - 8, y + 4, right_aligned=True)


def _source(source: Source, joined: int, y: float) -> Label:
    title, url = source
    return Label(f"{_short(title, _LONGEST_TITLE)} ({joined})", title, url, _RIGHT + 8, y + 4)


def _y(place: int, count: int, most: int) -> float:
    """The height of a text; the shorter side is spread over the whole height."""
    return _TOP + _STEP * (place + 0.5) * most / count


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 2].rsplit(' ', 1)[0]} …"
