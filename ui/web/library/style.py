"""The style of the library page: a table that becomes cards on a phone, progress, results."""

from __future__ import annotations

import streamlit as st

_CSS = """
.stMainBlockContainer:has(.lb-page) { max-width: 66rem; }
.lb-table { border-collapse: collapse; width: 100%; font-size: var(--small); margin: 0; }
.lb-table th, .lb-table td { border: 0; border-bottom: 1px solid var(--line); text-align: left;
  padding: .5rem .8rem .5rem 0; vertical-align: top; font-weight: 400; line-height: 1.4;
  color: var(--ink); }
.lb-table thead th { color: var(--soft); font-size: var(--tiny); font-weight: 600; }
.lb-table tbody th { width: 52%; overflow-wrap: anywhere; }
.lb-table .lb-date { white-space: nowrap; }
.lb-table .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.lb-table td:last-child, .lb-table th:last-child { padding-right: 0; }
.lb-table .lb-soft { display: block; color: var(--soft); font-size: var(--tiny); }
.lb-table .lb-warn { display: block; color: var(--warn); font-size: var(--tiny); }
.lb-table .ev-badge { margin: 0; white-space: nowrap; }
.lb-job { background: var(--raised); border-left: 3px solid var(--accent); border-radius: .25rem;
  padding: .7rem 1rem; font-size: var(--small); overflow-wrap: anywhere; }
.lb-job.failed, .lb-job.some { border-left-color: var(--warn); }
.lb-job.cancelled { border-left-color: var(--soft); }
.lb-job h2 { font-size: var(--small) !important; font-weight: 600; margin: 0 !important;
  padding: 0 !important; letter-spacing: 0; color: var(--ink); }
.lb-job progress { width: 100%; height: .55rem; accent-color: var(--accent);
  margin: .5rem 0 .1rem; }
.lb-job ul { list-style: none; margin: .4rem 0 0; padding: 0; max-height: 16rem; overflow: auto; }
.lb-job li { font-size: var(--small); margin: .15rem 0; padding: 0; line-height: 1.45; }
.lb-job .st { color: var(--soft); } .lb-job .bad { color: var(--warn); }
.lb-panel { border-left: 3px solid var(--accent); padding: .1rem 0 .1rem .9rem; margin: .4rem 0; }
.lb-panel h2 { font: 600 var(--large)/1.35 var(--serif); margin: 0; padding: 0; letter-spacing: 0;
  overflow-wrap: anywhere; }
.lb-list { margin: .3rem 0; padding-left: 1.1rem; }
.lb-list li { font-size: var(--small); margin: .2rem 0; overflow-wrap: anywhere; }
@media (max-width: 640px) {
  .lb-table thead { position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden; }
  .lb-table, .lb-table tbody { display: block; }
  .lb-table tr { display: flex; flex-wrap: wrap; gap: .1rem .8rem; align-items: baseline;
    border-bottom: 1px solid var(--line); padding: .6rem 0; }
  .lb-table th, .lb-table td { display: block; border: 0; padding: 0; }
  .lb-table tbody th { width: 100%; }
  .lb-table td[data-unit]::after { content: " " attr(data-unit); color: var(--soft); }
  .lb-table td:empty { display: none; } }
"""


def apply_library_style() -> None:
    """Put the style of the library page into the page."""
    st.html(f'<style>{_CSS}</style><span class="lb-page ev-only-style"></span>')
