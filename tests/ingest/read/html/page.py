"""Makes web pages for tests and gives the lines that are read of them."""

from __future__ import annotations

from ingest.read.html.read import read
from ingest.read.source import Source
from kb.models import Document

SENTENCE = (
    "The commission published what it had found on the bridges at the frontier and on what the "
    "inspectors must write down in the log each day that a bridge is open to traffic."
)


def page(body: str, *, head: str = "", lang: str = "en") -> str:
    """A whole page whose article is a heading, a sentence and ``body``."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Notes on Bridges'
        f"</title>{head}</head><body><main><h1>Notes on Bridges</h1><p>{SENTENCE}</p>{body}"
        "</main></body></html>"
    )


def document(html: str) -> Document:
    """The page as it is read."""
    result = read(Source.of(html.encode(), "page.html"))
    assert isinstance(result, Document), result
    return result


def lines(body: str, *, head: str = "", lang: str = "en") -> list[str]:
    """The lines that are read of ``body`` inside a page."""
    text = document(page(body, head=head, lang=lang)).text
    start = text.index(SENTENCE) + len(SENTENCE)
    return [line for line in text[start:].split("\n") if line]
