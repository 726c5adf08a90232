"""Permalinks: the address of each page of the app with what it shows. Paths only, no host."""

from __future__ import annotations

from urllib.parse import quote, urlencode


def search_url(q: str = "", **filters: object) -> str:
    """The search page with this query; ``filters`` are its other parameters (``kind``, ``lang``,
    ``publisher``, ``doc``, ``years``, ``mode``, ``page``), a list for several values."""
    return _url("/", q=q, **filters)


def document_url(
    doc_id: str,
    start: int | None = None,
    end: int | None = None,
    *,
    page: int | None = None,
    section: int | None = None,
    at: int | None = None,
) -> str:
    """A document, at the passage ``[start, end)`` in characters of its canonical text, at a page
    (its place in the file, from 1), a section (its index in the outline) or an offset ``at``."""
    return _url("/document", doc=doc_id, start=start, end=end, page=page, section=section, at=at)


def map_url(brief: str = "", recommendation: str | None = None, **filters: object) -> str:
    """The evidence map of a document, or one recommendation on it."""
    return _url("/map", doc=brief, rec=recommendation, **filters)


def history_url(event: str | None = None, **filters: object) -> str:
    """The history page, or one event on it."""
    return _url("/history", event=event, **filters)


def collections_url(collection: str | None = None) -> str:
    """The collections, or one of them."""
    return _url("/collections", c=collection)


def library_url(**filters: object) -> str:
    """The library page."""
    return _url("/library", **filters)


def _url(path: str, /, **parameters: object) -> str:
    given = {k: v for k, v in parameters.items() if v is not None and v != "" and v != []}
    return f"{path}?{urlencode(given, doseq=True, quote_via=quote)}" if given else path
