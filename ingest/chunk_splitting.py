"""Splits a long span of a text into spans of passage size, by tokens of the model."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np
import numpy.typing as npt

from kb.settings import ChunkSettings
from kb.span import Span
from kb.text.sentences import sentences

_MARK = "\ue000"  # private-use character that marks sentence ends for the splitter

TokenStarts = npt.NDArray[np.int64]  # where each token of a text starts


class Tokenizer(Protocol):
    """The part of the model's tokenizer that chunking needs."""

    def count(self, text: str) -> int: ...

    def offsets(self, text: str) -> list[tuple[int, int]]: ...


def counter(starts: TokenStarts) -> Callable[[int, int], int]:
    """Counts tokens in any span of the text that has tokens at ``starts``."""

    def count(start: int, end: int) -> int:
        low, high = np.searchsorted(starts, (start, end))
        return int(high - low)

    return count


def token_starts(text: str, tokens: Tokenizer, block: int = 200_000) -> TokenStarts:
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


def split(
    text: str,
    span: Span,
    tokens: Tokenizer,
    starts: TokenStarts,
    room: int,
    settings: ChunkSettings,
) -> list[Span]:
    """``span`` in passages that fit into ``room`` tokens, at the ends of sentences where possible.
    ``starts`` is where the tokens of ``text`` start."""
    count = counter(starts)
    size = min(settings.target, room)
    whole = min(size + settings.least, room)
    if count(span.start, span.end) <= whole and len(span) <= settings.longest:
        return [span]
    pieces: list[Span] = []
    for piece in _pieces(text, span, tokens, size):
        if count(piece.start, piece.end) <= whole and len(piece) <= settings.longest:
            pieces.append(piece)
        else:
            pieces += _bounded(text, piece, starts, size, settings.longest)
    spans = _balanced(pieces, count, size, settings)
    if settings.overlap:
        spans = _overlapping(text, spans, count, settings)
    return spans


def _bounded(text: str, span: Span, starts: TokenStarts, size: int, longest: int) -> Iterator[Span]:
    """``span`` in parts of at most ``size`` tokens and ``longest`` characters.

    What has no space to split at, such as a word of 5 MB, is cut between tokens, else between
    characters.
    """
    at = span.start
    while at < span.end:
        end = min(span.end, at + longest)
        following = int(np.searchsorted(starts, at, side="right")) + size - 1
        if following < len(starts):
            end = min(end, max(int(starts[following]), at + 1))
        while at + 1 < end < span.end and unicodedata.combining(text[end]):
            end -= 1  # an accent stays with its letter
        part = Span(at, end).trimmed(text)
        if len(part):
            yield part
        at = end


def _pieces(text: str, span: Span, tokens: Tokenizer, size: int) -> list[Span]:
    """``span`` split by langchain's recursive splitter at paragraphs, then sentences, then words. A
    word that is too long stays whole.

    The splitter loses offsets when it strips or overlaps, so it does neither here. A private-use
    character marks the sentence ends, and offsets follow from the lengths of the pieces.
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=["\n\n", "\n", _MARK, "; ", " "],
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
        spans.append(Span(at, end).trimmed(text))
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
    spans: list[Span], count: Callable[[int, int], int], size: int, settings: ChunkSettings
) -> list[Span]:
    """Joins a piece that is too small to the piece before it, where both fit together."""
    out: list[Span] = []
    for span in spans:
        if out:
            joined = Span(out[-1].start, span.end)
            tokens = min(count(span.start, span.end), count(out[-1].start, out[-1].end))
            fits = count(joined.start, joined.end) <= size and len(joined) <= settings.longest
            if tokens < settings.least and fits:
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
