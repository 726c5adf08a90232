"""One text is shown once, whichever copies of it are on record."""

from __future__ import annotations

from kb.search.fold import Shingles, fold

LONG = "the committee found that audits of the equipment programme had lapsed for two years"


def test_copies_fold_under_the_preferred_one() -> None:
    items = [("pdf", LONG), ("txt", LONG.upper()), ("other", "nothing alike in this one here")]
    folded = fold(items, lambda i: i[1], lambda a, b: 0.5, lambda i: (i[0] != "txt", i[0]))
    assert [(shown[0], [c[0] for c in copies]) for shown, copies in folded] == [
        ("txt", ["pdf"]),
        ("other", []),
    ]


def test_a_hyphen_undone_in_one_copy_does_not_part_them() -> None:
    broken = LONG.replace("programme", "pro-gramme")
    assert Shingles.of(LONG).shared(Shingles.of(broken)) == 1.0


def test_two_years_of_one_provision_stay_apart() -> None:
    items = [("fy23", LONG), ("fy24", LONG)]
    folded = fold(items, lambda i: i[1], lambda a, b: 2.0, lambda i: (i[0],))
    assert [shown[0] for shown, _ in folded] == ["fy23", "fy24"]
