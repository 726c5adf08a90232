"""A quote verifies when its words are in the document; otherwise the result says what differs."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.cite import PageRef, PinCite, VerificationStatus, pin, pin_verified, verify
from kb.cite.normal_form import normal
from kb.models import Document, Metadata, Page
from kb.span import Span

TEXT = (
    "The agency’s “trace data” cover 2019–2024. Officials seized self-propelled weapons — "
    "rifles, mostly — and said the difficult office would act in México.\n\n"
    "The Secretary shall report every year. Tracing helps.\n\n"
    "On page two the Secretary shall report every month. Tracing helps."
)
SECOND = TEXT.index("On page two")
DOC = Document(
    "doc-1",
    "a" * 64,
    TEXT,
    Metadata("Title"),
    pages=(Page(0, None, "1", (Span(0, SECOND),)), Page(1, None, "2", (Span(SECOND, len(TEXT)),))),
)


def cited(quote: str, span: Span | None = None, **changes: object) -> PinCite:
    made = PinCite("doc-1", "a" * 64, span or Span(0, 1), quote)
    return replace(made, **changes)  # type: ignore[arg-type]


CASES = [
    ("The Secretary shall report every year.", VerificationStatus.EXACT, "as it stands"),
    (
        'The agency\'s "trace data" cover 2019-2024.',
        VerificationStatus.NORMALISED,
        "quotes and dash",
    ),
    ("trace\ndata” cover  2019–2024", VerificationStatus.NORMALISED, "white space"),
    ("self- propelled weapons", VerificationStatus.NORMALISED, "hyphen at a line end"),
    (
        "selfpropelled weapons—rifles, mostly—and",
        VerificationStatus.NORMALISED,
        "dashes without spaces",
    ),
    ("the diﬃcult oﬃce would", VerificationStatus.NORMALISED, "ligatures"),
    ("diffi\u00adcult office", VerificationStatus.NORMALISED, "soft hyphen"),
    ("diffi\U000e0063cult of\u061cfice", VerificationStatus.NORMALISED, "invisible characters"),
    ("cover 2019\u22122024", VerificationStatus.NORMALISED, "another dash"),
    ("act in Me\u0301xico", VerificationStatus.NORMALISED, "decomposed accent"),
    (
        "difficult office would act in Mexico",
        VerificationStatus.ALTERED,
        "an accent left out is a change",
    ),
    ("The Secretary may report every year.", VerificationStatus.ALTERED, "one word"),
    ("the secretary shall report every YEAR.", VerificationStatus.ALTERED, "case is a change"),
    ("Officials seized 200 tonnes of cement in Lisbon.", VerificationStatus.NOT_FOUND, "not there"),
    ("Tracing helps.", VerificationStatus.AMBIGUOUS, "twice, and the span settles neither"),
    ("racing help", VerificationStatus.ALTERED, "words are not cut"),
    ("", VerificationStatus.NOT_FOUND, "nothing quoted"),
    ("—", VerificationStatus.NOT_FOUND, "no word quoted"),
]


@pytest.mark.parametrize(("quote", "status", "why"), CASES)
def test_the_status_says_how_the_quote_differs(
    quote: str, status: VerificationStatus, why: str
) -> None:
    assert verify(cited(quote), DOC).status is status, why


def test_the_span_decides_for_a_quote_with_two_places() -> None:
    at = TEXT.rindex("Tracing helps.")
    outcome = verify(cited("Tracing helps.", Span(at, at + 14)), DOC)
    assert outcome.status is VerificationStatus.EXACT
    assert outcome.pages == (PageRef(1, None, "2"),)
    near = verify(cited("Tracing\nhelps.", Span(at - 5, at + 3)), DOC)
    assert (near.status, near.span) == (VerificationStatus.NORMALISED, Span(at, at + 14))


def test_an_altered_quote_has_its_differences() -> None:
    outcome = verify(cited("The Secretary may report every single year."), DOC)
    assert outcome.differences == ("“may” instead of “shall”", "“single” was added")
    assert outcome.span is not None
    assert outcome.span.of(TEXT) == "The Secretary shall report every year."
    assert not outcome.holds


def test_wrong_pages_are_a_problem() -> None:
    good = pin(DOC, Span(SECOND, SECOND + 11))
    assert verify(good, DOC).holds
    wrong = verify(replace(good, pages=(PageRef(0, None, "1"),)), DOC)
    assert wrong.status is VerificationStatus.EXACT
    assert not wrong.holds
    assert wrong.problems == ("cited at p. 1, the words are at p. 2",)


def test_another_document_fails_and_another_file_is_noticed() -> None:
    assert not verify(cited("Tracing", doc_id="doc-2"), DOC).holds
    changed = verify(cited("Officials seized", sha256="b" * 64), DOC)
    assert changed.holds
    assert "has changed" in changed.notices[0]


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 60))
def test_any_span_of_the_text_verifies_exactly(start: int, length: int) -> None:
    span = Span(start, min(start + length, len(TEXT)))
    outcome = verify(pin(DOC, span), DOC)
    assert outcome.status is VerificationStatus.EXACT or not any(map(str.isalnum, span.of(TEXT)))


@pytest.mark.parametrize("span", [Span(0, 0), Span(len(TEXT), len(TEXT) + 3), Span(83, 84)])
def test_a_span_without_words_has_no_pin_cite(span: Span) -> None:
    assert not any(map(str.isalnum, span.of(TEXT)))
    assert pin_verified(DOC, span) is None


_odd = st.text(alphabet="ab -–—’'\"“\n\u00adﬁ…«» .1", max_size=60)


@given(_odd)
def test_normal_form_is_stable_and_maps_back(text: str) -> None:
    made = normal(text)
    assert normal(made.text).text in (made.text, normal(normal(made.text).text).text)
    for at in range(len(made.text)):
        raw = made.raw(at, at + 1)
        assert 0 <= raw.start < raw.end <= len(text)
        if text[raw.start] in "ab1":
            assert made.text[at] == text[raw.start]


def test_three_megabytes_verify_within_three_seconds() -> None:
    rng = random.Random(3)
    vocabulary = ["".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(4000)]
    words = rng.choices(vocabulary, k=380_000)
    big = replace(DOC, text=" ".join(words))
    quote = " ".join(words[200_000:200_040])
    started = time.process_time()
    assert verify(cited(quote.replace(" ", "\n")), big).status is VerificationStatus.NORMALISED
    assert (
        verify(cited(quote.replace(words[200_020], "changed")), big).status
        is VerificationStatus.ALTERED
    )
    assert time.process_time() - started < 3
