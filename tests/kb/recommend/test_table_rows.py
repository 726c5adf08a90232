"""A table of recommendations: its cells say what to do, who is to act, and what was rejected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read.source import Source
from ingest.read_document import read_document
from kb.models import Document
from kb.recommend import extract
from kb.recommend.model import Stance
from tests.kb.recommend.documents import build_document

R, O = Stance.RECOMMENDS, Stance.OPPOSES  # noqa: E741


@pytest.mark.case("12")
def test_the_case(case_path: Callable[[str], Path]) -> None:
    document = read_document(Source.load(case_path("12-table-of-recs.html")))
    assert isinstance(document, Document)
    found = extract(document)
    assert [(r.stance, r.actors) for r in found] == [
        (R, ("Rail regulator",)), (R, ("Ministry of Security",)), (O, ("Carriers",)),
    ]  # fmt: skip
    assert found[0].text == "Put locks with seals on all hopper cars"


ROWS = [
    ("Recommendation | Agency | Status", "Build a wall of cameras | CBP | Rejected", O, "CBP"),
    ("Recommendation | Agency | Status", "Build a wall of cameras | CBP | Not supported", O, "CBP"),
    ("Recommendation | Agency | Status", "Build a wall of cameras | CBP | Supported", R, "CBP"),
    (
        "Recommendation | Agency | Status",
        "Build a wall of cameras | CBP | Not implemented",
        R,
        "CBP",
    ),
    ("No. | Recommendation | Who", "1 | Put seals on all hopper cars | Carriers", R, "Carriers"),
    ("No.\tAction\tLead", "1\tAvoid night stops in open yards\tCarriers", O, "Carriers"),
    ("Action | Lead", "CBP should not allow night stops | CBP; ICE", O, "CBP"),
    ("Action | Lead", "Should not allow night stops in yards | CBP", O, "CBP"),
    ("Action | Lead", "Buy forty lamps | Carriers", R, "Carriers"),
    ("Measure | Responsible", "Put seals on all hopper cars | —", R, None),
    ("| Recommendation | By |", "| Put seals on all hopper cars | 2026 |", R, None),
]
ROWS_IN_SPANISH = [
    ("Recomendación | Responsable", "Publicar las cifras de robo | Marina", R, "Marina"),
    (
        "Recomendación | Responsable | Estado",
        "Crear una policía portuaria propia | Secretaría de Marina | Rechazada",
        O,
        "Secretaría de Marina",
    ),
    ("Recomendación | Responsable", "No autorizar paradas nocturnas | Marina", O, "Marina"),
    (
        "Medida | Dependencia | Postura",
        "Ampliar el muro de cámaras | Marina | Se rechaza",
        O,
        "Marina",
    ),
]


@pytest.mark.case("12")
@pytest.mark.parametrize(
    ("language", "head", "row", "stance", "actor"),
    [("en", *row) for row in ROWS] + [("es", *row) for row in ROWS_IN_SPANISH],
)
def test_a_row_is_read_by_the_heads_of_its_columns(
    language: str, head: str, row: str, stance: Stance, actor: str | None
) -> None:
    text = f"# {'Recommendations' if language == 'en' else 'Recomendaciones'}\n\n{head}\n{row}\n"
    (found,) = extract(build_document(text, language=language))
    assert found.stance is stance
    assert found.actors[:1] == ((actor,) if actor else ())


def test_a_table_elsewhere_recommends_only_where_its_head_says_so() -> None:
    rows = "Put seals on all hopper cars | Carriers\nBuild a wall of cameras | CBP\n"
    assert extract(build_document(f"# History\n\nAction | Lead\n{rows}")) == ()
    assert len(extract(build_document(f"# Annex\n\nRecommendation | Lead\n{rows}"))) == 2


def test_a_head_alone_is_no_recommendation() -> None:
    text = "# Recommendations\n\nNo. | Recommendation | Responsible | By\n"
    assert extract(build_document(text)) == ()
