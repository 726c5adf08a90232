"""How documents get into the library: uploaded, or fetched from the catalogue."""

from __future__ import annotations

from typing import Any

import streamlit as st

from kb.corpus.catalogue_match import held_ids
from kb.corpus.load import catalogue
from kb.corpus.schema import Entry
from kb.errors import EvidenciaError
from kb.settings import settings
from kb.store import Library
from ui.jobs import start
from ui.web.alerts import alert, attempt
from ui.web.capped import label as label_of
from ui.web.html_parts import heading, notes
from ui.web.library.upload import SUFFIXES, keep
from ui.web.serving.uploads import let_this_session_upload

_ROUND = "upload-round"
_REFUSED = "upload-refused"


def add_documents(library: Library) -> None:
    """Both ways, in a fold that is open while the library is empty."""
    with st.expander("Add documents", expanded=not library.documents()):
        _upload()
        _catalogue(library)
    for refusal in st.session_state.get(_REFUSED, []):
        alert(refusal)


def _upload() -> None:
    st.html(heading("From this computer"))
    number = st.session_state.get(_ROUND, 0)
    let_this_session_upload()
    files = st.file_uploader(
        "PDF, Word, EPUB, HTML, Markdown, plain text, and laws as USLM XML",
        type=list(SUFFIXES), accept_multiple_files=True,
        max_upload_size=settings().app.upload_mb, key=f"files-{number}",
    )  # fmt: skip
    if not files:
        return
    label = "Add this file" if len(files) == 1 else f"Add these {len(files)} files"
    if st.button(label, type="primary", key="add-files"):
        _take(files)
        st.session_state[_ROUND] = number + 1
        st.rerun()


def _take(files: list[Any]) -> None:
    """Keep the files and start reading them; refusals are shown until the next files are added."""
    paths, refused = [], []
    for file in files:
        try:
            paths.append(keep(file.name, file.getvalue()))
        except EvidenciaError as error:
            refused.append(str(error))
    st.session_state[_REFUSED] = refused
    if paths:
        start("ingest", paths=list(dict.fromkeys(paths)))


def _catalogue(library: Library) -> None:
    st.html(heading("From the publishers"))
    present = held_ids(library.documents())
    missing = {e.id: e for e in catalogue().values() if e.id not in present and e.downloads}
    if not missing:
        st.html(notes(["The library has every document of the catalogue."]))
        return
    chosen = st.multiselect(
        f"{len(missing)} documents available to fetch",
        list(missing), format_func=lambda i: _described(missing[i]), key="fetch-ids",
        placeholder="Choose documents to fetch",
    )  # fmt: skip
    pressed = chosen and st.button(f"Fetch {len(chosen)}", type="primary", key="fetch")
    if pressed and attempt(lambda: start("fetch", ids=chosen)):
        st.rerun()


def _described(entry: Entry) -> str:
    return label_of(" · ".join(t for t in (entry.title, entry.publisher, entry.date) if t))
