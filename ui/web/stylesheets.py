"""Puts style sheets into a page. Colours, fonts and sizes come from ``theme.toml``."""

from __future__ import annotations

import streamlit as st

from ui.web.assets import asset
from ui.web.theme import theme

# On every page: result cards and a document's facts are shown on other pages too.
_SHARED = ("base.css", "search/search.css", "document/document.css")


def apply_style() -> None:
    """Put the theme and the shared style sheets into the page."""
    sheets = "".join(asset(name) for name in _SHARED)
    st.html(f"<style>{theme().css()}{sheets}</style>")


def page_style(page: str, classes: str = "") -> None:
    """Put the style sheet of one page into it. ``classes`` mark the page for its own rules
    (``ev-wide`` lets it use the whole width)."""
    sheet = asset(f"{page}/{page}.css")
    st.html(f'<style>{sheet}</style><span class="{classes} ev-only-style"></span>')
