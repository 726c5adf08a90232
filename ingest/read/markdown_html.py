"""Markdown as HTML, each block with the line of the source where it begins.

So Markdown and the HTML inside it are read by one reader. Tables, notes, lists of terms and struck
out text are read besides what CommonMark has.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ingest.read.xml_parser import HTML_NAMES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TAG = re.compile(r"</?([A-Za-z][\w:.-]*)")
_ROW_EDGES = re.compile(r"^[\s>]*\|?|(?<!\\)\|\s*$")  # of a table's row, in a quotation too
_MOST_UNUSED = 1000  # notes to which nothing refers


def to_html(text: str) -> str:
    """``text`` as HTML. The attribute ``data-line`` of a block is the line where it begins, counted
    from 0; a line break of the source is a ``<br>``."""
    parser = _parser()
    env: dict[str, dict[str, dict[str, int]]] = {}
    tokens = parser.parse(text, env)
    unused = [n[1:] for n, at in env.get("footnotes", {}).get("refs", {}).items() if at < 0]
    if unused:  # a note to which nothing refers is text too
        marks = "".join(f"[^{name}]" for name in unused[:_MOST_UNUSED])
        tokens = parser.parse(f"{text}\n\n{marks}\n", env := {})
    _keep_excess_cells(parser, tokens, text.split("\n"))
    for token in tokens:
        _keep_placeholders(token)
        if token.map and token.nesting >= 0:
            token.attrSet("data-line", str(token.map[0]))
    return str(parser.renderer.render(tokens, parser.options, env))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": True, "breaks": True})
    parser.enable(["table", "strikethrough"])
    return parser.use(footnote_plugin).use(deflist_plugin)


def _keep_excess_cells(parser: MarkdownIt, tokens: Sequence[Token], lines: Sequence[str]) -> None:
    """Cells of a row beyond those of the head, which Markdown drops, stay in the last one."""
    from markdown_it.rules_block.table import escapedSplit

    row: list[str] = []
    last: Token | None = None
    cells = 0
    for token in tokens:
        if token.type == "tr_open" and token.map and token.map[0] < len(lines):
            row, cells = escapedSplit(_ROW_EDGES.sub("", lines[token.map[0]])), 0
        elif token.type == "inline":
            last = token
        elif token.type in ("td_close", "th_close"):
            cells += 1
        elif token.type == "tr_close" and last is not None and cells < len(row):
            excess = parser.parseInline(" | " + " | ".join(c.strip() for c in row[cells:]))
            last.children = [*(last.children or ()), *(excess[0].children or ())]


def _keep_placeholders(token: Token) -> None:
    """What only looks like a tag, because HTML has no such element (``<name of the agency>``), is
    text; so is the description of a picture."""
    if token.type == "html_block" and not _is_html(token.content):
        token.content = f"<p>{html.escape(token.content)}</p>\n"
    for child in token.children or ():
        if child.type == "image" or (child.type == "html_inline" and not _is_html(child.content)):
            child.type = "text"


def _is_html(content: str) -> bool:
    """True for comments, instructions, and tags of elements that HTML or a page's own programs
    have (their names have a hyphen)."""
    tag = _TAG.match(content.lstrip())
    return tag is None or tag[1].casefold() in HTML_NAMES or "-" in tag[1]
