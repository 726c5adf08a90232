"""One recommendation with its evidence side by side, and its gaps."""

from __future__ import annotations

import re
from collections.abc import Callable

import streamlit as st

from kb.cite import pin, verify
from kb.evidence.evidence_map import Row
from kb.evidence.matrix import NAMES, SIGNS, View, counted, keys
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.models import Kind
from ui.web.links import document_url, map_url
from ui.web.map.evidence_map import library, own_works, store, whole_map
from ui.web.map.judging import judge_name, judging
from ui.web.map.link_search import look_for_evidence
from ui.web.markup import badge, escaped, link, notes

_BULLET = re.compile(r"^\s*[-*•]\s+")
_SIDE = (Relation.SUPPORTS, Relation.AUTHORISES, Relation.QUALIFIES, Relation.CHALLENGES)


def show_row(row: Row) -> None:
    """Draw the recommendation, its evidence in columns, what is not counted in folds."""
    st.html(f'<nav aria-label="Way back">{link(map_url(), "‹ The whole map")}</nav>')
    st.html(_head(row))
    if not row.linked:
        st.html(notes(["No evidence was looked for yet."]))
        look_for_evidence(row.recommendation.doc_id)
        return
    judge_name()
    links = _narrowed(row)
    groups = {r: [x for x in links if x.relation is r] for r in Relation}
    looked = store().links(row.recommendation.rec_id) is not None
    whole = len(links) == len(counted(row))
    sides = [r for r in _SIDE if whole or groups[r] or r is Relation.CHALLENGES]
    for column, relation in zip(st.columns(len(sides), gap="medium"), sides, strict=True):
        with column:
            st.html(_column_head(relation, len(groups[relation])))
            if not groups[relation]:
                st.html(_none_found(relation, looked))
            for x in groups[relation]:
                show_link(row, x)
    if not looked:
        st.html(notes(["Shown are judgements that came with the project or were brought in."]))
        look_for_evidence(row.recommendation.doc_id)
    _fold("Background", row, groups[Relation.BACKGROUND], st.query_params.get("relation", ""))
    _fold(
        "The document's own argument, not independent",
        row,
        [x for x in row.links if not x.independent],
    )
    rejected = [x for x in row.links if x.independent and x.status is LinkStatus.REJECTED]
    _fold("Rejected", row, rejected)


def show_link(row: Row, x: EvidenceLink) -> None:
    """One piece of evidence, with what a judge can do to it."""
    with st.container(key=f"judge-{x.link_id}"):
        st.html(_link(x))
        judging(row, x)


def _narrowed(row: Row) -> tuple[EvidenceLink, ...]:
    """The counted links of the cell one came from (``relation``, ``kind`` or ``source`` in the
    address) with what speaks against, which is always shown."""
    links = counted(row)
    summaries = {s.doc_id: s for s in library().documents()}
    kinds_of = keys(View.KINDS, summaries)
    tests: dict[str, tuple[Callable[[EvidenceLink, str], bool], Callable[[str], str]]] = {
        "relation": (
            lambda x, v: x.relation.value == v,
            lambda v: NAMES[Relation(v)] if v in set(Relation) else v,
        ),
        "kind": (lambda x, v: v in kinds_of(row, x), str),
        "source": (
            lambda x, v: x.doc_id == v,
            lambda v: summaries[v].metadata.title if v in summaries else v,
        ),
    }
    for name, (test, named) in tests.items():
        value = st.query_params.get(name, "")
        if not value:
            continue
        chosen = tuple(x for x in links if test(x, value) or x.relation is Relation.CHALLENGES)
        if len(chosen) < len(links):
            back = link(map_url(recommendation=row.recommendation.rec_id), "All the evidence")
            also = "" if value == Relation.CHALLENGES else " and what speaks against"
            told = f"Only {escaped(named(value))}{also}. {back}"
            st.html(f'<p class="ev-note" role="status">{told}</p>')
        return chosen
    return links


def _none_found(relation: Relation, looked: bool) -> str:
    if relation is Relation.CHALLENGES and looked:
        return '<p class="em-none">Looked for, none found.</p>'
    if not looked:
        return '<p class="em-none">None judged; not looked for in this library yet.</p>'
    return '<p class="em-none">None found.</p>'


def _fold(title: str, row: Row, links: list[EvidenceLink], asked: str = "") -> None:
    if links:
        with st.expander(f"{title} ({len(links)})", expanded=asked == title.casefold()):
            for x in links:
                show_link(row, x)


