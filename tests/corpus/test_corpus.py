"""The corpus is valid, cites what it states, and holds nobody else's sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.read.source import Source
from ingest.read_document import read_document
from kb.corpus.catalogue_match import recognise
from kb.corpus.digests import Digest, digests
from kb.corpus.load import catalogue, glossary, timeline
from kb.errors import CorpusError
from kb.history.timeline import NoSuchTerm, define, events
from kb.models import Document, Kind, Metadata
from kb.resources import CORPUS
from tests.corpus.copied import copied, documents_in
from tests.corpus.digest_problems import problems

REHOSTS = re.compile(r"docslib|vdocument|pdfslide|cupdf|fdocuments|scribd|github\.com|ballotpedia")


def test_the_catalogue_has_all_its_entries_verified() -> None:
    entries = catalogue()
    assert len(entries) == 131
    assert {e.verification.status for e in entries.values()} == {"seen", "recalled"}
    assert entries["pl-110-252"].number == "P.L. 110-252"


def test_downloads_are_official_first_and_never_from_rehosting_sites() -> None:
    for entry in catalogue().values():
        for place in entry.downloads:
            assert not REHOSTS.search(place.url), entry.id
    law = catalogue()["pl-118-47"].downloads
    assert "govinfo.gov" in law[0].url


def test_every_source_of_event_and_term_is_in_the_catalogue() -> None:
    known = catalogue().keys()
    assert len(timeline()) == 72
    assert len(glossary()) == 96
    for record in (*timeline(), *glossary()):
        assert set(record.sources) <= known, record.id


def test_there_are_twenty_digests_in_english_and_five_in_spanish() -> None:
    found = digests()
    english = [d for d in found if d.language == "en"]
    spanish = [d for d in found if d.language == "es"]
    assert len(english) >= 20
    assert len(spanish) >= 5
    assert {d.translation_of for d in spanish} <= {d.stem for d in english}


@pytest.mark.parametrize("digest", digests(), ids=lambda d: d.stem)
def test_each_digest_cites_what_it_states(digest: Digest) -> None:
    assert list(problems(digest)) == []


def test_the_check_of_digests_finds_every_kind_of_problem() -> None:
    bad = Digest("bad", "Bad", "en", ("no-such-id",), None, "It cost $5 million in lamps.\n")
    found = " ".join(problems(bad))
    assert "gives a figure without its source" in found
    assert "lists other sources than it cites" in found
    assert "has 6 words; it needs 500 to 1200" in found


def test_an_invalid_file_is_refused_with_its_entry_and_field(tmp_path: Path) -> None:
    wrong = tmp_path / "timeline.yaml"
    wrong.write_text("events:\n- id: t1\n  date: yesterday\n")
    with pytest.raises(CorpusError, match=r"timeline\.yaml, t1: date"):
        timeline(wrong)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("FTO", "FTO"),
        ("organización terrorista extranjera", "FTO"),
        ("merida initiative", "Mérida Initiative"),
    ],
)
def test_terms_are_found_by_any_name(name: str, expected: str) -> None:
    found = define(name)
    assert not isinstance(found, NoSuchTerm)
    assert found.term == expected


def test_a_term_with_a_similar_name_is_suggested() -> None:
    found = define("strow purchase")
    assert isinstance(found, NoSuchTerm)
    assert "straw purchase" in found.near


def test_events_are_filtered_by_time_and_topic() -> None:
    assert [e.date for e in events("2007", "2007")] == ["2007-03", "2007-10-22"]
    assert events("2021-10-08", "2021-10-08")[0].title.startswith("Bicentennial")
    assert all("enjambre" in (e.title + e.text).casefold() for e in events(topic="enjambre"))


@pytest.mark.parametrize(
    ("event_id", "side", "why"),
    [
        ("t008", "us", "an auditor of the US Congress"),
        ("t053", "us", "a US court decides; that Mexico sued does not make it an act of Mexico"),
        ("t066", "us", "a bill in the US Congress, though its title says Mexico"),
        ("t029", "mexico", "a Mexican decree"),
        ("t032", "both", "adopted together"),
        ("t068", "both", "prisoners handed over and taken: by agreement"),
        ("t019", "neither", "a study"),
    ],
)
def test_the_side_of_an_event_is_who_acted(event_id: str, side: str, why: str) -> None:
    assert next(e for e in timeline() if e.id == event_id).side == side, why


def test_events_are_filtered_by_government() -> None:
    mexican = events(side="mexico")
    assert {e.side for e in mexican} == {"mexico", "both"}
    assert {e.side for e in events(side="both")} == {"both"}
    assert {e.side for e in events(side="neither")} == {"neither"}
    assert len(mexican) == len(events(side="both")) + sum(e.side == "mexico" for e in timeline())


@pytest.mark.parametrize("wrong", ["[us, us]", "[canada]"])
def test_a_wrong_government_is_refused_with_its_event(wrong: str, tmp_path: Path) -> None:
    file = tmp_path / "timeline.yaml"
    text = (CORPUS / "timeline.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("governments: [mexico]", f"governments: {wrong}", 1), "utf-8")
    with pytest.raises(CorpusError, match=r"timeline\.yaml, t001: governments"):
        timeline(file)


@pytest.mark.parametrize(
    ("meta", "name", "expected"),
    [
        (Metadata("x", number="GAO-21-322"), "", "gao-21-322"),
        (Metadata("x", number="IF10578"), "", "crs-if10578"),
        (Metadata("x"), "pl-110-252.pdf", "pl-110-252"),
        (Metadata("x", Kind.DIGEST, number="GAO-21-322"), "", None),
        (Metadata("An unknown text on lamps and chairs"), "lamps.pdf", None),
    ],
)
def test_a_document_is_matched_to_the_catalogue_by_number_or_file_name(
    meta: Metadata, name: str, expected: str | None
) -> None:
    found = recognise(meta, name)
    assert (found.id if found else None) == expected


def test_nobody_elses_sentences_are_in_the_corpus(shared: Path) -> None:
    """No twelve words in a row of any document outside the project are in ``corpus/``, except
    official titles, which may be longer."""
    titles = [entry.title for entry in catalogue().values()]
    assert copied(_own_texts(), titles, documents_in(shared)) == []


def test_a_sentence_copied_from_a_real_document_is_found(shared: Path) -> None:
    """Sentences as the readers of ``ingest`` give them, of a report, a law and a statement."""
    for name in ("reports/*.pdf", "statutes/*.txt", "uslm/*.xml", "statements/*.md"):
        path = next(path for path in documents_in(shared) if path.match(name))
        document = read_document(Source.load(path))
        assert isinstance(document, Document)
        prose = re.findall(r"(?:\b[^\W\d_]+[, ]+){14,18}", document.text)
        words = " ".join(re.findall(r"\w+", prose[len(prose) // 2])[:12])
        found = copied(["Ours. " + words.title() + " and ours."], [], [path])
        assert found == [f"{path.name}: {words.casefold()}"]
        assert copied([words.rpartition(" ")[0]], [], [path]) == [], "eleven words are too few"


def _own_texts() -> Iterator[str]:
    for path in sorted(CORPUS.rglob("*")):
        if path.suffix in (".md", ".yaml"):
            yield re.sub(r"\[[a-z0-9][^\]\n]*\]", " ", path.read_text(encoding="utf-8"))
