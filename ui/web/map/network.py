"""The second picture: recommendations on the left, the sources of their evidence on the right,
joined by lines of the relation's colour and dash. Drawn as SVG; its table twin says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kb.corpus.load import catalogue
from kb.evidence.evidence_map import EvidenceMap
from kb.evidence.matrix import NAMES, ORDER, SIGNS, counted
from kb.evidence.model import LinkStatus, Relation
from kb.evidence.underlying_works import work_id
from kb.recommend.model import Recommendation
from kb.store.records import DocumentSummary
from ui.web.links import document_url, map_url
from ui.web.map.evidence_map import own_works
from ui.web.markup import escaped, link

_STEP = 24  # pixels from one line of text to the next
_TOP = 40  # pixels that the key takes
_WIDTH = 1120
_LEFT, _RIGHT = 430, 690
_DASH = {
    Relation.SUPPORTS: "",
    Relation.AUTHORISES: "9 3",
    Relation.QUALIFIES: "4 4",
    Relation.CHALLENGES: "2 3",
}
Edges = dict[tuple[str, str], dict[Relation, int]]
Source = tuple[str, str]  # title, address of its document where that is on record


def edges(found: EvidenceMap) -> Edges:
    """How many links of each relation join a recommendation and a source; background aside."""
    joined: Edges = defaultdict(lambda: defaultdict(int))
    for row in found.rows:
        own = own_works(row)
        for x in counted(row):
            if x.relation is not Relation.BACKGROUND:
                for source in (s for s in x.sources if s not in own):
                    joined[row.recommendation.rec_id, source][x.relation] += 1
    return joined


def sources_named(summaries: Mapping[str, DocumentSummary]) -> dict[str, Source]:
    """Titles and addresses of the works that links rest on."""
    named = {e.id: (e.title, "") for e in catalogue().values()}
    for summary in sorted(summaries.values(), key=lambda s: (not s.pages, s.doc_id), reverse=True):
        named[work_id(summary)] = (summary.metadata.title, document_url(summary.doc_id))
    return named


def network(found: EvidenceMap, summaries: Mapping[str, DocumentSummary]) -> str:
    """The picture, as SVG; ``""`` where there is nothing to join."""
    joined = edges(found)
    if not joined:
        return ""
    joining = {rec_id for rec_id, _ in joined}
    rows = [r.recommendation for r in found.rows if r.recommendation.rec_id in joining]
    place = {r.rec_id: n for n, r in enumerate(rows)}
    pulls: dict[str, list[int]] = defaultdict(list)
    for rec_id, source in joined:
        pulls[source].append(place[rec_id])
    sources = sorted(pulls, key=lambda s: (sum(pulls[s]) / len(pulls[s]), s))
    most = max(len(rows), len(sources))
    left = {r.rec_id: _y(n, len(rows), most) for n, r in enumerate(rows)}
    right = {s: _y(n, len(sources), most) for n, s in enumerate(sources)}
    lines = "".join(
        _lines(left[rec_id], right[source], relations)
        for (rec_id, source), relations in sorted(joined.items())
    )
    named = sources_named(summaries)
    texts = [_recommendation(r, left[r.rec_id]) for r in rows]
    texts += [_source(named.get(s, (s, "")), len(pulls[s]), right[s]) for s in sources]
    return (
        f'<svg class="em-net" viewBox="0 0 {_WIDTH} {_TOP + _STEP * (most + 1)}" role="group" '
        'aria-label="Recommendations joined to the sources of their evidence; the table below '
        f'says the same">{_key()}{lines}{"".join(texts)}</svg>'
    )


def network_table(found: EvidenceMap, summaries: Mapping[str, DocumentSummary]) -> str:
    """The same in words."""
    recs = {r.recommendation.rec_id: r.recommendation for r in found.rows}
    named = sources_named(summaries)
    lines = sorted(
        (_capital(recs[rec_id].action), rec_id, *named.get(source, (source, "")), relations)
        for (rec_id, source), relations in ((k, _words(v)) for k, v in edges(found).items())
    )
    rows = "".join(
        f'<tr><th scope="row">{link(map_url(recommendation=rec_id), action)}</th>'
        f"<td>{link(url, title) if url else escaped(title)}</td><td>{relations}</td></tr>"
        for action, rec_id, title, url, relations in lines
    )
    return (
        '<div class="em-scroll" tabindex="0" role="region" aria-label="Sources by recommendation">'
        '<table class="em-table"><caption>Sources by recommendation</caption><thead><tr>'
        '<th scope="col">Recommendation</th><th scope="col">Source</th>'
        f'<th scope="col">Links</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def confirmed_share(found: EvidenceMap) -> tuple[int, int]:
    """How many counted links are confirmed, of how many."""
    links = [x for r in found.rows for x in counted(r)]
    return sum(x.status is LinkStatus.CONFIRMED for x in links), len(links)


def _words(relations: Mapping[Relation, int]) -> str:
    shown: Sequence[Relation] = [r for r in ORDER if r in relations]
    return ", ".join(
        f'<span class="{r.value}">{SIGNS[r]} {r.value} {relations[r]}</span>' for r in shown
    )


def _key() -> str:
    """What the lines mean."""
    parts = []
    for n, relation in enumerate(_DASH):
        x = 250 + 170 * n
        parts.append(
            f'<path stroke="var(--{relation.value})" stroke-width="2.5" '
            f'stroke-dasharray="{_DASH[relation]}" d="M {x} 14 h 32"/>'
            f'<text x="{x + 40}" y="18">{SIGNS[relation]} {NAMES[relation]}</text>'
        )
    return "".join(parts)


def _lines(left: float, right: float, relations: Mapping[Relation, int]) -> str:
    parts = []
    for n, (relation, count) in enumerate(relations.items()):
        top, bottom = left + 3 * n, right + 3 * n
        middle = (_LEFT + _RIGHT) // 2
        parts.append(
            f'<path class="{relation.value}" stroke="var(--{relation.value})" '
            f'stroke-width="{min(1 + count, 4)}" stroke-dasharray="{_DASH[relation]}" '
            f'd="M {_LEFT} {top:.1f} C {middle} {top:.1f} {middle} {bottom:.1f} '
            f'{_RIGHT} {bottom:.1f}"/>'
        )
    return "".join(parts)


def _recommendation(rec: Recommendation, y: float) -> str:
    whole = _capital(rec.action)
    return (
        f'<a href="{escaped(map_url(recommendation=rec.rec_id))}" target="_self">'
        f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{escaped(_short(whole))}'
        f"<title>{escaped(whole)}</title></text></a>"
    )


def _source(source: Source, joined: int, y: float) -> str:
    title, url = source
    text = (
        f'<text x="{_RIGHT + 8}" y="{y + 4:.1f}">{escaped(_short(title, 56))} ({joined})'
        f"<title>{escaped(title)}</title></text>"
    )
    return f'<a href="{escaped(url)}" target="_self">{text}</a>' if url else text


def _y(place: int, count: int, most: int) -> float:
    """The height of a text; the shorter side is spread over the whole height."""
    return _TOP + _STEP * (place + 0.5) * most / count


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(text: str, most: int = 64) -> str:
    return text if len(text) <= most else f"{text[: most - 2].rsplit(' ', 1)[0]} …"
