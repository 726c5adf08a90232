"""The bundled model as an ONNX graph, written straight from its weights.

BERT (Devlin et al. 2019) is small enough to write out. This needs neither torch nor its exporter,
takes a second, and gives the same bytes with every installed version. The graph is
from word-piece numbers to unit vectors: mean pooling over the attention mask and the L2 norm are
inside. Only operators of the ONNX standard (opset 20) are used, so any runtime can run it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

Array = npt.NDArray[np.generic]

VERSION = 1  # raise it when the graph changes: prepared files of another version are ignored
HIDDEN, HEADS, LAYERS, POSITIONS = 384, 12, 6, 256
OPSET, IR_VERSION, EPSILON = 20, 9, 1e-12
MASKED = -10_000.0  # exp() of it is exactly zero, so padding weighs nothing


def build(weights: Path) -> bytes:
    """The serialised model. Inputs ``input_ids`` and ``attention_mask``, int64, shape
    ``(texts, pieces)``; output ``embedding``, float32, shape ``(texts, 384)``, unit rows."""
    graph = _Graph(load_file(weights))
    mask = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    x = _embeddings(graph)
    bias = _attention_bias(graph, mask)
    for layer in range(LAYERS):
        x = _layer(graph, f"encoder.layer.{layer}.", x, bias)
    _pool(graph, x, mask)
    serialised: bytes = graph.model().SerializeToString(deterministic=True)
    return serialised


class _Graph:
    """Nodes and constants under construction; ``add`` returns the name of what it made."""

    def __init__(self, weights: Mapping[str, npt.NDArray[np.float32]]) -> None:
        self.weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def add(self, operator: str, *inputs: str, out: str | None = None, **attributes: Any) -> str:
        name = out or f"{operator.lower()}_{len(self._nodes)}"
        node = helper.make_node(operator, list(inputs), [name], name=name, **attributes)
        self._nodes.append(node)
        return name

    def split3(self, x: str, name: str) -> list[str]:
        outs = [f"{name}{part}" for part in ("q", "k", "v")]
        self._nodes.append(helper.make_node("Split", [x], outs, name=name, axis=2, num_outputs=3))
        return outs

    def constant(self, name: str, value: Array) -> str:
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def integers(self, *values: int) -> str:
        return self.constant(f"ints{values}", np.array(values, dtype=np.int64))

    def number(self, value: float) -> str:
        return self.constant(f"number({value})", np.array(value, dtype=np.float32))

    def weight(self, name: str, change: Callable[[Array], Array] = np.asarray) -> str:
        return self.constant(name, change(self.weights[name]))

    def model(self) -> onnx.ModelProto:
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "pieces"])
            for name in ("input_ids", "attention_mask")
        ]
        output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["texts", HIDDEN])
        graph = helper.make_graph(
            self._nodes, "minilm", inputs, [output], list(self._constants.values())
        )
        return helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=IR_VERSION,
            producer_name="evidencia",
        )


def _norm(g: _Graph, x: str, name: str) -> str:
    weight, bias = g.weight(f"{name}.weight"), g.weight(f"{name}.bias")
    return g.add("LayerNormalization", x, weight, bias, axis=-1, epsilon=EPSILON)


def _linear(g: _Graph, x: str, name: str) -> str:
    product = g.add("MatMul", x, g.weight(f"{name}.weight", np.transpose))
    return g.add("Add", product, g.weight(f"{name}.bias"))


def _embeddings(g: _Graph) -> str:
    """Word + position + the one segment there is, normalised."""
    words = g.add("Gather", g.weight("embeddings.word_embeddings.weight"), "input_ids")
    segment = g.weights["embeddings.token_type_embeddings.weight"][0]
    places = g.weights["embeddings.position_embeddings.weight"][:POSITIONS] + segment
    table = g.constant("places", places)
    length = g.add("Shape", "input_ids", start=1, end=2)
    zero = g.integers(0)
    x = g.add("Add", words, g.add("Slice", table, zero, length, zero))
    return _norm(g, x, "embeddings.LayerNorm")


def _attention_bias(g: _Graph, mask: str) -> str:
    """0 where there is a word piece, ``MASKED`` where there is padding; (texts, 1, 1, pieces)."""
    wide = g.add("Unsqueeze", mask, g.integers(1, 2))
    return g.add("Mul", g.add("Sub", g.number(1.0), wide), g.number(MASKED))


def _layer(g: _Graph, prefix: str, x: str, bias: str) -> str:
    attended = _linear(g, _attention(g, prefix, x, bias), f"{prefix}attention.output.dense")
    x = _norm(g, g.add("Add", attended, x), f"{prefix}attention.output.LayerNorm")
    inner = g.add("Gelu", _linear(g, x, f"{prefix}intermediate.dense"))
    outer = _linear(g, inner, f"{prefix}output.dense")
    return _norm(g, g.add("Add", outer, x), f"{prefix}output.LayerNorm")


def _attention(g: _Graph, prefix: str, x: str, bias: str) -> str:
    """Scaled dot-product attention; query, key and value share one matrix product, and the
    scale 1/sqrt(head size) is folded into the query's weights."""
    weight, offset = _joined(g, prefix)
    joined = g.add("Add", g.add("MatMul", x, weight), offset)
    heads = g.integers(0, 0, HEADS, HIDDEN // HEADS)
    q, k, v = (g.add("Reshape", part, heads) for part in g.split3(joined, f"{prefix}split_"))
    scores = g.add(
        "MatMul",
        g.add("Transpose", q, perm=[0, 2, 1, 3]),
        g.add("Transpose", k, perm=[0, 2, 3, 1]),
    )
    shares = g.add("Softmax", g.add("Add", scores, bias), axis=-1)
    mixed = g.add("MatMul", shares, g.add("Transpose", v, perm=[0, 2, 1, 3]))
    back = g.add("Transpose", mixed, perm=[0, 2, 1, 3])
    return g.add("Reshape", back, g.integers(0, 0, HIDDEN))


def _joined(g: _Graph, prefix: str) -> tuple[str, str]:
    scale = np.float32(1.0 / np.sqrt(HIDDEN // HEADS))
    parts = {"query": scale, "key": np.float32(1.0), "value": np.float32(1.0)}
    stems = [(f"{prefix}attention.self.{part}", s) for part, s in parts.items()]
    weight = np.concatenate([g.weights[f"{stem}.weight"].T * s for stem, s in stems], axis=1)
    offset = np.concatenate([g.weights[f"{stem}.bias"] * s for stem, s in stems])
    return g.constant(f"{prefix}qkv.weight", weight), g.constant(f"{prefix}qkv.bias", offset)


def _pool(g: _Graph, x: str, mask: str) -> None:
    """The mean over word pieces, scaled to length 1."""
    column = g.add("Unsqueeze", mask, g.integers(-1))
    total = g.add("ReduceSum", g.add("Mul", x, column), g.integers(1), keepdims=0)
    count = g.add("ReduceSum", column, g.integers(1), keepdims=0)
    mean = g.add("Div", total, g.add("Max", count, g.number(1.0)))
    length = g.add("ReduceL2", mean, g.integers(1), keepdims=1)
    g.add("Div", mean, g.add("Max", length, g.number(EPSILON)), out="embedding")
