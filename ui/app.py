"""The web app: one page of search for now. Run through ``kb up``.

Text from documents reaches the page only through ``st.text`` or escaped into our own HTML.
"""

from __future__ import annotations

import streamlit as st

from ui.web.search_page import search_page
from ui.web.style import apply_style

st.set_page_config(page_title="Evidencia", page_icon=":material/menu_book:", layout="centered")
apply_style()
search_page()
