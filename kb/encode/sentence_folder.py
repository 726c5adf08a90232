"""A built-in model as a folder of sentence-transformers, for the GPU and where nothing else runs.

The folder is made once in the cache, in float32, since torch knows no 4-bit blocks.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from kb.encode.built_in import BuiltIn
from kb.encode.interface import FloatArray
from kb.encode.piece_tokenizer import SPECIAL, Piece, whole_tokenizer

_MODULES = "sentence_transformers.models."


def made_folder(model: BuiltIn, pieces: list[Piece], cache: Path) -> Path:
    """The folder of ``model`` under ``cache``, made now if it is not there yet.

    Raises ``EncoderError`` for missing or altered weights, ``OSError`` where ``cache`` cannot be
    written.
    """
    folder = cache / f"{model.name}-{model.identity.sha256[:12]}-torch"
    if not folder.is_dir():
        model.verified_weights()
        part = cache / f"{folder.name}.{os.getpid()}.part"
        part.mkdir(parents=True)
        try:
            _write(model, pieces, part)
            if not folder.is_dir():  # another process may have been quicker
                part.rename(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return folder


def _write(model: BuiltIn, pieces: list[Piece], folder: Path) -> None:
    from safetensors.numpy import save_file

    from kb.encode.quantised_file import Q4Matrix

    found = model.read_tensors(model.weights())
    floats = {n: t.decode() if isinstance(t, Q4Matrix) else t for n, t in found.items()}
    hidden = model.identity.dimension
    # Without weights for the part that nobody uses, random ones are made at each load.
    floats["pooler.dense.weight"] = np.zeros((hidden, hidden), np.float32)
    floats["pooler.dense.bias"] = np.zeros(hidden, np.float32)
    save_file(floats, folder / "model.safetensors", {"format": "pt"})
    whole_tokenizer(pieces).save(str(folder / "tokenizer.json"))
    identity = model.identity
    start, pad, end, unknown = (pieces[number][0] for number in SPECIAL)
    parts: dict[str, Any] = {
        "config.json": _sizes(model, floats),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": identity.max_tokens,
            "bos_token": start, "pad_token": pad, "eos_token": end, "unk_token": unknown,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{_MODULES}Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{_MODULES}Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{_MODULES}Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": identity.max_tokens},
        "1_Pooling/config.json": {
            "word_embedding_dimension": hidden, "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
        },
        "config_sentence_transformers.json": {
            "prompts": {"query": identity.query_prompt, "document": identity.document_prompt}
        },
    }  # fmt: skip
    (folder / "2_Normalize").mkdir()  # empty: it has no settings
    for name, content in parts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=1))


def _sizes(model: BuiltIn, floats: dict[str, FloatArray]) -> dict[str, Any]:
    words, hidden = floats["embeddings.word_embeddings.weight"].shape
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": words,
        "hidden_size": hidden,
        "num_hidden_layers": sum(name.endswith(".output.LayerNorm.bias") for name in floats) // 2,
        "num_attention_heads": model.heads,
        "intermediate_size": len(floats["encoder.layer.0.intermediate.dense.bias"]),
        "max_position_embeddings": len(floats["embeddings.position_embeddings.weight"]),
        "type_vocab_size": len(floats["embeddings.token_type_embeddings.weight"]),
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
        "dtype": "float32",
    }
