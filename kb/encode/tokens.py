"""Counting word pieces with the model's own tokenizer, fast and without torch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPECIAL_TOKENS = 2  # [CLS] before, [SEP] after


class TokenCounter:
    """Counts a text's word pieces, without the two special tokens.

    ``max_tokens`` is the model's limit with the special tokens, ``room`` the limit without them.
    Of a header and passage with more than ``room`` the end is not encoded.
    """

    def __init__(self, tokenizer_file: Path, max_tokens: int) -> None:
        self.max_tokens = max_tokens
        self.room = max_tokens - SPECIAL_TOKENS
        self._tokenizer = _load(tokenizer_file)
        self._tokenizer.no_truncation()

    def count(self, text: str) -> int:
        """How many word pieces ``text`` has."""
        return len(self._tokenizer.encode(text, add_special_tokens=False))

    def counts(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each of ``texts`` has; quicker than one by one."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def offsets(self, text: str) -> list[tuple[int, int]]:
        """The ``[start, end)`` characters of ``text`` each word piece was made from, in order."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).offsets)


@lru_cache(maxsize=1)
def default_counter() -> TokenCounter:
    """The counter of all-MiniLM-L6-v2, loaded once a process. Passages are cut by it whatever the
    encoder is, so that another encoder has the same passages."""
    from kb.encode.minilm import MINILM

    return TokenCounter(MINILM.weights().with_name("tokenizer.json"), MINILM.identity.max_tokens)


@lru_cache(maxsize=1)
def whole_words() -> frozenset[str]:
    """The whole words of all-MiniLM-L6-v2's vocabulary, without pieces of words: the usual English
    ones, folded. Raises ``EncoderError`` when its package is missing."""
    from kb.encode.minilm import MINILM

    # The list beside the tokenizer is read in 6 ms; the tokenizer itself takes 150.
    listed = MINILM.weights().with_name("vocab.txt").read_text(encoding="utf-8")
    return frozenset(w for w in listed.split("\n") if w.isalpha())


class CuttingTokenizer:
    """Adds the special tokens, cuts at ``max_tokens`` and does not pad."""

    def __init__(self, tokenizer_file: Path, max_tokens: int) -> None:
        self._tokenizer = _load(tokenizer_file)
        self._tokenizer.enable_truncation(max_tokens)

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of each text's pieces."""
        return [e.ids for e in self._tokenizer.encode_batch_fast(list(texts))]


def _load(tokenizer_file: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()  # the bundled file pads every text to 128
    return tokenizer
