"""The works that a passage rests on are counted, and the recommending document is not one."""

from __future__ import annotations

import pytest

from kb.evidence.underlying_works import Origin, cited_in, sources_of, work_id
from kb.models import Kind, Metadata
from kb.recommend.model import Area, Recommendation, Stance
from kb.span import Span
from kb.store.records import DocumentSummary

SAID = "Congress should audit the money that trains and equips Mexican forces at regular intervals."


def summary(
    doc_id: str, title: str, kind: Kind = Kind.REPORT, number: str | None = None
) -> DocumentSummary:
    metadata = Metadata(title, kind=kind, number=number, date="2020-01-01")
    return DocumentSummary(doc_id, "0", metadata, "text", 0, 1, 100, (), "")


BRIEF = summary("the-brief", "A brief that recommends things of its own", Kind.BRIEF)
COPY = summary("the-brief-again", "A brief that recommends things of its own", Kind.BRIEF)
REPORT = summary("some-report", "A report by somebody else on the same")
DIGEST = summary("a-digest", "What is known of lamps", Kind.DIGEST)


def recommendation(doc_id: str = "the-brief") -> Recommendation:
    return Recommendation(
        f"{doc_id}.r-1", doc_id, Span(0, len(SAID)), SAID, (Span(0, len(SAID)),), ("Congress",),
        "audit the money", (), Area.OVERSIGHT, Stance.RECOMMENDS,
    )  # fmt: skip


@pytest.fixture(scope="module")
def origin() -> Origin:
    return Origin(recommendation(), {s.doc_id: s for s in (BRIEF, COPY, REPORT, DIGEST)})


@pytest.mark.parametrize(
    ("text", "ids", "why"),
    [
        ("It found little [gao-10-837].", ("gao-10-837",), "one id"),
        ("Both did [gao-10-837; gao-20-388].", ("gao-10-837", "gao-20-388"), "two in one mark"),
        ("A law [ndaa-fy2026 § 8365(b)(5)].", ("ndaa-fy2026",), "the section is no part of it"),
        ("First [b-2; a-1], then [b-2].", ("b-2", "a-1"), "each once, in order"),
        ("A note [1] and [sic] and [the words].", (), "brackets that name no document"),
        ("Nothing is cited.", (), "none"),
    ],
)
def test_the_ids_that_a_digest_cites_are_read(text: str, ids: tuple[str, ...], why: str) -> None:
    assert cited_in(text) == ids, why


def test_a_digest_rests_on_what_it_cites_and_other_documents_on_themselves() -> None:
    text = "GAO found no measures of outcome [gao-10-837]."
    assert sources_of(text, DIGEST) == ("gao-10-837",)
    assert sources_of("No source is named.", DIGEST) == (work_id(DIGEST),)
    assert sources_of(text, REPORT) == (work_id(REPORT),)


def test_copies_are_one_work() -> None:
    assert work_id(BRIEF) == work_id(COPY) != work_id(REPORT)


def test_the_recommending_document_and_its_copies_are_its_own(origin: Origin) -> None:
    assert origin.holds(BRIEF)
    assert origin.holds(COPY)
    assert not origin.holds(REPORT)


def test_a_text_that_quotes_the_recommendation_only_reports_it(origin: Origin) -> None:
    quoting = f"The brief says this and nothing else: {SAID}"
    assert origin.is_reported_by(quoting, REPORT)
    assert not origin.is_reported_by("The inspector general audited the money twice.", REPORT)


@pytest.mark.parametrize(
    ("text", "own", "why"),
    [
        ("The brief asks for audits [the-brief].", True, "cites nothing but the brief"),
        ("GAO asked for audits [gao-10-837].", False, "cites somebody else"),
        ("The brief asks, GAO found [the-brief; gao-10-837].", False, "somebody else too"),
        ("Audits are asked for.", False, "cites nobody"),
    ],
)
def test_a_digest_that_cites_only_the_document_reports_it(
    origin: Origin, text: str, own: bool, why: str
) -> None:
    assert origin.is_reported_by(text, DIGEST) is own, why


def test_a_document_that_is_not_in_the_library_is_still_known_by_its_id() -> None:
    absent = Origin(recommendation("not-here"), {REPORT.doc_id: REPORT, DIGEST.doc_id: DIGEST})
    assert absent.is_reported_by("So it asks [not-here].", DIGEST)
    assert not absent.holds(REPORT)


def test_a_digest_that_cites_the_document_beside_another_is_partly_about_it(origin: Origin) -> None:
    both = "The brief asks, GAO found [gao-10-837; the-brief]."
    assert origin.is_cited_in(both, DIGEST)
    assert not origin.is_cited_in("GAO found [gao-10-837].", DIGEST)
    assert not origin.is_cited_in(both, REPORT), "only digests cite so"


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("FinCEN's budget in any year is not in the catalogue.", True),
        ("The full texts were not read.", True),
        ("It began in May, by the timeline of this knowledge base.", False),
        ("Ningún documento del catálogo lo evalúa.", True),
        ("GAO found that progress had not been assessed [gao-23-103795].", False),
    ],
)
def test_a_remark_on_what_the_catalogue_lacks_is_no_evidence(
    origin: Origin, text: str, gap: bool
) -> None:
    assert origin.is_no_evidence(text, DIGEST) is gap
    assert not origin.is_no_evidence(text, REPORT), "another document's catalogue is not ours"
