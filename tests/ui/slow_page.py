"""A PDF whose page takes minutes to draw, in little memory."""

from __future__ import annotations

import zlib


def slow_page() -> bytes:
    """A small PDF with a line of text, and with so many blended rectangles that drawing it takes
    minutes."""
    text = b"BT /F 12 Tf 72 700 Td (Ferries and zebra lamps were counted at the border.) Tj ET\n"
    packed = zlib.compress(text + b"/G gs\n" + b"0 0 612 792 re f\n" * 60_000, 9)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources"
        b" << /Font << /F 5 0 R >> /ExtGState << /G << /ca .01 /BM /Luminosity >> >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(places)
    return body + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
