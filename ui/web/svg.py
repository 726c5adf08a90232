"""Drawings in a page: SVG of our own making, put there by a component.

``st.html`` takes SVG out. The component puts it in as XML, without scripts, without attributes
that run something, and with links to pages of the app alone; nothing is loaded from elsewhere.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

_SCRIPT = """
export default function ({ parentElement, data }) {
  const box = parentElement.querySelector(".ev-picture");
  const read = new DOMParser().parseFromString(data.svg, "image/svg+xml");
  if (!box || read.querySelector("parsererror")) return;
  for (const part of read.querySelectorAll("*")) {
    if (/^(script|foreignobject|iframe|image|use|animate|set)$/i.test(part.localName)) {
      part.remove();
    }
    for (const { name, value } of [...part.attributes]) {
      const away = /href$/i.test(name) && !/^[/#?](?!\\/)/.test(value);
      if (/^on/i.test(name) || away) part.removeAttribute(name);
    }
  }
  box.replaceChildren(document.importNode(read.documentElement, true));
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", data.label);
}
"""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "evidencia_picture", html='<div class="ev-picture"></div>', js=_SCRIPT, isolate_styles=False
    )


def show_picture(svg: str, label: str, key: str) -> None:
    """Show an SVG element (``<svg …>…</svg>``, well-formed XML with its text escaped) in a region
    that scrolls by keyboard, called ``label`` aloud. The page's style sheet applies to it."""
    named = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    _component()(data={"svg": named, "label": label}, key=key)
