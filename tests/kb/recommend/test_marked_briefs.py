"""What the marked briefs recommend is found in both languages, and little else."""

from __future__ import annotations

import pytest

from kb.recommend import extract
from tests.bench.marked import FOLDER, marked
from tests.bench.recommendations import Tally, tally


@pytest.mark.parametrize(
    ("group", "recall", "precision"), [("dev", 0.9, 0.9), ("held-out", 0.8, 0.9)]
)
def test_marked_briefs(group: str, recall: float, precision: float) -> None:
    total = Tally()
    for path in sorted(FOLDER.glob(f"{group}-*.md")):
        document, items = marked(path)
        total += tally(items, list(extract(document)))
    figures = total.figures()
    assert total.gold > 40
    assert figures["recall"] >= recall
    assert figures["precision"] >= precision
    assert figures["stance"] >= 0.9
    assert figures["actor"] >= 0.7


def test_every_mark_is_placed_and_none_is_left_in_the_text() -> None:
    for path in FOLDER.glob("*.md"):
        document, items = marked(path)
        assert "[[" not in document.text, path.name
        assert all(item.places for item in items), path.name
