"""A cross-encoder by folder, tiny and made here, scores each passage with its question."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.encode.cross_encoder import CrossEncoderScorer
from kb.errors import EncoderError

WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "who",
    "paid",
    "for",
    "pumps",
    "the",
    "office",
]


def made_folder(folder: Path) -> Path:
    """One layer of 8 dimensions, with weights of a fixed seed."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=32, num_labels=1,
        initializer_range=1.0,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    tokenizer = BertTokenizer(str(folder / "vocab.txt"), model_max_length=32)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.mark.slow
def test_each_passage_has_a_score_of_its_own(tmp_path: Path) -> None:
    scorer = CrossEncoderScorer(str(made_folder(tmp_path)))
    texts = ["the office paid", "pumps", "the office paid for pumps " * 40]
    found = scorer.scores("who paid for pumps", texts)
    assert len(found) == 3
    assert len(set(found)) == 3
    assert found[:2] == pytest.approx(scorer.scores("who paid for pumps", texts[:2]), abs=1e-4)
    assert scorer.scores("the office", texts[:1]) != pytest.approx(found[:1], abs=1e-4)


def test_a_missing_folder_names_the_setting() -> None:
    with pytest.raises(EncoderError, match="Correct KB_RERANKER"):
        CrossEncoderScorer("./no/such/model")
