"""Texts that name the same action and object are linked; others and repetitions are left out. Run on
a small library with an encoder that knows only words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import run
from kb.encode.fake import FakeEncoder
from kb.evidence.evidence_map import MapMaker
from kb.evidence.linker import Linker
from kb.evidence.model import EvidenceLink, Relation
from kb.evidence.store import EvidenceStore
from kb.recommend.model import Recommendation
from kb.search.engine import Searcher
from kb.settings import LinkSettings
from kb.store import Library

OWN = "An audit of the lamp programme of Ruritania would show where the lamps went."
# Long enough that the recommendation is in another passage.
REST = " ".join(f"The river has {n} bends below the town, each with its name." for n in range(40))
BRIEF = f"""# Lamps for Ruritania

Ruritania buys lamps for its border crossings. {OWN}

{REST}

## Recommendations

Congress should audit the lamp programme of Ruritania.
"""
AUDITED = (
    "The Lamp Office found in 2030 that an audit of the lamp programme of Ruritania was missing."
)
ORDERED = "The lamp law of 2031 orders an audit of the lamp programme of Ruritania"
PAID = "Ruritania paid three makers for the lamps of the lamp programme in 2029."
AUDIT_OF_BREAD = "An audit of the bread programme of Kravonia found nothing amiss in 2030."
DIGEST = f"""---
title: "The lamp programme of Ruritania and its audit"
kind: digest
language: en
date: 2032-01-01
publisher: Evidencia
sources: [lamp-office-30, lamp-law-31]
---
# The lamp programme of Ruritania and its audit

## Findings

{AUDITED[:-1]} [lamp-office-30].

{ORDERED} [lamp-law-31].

## What is not known

No later audit of the lamp programme of Ruritania is in the catalogue.
"""
REPORT = f"""# A report on lamps and bread

## Lamps

{PAID} The lamps of Ruritania are yellow, and they stand along the river in long rows.

## Bread

{AUDIT_OF_BREAD} Bread is baked in Kravonia in the morning and eaten there in the evening.
"""
AGAINST = (
    "Ruritania opposed and rejected an audit of the lamp programme of Ruritania in 2028, however"
    " small it was."
)
CRITIC = f"""# The lamp programme of Ruritania and its audit, as a critic sees it

The critic has read what there is to read in the archive of the town.

{AGAINST} The town sleeps early and has no use for papers.
"""
COPY = f"""# A letter on the lamp programme of Ruritania

Dear reader, this is what I have to say on the lamp programme.

{AUDITED} I thank you for the time that you gave to my letter.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    base = tmp_path_factory.mktemp("linked")
    docs = base / "docs"
    docs.mkdir()
    texts = {"brief": BRIEF, "digest": DIGEST, "report": REPORT, "letter": COPY, "critic": CRITIC}
    for name, text in texts.items():
        (docs / f"{name}.md").write_text(text)
    library = Library.open(base / "home")
    run(library, [docs], encoder=FakeEncoder(), jobs=1)
    yield library
    library.close()


@pytest.fixture(scope="module")
def demand(library: Library) -> Recommendation:
    maker = MapMaker(EvidenceStore(library))
    brief = next(d.doc_id for d in library.documents() if "Lamps for" in d.metadata.title)
    (found,) = maker.recommendations(brief)
    return found


@pytest.fixture(scope="module")
def linker(library: Library) -> Linker:
    return Linker(Searcher(library, FakeEncoder()))


@pytest.fixture(scope="module")
def links(linker: Linker, demand: Recommendation) -> tuple[EvidenceLink, ...]:
    return linker.link(demand)


def texts(links: tuple[EvidenceLink, ...]) -> str:
    return "\n".join(" ".join(x.text.split()) for x in links if x.independent)


def test_a_text_that_names_action_and_object_is_linked(links: tuple[EvidenceLink, ...]) -> None:
    assert AUDITED[:-1] in texts(links)
    assert ORDERED in texts(links)


def test_a_text_against_the_recommendation_is_marked_contrary(
    links: tuple[EvidenceLink, ...],
) -> None:
    (against,) = (x for x in links if x.text == AGAINST)
    assert against.contrary
    assert against.relation in (Relation.CHALLENGES, Relation.QUALIFIES)


def test_a_text_with_the_object_and_not_the_action_is_left_out(
    links: tuple[EvidenceLink, ...],
) -> None:
    assert PAID not in texts(links)


def test_a_text_with_the_action_on_another_object_is_left_out(
    links: tuple[EvidenceLink, ...],
) -> None:
    assert AUDIT_OF_BREAD not in texts(links)


def test_a_remark_on_missing_documents_is_not_linked(links: tuple[EvidenceLink, ...]) -> None:
    assert "catalogue" not in texts(links)


def test_a_repeated_statement_is_linked_once(links: tuple[EvidenceLink, ...]) -> None:
    assert texts(links).count("an audit of the lamp programme of Ruritania was missing") == 1


def test_the_documents_own_argument_is_not_independent(
    links: tuple[EvidenceLink, ...], demand: Recommendation
) -> None:
    assert all(x.independent is (x.doc_id != demand.doc_id) for x in links)
    assert OWN in {x.text for x in links if not x.independent}


def test_no_link_is_the_recommendation_itself(
    links: tuple[EvidenceLink, ...], demand: Recommendation
) -> None:
    own = [x for x in links if x.doc_id == demand.doc_id]
    assert not any(x.span.overlaps(place) for x in own for place in demand.places)


def test_each_link_is_cited_in_the_words_of_its_document(
    links: tuple[EvidenceLink, ...], library: Library
) -> None:
    assert links
    for link in links:
        assert link.span.of(library.text(link.doc_id)) == link.text
        assert link.citation
        assert link.reasons


def test_links_come_best_first_and_the_same_each_time(
    linker: Linker, demand: Recommendation, links: tuple[EvidenceLink, ...]
) -> None:
    scores = [x.score for x in links if x.independent]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < s <= 1 for s in scores)
    assert linker.link(demand) == links


def test_a_law_in_a_digest_is_counted_as_the_law(links: tuple[EvidenceLink, ...]) -> None:
    ordered = next(x for x in links if ORDERED in x.text)
    assert ordered.sources == ("lamp-law-31",)
    assert ordered.relation is not Relation.CHALLENGES


def test_nothing_is_suggested_below_the_floor(library: Library, demand: Recommendation) -> None:
    settings = LinkSettings(suggested=0.9999, contrary=0.9999)
    strict = Linker(Searcher(library, FakeEncoder()), settings)
    assert strict.link(demand) == ()


def test_an_empty_library_gives_no_links(tmp_path: Path, demand: Recommendation) -> None:
    empty = Library.open(tmp_path / "home")
    assert Linker(Searcher(empty, FakeEncoder())).link(demand) == ()
    empty.close()
