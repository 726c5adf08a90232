"""Jobs on a page: progress while they run, what became of each file, cancel, undo."""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from kb.store import Library
from ui.jobs import Job, Result, cancel, jobs, start
from ui.read_only import read_only
from ui.web.alerts import attempt
from ui.web.html_parts import notes
from ui.web.templates import render

_RECENT_S = 3600.0  # how long a job that has ended is shown
_NAMES = {
    "ingest": "Reading files",
    "fetch": "Fetching from the catalogue",
    "rebuild": "Rebuilding the indexes",
    "remove": "Removing a document",
    "link": "Linking evidence",
    "check": "Checking the library",
}
_STATUS = {
    "waiting": "waiting",
    "running": "in progress",
    "finished": "finished",
    "failed": "failed",
    "cancelled": "cancelled; finished work is kept",
}
_DISMISSED = "jobs-dismissed"


def show_jobs(library: Library) -> None:
    """The jobs under way, kept up to date, and those that ended lately."""
    if read_only():
        return
    if any(j.active for j in jobs()):
        _show_live(library)
    else:
        _show(library)


@st.fragment(run_every=1)
def _show_live(library: Library) -> None:
    """Looks at the jobs every second; when one has ended, the whole page is drawn again."""
    active = {j.id for j in jobs() if j.active}
    if st.session_state.get("jobs-active", active) - active:
        st.session_state["jobs-active"] = active
        st.rerun()
    st.session_state["jobs-active"] = active
    _show(library)


def _show(library: Library) -> None:
    for job in _active_and_recent():
        with st.container(key=f"job-{job.id}", gap="small"):
            st.html(job_html(job))
            with st.container(horizontal=True, gap="small", key=f"job-do-{job.id}"):
                _buttons(job, library)


def _active_and_recent() -> list[Job]:
    dismissed = st.session_state.setdefault(_DISMISSED, set())
    known = jobs()
    recent = [
        j for j in known
        if not j.active and j.id not in dismissed
        and abs(time.time() - (j.ended or j.started)) < _RECENT_S
    ]  # fmt: skip
    return [j for j in known if j.active] + recent[:2]


def _buttons(job: Job, library: Library) -> None:
    if job.active:
        if job.cancelling:
            st.html(notes(["Stopping at the next page or file …"]), width="content")
        elif st.button("Cancel", key=f"cancel-{job.id}") and attempt(lambda: cancel(job.id)):
            st.rerun()
        return
    for n, result in enumerate(job.results if job.kind == "remove" else ()):
        _undo(job, n, result, library)
    if st.button("Dismiss", key=f"dismiss-{job.id}", type="tertiary"):
        st.session_state[_DISMISSED].add(job.id)
        st.rerun()


def _undo(job: Job, number: int, result: Result, library: Library) -> None:
    if any(d.doc_id == result.doc_id for d in library.documents()):
        return
    path = result.path
    if not path or not Path(path).is_file():
        st.html(notes(["Its file is no longer where it was. Add it again to undo."]))
        return
    pressed = st.button("Undo: re-read the file", key=f"undo-{job.id}-{number}")
    if pressed and attempt(lambda: start("ingest", paths=[path])):
        st.rerun()


def job_html(job: Job) -> Markup:
    """A job: what it does, how far it is, what became of each file."""
    some_failed = job.status == "finished" and any(r.unsuccessful for r in job.results)
    return render(
        "library/jobs", "job", job, _NAMES[job.kind], _STATUS[job.status], some_failed, _share(job)
    )


def _share(job: Job) -> float:
    """The share of a job that is done, 0 to 1."""
    if not job.total:
        return 0.0
    part = min(job.part / job.parts, 1.0) if job.parts else 0.0
    return min((job.done + part) / job.total, 1.0)
