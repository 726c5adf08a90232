"""Parses untrusted XML and HTML; the only module that imports lxml.

It expands no entity, fetches nothing and loads no DTD, and libxml2 limits depth and size. An entity
bomb or a file nested a million deep is an error and does no harm.
"""

from __future__ import annotations

from lxml import etree

from kb.errors import EvidenciaError

Element = etree._Element


class MarkupError(EvidenciaError):
    """The bytes are not XML that can be read."""


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
        raise MarkupError(str(error)) from error
    if root is None:
        raise MarkupError("it has no element")
    return root


def local_name(element: Element) -> str:
    """The element's name without its namespace; empty for a comment or instruction."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def words_in(element: Element) -> str:
    """All text inside ``element``."""
    return "".join(str(part) for part in element.itertext())
