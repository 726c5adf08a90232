"""A downloaded file is checked against the format that the catalogue names."""

from __future__ import annotations

import time

import pytest

from ingest.fetch.content_check import BlockedByPublisher, WrongContent, check_content
from tests.ingest.fetch.entries import pdf

START = b"<!DOCTYPE html><html><head><title>T</title></head><body>"
WORDS = b"<p>" + b"The depots lit forty lamps in a year. " * 80 + b"</p>"


@pytest.mark.parametrize(
    ("body", "form", "problem", "why"),
    [
        (pdf(), "pdf", None, "a PDF"),
        (b"\n\n junk " + pdf(), "pdf", None, "a PDF after some junk, as readers allow"),
        (START + WORDS, "html", None, "a page"),
        (START + b"<script src='/akamai.js'>captcha()</script>" + WORDS, "html", None,
         "a script that watches for robots is on many real pages"),
        (START + WORDS + b"<p>Ships were denied; access denied at ports.</p>", "html", None,
         "words of a real page"),
        (START + b"<script>" + b"x=1;" * 900 + b"</script>Just a moment...", "html", "blocks programs",
         "a long script and few words"),
        (START + b'<iframe src="/_Incapsula_Resource?a=1"></iframe>' + b" " * 200, "pdf", "blocks programs",
         "a wall in a frame"),
        (START + WORDS, "pdf", "a web page instead of a PDF", "a landing page"),
        (b"PK\x03\x04" + bytes(300), "pdf", "application/zip instead of a PDF", "an archive"),
        (START + WORDS, "xml", "a web page instead of XML", "a landing page"),
        (b'<?xml version="1.0"?>\n' + START + WORDS, "xml", "a web page instead of XML", "XHTML"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><pLaw>' + b"<p/>" * 99, "xml", None, "a BOM before XML"),
        (pdf(), "html", "a PDF instead of a web page", "a PDF for a page"),
        (b"<html>short</html>", "html", "18 bytes", "next to nothing"),
    ],
)  # fmt: skip
def test_a_file_of_another_format_is_refused_with_what_it_is(
    body: bytes, form: str, problem: str | None, why: str
) -> None:
    if problem is None:
        check_content(body, len(body), form, "application/zip")
        return
    error = BlockedByPublisher if problem == "blocks programs" else WrongContent
    with pytest.raises(error, match=problem):
        check_content(body, len(body), form, "application/zip")


@pytest.mark.parametrize("piece", [b"<", b"<script>", b"<script", b"</script", b"<!--"])
def test_a_hostile_page_is_checked_in_linear_time(piece: bytes) -> None:
    page = (START + b"captcha" + piece * 60_000)[:59_000]
    began = time.process_time()
    with pytest.raises(BlockedByPublisher):
        check_content(page, len(page), "html", "text/html")
    assert time.process_time() - began < 1
