"""The tokenizer of XLM-R, made from its pieces.

Loading all 250,002 pieces takes a second of processor time, too long for one question. No piece
can be in a tokenization that is not in the text, so for a few short texts a tokenizer of their
own pieces gives the same result, in a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Piece = tuple[str, float]  # text, logarithm of its probability

START, _, END, UNKNOWN = SPECIAL = range(4)  # <s>, <pad>, </s> and <unk> are the first pieces
FEW = 20_000  # characters of the texts that get a tokenizer of their own


class PieceTokenizer:
    """Adds the special pieces, and cuts texts at ``max_tokens``."""

    def __init__(self, pieces: Sequence[Piece], max_tokens: int) -> None:
        self._pieces = pieces
        self._max_tokens = max_tokens
        self._numbers = {
            text: number for number, (text, _) in enumerate(pieces) if number > UNKNOWN
        }
        self._longest = max(map(len, self._numbers), default=0)
        # The unknown piece weighs less than the rarest one, which must be there for it.
        self._rarest = min(self._numbers.values(), key=lambda number: pieces[number][1])
        self._bare = whole_tokenizer([])
        self._whole: Tokenizer | None = None

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of each text's pieces."""
        if self._whole is None and sum(map(len, texts)) <= FEW:
            return self._encode_few(texts)
        if self._whole is None:
            self._whole = self._cutting(self._pieces)
        return [e.ids for e in self._whole.encode_batch_fast(list(texts))]

    def _encode_few(self, texts: Sequence[str]) -> list[list[int]]:
        inside = {n for text in texts for n in self._inside(text)}
        numbers = [*SPECIAL, *sorted(inside | {self._rarest})]
        own = self._cutting([self._pieces[n] for n in numbers])
        return [[numbers[i] for i in e.ids] for e in own.encode_batch_fast(list(texts))]

    def _cutting(self, pieces: Sequence[Piece]) -> Tokenizer:
        tokenizer = whole_tokenizer(pieces)
        tokenizer.enable_truncation(self._max_tokens)
        return tokenizer

    def _inside(self, text: str) -> Iterable[int]:
        """The pieces that occur in ``text``."""
        normal = self._bare.normalizer.normalize_str(text)
        words = {word for word, _ in self._bare.pre_tokenizer.pre_tokenize_str(normal)}
        for word in words:
            for start in range(len(word)):
                for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                    number = self._numbers.get(word[start:end])
                    if number is not None:
                        yield number


def whole_tokenizer(pieces: Sequence[Piece]) -> Tokenizer:
    """A tokenizer of these pieces, the special ones first, that cuts nothing. The normalizer is
    NFKC with what sentencepiece adds to it."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(pieces), UNKNOWN if pieces else None, False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", START), ("</s>", END)]
    )
    return tokenizer
