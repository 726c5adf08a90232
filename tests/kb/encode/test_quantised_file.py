"""The file of 4-bit blocks is decoded as llama.cpp defines them, and another file is refused."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.encode.quantised_file import BLOCK, Q4Matrix, read_pieces, read_tensors, unpack
from kb.errors import EncoderError
from tests.kb.encode.tiny_e5 import HIDDEN, INNER, LAYERS, PIECES, file_bytes, pack


@pytest.mark.parametrize(
    ("byte", "scale", "first", "seventeenth", "why"),
    [
        (0x88, 1.0, 0.0, 0.0, "8 is zero"),
        (0x0F, 1.0, 7.0, -8.0, "the low half is a weight of the first sixteen"),
        (0xF0, 0.5, -4.0, 3.5, "the high half is one of the last sixteen"),
        (0x0F, -2.0, -14.0, 16.0, "a scale may be negative"),
    ],
)
def test_a_block_is_a_scale_and_halves_of_bytes(
    byte: int, scale: float, first: float, seventeenth: float, why: str
) -> None:
    block = np.float16(scale).tobytes() + bytes([byte]) + bytes([0x88]) * 15
    row = unpack(block, BLOCK).decode()[0]
    assert (row[0], row[16]) == (first, seventeenth), why
    assert not np.delete(row, [0, 16]).any()


@given(
    st.lists(
        st.lists(st.integers(-8, 7), min_size=64, max_size=64).filter(lambda row: -8 in row[:32] and -8 in row[32:]),
        min_size=1, max_size=3,
    ),
    st.sampled_from([0.25, 1.0, -3.0]),
)  # fmt: skip
@settings(max_examples=20, deadline=None)
def test_what_is_packed_is_unpacked(rows: list[list[int]], scale: float) -> None:
    numbers = np.array(rows, dtype=np.int8)
    found = unpack(pack(numbers * np.float32(scale)), 64)
    assert found.numbers.tolist() == rows
    assert found.decode().tolist() == (numbers * np.float32(scale)).tolist()


def test_every_tensor_has_the_name_and_shape_of_a_bert(tmp_path: Path) -> None:
    file = tmp_path / "tiny.bin"
    file.write_bytes(file_bytes())
    found = {
        n: (t.decode() if isinstance(t, Q4Matrix) else t).shape
        for n, t in read_tensors(file).items()
    }
    assert len(found) == 5 + 16 * LAYERS
    assert found["embeddings.word_embeddings.weight"] == (len(PIECES), HIDDEN)
    assert found["encoder.layer.1.intermediate.dense.weight"] == (INNER, HIDDEN)
    assert found["encoder.layer.1.output.dense.weight"] == (HIDDEN, INNER)
    assert found["encoder.layer.0.attention.output.LayerNorm.bias"] == (HIDDEN,)
    assert read_pieces(file) == PIECES


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"GGUF" + file_bytes()[4:], "another kind of file"),
        (file_bytes()[:600], "the pieces are cut off"),
        (file_bytes().replace(b"emb.ln.b", b"emb.ln.x"), "a tensor of another name"),
        (file_bytes().replace(struct.pack("<H", 7) + b"emb.pos\x00", struct.pack("<H", 7) + b"emb.pos\x07"),
         "a tensor of an unknown kind"),
    ],
)  # fmt: skip
def test_another_file_is_refused_with_what_to_do(data: bytes, why: str, tmp_path: Path) -> None:
    file = tmp_path / "tiny.bin"
    file.write_bytes(data)
    with pytest.raises(EncoderError, match="pip install --force-reinstall"):
        read_tensors(file)
