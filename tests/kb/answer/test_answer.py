"""Answers quote documents; a question they do not answer is refused with what is missing."""

from __future__ import annotations

import pytest

from ingest.pipeline import run
from kb.answer import answer
from kb.encode.selection import load_encoder
from kb.search.engine import Searcher
from kb.store import Library

NOTE = """# Lamp aid to Mexico

## Money

Congress appropriated $48 million for lamps in Mexico in fiscal year 2031.

The Lamp Office trained 1,200 inspectors in four Mexican states between 2031 and 2033.

## Results

Auditors concluded that the Lamp Office had not measured whether the lamps were used.

Smugglers moved most stolen lamps by rail, according to customs records.

## What is not known here

The number of lamps that were broken on the way is not in the catalogue.

No document in the catalogue gives the Lantern Pact a budget of its own.

## How the Harbour Plan ended the old ways of lighting

The Harbour Plan got $7 million in fiscal year 2032.
"""
LAW = """Public Law 118–31

An Act To authorize a test for fiscal year 2024, and for other purposes.

SEC. 1. SHORT TITLE.

This Act may be cited as the “National Defense Authorization Act for Fiscal Year 2024”.

SEC. 1311. STRATEGY ON LAMPS.

    (a) In General.— Not later than 180 days after enactment, the Librarian shall submit to Congress a report with a strategy on lamps.
"""

ANSWERED = [
    ("How much did Congress appropriate for lamps in Mexico?", "$48 million"),
    ("How many inspectors did the Lamp Office train?", "1,200 inspectors"),
    ("What did auditors conclude about the Lamp Office?", "had not measured"),
    ("¿Cuánto dinero asignó el Congreso para lámparas en México?", "$48 million"),
    ("How much money went to the Harbour Plan?", "$7 million"),  # the pact's lack is another's
    ("What is the Harbour Plan?", "got $7 million"),  # a heading is no sentence
    ("When must the Librarian submit the report of section 1311?", "180 days"),
]
REFUSED = [
    ("What does section 1131 of the FY2024 NDAA say?", "no section 1131"),
    ("How many lamps did the Navy lose in Guatemala?", "Guatemala"),
    ("How much money did smugglers earn from stolen lamps?", "amount of money"),
    ("What percentage of stolen lamps was moved by rail?", "percentage"),
    ("What did the section 1311 strategy report conclude?", "the law that orders it"),
    ("What is the best recipe for tamales?", "no passage"),
    ("How much did Congress appropriate for lamps in Mexico in fiscal year 2039?", "2039"),
    ("How many lamps were broken on the way?", "it is not known: “The number of lamps"),
    ("Is the Librarian corrupt?", "opinion"),
    ("¿Quién es el mejor presidente de México?", "opinión"),
    ("What does section 1311(k) require?", "no subsection (k)"),
    ('Who lost "the green lamps of Puebla"?', "has “the green lamps of Puebla” word for word"),
    ('Who trained "inspectors" year:1901', "no passage was found that matches the filters"),
    ("What does section 1311 of the FY2019 NDAA say about lamps?", "FY2019 NDAA"),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    base = tmp_path_factory.mktemp("answer")
    docs = base / "docs"
    docs.mkdir()
    (docs / "note.md").write_text(NOTE)
    (docs / "law.txt").write_text(LAW)
    library = Library.open(base / "home")
    encoder = load_encoder(cache=None, notices=print)
    run(library, [docs], encoder=encoder, jobs=1)
    return Searcher(library, encoder)


@pytest.mark.parametrize(("question", "expected"), ANSWERED, ids=[q for q, _ in ANSWERED])
def test_an_answer_quotes_the_document_and_cites_it(
    searcher: Searcher, question: str, expected: str
) -> None:
    given = answer(question, searcher)
    assert given.answered, given.reason
    assert expected in given.sentences[0].text
    for sentence in given.sentences:
        document = searcher.library.document(sentence.doc_id)
        assert sentence.span.of(document.text) == sentence.text
        assert sentence.citation


@pytest.mark.parametrize(("question", "expected"), REFUSED, ids=[q for q, _ in REFUSED])
def test_a_refusal_names_what_is_missing(searcher: Searcher, question: str, expected: str) -> None:
    given = answer(question, searcher)
    assert not given.answered, [s.text for s in given.sentences]
    assert given.sentences == ()
    assert expected in (given.reason or "")


def test_the_same_question_gives_the_same_answer(searcher: Searcher) -> None:
    question = ANSWERED[0][0]
    assert answer(question, searcher) == answer(question, searcher)
