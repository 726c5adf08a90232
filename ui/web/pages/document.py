"""The page at /document."""

from __future__ import annotations

import streamlit as st


def page() -> None:
    """Draw the page."""
    st.html("<h1>Document</h1>")
