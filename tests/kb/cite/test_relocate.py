"""A quote is found again after its document has changed, or the changed passage is shown."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from kb.cite import change, locate, relocate
from kb.models import Document, Metadata
from kb.span import Span

TEXT = (
    "The agency’s “trace data” cover 2019–2024. Officials seized self-propelled weapons — "
    "rifles, mostly — and said the difficult office would act in México.\n\n"
    "The Secretary shall report every year. Tracing helps.\n\n"
    "On page two the Secretary shall report every month. Tracing helps."
)
DOC = Document("doc-1", "a" * 64, TEXT, Metadata("Title"))
QUOTE = "The Secretary shall report every year."
SPAN = Span(TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE))
WORDS = "The office inspects cargo at the border and reports each seizure to Congress.".split()

_other_text = st.lists(st.sampled_from("alpha beta gamma delta epsilon".split()), max_size=12)


def test_every_place_of_a_quote_is_located() -> None:
    assert [s.of(TEXT) for s in locate("Tracing helps.", DOC)] == ["Tracing helps."] * 2
    assert [s.of(TEXT) for s in locate("weapons - rifles", DOC)] == ["weapons — rifles"]
    assert locate("no such words", DOC) == []


@given(st.lists(st.sampled_from("shall report the agency weapons every year".split()), min_size=2))
def test_a_quote_reprinted_with_other_line_breaks_is_located(words: list[str]) -> None:
    doc = replace(DOC, text=" ".join(words))
    assert locate("\n".join(words), doc)[0] == Span(0, len(doc.text))


def test_a_quote_that_has_not_moved_keeps_its_span() -> None:
    found = relocate(QUOTE, SPAN, DOC)
    assert found is not None
    assert (found.span, found.moved) == (SPAN, False)


def test_of_several_places_the_nearest_is_taken() -> None:
    last = TEXT.rindex("Tracing helps.")
    near = relocate("Tracing helps.", Span(last - 3, last + 11), DOC)
    assert near is not None
    assert (near.span.start, near.moved) == (last, True)
    first = relocate("Tracing helps.", Span(0, 14), DOC)
    assert first is not None
    assert first.span.start == TEXT.index("Tracing helps.")


@given(_other_text, _other_text, _other_text, st.data())
@example([], ["alpha"], [], None)
def test_a_quote_is_found_at_the_shifted_place_when_text_elsewhere_changes(
    before: list[str], inserted: list[str], after: list[str], data: st.DataObject | None
) -> None:
    """Text before and after the quote is inserted or removed; its own words stay."""
    first = data.draw(st.integers(0, len(WORDS) - 1)) if data else 2
    last = data.draw(st.integers(first + 1, len(WORDS))) if data else 6
    quote = " ".join(WORDS[first:last])
    old = " ".join([*before, *WORDS[first:last], *after])
    new = " ".join([*inserted, *WORDS[first:last], *before])
    start = old.index(quote)
    found = relocate(quote, Span(start, start + len(quote)), replace(DOC, text=new))
    assert found is not None
    shifted = len(" ".join([*inserted, ""]))
    assert found.span == Span(shifted, shifted + len(quote))
    assert found.moved is (shifted != start)


def test_a_quote_whose_words_are_gone_is_not_relocated() -> None:
    changed = replace(DOC, text=TEXT.replace("every year", "each year"))
    assert relocate(QUOTE, SPAN, changed) is None


def test_a_changed_quote_is_compared_with_the_passage_most_like_it() -> None:
    changed = replace(DOC, text=TEXT.replace("shall report every year", "may report every year"))
    found = change(QUOTE, SPAN, changed)
    assert found is not None
    assert found.span.of(changed.text) == "The Secretary may report every year."
    assert found.differences == ("“shall” instead of “may”",)
    assert 0.8 <= found.similarity < 1


def test_a_quote_that_is_like_nothing_in_the_document_has_no_change() -> None:
    assert change("Boats were bought for the lake in Lisbon.", Span(0, 40), DOC) is None
