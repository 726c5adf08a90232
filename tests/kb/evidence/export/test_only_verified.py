"""Words that do not verify when an export is written are not quoted in it."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from sqlalchemy import update

from kb.evidence.evidence_map import EvidenceMap, MapMaker
from kb.evidence.export import FORMATS, export
from kb.evidence.model import LinkStatus, Relation
from kb.evidence.store import EvidenceStore
from kb.models import Document
from kb.store import Library
from kb.store.schema import judgements
from tests.kb.evidence.conftest import BRIEF, REPORT, Put, confirming, keep, linked

Lamps = tuple[Document, Document]
FOUND = "The evaluation found that the lamp programme had no audit."
COST = "An audit would cost $2 million a year, however."
ASKED = "Congress should fund a yearly audit of the lamp programme."


@pytest.fixture
def found(store: EvidenceStore, lamps: Lamps) -> EvidenceMap:
    """One link judged, one suggested."""
    maker = MapMaker(store)
    rec = next(r for r in maker.recommendations("lamp-brief") if "audit" in r.text)
    links = [linked(rec, lamps[1], FOUND, Relation.SUPPORTS), linked(rec, lamps[1], COST, Relation.QUALIFIES)]  # fmt: skip
    keep(maker, links, "lamp-brief")
    store.judge(confirming(links[0], lamps[1].sha256))
    return MapMaker(store).make(["lamp-brief"])


def _words(text: str, form: str) -> str:
    """What an export says, whatever the form does to characters."""
    if form == "json":
        return json.dumps(json.loads(text), ensure_ascii=False)
    if form == "graphml":
        return " ".join(ElementTree.fromstring(text).itertext())
    return text.replace("\\", "")


@pytest.mark.parametrize("form", list(FORMATS))
def test_words_in_the_library_are_quoted(library: Library, found: EvidenceMap, form: str) -> None:
    text = _words(export(found, library, form), form)
    assert FOUND in text
    assert COST in text
    assert ASKED in text


@pytest.mark.parametrize("form", list(FORMATS))
def test_an_old_map_quotes_only_words_that_are_still_in_the_library(
    library: Library, put: Put, found: EvidenceMap, form: str
) -> None:
    put("lamp-report", REPORT.replace("no audit", "an audit"), "2")
    put("lamp-brief", BRIEF.replace("a yearly audit", "no audit"), "2")
    text = _words(export(found, library, form), form)
    assert FOUND not in text
    assert ASKED not in text
    library.remove("lamp-report")
    assert COST not in _words(export(found, library, form), form)


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_forged_map_is_not_quoted(library: Library, found: EvidenceMap, form: str) -> None:
    [audit] = [r for r in found.rows if "audit" in r.recommendation.text]
    forged = tuple(replace(x, text="Lamps are harmful.") for x in audit.links)
    rec = replace(audit.recommendation, text="Congress must abolish lamps.")
    row = replace(audit, recommendation=rec, links=forged)
    text = _words(export(replace(found, rows=(row,)), library, form), form)
    assert "Lamps are harmful" not in text
    assert "must abolish" not in text


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_judgement_that_was_tampered_with_is_listed_and_not_quoted(
    library: Library, store: EvidenceStore, found: EvidenceMap, form: str
) -> None:
    with library.notes_transaction() as connection:
        connection.execute(
            update(judgements).values(quote="The lamp programme was a full success.")
        )
    now = MapMaker(store).make(["lamp-brief"])
    assert [a.reason for a in now.orphaned] == ["its quote is not in lamp-report any more"]
    text = _words(export(now, library, form), form)
    assert "full success" not in text
    statuses = {x.status for r in now.rows for x in r.links}
    assert statuses == {LinkStatus.SUGGESTED}
