"""The page at /library."""

from __future__ import annotations

import streamlit as st


def page() -> None:
    """Draw the page."""
    st.html("<h1>Library</h1>")
