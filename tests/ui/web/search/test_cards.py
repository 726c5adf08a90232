"""Cards and the answer box: what is emphasised, what is said, nothing unescaped."""

from __future__ import annotations

import pytest

from kb.answer import Answer
from kb.answer.model import Sentence
from kb.models import Kind, Metadata
from kb.search.hits import Hit, Why
from kb.span import Span
from ui.web.html_parts import stems_in
from ui.web.search.cards import answer_box, best_sentence, hit_card, reasons

EVIL = '<script>x</script> "q" & \u202e'


def _hit(**fields: object) -> Hit:
    made = {
        "rank": 1, "score": 0.5, "passage_id": "p", "doc_id": "d", "section": EVIL, "pages": (),
        "metadata": Metadata(EVIL, kind=Kind.DIGEST, publisher=EVIL), "span": Span(0, 9),
        "text": EVIL, "citation": EVIL, "copies": (EVIL,), **fields,
    }  # fmt: skip
    return Hit(**made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("The sea is wide. Lamps were bought for ports. Lamps shone.", "Lamps were bought for ports."),
        ("The sea is wide. The road is long.", None),  # no word of the query
        ("Lamps were bought for ports.", None),  # one sentence needs no emphasis
    ],
)  # fmt: skip
def test_the_sentence_with_most_of_the_words_is_best(text: str, best: str | None) -> None:
    found = best_sentence(text, stems_in("lamps ports"))
    assert (found.of(text) if found else None) == best


def test_a_card_escapes_everything_of_a_document() -> None:
    html = hit_card(_hit(), stems_in("script"))
    assert "<script>" not in html
    assert "\u202e" not in html
    assert "digest: our summary" in html


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Why(lexical=3), "rank 3 in the search by words"),
        (Why(dense=7), "rank 7 in the search by meaning"),
        (Why(address=True), "names this section"),
        (Why(source=True), "names this source"),
    ],
)
def test_a_card_says_why(why: Why, said: str) -> None:
    assert any(said in reason for reason in reasons(why))
    assert said in hit_card(_hit(why=why), frozenset())


@pytest.mark.parametrize(("score", "shown"), [(0.5, True), (1.0, True), (2.4, False)])
def test_a_score_is_shown_where_it_compares(score: float, shown: bool) -> None:
    assert (
        "score" in hit_card(_hit(score=score, why=Why(address=score > 1)), frozenset())
    ) == shown


def test_an_answer_links_each_sentence_to_its_place() -> None:
    sentence = Sentence(EVIL, "d&x", Span(3, 9), None, (), EVIL)
    html = answer_box(Answer("q", True, None, (sentence,)))
    assert "doc=d%26x&amp;start=3&amp;end=9" in html
    assert "[1]" in html
    assert "<script>" not in html


def test_a_refusal_gives_its_reason() -> None:
    html = answer_box(Answer("q", False, "no passage <b>was</b> found", ()))
    assert "No passage &lt;b&gt;was&lt;/b&gt; found." in html


@pytest.mark.parametrize(
    ("language", "marked"),
    [("es", True), ("en", False), (None, False), ('x" onclick="y', False), ("zxx", False)],
)
def test_words_of_another_language_are_marked_as_such(language: str | None, marked: bool) -> None:
    card = hit_card(_hit(metadata=Metadata("T", language=language)), frozenset())
    assert (' lang="es"' in card) is marked
    assert "onclick" not in card
