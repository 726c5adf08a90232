"""The public API: what ``import kb`` gives."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import kb
from ingest.pipeline import run

NOTE = """---
title: Lamps of the border
publisher: Lamp Office
date: 2031-05-04
---
# Lamps of the border

## Purchases

The office bought 40 lamps for $9 million in 2031. The lamps were sent to the border.

## Repairs

The lamps were repaired twice. The lamps were repaired by their maker.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kb.OpenLibrary]:
    base = tmp_path_factory.mktemp("api")
    (base / "lamps.md").write_text(NOTE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_ENCODER", "fake")
        with kb.open_library(base / "library", create=True) as opened:
            run(opened.store, [base / "lamps.md"])
            yield opened


def test_importing_kb_imports_no_other_module_of_ours_and_nothing_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules); import kb; "
        "print(sorted(m for m in set(sys.modules) - before if m.split('.')[0] in "
        "{'kb', 'ingest', 'ui', 'torch', 'chromadb', 'numpy', 'pydantic', 'sqlalchemy'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['kb']"


def test_every_public_name_can_be_imported() -> None:
    assert {name: getattr(kb, name).__name__ for name in kb.__all__} == {n: n for n in kb.__all__}
    assert set(kb.__all__) <= set(dir(kb))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kb.nothing


def test_search_gives_hits_with_text_place_and_citation(library: kb.OpenLibrary) -> None:
    hit = library.search("lamps for $9 million", limit=1).hits[0]
    assert (hit.rank, hit.title) == (1, "Lamps of the border")
    assert library.document(hit.doc_id).text[hit.start : hit.end] == hit.text
    assert "40 lamps" in hit.text
    assert hit.citation == "Lamp Office, Lamps of the border (2031), “Lamps of the border”"
    assert (hit.section, hit.pages) == ("Lamps of the border", ())
    assert 0 < hit.score <= 1


def test_results_do_not_change(library: kb.OpenLibrary) -> None:
    results = library.search("lamps")
    with pytest.raises(FrozenInstanceError):
        results.hits = ()  # type: ignore[misc]


def test_the_limit_and_the_mode_are_checked(library: kb.OpenLibrary) -> None:
    assert len(library.search("lamps", limit=1).hits) == 1
    assert library.search("lamps", mode="lexical").mode == "lexical"
    with pytest.raises(kb.QueryError, match="no mode 'fuzzy'"):
        library.search("lamps", mode="fuzzy")  # type: ignore[arg-type]
    with pytest.raises(kb.QueryError, match="limit is 0"):
        library.search("lamps", limit=0)


def test_an_answer_is_quoted_and_a_refusal_has_a_reason(library: kb.OpenLibrary) -> None:
    answer = library.ask("How many lamps did the office buy?")
    assert (answer.answered, answer.reason) == (True, None)
    sentence = answer.sentences[0]
    text = library.document(sentence.doc_id).text
    assert text[sentence.start : sentence.end] == sentence.text
    assert sentence.citation.startswith("Lamp Office, Lamps of the border (2031)")
    refused = library.ask("What does section 99 say?")
    assert (refused.answered, refused.sentences) == (False, ())
    assert "99" in str(refused.reason)


def test_documents_are_listed_and_read(library: kb.OpenLibrary) -> None:
    (summary,) = library.documents()
    document = library.document(summary.doc_id)
    assert (summary.metadata.title, summary.passages) == ("Lamps of the border", 1)
    assert [s.heading for s in document.sections] == ["Lamps of the border", "Purchases", "Repairs"]
    with pytest.raises(kb.UnknownDocument):
        library.document("nothing-like-it")


def test_a_part_of_a_document_is_cited_in_a_style(library: kb.OpenLibrary) -> None:
    (summary,) = library.documents()
    text = library.document(summary.doc_id).text
    start = text.index("The office")
    cited = library.cite(summary.doc_id, start, start + 20)
    assert cited == "Lamp Office, Lamps of the border (2031), “Purchases”"
    apa = library.cite(summary.doc_id, start, start + 20, style="apa")
    assert apa == "Lamp Office. (2031, May 4). Lamps of the border."
    for first, last in ((5, 5), (-1, 3), (0, len(text) + 1)):
        with pytest.raises(kb.QueryError, match="not a part of the text"):
            library.cite(summary.doc_id, first, last)
    with pytest.raises(kb.QueryError, match="no style 'turabian'"):
        library.cite(summary.doc_id, 0, 5, style="turabian")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "status", "holds"),
    [
        ("The office bought 40 lamps", kb.VerificationStatus.EXACT, True),
        ("The  office bought 40 lamps", kb.VerificationStatus.NORMALISED, True),
        ("The office bought 50 lamps for $9 million", kb.VerificationStatus.ALTERED, False),
        ("The lamps were", kb.VerificationStatus.AMBIGUOUS, False),
        ("Nobody has ever seen a zeppelin there", kb.VerificationStatus.NOT_FOUND, False),
    ],
)
def test_a_quotation_is_verified(
    library: kb.OpenLibrary, quote: str, status: kb.VerificationStatus, holds: bool
) -> None:
    found = library.verify(quote, library.documents()[0].doc_id)
    assert (found.status, found.holds) == (status, holds)


def test_a_start_settles_which_of_several_places_is_meant(library: kb.OpenLibrary) -> None:
    (summary,) = library.documents()
    start = library.document(summary.doc_id).text.index("The lamps were repaired by")
    found = library.verify("The lamps were", summary.doc_id, start)
    assert found.status is kb.VerificationStatus.EXACT
    assert found.span == kb.Span(start, start + len("The lamps were"))


def test_without_a_library_the_error_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(kb.LibraryError, match="kb ingest"):
        kb.open_library(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_the_default_is_the_library_that_kb_home_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_HOME", str(tmp_path / "home"))
    library = kb.open_library(create=True)
    assert library.path == tmp_path / "home"
    library.close()
    library.close()
