"""One text is shown once, whichever copies of it are in the library."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.search.near_duplicates import Shingles, fold
from kb.search.same_facts import agree

LONG = "the committee found that audits of the equipment programme had lapsed for two years"


def test_copies_are_folded_into_the_preferred_one() -> None:
    items = [("pdf", LONG), ("txt", LONG.upper()), ("other", "nothing alike in this one here")]
    folded = fold(items, lambda i: i[1], lambda a, b: 0.5, lambda i: (i[0] != "txt", i[0]))
    assert [(shown[0], [c[0] for c in copies]) for shown, copies in folded] == [
        ("txt", ["pdf"]),
        ("other", []),
    ]


def test_copies_that_differ_in_a_hyphen_are_folded() -> None:
    broken = LONG.replace("programme", "pro-gramme")
    assert Shingles.of(LONG).shared(Shingles.of(broken)) == 1.0


def test_two_years_of_one_provision_are_not_folded() -> None:
    items = [("fy23", LONG), ("fy24", LONG)]
    folded = fold(items, lambda i: i[1], lambda a, b: 2.0, lambda i: (i[0],))
    assert [shown[0] for shown, _ in folded] == ["fy23", "fy24"]


_TEXTS = ("", "a", "a b", "a b c d e f g", "a b c d e f h", "x a b c d e f")


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(_TEXTS)), max_size=12))
def test_folding_gives_the_same_groups_as_comparing_every_pair(
    texts: list[tuple[int, str]],
) -> None:
    items = [(number, year, text) for number, (year, text) in enumerate(texts)]

    def needed(one: tuple[int, int, str], other: tuple[int, int, str]) -> float:
        return (0.5, 0.9, 2.0)[abs(one[1] - other[1])]

    groups: list[list[tuple[int, int, str]]] = []
    for item in items:
        words = Shingles.of(item[2])
        for group in groups:
            alike = any(Shingles.of(o[2]).shared(words) >= needed(o, item) for o in group)
            if alike and all(agree(o[2], item[2]) for o in group):
                group.append(item)
                break
        else:
            groups.append([item])
    folded = fold(items, lambda i: i[2], needed, lambda i: (i[0],))
    assert [[shown, *copies] for shown, copies in folded] == groups


def test_texts_that_differ_in_a_figure_are_not_folded() -> None:
    items = [("march", f"{LONG} in 412 cases"), ("april", f"{LONG} in 57 cases")]
    folded = fold(items, lambda i: i[1], lambda a, b: 0.5, lambda i: (i[0],))
    assert [shown[0] for shown, _ in folded] == ["march", "april"]


def test_a_short_cut_does_not_join_two_texts_that_differ() -> None:
    items = [("cut", LONG), ("march", f"{LONG} in 412 cases"), ("april", f"{LONG} in 57 cases")]
    folded = fold(items, lambda i: i[1], lambda a, b: 0.5, lambda i: (i[0],))
    assert [{m[0] for m in (shown, *copies)} for shown, copies in folded] == [
        {"cut", "march"}, {"april"},
    ]  # fmt: skip
