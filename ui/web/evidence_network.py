"""The second picture: recommendations on the left, the sources of their evidence on the right,
joined by lines of the relation's colour. Drawn as SVG; its table twin says the same in words."""

from __future__ import annotations

from collections import defaultdict

from kb.evidence.evidence_map import EvidenceMap
from kb.evidence.model import Relation, Status
from ui.web.evidence import SIGNS
from ui.web.evidence_matrix import counted
from ui.web.links import map_url
from ui.web.markup import escaped, link

_STEP = 24  # pixels from one line of text to the next
_WIDTH = 1080
_LEFT, _RIGHT = 430, 720
_DASH = {
    Relation.SUPPORTS: "",
    Relation.AUTHORISES: "9 3",
    Relation.QUALIFIES: "4 4",
    Relation.CHALLENGES: "2 3",
    Relation.BACKGROUND: "1 5",
}
Edges = dict[tuple[str, str], dict[Relation, int]]


def edges(found: EvidenceMap) -> Edges:
    """How many links of each relation join a recommendation and a source; background aside."""
    joined: Edges = defaultdict(lambda: defaultdict(int))
    for row in found.rows:
        for x in counted(row.links):
            if x.relation is not Relation.BACKGROUND:
                for source in x.sources:
                    joined[row.recommendation.rec_id, source][x.relation] += 1
    return joined


def network(found: EvidenceMap) -> str:
    """The picture, as SVG; ``""`` where there is nothing to join."""
    joined = edges(found)
    if not joined:
        return ""
    rows = [
        r.recommendation for r in found.rows if any(k[0] == r.recommendation.rec_id for k in joined)
    ]
    place = {r.rec_id: n for n, r in enumerate(rows)}
    pulls: dict[str, list[int]] = defaultdict(list)
    for rec_id, source in joined:
        pulls[source].append(place[rec_id])
    sources = sorted(pulls, key=lambda s: (sum(pulls[s]) / len(pulls[s]), s))
    right = {s: n for n, s in enumerate(sources)}
    height = _STEP * (max(len(rows), len(sources)) + 1)
    lines = "".join(
        _line(place[rec_id], right[source], relations)
        for (rec_id, source), relations in sorted(joined.items())
    )
    left_texts = "".join(
        f'<a href="{escaped(map_url(recommendation=r.rec_id))}" target="_self">'
        f'<text x="{_LEFT - 8}" y="{_y(n) + 4}" text-anchor="end">'
        f"{escaped(_short(r.action))}</text></a>"
        for n, r in enumerate(rows)
    )
    right_texts = "".join(
        f'<text x="{_RIGHT + 8}" y="{_y(n) + 4}">{escaped(s)} ({len(pulls[s])})</text>'
        for n, s in enumerate(sources)
    )
    return (
        f'<svg class="em-net" viewBox="0 0 {_WIDTH} {height}" role="group" '
        'aria-label="Recommendations joined to the sources of their evidence; the table below '
        f'says the same">{lines}{left_texts}{right_texts}</svg>'
    )


def network_table(found: EvidenceMap) -> str:
    """The same in words."""
    titles = {r.recommendation.rec_id: r.recommendation for r in found.rows}
    rows = "".join(
        f'<tr><th scope="row">{link(map_url(recommendation=rec_id), titles[rec_id].action)}</th>'
        f"<td>{escaped(source)}</td><td>{_words(relations)}</td></tr>"
        for (rec_id, source), relations in sorted(
            edges(found).items(), key=lambda e: (titles[e[0][0]].action, e[0][1])
        )
    )
    return (
        '<div class="em-scroll" tabindex="0" role="region" aria-label="Sources by recommendation">'
        '<table class="em-table"><caption>Sources by recommendation</caption><thead><tr>'
        '<th scope="col">Recommendation</th><th scope="col">Source</th>'
        f'<th scope="col">Links</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def confirmed_share(found: EvidenceMap) -> tuple[int, int]:
    """How many counted links are confirmed, of how many."""
    links = [x for r in found.rows for x in counted(r.links)]
    return sum(x.status is Status.CONFIRMED for x in links), len(links)


def _words(relations: dict[Relation, int]) -> str:
    return ", ".join(
        f'<span class="{r.value}">{SIGNS[r]} {r.value} {n}</span>' for r, n in relations.items()
    )


def _line(left: int, right: int, relations: dict[Relation, int]) -> str:
    parts = []
    for n, (relation, count) in enumerate(relations.items()):
        top, bottom = _y(left) + 3 * n, _y(right) + 3 * n
        middle = (_LEFT + _RIGHT) // 2
        parts.append(
            f'<path class="{relation.value}" stroke="var(--{relation.value})" '
            f'stroke-width="{min(1 + count, 4)}" stroke-dasharray="{_DASH[relation]}" '
            f'd="M {_LEFT} {top} C {middle} {top} {middle} {bottom} {_RIGHT} {bottom}"/>'
        )
    return "".join(parts)


def _y(place: int) -> int:
    return _STEP * (place + 1) - 8


def _short(text: str) -> str:
    return text if len(text) <= 62 else f"{text[:60].rstrip()}…"
