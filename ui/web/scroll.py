"""Brings the marked passage into view. The script is ours and constant: nothing from a document
stands in it."""

from __future__ import annotations

import hashlib

import streamlit as st

_SCRIPT = """
<script>
(function go(left) {
  const passage = document.getElementById("passage");
  if (passage) { passage.scrollIntoView({block: "center"}); }
  else if (left > 0) { setTimeout(() => go(left - 1), 50); }
})(40);
</script>
"""


def scroll_to_passage(view: str) -> None:
    """Scroll to ``#passage`` once for each ``view``, a name of what is shown."""
    name = hashlib.sha256(view.encode()).hexdigest()[:12]
    st.html(f"{_SCRIPT}<i hidden data-view='{name}'></i>", unsafe_allow_javascript=True)
