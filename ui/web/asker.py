"""Whether the reader who asked for a page still waits for it."""

from __future__ import annotations

import streamlit as st


def still_waits() -> None:
    """A place where Streamlit ends the drawing of a page that nobody waits for: its tab was closed,
    or something else was clicked. It raises then, and does nothing otherwise."""
    # Reading the session is such a place; what is read does not matter.
    st.session_state.get("_still_waits")
