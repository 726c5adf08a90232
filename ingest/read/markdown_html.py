"""Markdown as HTML, each block with the line of the source where it begins.

So Markdown and the HTML inside it are read by one reader. Tables, notes, lists of terms and struck
out text are read besides what CommonMark has.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

from ingest.read.xml_parser import HTML_NAMES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TAG = re.compile(r"</?([A-Za-z][\w:.-]*)")
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
