"""Chunks a document into passages: inside its sections, at sentence ends, by model tokens.

Every character of the text is in a passage, or in ``left_out`` with the reason. The text of a
passage is exactly ``document.text[p.span.start:p.span.end]``. No passage is longer than the
settings allow, not even where a text has no spaces.
"""

from __future__ import annotations

from ingest.chunk_regions import Region, regions_of
from ingest.chunk_splitting import Tokenizer, counter, split, token_starts
from ingest.read.text_limit import TooMuchText
from kb.models import Document, LeftOut, Passage, Role
from kb.settings import ChunkSettings
from kb.settings import settings as configured

_LONGEST_NAME = 1_000  # characters of a title or heading that are looked at for a header


def chunk(
    document: Document,
    tokens: Tokenizer,
    settings: ChunkSettings | None = None,
) -> tuple[tuple[Passage, ...], tuple[LeftOut, ...]]:
    """Passages of ``document`` in text order, and the parts of its text that are in none.

    Raises ``TooMuchText`` when there are more passages than the settings allow.
    """
    settings = settings or configured().chunk
    starts = token_starts(document.text, tokens)
    count = counter(starts)
    most = configured().ingest.passages
    passages: list[Passage] = []
    left_out: list[LeftOut] = []
    for region in regions_of(document, count, settings.target, settings.least):
        reason = _why_left_out(region)
        if reason:
            left_out.append(LeftOut(region.span, reason))
            continue
        header = context_header(document, region.section, tokens, settings.header)
        room = settings.room - tokens.count(header)
        for span in split(document.text, region.span, tokens, starts, room, settings):
            if len(passages) >= most:
                raise TooMuchText(
                    f"it has more than {most:,} passages; split it, or set KB_INGEST__PASSAGES to "
                    "a higher number"
                )
            passages.append(
                Passage(
                    doc_id=document.doc_id,
                    ordinal=len(passages),
                    span=span,
                    header=header,
                    section=region.section,
                    role=region.role,
                )
            )
    return tuple(passages), tuple(left_out)


def context_header(document: Document, section: int | None, tokens: Tokenizer, most: int) -> str:
    """The words embedded before a passage: the document's name and the heading path.

    A statute is named by its short name and public law number, another document by its title. When
    all this exceeds ``most`` tokens, the innermost headings are kept.
    """
    meta = document.metadata
    if most <= 0:
        return ""
    name = meta.title
    if meta.names and meta.number:
        name = f"{meta.names[0]} ({meta.number})"
    name = name[:_LONGEST_NAME]
    path = [
        p[:_LONGEST_NAME]
        for p in (document.sections[section].path if section is not None else ())
        if p
    ]
    if path and path[0].strip().casefold() == meta.title.strip().casefold():
        path = path[1:]
    while True:
        header = " › ".join([name, *path])
        if tokens.count(header) <= most:
            return header
        if len(path) > 1:
            path = path[1:]
        elif path and len(name) > 40:
            name = _shorter(name)
        elif path:
            path = [_shorter(path[0])] if len(path[0]) > 40 else []
        else:
            name = _shorter(name)


def _shorter(words: str) -> str:
    return words[: max(len(words) * 2 // 3, 1)].rsplit(" ", 1)[0].rstrip(" ,;:—-…") + "…"


def _why_left_out(region: Region) -> str | None:
    if region.role is Role.CONTENTS:
        return "table of contents"
    if region.heading_only:
        return "heading, carried by the header of the passages under it"
    return None
