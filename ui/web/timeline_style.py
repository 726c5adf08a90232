"""The style of the history page."""

from __future__ import annotations

import streamlit as st

_CSS = """
.tl { width: 100%; min-width: 44rem; height: auto; }
.tl text { font-size: 13px; fill: var(--soft); }
.tl-grid { stroke: var(--line); } .tl-mark { stroke: var(--surface); stroke-width: 1.5; }
.tl-mark.us { fill: var(--authorises); } .tl-mark.both { fill: var(--accent); }
.tl-mark.mexico { fill: var(--challenges); }
.tl-mark.chosen, .tl-mark:focus, .tl-mark:hover { stroke: var(--ink); stroke-width: 2.5; }
.tl-year { font: 600 var(--large)/1.3 var(--serif) !important; margin: 1.4rem 0 .2rem !important;
  padding: 0 !important; border-bottom: 1px solid var(--line); }
.tl-event { padding: .7rem 0; border-bottom: 1px solid var(--line); max-width: 52rem; }
.tl-event.chosen { background: var(--raised); border-left: 3px solid var(--accent);
  padding: .8rem 1rem; }
.tl-event h2, .tl-event h3, .tl-path h2 { font-size: var(--base) !important; font-weight: 600;
  margin: 0 !important; padding: 0 !important; letter-spacing: 0; }
.tl-event p { margin: .25rem 0; } .tl-event ul { margin: .2rem 0 .2rem 1.1rem; padding: 0; }
.tl-event li, .tl-passages li { font-size: var(--small); margin: 0 0 .1rem;
  overflow-wrap: anywhere; }
.tl-passages { list-style: none; padding: 0; margin: 0; max-width: 52rem; }
.tl-path { border-top: 1px solid var(--line); padding: 1rem 0; max-width: 46rem; }
.tl-path h2 { font: 600 var(--large)/1.3 var(--serif) !important; }
.tl-path li { margin: 0 0 .6rem; line-height: 1.45; }
.st-key-history-filters { gap: .5rem !important; }
"""


def apply_timeline_style() -> None:
    """Put the style of the history page into it."""
    st.html(f'<style>{_CSS}</style><span class="ev-only-style"></span>')
