"""Chunks a document into passages: inside its sections, at sentence ends, by model tokens.

Every character of the text is in a passage, or in ``left_out`` with the reason. The text of a
passage is exactly ``document.text[p.span.start:p.span.end]``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ingest.chunk_regions import Region, regions_of
from kb.models import Document, LeftOut, Passage, Role
from kb.settings import ChunkSettings
from kb.settings import settings as configured
from kb.span import Span
from kb.text.sentences import sentences

_MARK = "\ue000"  # private-use character that marks sentence ends for the splitter


class Tokenizer(Protocol):
    """The part of the model's tokenizer that chunking needs."""

    def count(self, text: str) -> int: ...

    def offsets(self, text: str) -> list[tuple[int, int]]: ...


def chunk(
    document: Document,
    tokens: Tokenizer,
    settings: ChunkSettings | None = None,
) -> tuple[tuple[Passage, ...], tuple[LeftOut, ...]]:
    """Passages of ``document`` in text order, and the parts of its text that are in none."""
    settings = settings or configured().chunk
    count = _counter(document.text, tokens)
    passages: list[Passage] = []
    left_out: list[LeftOut] = []
    for region in regions_of(document, count, settings.target, settings.least):
        reason = _why_left_out(region)
        if reason:
            left_out.append(LeftOut(region.span, reason))
            continue
        header = context_header(document, region.section, tokens, settings.header)
        room = settings.room - tokens.count(header)
        for span in _split(document.text, region.span, tokens, count, room, settings):
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
    path = [p for p in (document.sections[section].path if section is not None else ()) if p]
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


def _counter(text: str, tokens: Tokenizer) -> Callable[[int, int], int]:
    """Counts tokens in any span of ``text`` after one pass over it."""
    starts = _token_starts(text, tokens)

    def count(start: int, end: int) -> int:
        low, high = np.searchsorted(starts, (start, end))
        return int(high - low)

    return count


def _token_starts(text: str, tokens: Tokenizer, block: int = 200_000) -> npt.NDArray[np.int64]:
    """Where each model token of ``text`` starts; tokenized in blocks that end at a newline."""
    parts: list[npt.NDArray[np.int64]] = []
    at = 0
    while at < len(text):
        stop = at + block if at + block < len(text) else len(text)
        if stop < len(text):
            newline = text.rfind("\n", at, stop)
            stop = newline + 1 if newline > at else stop
        offsets = tokens.offsets(text[at:stop])
        parts.append(np.fromiter((o[0] for o in offsets), np.int64, len(offsets)) + at)
        at = stop
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _split(
    text: str,
    span: Span,
    tokens: Tokenizer,
    count: Callable[[int, int], int],
    room: int,
    settings: ChunkSettings,
) -> list[Span]:
    size = min(settings.target, room)
    if count(span.start, span.end) <= min(size + settings.least, room):
        return [span]
    spans = _balanced(_pieces(text, span, tokens, size), count, size, settings.least)
    if settings.overlap:
        spans = _overlapping(text, spans, count, settings)
    return spans


def _pieces(text: str, span: Span, tokens: Tokenizer, size: int) -> list[Span]:
    """``span`` split by langchain's recursive splitter at paragraphs, then sentences, then words.

    The splitter loses offsets when it strips or overlaps, so it does neither here. A private-use
    character marks the sentence ends, and offsets follow from the lengths of the pieces.
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=["\n\n", "\n", _MARK, "; ", " ", ""],
        keep_separator="end",
        strip_whitespace=False,
        chunk_size=size,
        chunk_overlap=0,
        length_function=lambda piece: tokens.count(piece.replace(_MARK, "")),
    )
    marked = _marked(text, span)
    spans: list[Span] = []
    at = span.start
    for piece in splitter.split_text(marked):
        end = at + len(piece) - piece.count(_MARK)
        spans.append(_trimmed(text, at, end))
        at = end
    if at != span.end:
        raise AssertionError(f"the splitter dropped text: reached {at} of {span.end}")
    return [s for s in spans if len(s)]


def _marked(text: str, span: Span) -> str:
    inside = span.of(text).replace(_MARK, " ")
    ends = [s.start - span.start for s in sentences(text, span.start, span.end)][1:]
    parts: list[str] = []
    at = 0
    for end in ends:
        parts += [inside[at:end], _MARK]
        at = end
    return "".join([*parts, inside[at:]])


def _balanced(
    spans: list[Span], count: Callable[[int, int], int], size: int, least: int
) -> list[Span]:
    """Joins a piece that is too small to the piece before it, where both fit together."""
    out: list[Span] = []
    for span in spans:
        if out:
            joined = Span(out[-1].start, span.end)
            small = min(count(span.start, span.end), count(out[-1].start, out[-1].end)) < least
            if small and count(joined.start, joined.end) <= size:
                out[-1] = joined
                continue
        out.append(span)
    return out


def _overlapping(
    text: str, spans: list[Span], count: Callable[[int, int], int], settings: ChunkSettings
) -> list[Span]:
    """Each span after the first starts some whole sentences earlier, up to ``overlap`` tokens."""
    out = spans[:1]
    for before, span in zip(spans, spans[1:], strict=False):
        start = span.start
        for sentence in reversed(sentences(text, before.start, before.end)):
            if count(sentence.start, span.start) > settings.overlap:
                break
            start = sentence.start
        out.append(Span(start, span.end))
    return out


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
