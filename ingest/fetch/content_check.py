"""Checks that a downloaded file is the document: a block page is no PDF, a landing page no law."""

from __future__ import annotations

import re
from functools import cache

from kb.resources import LexiconModel, load_lexicon

_HTML = re.compile(rb"<(!doctype\s+html|html|head)[\s>]")  # also after a comment or <?xml …?>
# Scripts, styles and tags. No branch backtracks, so hostile pages cost linear time.
_CODE = re.compile(rb"(?i)<(?:script|style)\b[^<]*(?:<(?!/(?:script|style))[^<]*)*|<[^<>]*>?")
_LARGEST_BLOCK_PAGE = 60_000  # bytes
_MOST_VISIBLE = 2_000  # bytes of visible text of a block page
_SMALLEST_DOCUMENT = 200  # bytes


class BlockPages(LexiconModel):
    """``corpus/lexicons/block_pages.yaml``."""

    phrases: tuple[str, ...]


class BlockedByPublisher(Exception):
    """The publisher answered with a page that blocks automatic readers."""


class WrongContent(Exception):
    """The file is not of the format that the catalogue names; the message says what it is."""


def check_content(head: bytes, size: int, form: str, content_type: str) -> None:
    """Check a file of ``size`` bytes that begins with ``head`` and should be of format ``form``.

    Raises ``BlockedByPublisher`` or ``WrongContent``.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    is_html = _HTML.search(start) is not None
    if is_html and size < _LARGEST_BLOCK_PAGE and _is_block_page(head):
        raise BlockedByPublisher("the publisher answered with a page that blocks programs")
    answer = "a web page" if is_html else content_type or "something else"
    if form == "pdf" and b"%PDF-" not in head[:1024]:
        raise WrongContent(f"the server sent {answer} instead of a PDF")
    if form == "xml" and (is_html or b"<" not in start[:50]):
        raise WrongContent(f"the server sent {answer} instead of XML")
    if form == "html" and b"%PDF-" in head[:1024]:
        raise WrongContent("the server sent a PDF instead of a web page")
    if size < _SMALLEST_DOCUMENT:
        raise WrongContent(f"the server sent {size} bytes, too few for a document")


def _is_block_page(page: bytes) -> bool:
    return _block_phrases().search(page) is not None and _visible_size(page) < _MOST_VISIBLE


def _visible_size(page: bytes) -> int:
    return len(b" ".join(_CODE.sub(b" ", page).split()))


@cache
def _block_phrases() -> re.Pattern[bytes]:
    phrases = load_lexicon("block_pages", BlockPages).phrases
    return re.compile(f"(?i)({'|'.join(phrases)})".encode())
