"""Parses untrusted XML and HTML; the only module that imports lxml.

It expands no entity, fetches nothing and loads no DTD, and libxml2 limits depth and size. An entity
bomb or a file nested a million deep is an error and does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from lxml import etree
from lxml.html import defs

from kb.errors import EvidenciaError

Element = etree._Element
XPathError = etree.XPathError
HTML_NAMES = frozenset(defs.tags) | frozenset(
    "bdi data dialog main picture search slot template".split()
)  # of the elements that HTML has
EPUB_TYPE = "epub:type"  # the attribute as it is in a page; in XML it has a namespace


class MarkupError(EvidenciaError):
    """The bytes are not XML that can be read."""


class TooDeepError(MarkupError):
    """Elements are nested deeper than is read."""


def parse_xml(data: bytes, *, recover: bool = False) -> Element:
    """The root element. ``recover`` skips damage. Raises ``MarkupError``."""
    if b"<!ENTITY" in data[:100_000]:
        raise MarkupError("it declares entities, which are not read because they can explode")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "Excessive depth" in str(error):
            raise TooDeepError("its elements are nested too deeply") from error
        raise MarkupError(str(error)) from error
    if root is None:
        raise MarkupError("it has no element")
    return root


def parse_html(text: str) -> Element | None:
    """The root element of a page, mended as browsers do; ``None`` where there is no element.

    ``huge_tree`` lifts libxml2's limit of 256 levels, at which it drops the rest of a page without
    a word: old pages leave hundreds of elements unclosed. Its limit of 2,048 levels stays. Raises
    ``MarkupError`` for a page that goes beyond it.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    if any(e.level == etree.ErrorLevels.FATAL for e in parser.error_log):
        raise TooDeepError("its elements are nested more than 2,000 deep")
    return root


def write_html(root: Element) -> str:
    """The page under ``root`` as HTML."""
    return str(etree.tostring(root, encoding="unicode", method="html"))


def remove_element(element: Element, instead: str = "") -> None:
    """Remove ``element`` from its tree and put ``instead`` in its place; the text behind it
    stays."""
    parent = element.getparent()
    if parent is None:
        return
    kept = instead + (element.tail or "")
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + kept
    else:
        parent.text = (parent.text or "") + kept
    parent.remove(element)


def replace_contents(element: Element, text: str) -> None:
    """Replace all that is inside ``element`` with ``text``."""
    for child in list(element):
        element.remove(child)
    element.text = text


def walk(root: Element) -> Iterator[tuple[str, Element]]:
    """``("start", element)`` and ``("end", element)`` for each element, in document order, however
    deep they are nested."""
    yield from etree.iterwalk(root, events=("start", "end"))


def is_element(node: object) -> TypeGuard[Element]:
    """True for an element, not for an attribute or a string that a path found."""
    return isinstance(node, etree._Element) and isinstance(node.tag, str)


def local_name(element: Element) -> str:
    """The element's name without its namespace; empty for a comment or instruction."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def words_in(element: Element) -> str:
    """All text inside ``element``."""
    return "".join(str(part) for part in element.itertext())
