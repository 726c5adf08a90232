"""The style of the evidence map: relations by colour and sign, gaps plain to see."""

from __future__ import annotations

import streamlit as st

_CSS = """
:root { --supports: #0b6560; --authorises: #2f4f9e; --qualifies: #8a4b00; --challenges: #9b2c2c;
  --background: #525b58; }
@media (prefers-color-scheme: dark) { :root { --supports: #6cc9c0; --authorises: #a3b8f2;
  --qualifies: #f0b35e; --challenges: #f09a93; --background: #a9b4b0; } }
.em-scroll, .ev-picture { overflow-x: auto; max-width: 100%; }
.em-words { margin: 0 !important; border: 0; padding: 0 !important; color: var(--ink); }
.em-none { color: var(--soft); font-size: var(--small); border: 1px dashed var(--line);
  border-radius: .25rem; padding: .35rem .6rem; margin: 0; }
.em-table { border-collapse: collapse; width: 100%; font-size: var(--small); margin: 0; }
.em-table caption { text-align: left; color: var(--soft); font-size: var(--tiny);
  padding: 0 0 .4rem; }
.em-table th, .em-table td { border: 0; border-bottom: 1px solid var(--line); padding: .4rem .55rem;
  text-align: left; vertical-align: top; font-weight: 400; line-height: 1.4; }
.em-table thead th { color: var(--soft); font-size: var(--tiny); font-weight: 600;
  vertical-align: bottom; }
.em-table caption span { position: sticky; left: 0; }
.em-table thead th:first-child { position: sticky; left: 0; background: var(--surface); }
.em-table th[scope=rowgroup] span { position: sticky; left: .55rem; }
.em-table tbody th[scope=row] { min-width: 15rem; max-width: 26rem; position: sticky; left: 0;
  background: var(--surface); }
.em-table th[scope=rowgroup] { font-weight: 600; padding-top: 1.1rem; }
.em-table .n { text-align: center; white-space: nowrap; }
.em-table .n a { text-decoration: none; display: inline-block; min-width: 2.6rem;
  padding: .05rem .3rem; margin: 0 .1rem .15rem; border-radius: .25rem;
  background: var(--raised); }
.em-table .n a:hover { text-decoration: underline; }
.em-kinds .n a, .em-documents .n a { display: block; }
.em-documents thead .n { white-space: normal; min-width: 7rem; overflow-wrap: break-word;
  line-height: 1.3; }
.em-documents .n, .em-kinds .n { padding-left: .25rem; padding-right: .25rem; }
.em-table .none { color: var(--soft); }
a.supports, .supports, .supports a { color: var(--supports); }
a.authorises, .authorises, .authorises a { color: var(--authorises); }
a.qualifies, .qualifies, .qualifies a { color: var(--qualifies); }
a.challenges, .challenges, .challenges a { color: var(--challenges); }
a.background, .background, .background a { color: var(--background); }
.em-gap { display: inline-block; border: 1px dashed var(--challenges); border-radius: .25rem;
  padding: 0 .4rem; margin: 0 .3rem .25rem 0; font-size: var(--tiny); color: var(--challenges);
  text-decoration: none; white-space: nowrap; }
.em-key span { margin-right: .9rem; white-space: nowrap; }
.em-head { font: 600 var(--large)/1.35 var(--serif); margin: .2rem 0 .4rem;
  max-width: 46rem; overflow-wrap: anywhere; }
.em-column { font-size: var(--small) !important; font-weight: 600; margin: 0 0 .4rem !important;
  padding: 0 0 .3rem !important; border-bottom: 2px solid currentColor; letter-spacing: 0; }
.em-link { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .8rem; margin: 0; }
.em-link.confirmed { border-left-color: var(--accent); }
.em-link.rejected { opacity: .85; border-left-style: dashed; }
.em-link blockquote { margin: 0; font: 400 1rem/1.55 var(--serif); white-space: pre-line;
  overflow-wrap: anywhere; border: 0; padding: 0; color: var(--ink); }
.em-link p { margin: .25rem 0; font-size: var(--small); overflow-wrap: anywhere; }
.em-link .soft { color: var(--soft); font-size: var(--tiny); }
.em-net { width: 100%; height: auto; min-width: 62rem; }
.em-net text { font-size: 12px; fill: var(--ink); }
.em-net path { fill: none; opacity: .55; } .em-net a:hover text { text-decoration: underline; }
[class*="st-key-judge-"] { gap: .4rem; }
.st-key-map-filters { gap: .5rem !important; } dl.ev-facts { margin: .5rem 0 .5rem -2rem; }
@media (max-width: 640px) {
  .st-key-map-filters { display: grid !important; grid-template-columns: 1fr 1fr; }
  .st-key-map-filters > div { width: 100% !important; min-width: 0; }
  .st-key-map-filters [data-testid="stSelectbox"] { width: 100% !important; }
  .em-table caption span { display: block; max-width: calc(100vw - 2rem); }
  .em-table tbody th[scope=row] { min-width: 10rem; max-width: 12rem; } }
@media (max-width: 360px) { .st-key-map-filters { grid-template-columns: 1fr; } }
"""


def apply_evidence_style() -> None:
    """Put the style of the map into the page; the page may use the whole width."""
    st.html(f'<style>{_CSS}</style><span class="ev-wide ev-only-style"></span>')
