"""The web app: its pages and the navigation. ``kb up`` runs it.

Text from documents reaches a page only through ``st.text`` or escaped into our own HTML.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.web.collections.page import page as collections_page
from ui.web.document.page import page as document_page
from ui.web.history.page import page as history_page
from ui.web.library.page import page as library_page
from ui.web.login import require_login
from ui.web.map.page import page as map_page
from ui.web.search.page import page as search_page
from ui.web.stylesheets import apply_style

ICON = Path(__file__).with_name("web") / "icon.svg"
WORDMARK = ICON.with_name("wordmark.svg")

st.set_page_config(page_title="Evidencia", page_icon=str(ICON), layout="wide")
apply_style()
st.logo(str(WORDMARK), size="medium", link=None)
PAGES = [
    st.Page(search_page, title="Search", url_path="search", default=True),
    st.Page(map_page, title="Evidence map", url_path="map"),
    st.Page(history_page, title="History", url_path="history"),
    st.Page(collections_page, title="Collections", url_path="collections"),
    st.Page(library_page, title="Library", url_path="library"),
    st.Page(document_page, title="Document", url_path="document", visibility="hidden"),
]
chosen = st.navigation(PAGES, position="top")
st.set_page_config(page_title=f"{chosen.title} · Evidencia")
require_login()
chosen.run()
