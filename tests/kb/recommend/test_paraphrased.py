"""A manual paraphrase is matched to the recommendation it is about."""

from __future__ import annotations

import pytest

from kb.models import Document, Kind, Metadata
from kb.recommend import extract
from kb.recommend.model import Area, Stance, words_key
from kb.recommend.paraphrased import Paraphrase, sentence_keys, with_paraphrases
from kb.span import Span

TEXT = """Lamps for the border

Congress should fund a yearly audit of the lamp programme, and the State Department should publish its results.

The State Department should not buy all lamps from one maker."""
DOCUMENT = Document("b", "0", TEXT, Metadata("Lamps", kind=Kind.BRIEF, language="en"))
FIRST, SECOND = TEXT.split("\n\n")[1:]


def _entry(name: str, sentence: str, action: str) -> Paraphrase:
    return Paraphrase(
        id=f"work.r-{name}", document="work", paraphrase=f"In our words: to {action}.",
        pages=("1",), keys=(words_key(sentence),), actors=("Somebody",), action=action,
        area=Area.OVERSIGHT, stance=Stance.RECOMMENDS,
    )  # fmt: skip


def test_each_goes_by_the_entry_of_its_sentence_whose_words_it_shares() -> None:
    entries = [
        _entry("publish", FIRST, "publish results of audits"),
        _entry("fund", FIRST, "fund a yearly audit"),
        _entry("makers", SECOND, "buy lamps from several makers"),
        _entry("other", "A sentence that is not there.", "fund boats"),
    ]
    found = {r.rec_id: r for r in with_paraphrases(TEXT, extract(DOCUMENT), entries)}
    assert "work.r-makers" in found
    assert "one maker" in found["work.r-makers"].text
    assert "work.r-other" not in found
    fund = found["work.r-fund"]
    assert "fund a yearly audit" in fund.text
    assert (fund.paraphrase, fund.actors) == (
        "In our words: to fund a yearly audit.",
        ("Somebody",),
    )


def test_a_sentence_has_the_same_key_in_every_printing() -> None:
    whole = Document(
        "c", "0", TEXT.replace("lamp programme", "lamp pro-\u00adgramme"), DOCUMENT.metadata
    )
    start = TEXT.index(SECOND)
    assert sentence_keys(TEXT, [Span(start + 4, start + 9)]) == (words_key(SECOND),)
    assert words_key("Lamp-\nposts  “fail”") == words_key('lampposts "fail"')
    start = whole.text.index("Congress")
    assert sentence_keys(whole.text, [Span(start, start + 8)]) == (words_key(FIRST),)


def test_an_entry_alone_is_a_paraphrase_without_a_place() -> None:
    alone = _entry("fund", FIRST, "fund a yearly audit").recommendation()
    assert not alone.in_library
    assert (alone.doc_id, alone.pages, alone.text) == ("work", ("1",), "")


def test_an_entry_with_a_field_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="extra"):
        Paraphrase.model_validate({**_entry("fund", FIRST, "act").model_dump(), "quote": "words"})
