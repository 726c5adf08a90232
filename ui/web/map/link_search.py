"""Looking for evidence: the job that links a document's recommendations, and its progress."""

from __future__ import annotations

import streamlit as st

from kb.models import Kind
from ui.jobs import Job, cancel, jobs, start
from ui.read_only import read_only
from ui.web.alerts import attempt
from ui.web.capped import label as label_of
from ui.web.html_parts import notes
from ui.web.library.jobs import job_html
from ui.web.map.evidence_map import library, whole_map
from ui.web.stylesheets import page_style

_FIRST = (Kind.BRIEF, Kind.EVALUATION, Kind.REPORT)
_ACTIVE = "link-jobs-active"


def choose_and_look(doc_id: str = "") -> None:
    """Choose a document and look for the evidence on what it recommends; not in read-only mode."""
    if read_only():
        return
    documents = [d for d in library().documents() if d.metadata.kind is not Kind.DIGEST]
    kinds = {d.doc_id: d.metadata.kind for d in documents}
    titles = {**whole_map().documents, **{d.doc_id: d.metadata.title for d in documents}}
    ids = sorted(titles, key=lambda d: (_rank(kinds.get(d)), titles[d]))
    with st.expander("Look for evidence", key="seek", expanded=bool(_link_jobs())):
        st.html(
            notes([
                "Finds what a document recommends and, in the whole library, the evidence for and "
                "against each recommendation. This takes a minute or two and continues when you "
                "close the page."
            ])
        )  # fmt: skip
        if not ids:
            st.html(notes(["The library has no documents except digests."]))
            return
        chosen = st.selectbox(
            "Document", ids, index=ids.index(doc_id) if doc_id in ids else 0,
            format_func=lambda d: (
                f"{label_of(titles[d])} ({kinds[d].value if d in kinds else 'our words'})"
            ),
            key="seek-document", width=480,
        )  # fmt: skip
        look_for_evidence(chosen or ids[0])


def _rank(kind: Kind | None) -> int:
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST) if kind else -1


def look_for_evidence(doc_id: str) -> None:
    """The button that looks for one document's evidence, and the progress of jobs under way."""
    if read_only():
        return
    page_style("library", "lb-page")
    mine = [j for j in _link_jobs() if j.arguments.get("doc_id") == doc_id]
    if not mine and st.button("Look for evidence", key=f"seek-{doc_id}"):
        if not attempt(lambda: start("link", doc_id=doc_id)):
            return
        st.rerun()
    if _link_jobs():
        _progress()


def _link_jobs() -> list[Job]:
    return [j for j in jobs() if j.kind == "link" and j.active]


@st.fragment(run_every=1)
def _progress() -> None:
    """Looks every second; when a job has ended, the whole page is drawn again."""
    active = _link_jobs()
    ids = {j.id for j in active}
    before = st.session_state.get(_ACTIVE, ids)
    st.session_state[_ACTIVE] = ids
    if before - ids:
        st.rerun()
    for job in active:
        st.html(job_html(job))
        if job.cancelling:
            st.html(notes(["Stopping at the next recommendation …"]))
        elif st.button("Cancel", key=f"cancel-link-{job.id}"):
            cancel(job.id)
            st.rerun(scope="fragment")
