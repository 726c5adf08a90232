"""Recognises a file's format by its first bytes, and reads it with the reader for it."""

from __future__ import annotations

import re
from importlib import import_module

from ingest.read.decode import decode
from ingest.read.source import PartProgress, Reader, ReadResult, Source, no_progress
from ingest.read.zip_limits import part_names
from kb.models import Skipped

_UNKNOWN = "unknown: "
# format: module and function that read it
_READERS = {
    "pdf": ("ingest.read.pdf", "read"),
    "uslm": ("ingest.read.uslm", "read"),
    "statute": ("ingest.read.statute", "read"),
    "statute-html": ("ingest.read.statute", "read_html"),
    "html": ("ingest.read.html.read", "read"),
    "markdown": ("ingest.read.markdown", "read"),
    "text": ("ingest.read.text", "read"),
    "docx": ("ingest.read.docx", "read"),
    "epub": ("ingest.read.epub", "read"),
}
_IMAGES = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\0": "a TIFF image",
    b"MM\0*": "a TIFF image",
}
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Word, Excel or PowerPoint file; save it as DOCX or PDF",
    b"{\\rtf": "an RTF file; save it as DOCX or PDF",
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
}
_HTML = re.compile(r"(?i)<(!doctype html|html|head|body)\b")
_MARKDOWN = re.compile(r"(?m)^(#{1,6} \S|---$)")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n[A-Za-z_]\w*:(?:\s|$)")


def sniff(source: Source) -> str:
    """The format of ``source``: a key of the readers, or ``"unknown: "`` and what it is."""
    data = source.data
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zipped(data)
    for signs in (_IMAGES, _OTHERS):
        for magic, name in signs.items():
            if data.startswith(magic):
                return f"{_UNKNOWN}{name}"
    text = decode(data[:200_000])
    if text is None:
        return f"{_UNKNOWN}neither text nor a known document format"
    return _textual(text, source.path.suffix.casefold())


def _zipped(data: bytes) -> str:
    head = data[:4000]
    if b"mimetypeapplication/epub+zip" in head:
        return "epub"
    if b"word/document.xml" in data or (b"[Content_Types].xml" in head and b"word/" in data):
        return "docx"
    names = part_names(data)
    if "meta-inf/container.xml" in names:
        return "epub"
    if "[content_types].xml" in names and any(n.startswith("word/") for n in names):
        return "docx"
    return f"{_UNKNOWN}a ZIP archive that is neither DOCX nor EPUB; unpack it first"


def _textual(text: str, suffix: str) -> str:
    from ingest.read.statute import looks_statutory

    declared, start = _prolog(text)
    if suffix in (".htm", ".html", ".xhtml") or _HTML.match(text, start):
        return "statute-html" if _is_law_page(text) else "html"
    if suffix in (".md", ".markdown"):
        return "markdown"
    if declared or suffix == ".xml":
        return "uslm"
    if _FRONT_MATTER.match(text):
        return "markdown"
    if looks_statutory(text):
        return "statute"
    return "markdown" if len(_MARKDOWN.findall(text)) >= 3 else "text"


def _prolog(text: str) -> tuple[bool, int]:
    """Whether ``text`` begins with an XML declaration, and where the first thing is that is
    neither one nor a comment nor white space. It reads each character once."""
    at = _after_space(text, 0)
    declared = text.startswith("<?xml", at)
    if declared:
        end = text.find("?>", at)
        at = _after_space(text, end + 2 if end >= 0 else len(text))
    while text.startswith("<!--", at):
        end = text.find("-->", at)
        at = _after_space(text, end + 3 if end >= 0 else len(text))
    return declared, at


def _after_space(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
        at += 1
    return at


def _is_law_page(text: str) -> bool:
    """True for a page that has a law in one <pre>, as the Government Publishing Office does."""
    from ingest.read.statute import looks_statutory

    inside = re.search(r"(?is)<pre\b[^<>]*>(.*)", text)
    return bool(inside) and looks_statutory(re.sub(r"<[^<>]{1,200}>", "", inside[1]))  # type: ignore[index]


def read_source(
    source: Source, progress: PartProgress = no_progress, *, ocr: bool = False
) -> ReadResult:
    """Read ``source`` with the reader for its format.

    ``ocr`` has pages without text recognised by Tesseract.
    """
    form = sniff(source)
    if form.startswith(_UNKNOWN):
        return Skipped(str(source.path), f"it is {form.removeprefix(_UNKNOWN)}")
    return _reader(form, ocr)(source, progress)


def _reader(form: str, ocr: bool) -> Reader:
    module, function = _READERS[form]
    reader: Reader = getattr(import_module(module), function)
    if form == "pdf" and ocr:
        from functools import partial

        return partial(reader, ocr=True)  # type: ignore[call-arg]
    return reader
