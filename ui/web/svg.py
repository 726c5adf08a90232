"""Drawings in a page: SVG that we write ourselves, shown by a component.

``st.html`` removes SVG. The component (``svg.js``) parses it as XML and removes scripts, attributes
that run something, and links that leave the app; nothing is loaded from elsewhere.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from ui.web.assets import asset


@cache
def _component() -> Any:
    return st.components.v2.component(
        "evidencia_picture",
        html='<div class="ev-picture"></div>',
        js=asset("svg.js"),
        isolate_styles=False,
    )


def show_picture(svg: str, label: str, key: str) -> None:
    """Show an SVG element (``<svg …>…</svg>``, well-formed XML with its text escaped) in a region
    that scrolls by keyboard, with the accessible name ``label``. The page's styles apply to it."""
    # As plain text: Markup would escape what it puts in.
    xml = str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    _component()(data={"svg": xml, "label": label}, key=key)
