"""The style of the history page."""

from __future__ import annotations

import streamlit as st

_CSS = """
:root { --us: #2f4f9e; --both: #0b6560; --mexico: #9b2c2c; --neither: #525b58; }
@media (prefers-color-scheme: dark) { :root { --us: #a3b8f2; --both: #6cc9c0; --mexico: #f09a93;
  --neither: #a9b4b0; } }
table.tl { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 0 0 .6rem;
  font-size: var(--tiny); }
.tl caption { text-align: left; color: var(--soft); font-size: var(--tiny); padding: 0 0 .3rem;
  caption-side: top; }
.tl th, .tl td { border: 0; padding: 0; font-weight: 400; }
.tl thead th { text-align: center; color: var(--soft); padding: .15rem 0;
  border-bottom: 1px solid var(--line); }
.tl thead a { display: block; text-decoration: none; padding: .1rem 0; }
.tl thead a:hover { text-decoration: underline; }
.tl tbody th { text-align: left; padding: .35rem 0 0; font-weight: 600; }
.tl tbody th > span:last-child { color: var(--soft); font-weight: 400; margin-left: .25rem; }
.tl td { vertical-align: bottom; height: 1.7rem; border-bottom: 1px solid var(--line);
  border-left: 1px solid color-mix(in srgb, var(--line) 55%, transparent); text-align: center;
  line-height: 0; padding: .1rem 0; }
.tl td:last-child { border-right: 1px solid color-mix(in srgb, var(--line) 55%, transparent); }
.tl-mark { display: inline-flex; align-items: center; justify-content: center; width: 20px;
  height: 22px; text-decoration: none; border-radius: .2rem; }
.tl-shape { display: inline-block; flex: none; width: 12px; height: 12px;
  background: currentColor; }
.tl tbody th .tl-shape { margin-right: .4rem; width: 10px; height: 10px; }
.tl .us .tl-shape { border-radius: 50%; color: var(--us); }
.tl .both .tl-shape { transform: rotate(45deg) scale(.86); color: var(--both); }
.tl .mexico .tl-shape { color: var(--mexico); }
.tl .neither .tl-shape { background: none; border: 2px solid var(--neither); border-radius: 50%; }
.tl-mark:hover, .tl-mark:focus-visible { background: var(--mark); }
.tl:not(.named) .tl-name, .tl-date { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.tl-zoom { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; font-size: var(--small);
  margin: 0 0 .2rem; }
@media (min-width: 900px) {
  table.tl.named { table-layout: auto; }
  .tl.named td { width: 8%; text-align: left; padding: .25rem .3rem; vertical-align: top; }
  .tl.named .tl-mark { display: block; width: auto; height: auto; line-height: 1.3;
    padding: .15rem .1rem; font-size: .75rem; overflow-wrap: break-word; hyphens: auto; }
  .tl.named .tl-mark .tl-shape { margin-right: .35rem; vertical-align: -1px; }
  .tl.named .tl-name { color: var(--ink); } }
@media (max-width: 899px) {
  .tl .tl-name { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); white-space: nowrap; } }
@media (max-width: 640px) {
  .tl thead th { writing-mode: vertical-rl; height: 2.6rem; padding: .1rem 0; }
  .tl thead th.part { writing-mode: horizontal-tb; height: auto; }
  .tl-mark { width: 100%; height: 24px; } .tl-shape { width: 11px; height: 11px; } }
.tl-year { font: 600 var(--large)/1.3 var(--serif) !important; margin: 1.4rem 0 .2rem !important;
  padding: 0 !important; border-bottom: 1px solid var(--line); }
.tl-event { padding: .7rem 0; border-bottom: 1px solid var(--line); max-width: 52rem; }
.tl-event h2, .tl-event h3 { font-size: var(--base) !important; font-weight: 600;
  margin: 0 !important; padding: 0 !important; letter-spacing: 0; line-height: 1.35; }
.tl-event h2 .ev-badge, .tl-event h3 .ev-badge { margin: 0 0 0 .4rem; font-weight: 400; }
.tl-event p, .tl-one p { margin: .25rem 0; line-height: 1.5; }
a.ev-badge { text-decoration: none; } a.ev-badge:hover { text-decoration: underline; }
.tl-event .ev-meta .ev-badge, .tl-one .ev-meta .ev-badge { margin: 0 0 0 .35rem; }
.tl-sources { list-style: none; margin: .2rem 0 .3rem !important; padding: 0 !important; }
.tl-sources li, .tl-event li { font-size: var(--small); margin: 0 0 .15rem; padding: 0;
  overflow-wrap: anywhere; line-height: 1.45; }
.tl-sources li { margin-left: 0 !important; padding-left: .9rem;
  border-left: 2px solid var(--line); }
.tl-aside { color: var(--soft); font-size: var(--small); }
.tl-one { max-width: 46rem; }
.tl-one h2 { font: 600 1.4rem/1.3 var(--serif) !important; margin: .4rem 0 .3rem !important;
  padding: 0 !important; }
.tl-one h3 { font-size: var(--base) !important; font-weight: 600; letter-spacing: 0;
  margin: 1.2rem 0 .3rem !important; padding: 0 !important; }
.tl-event dl.ev-facts { margin: .3rem 0 !important; padding: 0 !important; }
.tl-event dl.ev-facts dd { margin: 0 !important; }
.tl-near { display: flex; flex-wrap: wrap; gap: .6rem 2.5rem; border-top: 1px solid var(--line);
  padding-top: .7rem; margin-top: 1.2rem; max-width: 46rem; }
.tl-near p { margin: 0; flex: 1 1 16rem; line-height: 1.4; font-size: var(--small); }
h3.tl-group { font-size: var(--base) !important; font-weight: 600; letter-spacing: 0;
  margin: .6rem 0 0 !important; padding: 0 !important; }
.tl-path { border-top: 1px solid var(--line); padding: 1rem 0 .6rem; max-width: 46rem; }
.tl-path > h2 { font: 600 var(--large)/1.3 var(--serif) !important; margin: 0 !important;
  padding: 0 !important; }
.tl-path > p { margin: .25rem 0; }
.tl-path > ol { margin: .5rem 0 .7rem 1.3rem; padding: 0; }
.tl-path > ol > li { margin: 0 0 .6rem; line-height: 1.45; padding-left: .3rem; }
.tl-path a:visited { color: var(--soft); }
.tl-paths { display: grid; gap: 0 3rem; max-width: 62rem; }
@media (min-width: 1000px) { .tl-paths { grid-template-columns: 1fr 1fr; } }
.tl-path.one { border: 0; padding-top: .4rem; }
.tl-path.one a:visited { color: var(--accent); } .tl-path.one .tl-event { border: 0; }
a.tl-begin, .tl-path a.tl-begin:visited { display: inline-block; border: 1px solid var(--accent);
  border-radius: .3rem; padding: .25rem .9rem; text-decoration: none; color: var(--accent);
  margin-right: .8rem; }
a.tl-begin:hover { background: var(--mark); }
.tl-trail { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem;
  margin: .7rem 0 .4rem !important; padding: 0 !important; }
.tl-trail li { margin: 0; padding: 0; }
.tl-trail a { display: inline-flex; width: 2rem; height: 2rem; align-items: center;
  justify-content: center; border: 1px solid var(--line); border-radius: 50%;
  text-decoration: none; font-size: var(--small); color: var(--accent); }
.tl-trail .done a { background: var(--mark); color: var(--ink); border-color: var(--mark); }
.tl-trail .now a, .tl-path.one .tl-trail .now a:visited { background: var(--accent);
  color: var(--surface); border-color: var(--accent); }
.tl-why { font: 400 1.1rem/1.5 var(--serif) !important; margin: .3rem 0 .4rem !important; }
.st-key-history-filters { gap: .5rem 1rem !important; align-items: flex-end; }
.st-key-history-filters [data-testid="stSlider"] { min-width: 15rem; padding: 0 .4rem; }
@media (max-width: 640px) {
  .st-key-history-filters { display: grid !important; grid-template-columns: 1fr 1fr; }
  .st-key-history-filters > div { width: 100% !important; min-width: 0; }
  .st-key-history-filters > div:has([data-testid="stTextInput"]),
  .st-key-history-filters > div:has([data-testid="stSlider"]) { grid-column: 1 / -1; }
  .st-key-history-filters [data-testid="stSelectbox"],
  .st-key-history-filters [data-testid="stTextInput"] { width: 100% !important; } }
"""


def apply_timeline_style() -> None:
    """Put the style of the history page into it; the picture may use the whole width."""
    st.html(f'<style>{_CSS}</style><span class="ev-wide ev-only-style"></span>')
