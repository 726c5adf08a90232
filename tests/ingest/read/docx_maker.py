"""Writes small Word files for tests, part by part, so that a test shows the markup it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from ingest.read.docx import read
from ingest.read.source import Source
from kb.models import Document

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": _OFFICE,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
_STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main":
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    _OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/math":
        "http://purl.oclc.org/ooxml/officeDocument/math",
    "http://schemas.openxmlformats.org/drawingml/2006/main":
        "http://purl.oclc.org/ooxml/drawingml/main",
}  # fmt: skip
_ROOTS = {"footnotes", "endnotes", "styles", "numbering", "settings"}


def make_word(
    body: str,
    *,
    core: str | None = None,
    strict: bool = False,
    main: str = "word/document.xml",
    related: Mapping[str, tuple[str, bytes]] | None = None,
    **parts: str,
) -> bytes:
    """A Word file with this ``w:body``. ``parts`` are the contents of ``styles``, ``numbering``,
    ``footnotes``, ``endnotes``, ``settings``; ``related`` has other parts by relationship id, each
    with the last word of its type; ``core`` holds the properties; ``strict`` uses the namespaces of
    ISO 29500 Strict."""
    declared = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    unknown = parts.keys() - _ROOTS
    assert not unknown, unknown
    files: dict[str, bytes] = {
        main: f"<w:document {declared}><w:body>{body}<w:sectPr/></w:body></w:document>".encode()
    }
    references = [(f"p{i}", name, f"{name}.xml") for i, name in enumerate(parts)]
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {declared}>{content}</w:{name}>".encode()
    for key, (name, data) in (related or {}).items():
        references.append((key, name, f"{key}.bin"))
        files[f"word/{key}.bin"] = data
    folder, _, base = main.rpartition("/")
    files[f"{folder}/_rels/{base}.rels"] = _relationships(references)
    of_package = [("d", "officeDocument", main)]
    if core is not None:
        of_package.append(("c", "core-properties", "docProps/core.xml"))
        files["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://core" xmlns:dc="http://dc">'
            f"{core}</cp:coreProperties>"
        ).encode()
    files["_rels/.rels"] = _relationships(of_package)
    files["[Content_Types].xml"] = b"<Types/>"
    return zipped({name: _in_strict(data) if strict else data for name, data in files.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of ``files``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def document(data: bytes) -> Document:
    """The file as it is read; fails where it is skipped."""
    result = read(Source.of(data, "memo.docx"))
    assert isinstance(result, Document), result
    return result


def text_of(body: str, **parts: str) -> str:
    """The text of a Word file with this body and these parts."""
    return document(make_word(body, **parts)).text


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of words, which become runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(c if c.startswith("<") else r(c) for c in content)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def r(words: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def field_mark(kind: str) -> str:
    """A mark of a field: begin, separate or end."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, result: str) -> str:
    """A field whose result is ``result``, a row of runs."""
    return (
        f"{field_mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f"{field_mark('separate')}{result}{field_mark('end')}"
    )


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; a cell that is not markup becomes one."""
    inside = "".join(c if c.startswith("<") else cell(p(c)) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def style(name: str, properties: str = "", *, kind: str = "paragraph", based_on: str = "") -> str:
    """A style whose id is its name without blanks."""
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    key = name.replace(" ", "")
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{parent}'
        f"{properties}</w:style>"
    )


def _relationships(references: list[tuple[str, str, str]]) -> bytes:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{name}" Target="{target}"/>'
        for key, name, target in references
    )
    return f"<Relationships>{inside}</Relationships>".encode()


def _in_strict(data: bytes) -> bytes:
    for space, strict in _STRICT.items():
        data = data.replace(space.encode(), strict.encode())
    return data
