"""Brings a place into view: the marked passage, or the first result of the next page.

The script (``scroll.js``) and the selectors are ours: no text of a document is in them.
"""

from __future__ import annotations

import hashlib
import json

import streamlit as st

from ui.web.assets import asset


def scroll_to_passage(view: str) -> None:
    """Scroll to ``#passage`` once for each ``view``, a name of what is shown."""
    _scroll("#passage", "center", view)


def scroll_to_results(view: str) -> None:
    """Scroll to the top of the results once for each ``view``."""
    _scroll("h2.ev-list", "start", view)


def _scroll(selector: str, block: str, view: str) -> None:
    call = f"bringIntoView({json.dumps(selector)}, {json.dumps(block)});"
    script = f"<script>(() => {{\n{asset('scroll.js')}{call}\n}})();</script>"
    name = hashlib.sha256(view.encode()).hexdigest()[:12]
    st.html(f"{script}<i hidden data-view='{name}'></i>", unsafe_allow_javascript=True)
