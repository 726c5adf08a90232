"""Brings a place into view: the marked passage, or the first of the next results.

The scripts are ours and constant: nothing from a document stands in them.
"""

from __future__ import annotations

import hashlib

import streamlit as st

_SCRIPT = """
<script>
(function go(left) {
  const place = document.querySelector("%s");
  if (place) { place.scrollIntoView({block: "%s"}); }
  else if (left > 0) { setTimeout(() => go(left - 1), 50); }
})(40);
</script>
"""


def scroll_to_passage(view: str) -> None:
    """Scroll to ``#passage`` once for each ``view``, a name of what is shown."""
    _run(_SCRIPT % ("#passage", "center"), view)


def scroll_to_results(view: str) -> None:
    """Scroll to the top of the results once for each ``view``."""
    _run(_SCRIPT % ("h2.ev-list", "start"), view)


def _run(script: str, view: str) -> None:
    name = hashlib.sha256(view.encode()).hexdigest()[:12]
    st.html(f"{script}<i hidden data-view='{name}'></i>", unsafe_allow_javascript=True)
