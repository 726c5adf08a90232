"""Judging in place: confirm, reject, relation, note, undo; each judgement is stored at once."""

from __future__ import annotations

import streamlit as st

from kb.evidence.evidence_map import Row
from kb.evidence.make_judgement import make_judgement
from kb.evidence.matrix import SIGNS
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from ui.read_only import read_only
from ui.web.alerts import alert, attempt
from ui.web.map.evidence_map import library, store

_JUDGE = "judge-name"


def judge_name() -> None:
    """Ask once for the judge's name. It is kept in the address, so that it survives a reload."""
    if read_only():
        return
    st.text_input(
        "Your name",
        key=_JUDGE,
        bind="query-params",
        max_chars=60,
        placeholder="Stored with every judgement",
        width=320,
    )


def judging(row: Row, x: EvidenceLink) -> None:
    """The judge's popover of one link. Keys while it is open: y confirms, n rejects,
    u undoes (Streamlit keeps c and r for itself)."""
    if read_only():
        return
    popover = st.popover("Judge", key=f"judging-{x.link_id}", on_change="rerun")
    if not popover.open:
        return
    with popover:
        relation = st.selectbox(
            "This passage …",
            list(Relation),
            index=list(Relation).index(x.relation),
            format_func=lambda r: f"{SIGNS[r]} {r.value}",
            key=f"relation-{x.link_id}",
        )
        note = st.text_area("Reason", x.note, key=f"why-{x.link_id}", height=80, max_chars=2000)
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
        alert("Enter your name above first: each judgement is stored with its judge.")
        return

    def keep() -> None:
        store().judge(
            make_judgement(
                row, x, library(), judge=judge, status=status, relation=relation, note=note
            )
        )

    if attempt(keep):
        st.toast(f"Link {status.value}.", duration="long")
        st.rerun()


def _undo(row: Row, x: EvidenceLink) -> None:
    judge = " ".join(st.session_state.get(_JUDGE, "").split())
    removed: list[bool] = []
    key = (row.recommendation.rec_id, x.link_id, judge)
    if attempt(lambda: removed.append(bool(store().withdraw(key)))):
        st.toast(
            "Judgement removed." if any(removed) else "You have not judged this link.",
            duration="long",
        )
    if any(removed):
        st.rerun()
