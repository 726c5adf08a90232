"""Writes small EPUB books for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""
METADATA = """<dc:title>The Lamp Report</dc:title><dc:creator>Ana Pérez</dc:creator>
<dc:creator>Ben Okoye</dc:creator><dc:publisher>Lamp Office</dc:publisher>
<dc:date>2031-05-04T00:00:00Z</dc:date><dc:language>en-GB</dc:language>
<dc:rights>CC BY 4.0</dc:rights>"""


def make_book(
    chapters: Mapping[str, str | bytes], spine: str | None = None, metadata: str = METADATA,
    container: str | None = CONTAINER, *, head: str = "<title>x</title>",
    manifest: str = "", guide: str = "", files: Mapping[str, bytes] | None = None,
    stored_first: bool = True,
) -> bytes:  # fmt: skip
    """A book with ``chapters`` (name: body, or the bytes of the whole file). ``spine`` is their
    order, by names in one string; ``manifest`` and ``guide`` are further elements; ``files`` are
    other files by their path."""
    items = "".join(f'<item id="{n}" href="{n}.xhtml"/>' for n in chapters)
    order = "".join(f'<itemref idref="{n}"/>' for n in (spine or " ".join(chapters)).split())
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"{metadata}</metadata><manifest>{items}{manifest}</manifest><spine>{order}</spine>"
        f"<guide>{guide}</guide></package>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if stored_first:
            archive.writestr("mimetype", "application/epub+zip")
        if container is not None:
            archive.writestr("META-INF/container.xml", container)
        archive.writestr("OEBPS/book.opf", package)
        for name, body in chapters.items():
            archive.writestr(
                f"OEBPS/{name}.xhtml",
                body if isinstance(body, bytes) else
                f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/'
                f'ops"><head>{head}</head><body>{body}</body></html>',
            )  # fmt: skip
        for path, data in (files or {}).items():
            archive.writestr(path, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
