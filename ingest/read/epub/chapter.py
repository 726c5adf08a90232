"""Turns a chapter of an EPUB book into a page as ingest/read/html reads pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5

from ingest.read.decode import decoded
from ingest.read.html.read import declared_encoding
from ingest.read.xml_parser import (
    Element,
    MarkupError,
    local_name,
    parse_html,
    parse_xml,
    remove_element,
    words_in,
)

_PROLOGUE = re.compile(r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--.*?-->\s*+)*+", re.S)
_DOCTYPE = re.compile(r"\A<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\][^>]*+)?+>", re.I)
_ENTITY = re.compile(r"&(\w{1,32};)")
_OF_XML = frozenset("amp; lt; gt; quot; apos;".split())
_MOST_STYLES = 200_000  # characters of the book's style sheets that a chapter is read with
# What EPUB calls a part of a book: the role of the Digital Publishing module of WAI-ARIA.
_ROLES = {
    "noteref": "doc-noteref",
    "footnote": "doc-footnote",
    "endnote": "doc-endnote",
    "rearnote": "doc-endnote",
    "toc": "doc-toc",
    "landmarks": "doc-toc",
    "page-list": "doc-pagelist",
    "lot": "doc-toc",
    "loi": "doc-toc",
    "pagebreak": "doc-pagebreak",
}


def parse_chapter(data: bytes, style_sheet: Callable[[str], str]) -> Element:
    """The root element of a chapter, named and marked as in HTML.

    ``style_sheet`` gives the text of the sheet with this address in the book. Raises
    ``MarkupError`` where the chapter is no markup.
    """
    found = decoded(data, declared_encoding(data))
    if found is None:
        raise MarkupError("it is not text")
    root = _parsed(found.text)
    _mark(root)
    _add_styles(root, style_sheet)
    return root


def _parsed(text: str) -> Element:
    """The tree of the chapter: as XML, which it must be, else mended as a web page."""
    start = _PROLOGUE.match(text)
    bare = _DOCTYPE.sub("", text[start.end() if start else 0 :], count=1)
    bare = _ENTITY.sub(_character, bare)
    try:
        root = parse_xml(bare.encode("utf-8", "replace"))
    except MarkupError:
        mended = parse_html(bare)
        if mended is None:
            raise
        return mended
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = local_name(element)
    return root


def _character(match: re.Match[str]) -> str:
    """What an entity that HTML has and XML lacks stands for (``&mdash;``)."""
    if match[1] in _OF_XML:
        return match[0]
    return html5.get(match[1], match[0]).replace("&", "&amp;").replace("<", "&lt;")


def _mark(root: Element) -> None:
    """Give elements the roles by which a page is read; remove the numbers of printed pages, which
    stand in the middle of sentences."""
    for element in list(root.iter()):
        types = _type(element).split()
        role = next((_ROLES[t] for t in types if t in _ROLES), None) or element.get("role", "")
        if role == "doc-pagebreak":
            remove_element(element, " " if words_in(element).strip() else "")
        elif role:
            element.set("role", role)
        if local_name(element).rpartition(":")[2] == "switch":
            _keep_one_case(element)


def _keep_one_case(switch: Element) -> None:
    """Of the forms of one content, keep that for programs that know no other."""
    names = {local_name(form).rpartition(":")[2] for form in switch}
    for form in list(switch):
        if "default" in names and local_name(form).rpartition(":")[2] == "case":
            remove_element(form)


def _type(element: Element) -> str:
    """The attribute ``epub:type``; a mended page keeps its prefix in the name."""
    for name, words in element.attrib.items():
        if str(name).endswith(("}type", ":type")):
            return str(words)
    return ""


def _add_styles(root: Element, style_sheet: Callable[[str], str]) -> None:
    """Put the book's own style sheets in the place of the links to them."""
    room = _MOST_STYLES
    for link in [e for e in root.iter() if local_name(e) == "link"]:
        if "stylesheet" not in (link.get("rel") or "").casefold():
            continue
        text = style_sheet(link.get("href", ""))[:room]
        room -= len(text)
        link.attrib.clear()
        link.tag = "style"
        link.text = text
