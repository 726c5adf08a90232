"""Words in drawings of a Word file: shapes, diagrams, titles of charts, ornamental text."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.read.docx.names import kind, value
from ingest.read.docx.word_file import WordFile
from ingest.read.xml_parser import Element, MarkupError, parse_xml


def drawn_paragraphs(element: Element, file: WordFile) -> Iterator[str]:
    """The paragraphs of a drawing; those of a diagram or chart are in a part of their own."""
    name = kind(element)
    if name == "a:p":
        yield _words(element)
    elif name == "v:textpath":
        yield value(element, "string")
    else:
        data = file.part(value(element, "dm" if name == "dgm:relIds" else "id"))
        try:
            root = parse_xml(data) if data else None
        except MarkupError:
            file.warnings.append("a diagram or chart in it is damaged and left out")
            return
        for paragraph in (e for e in root.iter() if kind(e) == "a:p") if root is not None else ():
            yield _words(paragraph)


def _words(paragraph: Element) -> str:
    parts = (e.text or "" if kind(e) == "a:t" else " " for e in paragraph.iter()
             if kind(e) in ("a:t", "a:br"))  # fmt: skip
    return "".join(parts)
