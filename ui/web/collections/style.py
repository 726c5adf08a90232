"""The style of the collections page: numbered passages with a line between them."""

from __future__ import annotations

import streamlit as st

_CSS = """
[class*="st-key-clipping-"] { border-top: 1px solid var(--line); padding: .9rem 0 .2rem;
  gap: .5rem; }
.co-card { display: grid; grid-template-columns: 1.6rem 1fr; }
.co-number { color: var(--soft); font-size: var(--small); line-height: 1.65rem; }
.co-card blockquote { margin: 0; padding: 0; border: 0; color: var(--ink); opacity: 1; }
.co-card .ev-meta { margin: .25rem 0 0; }
.co-card .ev-meta:empty { display: none; }
.co-unverified blockquote { color: var(--soft); }
.co-problem { font-size: var(--small); color: var(--warn); margin: .5rem 0 0;
  border-left: 3px solid var(--warn); padding-left: .7rem; overflow-wrap: anywhere; }
[class*="st-key-clipping-"] [data-testid="stTextArea"],
[class*="st-key-order-"], [class*="st-key-clipping-"] .co-kept { margin-left: 1.6rem;
  width: calc(100% - 1.6rem); }
[class*="st-key-order-"] { gap: .9rem !important; }
[class*="st-key-order-"] button { min-height: 1.6rem; padding: .1rem 0; }
[class*="st-key-order-"] p, .st-key-manage button p, .st-key-exports button p {
  font-size: var(--small); }
.st-key-manage button, .st-key-exports button { min-height: 2rem; padding: .1rem .6rem; }
.st-key-manage, .st-key-exports { gap: .5rem !important; align-items: center; }
.st-key-undo { border-top: 1px solid var(--line); padding: .5rem 0 .5rem 1.6rem; }
.st-key-undo button { min-height: 2rem; padding: .1rem .6rem; }
.st-key-exports p.ev-note { margin: 0 .3rem 0 0; }
@media (max-width: 640px) {
  .co-card { grid-template-columns: 1.2rem 1fr; }
  [class*="st-key-clipping-"] [data-testid="stTextArea"], [class*="st-key-order-"],
  [class*="st-key-clipping-"] .co-kept { margin-left: 0; width: 100%; } }
"""


def apply_collect_style() -> None:
    """Put the style of the collections page into the page."""
    st.html(f'<style>{_CSS}</style><span class="ev-only-style"></span>')
