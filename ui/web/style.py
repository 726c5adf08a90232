"""One type scale, one accent; nothing is loaded from elsewhere."""

from __future__ import annotations

import streamlit as st

_CSS = """
<style>
  :root { --accent: #0b6e69; --line: rgba(128, 128, 128, .28);
          --mark: rgba(11, 110, 105, .18); }
  @media (prefers-color-scheme: dark) {
    :root { --accent: #5cc8bf; --mark: rgba(92, 200, 191, .3); }
  }
  .block-container { max-width: 46rem; padding-top: 3.2rem; padding-bottom: 4rem; }
  .ev-card { border-top: 1px solid var(--line); padding: 1rem 0 1.1rem; }
  .ev-cite { font-weight: 600; line-height: 1.35; overflow-wrap: anywhere; }
  .ev-meta { font-size: .82rem; opacity: .75; margin: .15rem 0 .5rem; }
  .ev-badge { display: inline-block; border: 1px solid var(--line); border-radius: .7rem;
              padding: 0 .5rem; margin-right: .4rem; font-size: .76rem; }
  .ev-badge.digest { border-color: var(--accent); color: var(--accent); }
  .ev-text { line-height: 1.55; white-space: pre-line; overflow-wrap: anywhere; }
  .ev-text mark { background: var(--mark); color: inherit; padding: 0 .05em; }
  .ev-answer { border-left: 3px solid var(--accent); padding: .3rem 0 .3rem 1rem; margin: 1rem 0; }
  .ev-answer p { margin: 0 0 .6rem; line-height: 1.55; overflow-wrap: anywhere; }
  .ev-answer .ev-from { display: block; font-size: .82rem; opacity: .8; }
  .ev-note { font-size: .85rem; opacity: .8; margin: .2rem 0; overflow-wrap: anywhere; }
  h1.ev-name { font-size: 1.7rem; margin: 0 0 .1rem; padding: 0; }
  p.ev-line { margin: 0 0 1rem; opacity: .8; }
</style>
"""


def apply_style() -> None:
    """Put the style sheet into the page."""
    st.html(_CSS)
