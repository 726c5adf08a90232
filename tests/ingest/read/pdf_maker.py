"""Writes small PDFs for tests: lines of text at given places, page labels, an outline of none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """``words`` at ``(x, y)`` points from the lower left, in Helvetica or its bold."""

    words: str
    x: float
    y: float
    size: float = 10.0
    bold: bool = False


def make_pdf(pages: Sequence[Sequence[Text]], labels: str | None = None) -> bytes:
    """A PDF with these pages. ``labels`` is the content of /Nums, e.g. ``0 << /S /r >>``."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    numbered = f" /PageLabels << /Nums [{labels}] >>" if labels else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R{numbered} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
        b" /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold"
        b" /Encoding /WinAnsiEncoding >> >>",
    ]
    for i, page in enumerate(pages):
        content = b"\n".join(_shown(t) for t in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R"
            f" /Resources << /Font 3 0 R >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return pdf_file(objects)


def _shown(text: Text) -> bytes:
    words = text.words.encode("cp1252").replace(b"\\", b"\\\\")
    words = words.replace(b"(", rb"\(").replace(b")", rb"\)")
    font = "F2" if text.bold else "F1"
    return b"BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (
        font.encode(), text.size, text.x, text.y, words,
    )  # fmt: skip


FONTS = (
    b"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    b" /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
)


def drawn_pdf(
    content: bytes,
    *,
    objects: Sequence[bytes] = (),
    resources: bytes = b"",
    fonts: bytes = FONTS,
    page: bytes = b"/MediaBox [0 0 612 792]",
    catalog: bytes = b"",
) -> bytes:
    """A PDF of one page with this content stream. ``objects`` are numbered from 5; ``resources``,
    ``page`` and ``catalog`` are further entries of these dictionaries."""
    return pdf_file([
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s /Resources << /Font << %s >> %s >> >>"
        % (page, fonts, resources),
        stream(content),
        *objects,
    ])  # fmt: skip


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """A PDF file of these objects, numbered from 1, the first its catalogue."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % o for o in offsets)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + end


def column(words: Sequence[str], x: float = 72, top: float = 700, size: float = 10) -> list[Text]:
    """Lines below one another, a normal line's distance apart."""
    return [Text(w, x, top - 12 * i, size) for i, w in enumerate(words)]
