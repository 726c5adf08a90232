"""A built-in model as an ONNX graph, written straight from its weights.

BERT (Devlin et al. 2019) is small enough to write out. This needs neither torch nor its exporter,
takes a second, and gives the same bytes with every installed version. The graph is
from word-piece numbers to unit vectors: mean pooling over the attention mask and the L2 norm are
inside. Only operators of the ONNX standard (opset 20) are used, so any runtime can run it; the
graph for questions to a model in 4-bit blocks has one more, of ONNX Runtime.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from kb.encode.interface import FloatArray
from kb.encode.quantised_file import BLOCK, Q4Matrix

Array = npt.NDArray[np.generic]
Tensors = Mapping[str, FloatArray | Q4Matrix]

VERSION = 2  # raise it when the graph changes: prepared files of another version are ignored
OPSET, IR_VERSION, EPSILON = 20, 9, 1e-12
MASKED = -10_000.0  # exp() of it is exactly zero, so padding weighs nothing
MICROSOFT = "com.microsoft"  # the operators of ONNX Runtime beyond the standard
INT8_ACTIVATIONS = 4  # blocks are multiplied in int8, with a scale for each block: cosine 0.9999


def build(tensors: Tensors, heads: int, *, blocks: bool = False) -> bytes:
    """The serialised model. ``tensors`` have the names that transformers gives those of a BERT.

    Inputs ``input_ids`` and ``attention_mask``, int64, shape ``(texts, pieces)``; output
    ``embedding``, float32, shape ``(texts, dimension)``, unit rows. With ``blocks`` matrices in
    4-bit blocks stay as they are and are multiplied by an operator of ONNX Runtime.
    """
    graph = _Graph(tensors, heads, blocks)
    mask = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    x = _embeddings(graph)
    bias = _attention_bias(graph, mask)
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in tensors:
        x = _layer(graph, f"encoder.layer.{layer}.", x, bias)
        layer += 1
    _pool(graph, x, mask)
    serialised: bytes = graph.model().SerializeToString(deterministic=True)
    return serialised


class _Graph:
    """Nodes and constants under construction; ``add`` returns the name of what it made."""

    def __init__(self, tensors: Tensors, heads: int, blocks: bool) -> None:
        self.tensors, self.heads, self.blocks = tensors, heads, blocks
        self.hidden = len(self.floats("embeddings.LayerNorm.weight"))
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def floats(self, name: str) -> FloatArray:
        found = self.tensors[name]
        return found.decode() if isinstance(found, Q4Matrix) else found

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

    def weight(self, name: str) -> str:
        return self.constant(name, self.floats(name))

    def model(self) -> onnx.ModelProto:
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "pieces"])
            for name in ("input_ids", "attention_mask")
        ]
        shape: list[str | int | None] = ["texts", self.hidden]
        output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, shape)
        graph = helper.make_graph(
            self._nodes, "bert", inputs, [output], list(self._constants.values())
        )
        extra = [helper.make_opsetid(MICROSOFT, 1)] if self.blocks else []
        return helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET), *extra],
            ir_version=IR_VERSION,
            producer_name="evidencia",
        )


def _norm(g: _Graph, x: str, name: str) -> str:
    weight, bias = g.weight(f"{name}.weight"), g.weight(f"{name}.bias")
    return g.add("LayerNormalization", x, weight, bias, axis=-1, epsilon=EPSILON)


def _linear(g: _Graph, x: str, *names: str, scales: Sequence[float] = (1.0,)) -> str:
    """``x`` times the matrices called ``names``, side by side and each times its scale."""
    factors = [np.float32(scale) for scale in scales]
    found = [g.tensors[f"{name}.weight"] for name in names]
    bias = np.concatenate([g.floats(f"{n}.bias") * f for n, f in zip(names, factors, strict=True)])
    quantised = [m for m in found if isinstance(m, Q4Matrix)]
    if g.blocks and len(quantised) == len(found):
        product = _in_blocks(g, x, names[0], quantised, factors)
    else:
        matrices = [g.floats(f"{n}.weight").T * f for n, f in zip(names, factors, strict=True)]
        product = g.add(
            "MatMul", x, g.constant(f"{names[0]}.weight", np.concatenate(matrices, axis=1))
        )
    return g.add("Add", product, g.constant(f"{names[0]}.bias", bias))


def _in_blocks(
    g: _Graph, x: str, name: str, matrices: Sequence[Q4Matrix], factors: Sequence[np.float32]
) -> str:
    """The product with matrices that stay in blocks. The operator wants two neighbours a byte, the
    first in the low half, and takes 8 off each."""
    numbers = np.concatenate([m.numbers for m in matrices]) + np.int8(8)
    rows, columns = numbers.shape
    halves = numbers.astype(np.uint8).reshape(rows, columns // BLOCK, BLOCK // 2, 2)
    packed = halves[..., 0] | (halves[..., 1] << 4)
    scales = np.concatenate(
        [m.scales.astype(np.float32) * f for m, f in zip(matrices, factors, strict=True)]
    )
    return g.add(
        "MatMulNBits",
        x,
        g.constant(f"{name}.blocks", packed),
        g.constant(f"{name}.scales", scales),
        domain=MICROSOFT,
        K=columns,
        N=rows,
        bits=4,
        block_size=BLOCK,
        accuracy_level=INT8_ACTIVATIONS,
    )


def _embeddings(g: _Graph) -> str:
    """Word + position + the one segment there is, normalised."""
    segment = g.floats("embeddings.token_type_embeddings.weight")[0]
    places = g.floats("embeddings.position_embeddings.weight") + segment
    table = g.constant("places", places)
    length = g.add("Shape", "input_ids", start=1, end=2)
    zero = g.integers(0)
    x = g.add("Add", _words(g), g.add("Slice", table, zero, length, zero))
    return _norm(g, x, "embeddings.LayerNorm")


def _words(g: _Graph) -> str:
    """The vectors of the pieces. Those in blocks are decoded when they are looked up, which keeps
    the table of a large vocabulary at a quarter of its size."""
    name = "embeddings.word_embeddings.weight"
    table = g.tensors[name]
    if not isinstance(table, Q4Matrix):
        return g.add("Gather", g.weight(name), "input_ids")
    numbers = g.add("Gather", g.constant(f"{name}.numbers", table.numbers), "input_ids")
    scales = g.add("Gather", g.constant(f"{name}.scales", table.scales), "input_ids")
    grouped = g.add("Reshape", numbers, g.integers(0, 0, -1, BLOCK))
    decoded = g.add(
        "Mul",
        g.add("Cast", grouped, to=TensorProto.FLOAT),
        g.add("Unsqueeze", g.add("Cast", scales, to=TensorProto.FLOAT), g.integers(-1)),
    )
    return g.add("Reshape", decoded, g.integers(0, 0, g.hidden))


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
    size = g.hidden // g.heads
    names = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
    joined = _linear(g, x, *names, scales=(1.0 / float(np.sqrt(size)), 1.0, 1.0))
    heads = g.integers(0, 0, g.heads, size)
    q, k, v = (g.add("Reshape", part, heads) for part in g.split3(joined, f"{prefix}split_"))
    scores = g.add(
        "MatMul",
        g.add("Transpose", q, perm=[0, 2, 1, 3]),
        g.add("Transpose", k, perm=[0, 2, 3, 1]),
    )
    shares = g.add("Softmax", g.add("Add", scores, bias), axis=-1)
    mixed = g.add("MatMul", shares, g.add("Transpose", v, perm=[0, 2, 1, 3]))
    back = g.add("Transpose", mixed, perm=[0, 2, 1, 3])
    return g.add("Reshape", back, g.integers(0, 0, g.hidden))


def _pool(g: _Graph, x: str, mask: str) -> None:
    """The mean over word pieces, scaled to length 1."""
    column = g.add("Unsqueeze", mask, g.integers(-1))
    total = g.add("ReduceSum", g.add("Mul", x, column), g.integers(1), keepdims=0)
    count = g.add("ReduceSum", column, g.integers(1), keepdims=0)
    mean = g.add("Div", total, g.add("Max", count, g.number(1.0)))
    length = g.add("ReduceL2", mean, g.integers(1), keepdims=1)
    g.add("Div", mean, g.add("Max", length, g.number(EPSILON)), out="embedding")
