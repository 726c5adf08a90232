"""The web app: one page of search for now. Run through ``kb up``.

Text from documents reaches the page only through ``st.text`` or escaped into our own HTML.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.web.search_page import search_page
from ui.web.style import apply_style

ICON = Path(__file__).with_name("web") / "icon.svg"

st.set_page_config(page_title="Evidencia", page_icon=str(ICON), layout="centered")
apply_style()
search_page()