def _column_head(relation: Relation, count: int) -> str:
    name = f"{SIGNS[relation]} {NAMES[relation]}{f' ({count})' if count else ''}"
    return f'<h2 class="em-column {relation.value}">{name}</h2>'


def _head(row: Row) -> str:
    rec = row.recommendation
    action = escaped(rec.action[:1].upper() + rec.action[1:])
    if row.citation and rec.in_library:
        url = document_url(rec.doc_id, rec.span.start, rec.span.end)
        words = (
            f'<blockquote class="ev-text em-words">{escaped(rec.text)}</blockquote>'
            f'<p class="ev-cite">{link(url, row.citation)}</p>{_other_places(row)}'
        )
    else:
        words = (
            f'<p class="ev-text">{escaped(row.title)}</p>'
            f'<p class="ev-note">{badge("paraphrase")}In our words, not a quotation: '
            f"{escaped(row.place)}.</p>"
        )
    about = [
        ("Document", _title(row)),
        ("Who", "; ".join(rec.actors)),
        ("Area", rec.area.value),
        ("Stance", rec.stance.value),
    ]
    about += [("Named", "; ".join(rec.instruments)), ("Said", rec.explicitness.value)]
    about += [("Due", f"{rec.due}{f', {rec.recurs}' if rec.recurs else ''}" if rec.due else "")]
    about += [("Number", rec.number or ""), ("Status", rec.progress or "")]
    about += [("Sources", _sources(row))]
    facts = "".join(f"<dt>{k}</dt><dd>{escaped(v)}</dd>" for k, v in about if v)
    gaps = "".join(f'<span class="em-gap">{escaped(g.value)}</span>' for g in row.gaps)
    told = f'<p class="ev-note">Gaps: {gaps}</p>' if gaps else ""
    return f'<h1 class="em-head">{action}</h1>{words}<dl class="ev-facts">{facts}</dl>{told}'


def _title(row: Row) -> str:
    doc_id = row.recommendation.doc_id
    titles = {s.doc_id: s.metadata.title for s in library().documents()}
    return titles.get(doc_id) or whole_map().documents.get(doc_id, doc_id)


def _other_places(row: Row) -> str:
    """Where else the document says it, each place a link; its words verify there too."""
    rec = row.recommendation
    document = library().document(rec.doc_id)
    cites = [(p, pin(document, p)) for p in rec.places if p != rec.span]
    told = "; ".join(
        link(document_url(rec.doc_id, p.start, p.end), _first_words(p.of(document.text)))
        for p, c in cites
        if verify(c, document).holds
    )
    return f'<p class="ev-note">Also said: {told}</p>' if told else ""


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) < 64 else f"“{words[:60].rsplit(' ', 1)[0]} …”"


def _sources(row: Row) -> str:
    documents = {d for x in counted(row) for d in (x.doc_id, *x.copies)}
    if not documents:
        return ""
    own = own_works(row)
    works = [w for w in row.works if w.work not in own]
    resting = _many(len(works), "independent source")
    return f"{_many(len(documents), 'document')}, resting on {resting}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _link(x: EvidenceLink) -> str:
    summary = {s.doc_id: s for s in library().documents()}.get(x.doc_id)
    kind = summary.metadata.kind if summary else Kind.OTHER
    mark = badge("digest", "digest") if kind is Kind.DIGEST else badge(kind.value)
    url = document_url(x.doc_id, x.span.start, x.span.end)
    quote = _BULLET.sub("", x.text)
    judges = f" by {', '.join(x.judges)}" if x.judges else ""
    status = (
        "suggested, not judged" if x.status is LinkStatus.SUGGESTED else x.status.value + judges
    )
    why = "; ".join(x.reasons)
    copies = f"the same text in {len(x.copies)} more · " if x.copies else ""
    likely = f"likelihood {x.score:.2f} · " if x.status is LinkStatus.SUGGESTED else ""
    note = f"<p>{escaped(x.note)}</p>" if x.note else ""
    return (
        f'<article class="em-link {x.status.value}"><blockquote>{escaped(quote)}</blockquote>'
        f"<p>{link(url, x.citation)}</p><p>{mark}"
        f'<span class="{x.relation.value}">{SIGNS[x.relation]} {x.relation.value}</span> · '
        f"{escaped(status)}</p>{note}"
        f'<details class="ev-why"><summary>Why this link</summary><p class="soft">'
        f"{likely}{f'{escaped(why)} · ' if why else ''}{copies}rests on "
        f"{escaped(', '.join(x.sources))}</p></details></article>"
    )
