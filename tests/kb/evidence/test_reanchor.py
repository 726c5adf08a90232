"""A judged quote is found again whatever happens to its document, or the reason is given."""

from __future__ import annotations

import pytest

from kb.evidence.judgement import Judgement
from kb.evidence.model import LinkStatus, Relation, link_id
from kb.evidence.reanchor import AnchoredJudgement, OrphanedJudgement, Reanchorer
from kb.models import Kind
from kb.span import Span
from kb.store import Library
from tests.kb.evidence.conftest import REPORT, Put

QUOTE = "The evaluation found that the lamp programme had no audit."


def _judgement(doc_id: str = "report", sha256: str = "one", quote: str = QUOTE) -> Judgement:
    start = REPORT.find(quote)
    return Judgement(
        "brief.r-1", link_id("brief.r-1", doc_id, quote), "A", doc_id, sha256,
        Span(start, start + len(quote)), quote, Relation.SUPPORTS, LinkStatus.CONFIRMED, "2031-01-01",
    )  # fmt: skip


def _anchored(library: Library, judgement: Judgement) -> AnchoredJudgement:
    found = Reanchorer(library).anchor(judgement)
    assert isinstance(found, AnchoredJudgement), found
    document = library.document(found.judgement.doc_id)
    assert found.judgement.span.of(document.text) == found.judgement.quote
    assert found.judgement.sha256 == document.sha256
    return found


def test_in_an_unchanged_document_a_judgement_keeps_its_place(library: Library, put: Put) -> None:
    put("report", REPORT, "one")
    found = _anchored(library, _judgement())
    assert (found.judgement, found.moved) == (_judgement(), False)


def test_in_a_changed_document_a_judgement_moves_with_its_words(library: Library, put: Put) -> None:
    put("report", f"A preface that was not there.\n\n{REPORT}", "two")
    found = _anchored(library, _judgement())
    assert found.moved
    assert found.judgement.span.start == _judgement().span.start + 31
    assert found.judgement.link_id == _judgement().link_id


def test_words_in_another_printing_are_the_same_words(library: Library, put: Put) -> None:
    put("report", REPORT.replace("the lamp programme had", "the lamp\nprogramme had"), "two")
    assert "\n" in _anchored(library, _judgement()).judgement.quote


def test_of_several_places_the_nearest_is_taken(library: Library, put: Put) -> None:
    put("report", f"{QUOTE}\n\n{'x ' * 400}\n\n{REPORT}\n\n{QUOTE}", "two")
    assert _judgement().span.start == 34
    assert _anchored(library, _judgement()).judgement.span.start == 0


def test_the_same_file_under_another_id_is_found_by_its_hash(library: Library, put: Put) -> None:
    put("renamed", REPORT, "one")
    found = _anchored(library, _judgement()).judgement
    assert found.doc_id == "renamed"
    assert found.link_id == link_id("brief.r-1", "renamed", QUOTE)


def test_the_same_file_is_preferred_to_another_that_took_its_id(library: Library, put: Put) -> None:
    put("report", f"Another report.\n\n{QUOTE}", "two")
    put("renamed", REPORT, "one")
    assert _anchored(library, _judgement()).judgement.doc_id == "renamed"


def test_a_digest_is_followed_to_its_next_edition_and_a_report_is_not(
    library: Library, put: Put
) -> None:
    put("evidencia-2031-05-06-lamps", REPORT, "two", kind=Kind.DIGEST)
    put("gao-2031-lamps", REPORT, "three", kind=Kind.REPORT)
    found = _anchored(library, _judgement("evidencia-2030-01-02-lamps"))
    assert found.judgement.doc_id == "evidencia-2031-05-06-lamps"
    lost = Reanchorer(library).anchor(_judgement("gao-2030-lamps"))
    assert isinstance(lost, OrphanedJudgement)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (REPORT.replace(f"{QUOTE}\n\n", ""), "is not in report any more"),
        (REPORT.replace("had no audit", "had an audit"), "changed in report: “no” instead of “an”"),
    ],
)
def test_a_judgement_of_changed_words_is_orphaned_with_the_reason(
    library: Library, put: Put, text: str, message: str
) -> None:
    put("report", text, "two")
    found = Reanchorer(library).anchor(_judgement())
    assert isinstance(found, OrphanedJudgement)
    assert found.judgement == _judgement()
    assert message in found.reason


def test_a_judgement_without_its_document_is_orphaned(library: Library, put: Put) -> None:
    put("other", REPORT, "two")
    found = Reanchorer(library).anchor(_judgement())
    assert isinstance(found, OrphanedJudgement)
    assert found.reason == "the document report is not in the library"
