"""What a web page states about itself. Nothing is taken from its running text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.read.dates import first_plausible, only_date
from ingest.read.html.blocks import Block
from ingest.read.html.lexicon import WEB_PAGES
from ingest.read.masthead import masthead, masthead_date, stated_date
from ingest.read.normalise import clean
from ingest.read.xml_parser import Element, local_name, words_in, write_html
from kb.models import Metadata

_LONGEST_JSON = 500_000
_DEEPEST = 8  # levels of objects that are searched in a page's JSON-LD
_WORKS = ("article", "posting", "report", "work", "document", "page", "dataset", "legislation",
          "publication", "release", "book", "chapter", "thesis")  # fmt: skip


def page_title(root: Element) -> str:
    """The words of the page's ``<title>``."""
    return next((clean(words_in(e)).strip() for e in root.iter("title")), "")


def stated_metadata(root: Element) -> Metadata:
    """What the page under ``root`` states in its head: title, author, site and address, found by
    trafilatura, and the date of publication. The title is empty where there is none."""
    from trafilatura import extract_metadata

    found: Any = extract_metadata(write_html(root), extensive=False)
    author = getattr(found, "author", None)
    url = getattr(found, "url", None)
    site = getattr(found, "sitename", None)
    if site and url and f"//{site}/" in f"{url}/":
        site = None  # the host of the address is not the name of a publisher
    return Metadata(
        title=clean(getattr(found, "title", None) or "").strip(),
        publisher=site,
        authors=tuple(a.strip() for a in author.split(";")) if author else (),
        date=first_plausible((*_in_json(root, "datePublished"), *_in_head(root, published=True))),
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def changed_date(root: Element) -> str | None:
    """The date of the last change that the page states in its head; ``None`` where it states one of
    publication, even one that cannot be read: the change is later."""
    if any(True for _ in (*_in_json(root, "datePublished"), *_in_head(root, published=True))):
        return None
    return first_plausible((*_in_json(root, "dateModified"), *_in_head(root, published=False)))


def visible_date(found: Sequence[Block]) -> str | None:
    """The date that the page shows for itself: marked as that of its publication, or in its first
    lines."""
    lines = [b for b in found[:40] if b.kind in ("paragraph", "heading", "item", "note")]
    first = lines[: len(masthead([b.text for b in lines]))]
    return first_plausible(
        (
            *(d for b in first for d in _timed(b)),
            masthead_date([b.text for b in first if b.kind != "heading" or b.level > 1]),
        )
    )


def marked_date(root: Element) -> str | None:
    """The date of the elements that are marked as the date of publication."""
    return first_plausible(
        only_date(e.get("datetime") or e.get("content") or clean(words_in(e)))
        for e in root.iter()
        if local_name(e)
        and (
            (e.get("itemprop") or "").casefold() == "datepublished" or e.get("pubdate") is not None
        )
    )


def _timed(block: Block) -> Iterator[str]:
    """The dates of ``<time>`` elements in a line that is about nothing else."""
    for element in block.element.iter("time"):
        date = only_date(element.get("datetime") or "")
        rest = block.text.replace(clean(words_in(element)).strip(), " ", 1)
        if date and (stated := stated_date(rest, date)):
            yield stated


def _in_head(root: Element, *, published: bool) -> Iterator[str | None]:
    """The dates of ``<meta>`` elements, in the order of trust in their names."""
    names = WEB_PAGES.published_names if published else WEB_PAGES.changed_names
    stated: dict[str, str] = {}
    for element in root.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().casefold()
            if name and element.get("content"):
                stated.setdefault(name, element.get("content", ""))
    return (only_date(stated[name]) for name in names if name in stated)


def _in_json(root: Element, key: str) -> Iterator[str | None]:
    """The dates of the works that the page's JSON-LD describes; those of its comments, events and
    the like are dates of something else."""
    for element in root.iter("script"):
        if "ld+json" not in (element.get("type") or ""):
            continue
        try:
            parsed = json.loads("".join(map(str, element.itertext()))[:_LONGEST_JSON], strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _objects(parsed):
            kinds = str(thing.get("@type", "")).casefold()
            if key in thing and any(work in kinds for work in _WORKS):
                yield only_date(str(thing.get(key, "")))


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that the page is about: at the top, in ``@graph``, the main entity."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if key in value:
                yield from _objects(value[key], depth + 1)
