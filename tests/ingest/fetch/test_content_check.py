"""What came is told from what was asked for."""

from __future__ import annotations

import time

import pytest

from ingest.fetch.content_check import trouble
from tests.ingest.fetch.entries import pdf

START = b"<!DOCTYPE html><html><head><title>T</title></head><body>"
WORDS = b"<p>" + b"The depots lit forty lamps in a year. " * 80 + b"</p>"


@pytest.mark.parametrize(
    ("body", "form", "told", "why"),
    [
        (pdf(), "pdf", None, "a PDF"),
        (b"\n\n junk " + pdf(), "pdf", None, "a PDF after some junk, as readers allow"),
        (START + WORDS, "html", None, "a page"),
        (START + b"<script src='/akamai.js'>captcha()</script>" + WORDS, "html", None,
         "a script that watches for robots is on many real pages"),
        (START + WORDS + b"<p>Ships were denied; access denied at ports.</p>", "html", None,
         "words of a real page"),
        (START + b"<script>" + b"x=1;" * 900 + b"</script>Just a moment...", "html", "wall",
         "a long script and few words"),
        (START + b'<iframe src="/_Incapsula_Resource?a=1"></iframe>' + b" " * 200, "pdf", "wall",
         "a wall in a frame"),
        (START + WORDS, "pdf", "expected a PDF, found a web page", "a landing page"),
        (b"PK\x03\x04" + bytes(300), "pdf", "expected a PDF, found application/zip", "an archive"),
        (START + WORDS, "xml", "expected XML, found a web page", "a landing page"),
        (b'<?xml version="1.0"?>\n' + START + WORDS, "xml", "found a web page", "XHTML"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><pLaw>' + b"<p/>" * 99, "xml", None, "a BOM before XML"),
        (pdf(), "html", "found a PDF", "a PDF for a page"),
        (b"<html>short</html>", "html", "18 bytes", "next to nothing"),
    ],
)  # fmt: skip
def test_trouble(body: bytes, form: str, told: str | None, why: str) -> None:
    found = trouble(body, len(body), form, "application/zip")
    assert found is None if told is None else told in (found or ""), (why, found)


@pytest.mark.parametrize("piece", [b"<", b"<script>", b"<script", b"</script", b"<!--"])
def test_a_hostile_page_is_looked_at_quickly(piece: bytes) -> None:
    page = (START + b"captcha" + piece * 60_000)[:59_000]
    began = time.process_time()
    assert trouble(page, len(page), "html", "text/html") is not None
    assert time.process_time() - began < 1
