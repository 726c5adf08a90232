"""Misspelt words of a query are searched as they were meant, and the reader is told."""

from __future__ import annotations

import pytest

from ingest.pipeline import run
from kb.answer import answer
from kb.encode.fake import FakeEncoder
from kb.search.engine import Searcher
from kb.search.hits import Correction
from kb.search.query import parse
from kb.store import Library

DOCUMENTS = {
    "pills.md": "# Pills\n\nAgents seized 12 tonnes of fentanyl and xylazine in Sinaloa in May.",
    "guns.md": "# Guns\n\nThe office traced rifles and other firearms that Harfuch had reported.",
    "law.txt": "[117th Congress Public Law 998]\n\nPublic Law 117-998\n117th Congress\n\n An Act\n\n"
    "Be it enacted by the Senate and House of Representatives of the United States of America in "
    "Congress assembled,\n\nSECTION 1. SHORT TITLE.\n\n    This Act may be cited as the ``Lamp Act''."
    "\n\nSEC. 302. REPORTS ON LAMPS.\n\n    The Harbor Master shall report on lamps each year.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    base = tmp_path_factory.mktemp("spelling")
    (base / "docs").mkdir()
    for name, text in DOCUMENTS.items():
        (base / "docs" / name).write_text(text)
    library = Library.open(base / "home")
    run(library, [base / "docs"], encoder=FakeEncoder(), jobs=1)
    return Searcher(library, FakeEncoder())


def corrections(searcher: Searcher, query: str) -> dict[str, str]:
    return {c.typed: c.searched for c in searcher.find(query).corrections}


@pytest.mark.parametrize(
    ("query", "expected", "why"),
    [
        ("fentanil pills", {"fentanil": "fentanyl"}, "a word of the library"),
        ("Sinoloa cartel", {"Sinoloa": "Sinaloa"}, "a name keeps its capital"),
        ("a Sinoloa-based cartel", {"Sinoloa": "Sinaloa"}, "in a compound"),
        ("XYLAZENE IN MAY", {"XYLAZENE": "Xylazine"}, "all in capitals"),
        ("Januarry pills", {"Januarry": "January"}, "a usual English word"),
        ("¿cuántas harmas hay?", {"harmas": "armas"}, "a word of the lexicon"),
        ("la operasion en mejico", {"operasion": "operación", "mejico": "méxico"}, "accents"),
        ("los permizos", {"permizos": "permisos"}, "a form of a word of the lexicon"),
        ("fentanyl pills", {}, "right as it is"),
        ('"fentanil" pills', {}, "an exact phrase"),
        ("pills -fentanil", {}, "a word to leave out"),
        ("kind:brief pills", {}, "a filter"),
        ("the XYLAZ of May", {}, "an acronym"),
        ("fentanil2 P.L.117", {}, "a word with digits or points"),
        ("los chavos y cuates con la lana", {}, "colloquial Spanish"),
        ("decomisaron, adviertan, gobiernos", {}, "inflected Spanish"),
        ("rifle traces", {}, "an inflection of a word of the library"),
        ("huachicol", {}, "a word of the glossary or the lexicon"),
        (f"de la {'s' * 2000} y {'sc' * 600}", {}, "longer than any word"),
        ("芬太尼 фентанил", {}, "other scripts"),
        ("ﬁ\u0301\u0301\u0301\u0301\u0301", {}, "hardly any letter"),
    ],
)
def test_words_are_corrected(
    searcher: Searcher, query: str, expected: dict[str, str], why: str
) -> None:
    assert corrections(searcher, query) == expected, why


def test_a_corrected_word_is_found_and_the_typed_one_kept(searcher: Searcher) -> None:
    found = searcher.find("seized fentanil")
    assert found.query.text == "seized fentanyl"
    assert ("fentanyl", "fentanil") in [(g[0], g[-1]) for g in found.expansion.groups]
    results = searcher.search("seized fentanil", mode="lexical")
    assert "fentanyl" in results.hits[0].text
    assert results.query == "seized fentanil"
    assert results.corrections == (Correction("fentanil", "fentanyl"),)
    assert results.as_json()["corrections"] == [{"typed": "fentanil", "searched": "fentanyl"}]


def test_a_corrected_word_reaches_what_is_embedded(searcher: Searcher) -> None:
    assert searcher.find("seized fentanil").expansion.dense_text == "seized fentanyl"
    assert "operation" in searcher.find("la operasion de decomizo").expansion.dense_text


def test_nothing_is_corrected_as_typed_nor_in_texts_of_documents(searcher: Searcher) -> None:
    for found in (
        searcher.find("fentanil", as_typed=True),
        searcher.find("fentanil", everyday=False),
    ):
        assert found.corrections == ()
        assert found.query.text == "fentanil"


def test_no_notice_calls_a_corrected_word_unknown(searcher: Searcher) -> None:
    told = searcher.search("fentanil", as_typed=True).notices
    assert any("fentanil" in notice for notice in told)
    assert not any("No word" in n for n in searcher.search("fentanil").notices)


def test_a_refusal_names_no_word_that_was_corrected(searcher: Searcher) -> None:
    given = answer("Why did somebody ban fentanil from Narnia?", searcher)
    assert not given.answered
    assert "fentanil" not in (given.reason or "")
    assert given.corrections == (Correction("fentanil", "fentanyl"),)
    assert given.as_json()["corrections"][0]["searched"] == "fentanyl"


def test_an_answer_is_found_by_a_corrected_word(searcher: Searcher) -> None:
    given = answer("How much fentanil was seized in Sinoloa?", searcher)
    assert given.answered
    assert "12 tonnes" in given.sentences[0].text


def test_a_misspelt_address_is_read(searcher: Searcher) -> None:
    found = searcher.find("secton 302 of P.L. 117-998")
    assert {c.typed for c in found.corrections} == {"secton"}
    assert found.addressed.passages


def test_at_most_a_few_words_are_looked_at(searcher: Searcher) -> None:
    many = " ".join(f"fentani{a}{b}" for a in "bcdfg" for b in "bcdfg")
    assert len(searcher.find(f"{many} zzz").corrections) <= 8


def test_a_query_without_unknown_words_reads_no_list_of_words(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the list of words was read")

    monkeypatch.setattr(searcher.library, "words_beginning", refuse)
    searcher.find("fentanyl seized in Sinaloa")
    with pytest.raises(AssertionError):
        searcher.find("fentanil seized in Sinaloa")


def test_a_query_is_the_same_where_it_has_no_mistake(searcher: Searcher) -> None:
    query = parse('rifles "traced rifles" -pills kind:brief')
    assert searcher._speller.corrected(query) == (query, ())
