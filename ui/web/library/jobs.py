"""Jobs on a page: progress while they run, what became of each file, cancel, undo."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from kb.errors import EvidenciaError
from kb.store import Library
from ui.counts import passages
from ui.jobs import Job, Result, cancel, jobs, start
from ui.read_only import read_only
from ui.web.links import document_url
from ui.web.markup import escaped, link, notes

_RECENT_S = 3600.0
_NAMES = {
    "ingest": "Reading files",
    "fetch": "Fetching from the catalogue",
    "rebuild": "Making the indexes anew",
    "remove": "Removing a document",
    "link": "Linking evidence",
    "check": "Checking the library",
}
_STATUS = {
    "waiting": "waiting",
    "running": "under way",
    "finished": "finished",
    "failed": "failed",
    "cancelled": "cancelled; what was finished is kept",
}
_BAD = {"failed", "skipped", "blocked"}
_DISMISSED = "jobs-dismissed"


def job_views(library: Library) -> None:
    """The jobs under way, kept up to date, and those that ended lately."""
    if read_only():
        return
    if any(j.active for j in jobs()):
        _live(library)
    else:
        _draw(library)


@st.fragment(run_every=1)
def _live(library: Library) -> None:
    """Looks at the jobs every second; when one has ended, the whole page is drawn anew."""
    active = {j.id for j in jobs() if j.active}
    if st.session_state.get("jobs-active", active) - active:
        st.session_state["jobs-active"] = active
        st.rerun()
    st.session_state["jobs-active"] = active
    _draw(library)


def _draw(library: Library) -> None:
    for job in _shown():
        with st.container(key=f"job-{job.id}", gap="small"):
            st.html(job_html(job))
            with st.container(horizontal=True, gap="small", key=f"job-do-{job.id}"):
                _buttons(job, library)


def _shown() -> list[Job]:
    gone = st.session_state.setdefault(_DISMISSED, set())
    known = jobs()
    lately = [
        j for j in known
        if not j.active and j.id not in gone and time.time() - (j.ended or j.started) < _RECENT_S
    ]  # fmt: skip
    return [j for j in known if j.active] + lately[:2]


def _buttons(job: Job, library: Library) -> None:
    if job.active:
        if job.cancelling:
            st.html(notes(["Stopping at the next page or file …"]), width="content")
        elif st.button("Cancel", key=f"cancel-{job.id}"):
            _tried(lambda: cancel(job.id))
        return
    for n, result in enumerate(job.results if job.kind == "remove" else ()):
        _undo(job, n, result, library)
    if st.button("Dismiss", key=f"dismiss-{job.id}", type="tertiary"):
        st.session_state[_DISMISSED].add(job.id)
        st.rerun()


def _undo(job: Job, number: int, result: Result, library: Library) -> None:
    if any(d.doc_id == result.doc_id for d in library.documents()):
        return
    if not result.path or not Path(result.path).is_file():
        st.html(notes(["Its file is no longer where it was read from: add it again to undo."]))
        return
    if st.button("Undo: read its file again", key=f"undo-{job.id}-{number}"):
        path = result.path
        _tried(lambda: start("ingest", paths=[path]))


def _tried(change: Callable[[], object]) -> None:
    try:
        change()
    except EvidenciaError as error:
        st.html(f'<div role="alert">{notes([str(error)])}</div>')
        return
    st.rerun()


def job_html(job: Job) -> str:
    """A job: what it does, how far it is, what became of each file."""
    some = job.status == "finished" and any(r.status in _BAD for r in job.results)
    items = "".join(_result(r) for r in job.results)
    said = notes(job.notes)
    return (
        f'<section class="lb-job {job.status}{" some" if some else ""}" '
        f'data-status="{job.status}" aria-label="{_NAMES[job.kind]}">'
        f"<h2>{_NAMES[job.kind]} — {_STATUS[job.status]}</h2>{_progress(job)}{said}"
        f"{f'<ul>{items}</ul>' if items else ''}</section>"
    )


def _progress(job: Job) -> str:
    if not job.active:
        return ""
    part = job.part / job.parts if job.parts else 0.0
    value = (job.done + min(part, 1.0)) / job.total if job.total else 0.0
    pages = f", part {job.part} of {job.parts}" if job.parts > 1 else ""
    doing = f"{escaped(job.doing)}{pages} · " if job.doing else ""
    return (
        f'<progress max="1" value="{min(value, 1.0):.3f}" aria-label="Progress"></progress>'
        f'<p class="ev-note">{doing}{job.done} of {job.total or "…"} done</p>'
    )


def _result(result: Result) -> str:
    bad = result.status in _BAD
    there = result.doc_id and result.status != "removed"
    name = link(document_url(result.doc_id or ""), result.name) if there else escaped(result.name)
    counted = f", {passages(result.passages)}" if result.passages else ""
    why = f": {escaped(result.reason)}" if result.reason else ""
    mark = "bad" if bad else "st"
    return f'<li>{name} <span class="{mark}">{escaped(result.status)}{counted}{why}</span></li>'
