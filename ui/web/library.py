"""The library and its searcher, opened once a process and shared by all sessions."""

from __future__ import annotations

import streamlit as st

from kb.home import home
from kb.library import Library
from kb.search.engine import Searcher


@st.cache_resource(show_spinner="Opening the library …")
def searcher() -> Searcher:
    """The searcher over the library of ``KB_HOME``; a new library is made where there is none."""
    return Searcher(Library.open(home(), create=True))
