"""A cross-encoder of sentence-transformers: reads a question and a passage together.

Importing this module is cheap; making a ``CrossEncoderScorer`` loads torch, which takes seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kb.encode.sentence_transformer import load_by_name

BATCH = 8


class CrossEncoderScorer:
    """Scores passages for a question, by the model or in the folder called ``name``.

    Raises ``EncoderError`` when it is not available.
    """

    def __init__(self, name: str) -> None:
        def model(*given: Any, **named: Any) -> Any:
            from sentence_transformers import CrossEncoder

            return CrossEncoder(*given, **named)

        self._model = load_by_name(model, name, "KB_RERANKER")

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each of ``texts`` answers; larger is better, the scale is the model's."""
        pairs = [(question, text) for text in texts]
        found = self._model.predict(pairs, batch_size=BATCH, show_progress_bar=False)
        return [float(score) for score in found]
