"""Judging in place: confirm, reject, relation, note, undo; kept on record at once."""

from __future__ import annotations

import streamlit as st

from kb.errors import EvidenciaError
from kb.evidence.evidence_map import Row
from kb.evidence.judge import judged
from kb.evidence.matrix import SIGNS
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from ui.read_only import read_only, refuse_when_read_only
from ui.web.map.evidence_map import library, store
from ui.web.markup import notes

_JUDGE = "judge-name"


def judge_name() -> None:
    """Ask once for the judge's name; it is kept in the address, so that it survives a reload."""
    if read_only():
        return
    st.text_input(
        "Your name, as judge",
        key=_JUDGE,
        bind="query-params",
        max_chars=60,
        placeholder="Kept with every judgement",
        width=320,
    )


def judging(row: Row, x: EvidenceLink) -> None:
    """The judge's popover of one link. Keys while it is open: y confirms, n rejects,
    u undoes (Streamlit keeps c and r for itself)."""
    if read_only():
        return
    fold = st.popover("Judge", key=f"judging-{x.link_id}", on_change="rerun")
    if not fold.open:
        return
    with fold:
        relation = st.selectbox(
            "It",
            list(Relation),
            index=list(Relation).index(x.relation),
            format_func=lambda r: f"{SIGNS[r]} {r.value}",
            key=f"relation-{x.link_id}",
        )
        note = st.text_area("Why", x.note, key=f"why-{x.link_id}", height=80, max_chars=2000)
        with st.container(horizontal=True, gap="small"):
            for label, status, shortcut in (
                ("Confirm", LinkStatus.CONFIRMED, "y"),
                ("Reject", LinkStatus.REJECTED, "n"),
            ):
                if st.button(label, key=f"{label}-{x.link_id}", shortcut=shortcut):
                    _judge(row, x, status, relation or x.relation, note)
            mine = st.session_state.get(_JUDGE, "") in x.judges
            if st.button("Undo", key=f"undo-{x.link_id}", shortcut="u", disabled=not mine):
                _undo(row, x)


def _judge(row: Row, x: EvidenceLink, status: LinkStatus, relation: Relation, note: str) -> None:
    judge = st.session_state.get(_JUDGE, "").strip()
    if not judge:
        _say("Write your name above first: a judgement is kept with who gave it.")
        return
    try:
        refuse_when_read_only()
        said = judged(row, x, library(), judge=judge, status=status, relation=relation, note=note)
        store().judge(said)
    except EvidenciaError as error:
        _say(str(error))
        return
    st.toast(f"{status.value.capitalize()}: {relation.value}.", duration="long")
    st.rerun()


def _undo(row: Row, x: EvidenceLink) -> None:
    judge = " ".join(st.session_state.get(_JUDGE, "").split())
    try:
        refuse_when_read_only()
        taken = store().unjudge((row.recommendation.rec_id, x.link_id, judge))
    except EvidenciaError as error:
        _say(str(error))
        return
    said = "Taken back." if taken else "You have not judged this link."
    st.toast(said, duration="long")
    if taken:
        st.rerun()


def _say(message: str) -> None:
    st.html(f'<div role="alert">{notes([message])}</div>')
