"""The style sheet: one type scale, one accent, light and dark; nothing is loaded from elsewhere.

The colours of the accent and the surfaces are also the theme's, in ``ui/cli/serve.py``.
Every pair of text and surface has a contrast of 4.5 or more.
"""

from __future__ import annotations

import streamlit as st

_TOKENS = """
:root {
  --accent: #0b6560; --ink: #1d2423; --soft: #525b58; --surface: #fcfbf9; --raised: #f4f2ed;
  --line: #d9d5cc; --mark: #cfe8e4; --found: #fdf0b8; --warn: #8a4b00; --good: #1d6b3a;
  --bad: #9b2c2c;
  --tiny: .8125rem; --small: .9rem; --base: 1rem; --large: 1.2rem; --huge: 1.65rem;
  --serif: "Source Serif 4", "Source Serif", Charter, Georgia, "Noto Serif", serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --accent: #6cc9c0; --ink: #e4e9e7; --soft: #a9b4b0; --surface: #14181a; --raised: #1c2224;
    --line: #39423f; --mark: #1f5a55; --found: #5b4d10; --warn: #f0b35e; --good: #7fce9c;
    --bad: #f09a93;
  }
}
"""
_FRAME = """
[data-testid="stToolbarActions"], [data-testid="stDecoration"], [data-testid="stMainMenu"],
[data-testid="stAppDeployButton"], [data-testid="stHeaderActionElements"] { display: none; }
[data-testid="stHeader"] { border-bottom: 1px solid var(--line); }
.stMainBlockContainer { max-width: 50rem; padding: 4.6rem 1.25rem 4rem; }
.stMainBlockContainer:has(.ev-wide) { max-width: 84rem; }
[data-testid="stElementContainer"]:has(.ev-only-style) { display: none; }
:focus-visible { outline: 2px solid var(--accent) !important; outline-offset: 2px; }
h1.ev-name { font: 600 var(--huge)/1.25 var(--serif); margin: 0; padding: 0; letter-spacing: 0;
  overflow-wrap: anywhere; }
h2.ev-list, h2.ev-small { font-size: var(--small); font-weight: 600; color: var(--soft);
  margin: .9rem 0 .2rem; padding: 0; letter-spacing: 0; }
.stMainBlockContainer h2, .stMainBlockContainer h3 { scroll-margin-top: 5rem; }
.ev-note { font-size: var(--small); color: var(--soft); margin: .2rem 0; line-height: 1.5;
  overflow-wrap: anywhere; }
.ev-notices { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .8rem; margin: .4rem 0; }
.ev-badge { display: inline-block; border: 1px solid var(--line); border-radius: .25rem;
  padding: 0 .4rem; margin-right: .5rem; font-size: var(--tiny); line-height: 1.35rem;
  background: var(--raised); color: var(--ink); }
.ev-badge.digest { border-color: var(--warn); color: var(--warn); }
.ev-badge.ocr { border-style: dashed; }
a, .ev-text a { color: var(--accent); text-underline-offset: .15em; }
details > summary { cursor: pointer; color: var(--accent); font-size: var(--small); }
.stMainBlockContainer mark { background: var(--mark); color: var(--ink); padding: 0 .08em;
  border-radius: .15em; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p {
  color: var(--soft); opacity: 1; }
@media (prefers-color-scheme: dark) {
  [data-testid="stBaseButton-primary"] p { color: var(--surface); } }
@media (max-width: 640px) { .stMainBlockContainer { padding: 4.2rem .9rem 3rem; } }
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { animation-duration: 1ms !important; transition-duration: 1ms !important;
    animation-iteration-count: 1 !important; scroll-behavior: auto !important; } }
"""
_SEARCH = """
.st-key-searchbox { min-height: 4.25rem; } /* its label comes late; what follows must not move */
.ev-card { padding: .2rem 0 0; }
[class*="st-key-card-"] { border-top: 1px solid var(--line); padding: .9rem 0 .4rem; gap: .4rem; }
.ev-title { font-size: var(--base) !important; font-weight: 600; line-height: 1.35;
  margin: 0 !important; padding: 0 !important; letter-spacing: 0; overflow-wrap: anywhere; }
.ev-rank { color: var(--soft); font-weight: 400; margin-right: .3rem; }
.ev-meta { font-size: var(--small); color: var(--soft); margin: .25rem 0 .5rem; }
.ev-text { font: 400 1.03rem/1.6 var(--serif); white-space: pre-line; overflow-wrap: anywhere;
  max-width: 44rem; }
.ev-best { font-weight: 600; }
.ev-cite { font-size: var(--small); margin: .55rem 0 .2rem; overflow-wrap: anywhere; }
.ev-cite::before { content: "— "; color: var(--soft); }
.ev-why ul { margin: .3rem 0 .3rem 1.1rem; font-size: var(--small); color: var(--soft); }
.ev-why li { font-size: inherit; margin: 0; overflow-wrap: anywhere; }
.ev-answer, .ev-waiting { background: var(--raised); border-left: 3px solid var(--accent);
  border-radius: .25rem; padding: .9rem 1.1rem .7rem; margin: .3rem 0 .6rem; }
.ev-answer.refused { border-left-color: var(--warn); }
.ev-waiting { min-height: 6.5rem; }
.ev-answer h2, .ev-waiting h2, .ev-empty h2 { font-size: var(--small); font-weight: 600;
  margin: 0 0 .5rem; padding: 0; color: var(--soft); letter-spacing: 0; }
.ev-answer ul { list-style: none; margin: 0; padding: 0; }
.ev-answer li { margin: 0 0 .7rem; padding: 0; }
.ev-answer li p { margin: 0; font: 400 1.05rem/1.6 var(--serif); overflow-wrap: anywhere; }
.ev-answer li p.ev-from { font: 400 var(--small)/1.5 inherit; font-family: inherit;
  font-size: var(--small); }
.ev-from .ev-badge { margin-left: .4rem; }
.ev-number { color: var(--soft); font-size: var(--small); }
.ev-empty { padding: 1rem 0; }
.ev-help { margin-top: 1.2rem; border-top: 1px solid var(--line); padding-top: .7rem; }
.ev-help table { border-collapse: collapse; font-size: var(--small); margin-top: .5rem; }
.ev-help th, .ev-help td { text-align: left; padding: .25rem 1.2rem .25rem 0; font-weight: 400;
  border: 0; vertical-align: top; }
.ev-help th { color: var(--soft); }
.ev-help code { background: var(--raised); color: var(--ink); padding: .1rem .3rem; }
[class*="st-key-actions-"], .st-key-filters { align-items: center; gap: .5rem !important; }
[class*="st-key-actions-"] button, .st-key-filters button { min-height: 2rem;
  padding: .1rem .6rem; }
[class*="st-key-actions-"] p, .st-key-filters p { font-size: var(--small); }
[class*="st-key-card-"] a, [class*="st-key-moves-"] a, .st-key-document-actions a {
  font-size: var(--small); margin-right: .4rem; }
[class*="st-key-moves-"] p, [class*="st-key-moves-"] { margin: 0; align-items: baseline; }
.st-key-examples button { min-height: 1.6rem; padding: .1rem 0; text-align: left; }
.st-key-examples button p { color: var(--accent); text-decoration: underline;
  text-underline-offset: .15em; }
.st-key-document-actions { align-items: center; }
.st-key-document-actions button { min-height: 1.6rem; padding: .1rem 0; }
.st-key-document-actions button p, [data-testid="stExpander"] summary p {
  font-size: var(--small); color: var(--accent); }
.st-key-document-actions button p { text-decoration: underline; text-underline-offset: .15em; }
.ev-record p { margin: 0; }
"""
_DOCUMENT = """
.ev-crumbs { font-size: var(--small); color: var(--soft); margin: 0 0 .2rem; }
.ev-crumbs ol { list-style: none; font-size: inherit; margin: 0; padding: 0;
  display: flex; flex-wrap: wrap; }
.ev-crumbs li { font-size: inherit; margin: 0; padding: 0; overflow-wrap: anywhere; }
.ev-crumbs li + li::before { content: "›"; margin: 0 .45rem; color: var(--soft); }
.ev-pin { background: var(--raised); border-left: 3px solid var(--accent); border-radius: .25rem;
  padding: .6rem .9rem; font-size: var(--small); margin: 0; overflow-wrap: anywhere; }
.ev-pin.wrong { border-left-color: var(--bad); }
.ev-reading { font: 400 1.05rem/1.65 var(--serif); overflow-wrap: anywhere; max-width: 44rem; }
.ev-reading p { margin: 0 0 .75rem; font: inherit; white-space: pre-line; }
.ev-reading .ev-head { font-weight: 600; font-size: 1.05rem; margin: 1.1rem 0 .5rem; }
.ev-reading mark { background: var(--found); }
.ev-reading mark.near { scroll-margin-top: 7rem; }
.ev-page { margin: 0; }
.ev-page img { display: block; max-width: 100%; max-height: calc(100vh - 7.5rem); width: auto;
  height: auto; border: 1px solid var(--line);
  background: #fff; }
.ev-page figcaption { font-size: var(--small); color: var(--soft); margin-top: .35rem; }
[data-testid="stColumn"]:has(.ev-page) { position: sticky; top: 4.5rem;
  align-self: flex-start; }
.ev-outline ul { list-style: none; font-size: inherit; margin: .2rem 0;
  padding: 0 0 0 .9rem; }
.ev-outline > ul { padding: 0; max-height: 24rem; overflow: auto; }
.ev-outline li { font-size: var(--small); margin: .15rem 0; padding: 0; line-height: 1.4; }
.ev-outline a { text-decoration: none; }
.ev-outline a:hover { text-decoration: underline; }
.ev-outline a[aria-current] { font-weight: 600; color: var(--ink); }
.ev-facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem;
  font-size: var(--small); margin: .5rem 0; }
.ev-facts dt { color: var(--soft); }
.ev-facts dd { margin: 0; overflow-wrap: anywhere; }
.ev-near { border-top: 1px solid var(--line); padding: .6rem 0; }
.ev-near p { margin: 0 0 .2rem; font-size: var(--small); overflow-wrap: anywhere; }
.ev-near .ev-text { font-size: .98rem; }
.ev-docs { columns: 2; column-gap: 2rem; padding-left: 1.1rem; }
.ev-docs li { font-size: var(--small); break-inside: avoid; overflow-wrap: anywhere; }
@media (max-width: 640px) {
  [data-testid="stColumn"]:has(.ev-page) { position: static; }
  .ev-page img { max-height: none; } .ev-docs { columns: 1; } }
"""


def apply_style() -> None:
    """Put the style sheet into the page."""
    st.html(f"<style>{_TOKENS}{_FRAME}{_SEARCH}{_DOCUMENT}</style>")
