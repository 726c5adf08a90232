"""The page at /map."""

from __future__ import annotations

import streamlit as st


def page() -> None:
    """Draw the page."""
    st.html("<h1>Map</h1>")
