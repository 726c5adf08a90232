"""The one door to lxml: parses XML and HTML that nobody vouches for.

No entity is expanded, nothing is fetched, no DTD is loaded, and depth and size are libxml2's
guarded ones, so that an entity bomb or a file nested a million deep is an error and no harm.
"""

from __future__ import annotations

from lxml import etree

from kb.errors import EvidenciaError

Element = etree._Element


class MarkupError(EvidenciaError):
    """The bytes are not XML that can be read."""


def parse_xml(data: bytes, *, recover: bool = False) -> Element:
    """The root element. ``recover`` reads past damage. Raises ``MarkupError``."""
    if b"<!ENTITY" in data[:100_000]:
        raise MarkupError("it declares entities, which are not read: they can be made to explode")
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
        raise MarkupError("there is no element in it")
    return root


def local_name(element: Element) -> str:
    """The element's name without its namespace; empty for what is no element."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def words_in(element: Element) -> str:
    """All text inside ``element``."""
    return "".join(str(part) for part in element.itertext())
