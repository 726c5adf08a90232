"""The judgement file: what is written is read back, and a damaged line is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import JudgementsError
from kb.evidence.judgement import Judgement
from kb.evidence.judgement_file import COLUMNS, read, write
from kb.evidence.model import LinkStatus, Relation, link_id
from kb.span import Span

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    rec_id, doc_id, quote = draw(words), draw(words), draw(words)
    start = draw(st.integers(0, 10**7))
    return Judgement(
        rec_id,
        link_id(rec_id, doc_id, quote),
        draw(words),
        doc_id,
        draw(st.text("0123456789abcdef", max_size=64)),
        Span(start, start + draw(st.integers(1, 9999))),
        quote,
        draw(st.sampled_from(Relation)),
        draw(st.sampled_from([LinkStatus.CONFIRMED, LinkStatus.REJECTED])),
        draw(st.dates().map(lambda d: d.isoformat())),
        draw(st.text(st.characters(exclude_categories=["Cs"]))),
    )


many = st.lists(judgements(), max_size=6, unique_by=lambda j: j.key)


@given(many)
def test_judgements_are_written_one_a_line_and_read_back(judgements: list[Judgement]) -> None:
    text = write(judgements)
    assert text.count("\n") == len(judgements) + 1
    assert sorted(read(text), key=repr) == sorted(judgements, key=repr)


@given(many, st.randoms())
def test_the_order_is_the_same_whatever_order_they_come_in(
    judgements: list[Judgement], some: object
) -> None:
    mixed = list(judgements)
    some.shuffle(mixed)  # type: ignore[attr-defined]
    assert write(mixed) == write(judgements)
    assert write(read(write(judgements))) == write(judgements)


LINE = "d.r-1\td\tabc\t3\t9\tsupports\tconfirmed\tA. Reader\t2031-03-17\tWhy.\tsix ch"
HEAD = "\t".join(COLUMNS)


def _changed(column: str, value: str) -> str:
    fields = LINE.split("\t")
    fields[COLUMNS.index(column)] = value
    return f"{HEAD}\n" + "\t".join(fields) + "\n"


def test_files_that_other_programs_saved_are_read() -> None:
    for text in (f"\ufeff{HEAD}\n{LINE}\n", f"{HEAD}\r\n{LINE}\r\n", f"{HEAD}\n\n{LINE}\n\n"):
        assert [j.quote for j in read(text)] == ["six ch"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the columns must be"),
        ("a\tb\n", "line 1: the columns must be"),
        (f"{HEAD}\nd.r-1\td\n", "line 2: there are 2 fields instead of 11"),
        (_changed("judge", " "), "the judge is missing"),
        (_changed("recommendation", ""), "the recommendation is missing"),
        (_changed("quote", ""), "the quote is missing"),
        (_changed("date", "17 March"), "is no date; write it as"),
        (_changed("date", "2031-13-45"), "is no date; write it as"),
        (_changed("start", "nine"), "must be numbers"),
        (_changed("start", "9"), "start before end"),
        (_changed("start", "-1"), "start before end"),
        (_changed("relation", "likes"), "must be one of supports"),
        (_changed("status", "suggested"), "must be one of confirmed, rejected"),
        (f"{HEAD}\n{LINE}\n{LINE}\n", "line 3: 'A. Reader' judges 'six ch' a second time"),
    ],
)
def test_a_damaged_file_is_refused_by_line_and_reason(text: str, message: str) -> None:
    with pytest.raises(JudgementsError, match=message):
        read(text, "their.tsv")
    with pytest.raises(JudgementsError, match=r"their\.tsv"):
        read(text, "their.tsv")
