"""Whether what came is what was asked for: a block page is no PDF, a landing page no law."""

from __future__ import annotations

import re

_WALL = re.compile(
    rb"(?i)(captcha|are you (a )?(human|robot)|access denied|cf-browser-verification|just a moment"
    rb"|enable javascript and cookies|request unsuccessful|incapsula|akamai|perimeterx"
    rb"|unusual traffic|pardon our interruption)"
)
_PAGE = re.compile(rb"<(!doctype\s+html|html|head)[\s>]")  # after a comment or <?xml …?>, too
# Scripts, styles and tags; every branch ends where it stands, so hostile pages cost linear time.
_CODE = re.compile(rb"(?i)<(?:script|style)\b[^<]*(?:<(?!/(?:script|style))[^<]*)*|<[^<>]*>?")
_WALL_WORDS = 2_000  # bytes of visible text; a page against robots says little


def trouble(head: bytes, size: int, form: str, content_type: str) -> str | None:
    """What is wrong with a file of ``size`` bytes that begins with ``head`` and should be of
    ``form``; ``None`` when nothing is. ``"wall"`` in the answer marks a page against robots."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    page = _PAGE.search(start) is not None
    if page and size < 60_000 and _WALL.search(head) and _says_little(head):
        return "wall: the publisher answered with a page against automatic readers"
    if form == "pdf" and b"%PDF-" not in head[:1024]:
        what = "a web page" if page else content_type or "something else"
        return f"expected a PDF, found {what}"
    if form == "xml" and (page or b"<" not in start[:50]):
        return f"expected XML, found {'a web page' if page else content_type or 'something else'}"
    if form == "html" and b"%PDF-" in head[:1024]:
        return "expected a web page, found a PDF"
    if size < 200:
        return f"expected a document, found {size} bytes"
    return None


def _says_little(page: bytes) -> bool:
    return len(b" ".join(_CODE.sub(b" ", page).split())) < _WALL_WORDS
