"""A sentence may hold several recommendations, and a recommendation may have several places."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.recommend import extract
from kb.recommend.model import Area, Stance, recommendation_id
from kb.recommend.policy_areas import area_of
from kb.recommend.rule_extractor import RULES, RuleExtractor
from kb.resources import LEXICONS, read_yaml
from kb.settings import RecommendSettings
from tests.kb.recommend.documents import build_document

RESTATED = """# Overview

The administration should focus on two areas while also avoiding cross-border raids:

- Stricter licences for bulk ammunition dealers in border counties.
- Funding for addiction treatment clinics and outreach nurses.

# Discussion

Congress should require stricter licences of bulk ammunition dealers in the border counties, and inspectors should visit each one yearly.

Addiction treatment clinics and outreach nurses would benefit from five years of steady funding.

# Conclusion

It is essential to avoid cross-border raids of any kind.

# About the Author

The author should be thanked.
"""


def test_a_series_of_actions_is_several_recommendations() -> None:
    found = extract(
        build_document(
            "Congress should fund nurses abroad, require yearly audits, and repeal the old rule."
        )
    )
    assert [r.action for r in found] == [
        "fund nurses abroad", "require yearly audits", "repeal the old rule",
    ]  # fmt: skip
    assert all(r.actors == ("Congress",) for r in found)


def test_a_spanish_series_of_actions_is_several_recommendations() -> None:
    found = extract(
        build_document(
            "El gobierno de México debe formar a los peritos, proteger a los testigos y publicar"
            " los datos mensuales.",
            language="es",
        )
    )
    assert len(found) == 3
    assert all("Government of Mexico" in r.actors for r in found)


def test_instead_of_opposes_in_a_recommendation_of_its_own() -> None:
    against, for_ = extract(
        build_document("Instead of sending troops north, Mexico should pay its judges better.")
    )
    assert (against.stance, for_.stance) == (Stance.OPPOSES, Stance.RECOMMENDS)
    assert for_.actors == ("Government of Mexico",)


def test_two_coordinated_gerunds_are_two_recommendations() -> None:
    found = extract(
        build_document(
            "Raising pay for nurses and opening more rural clinics would help addicts recover."
        )
    )
    assert [r.action.split()[0] for r in found] == ["raise", "open"]


def test_restatements_are_places_of_one_recommendation() -> None:
    found = extract(build_document(RESTATED))
    ammunition = [r for r in found if "ammunition" in r.text]
    clinics = [r for r in found if "clinics" in r.text]
    raids = [r for r in found if "raids" in r.text]
    assert [len(ammunition), len(clinics), len(raids)] == [1, 1, 1]
    assert [len(r[0].places) for r in (ammunition, clinics, raids)] == [2, 2, 2]
    assert raids[0].stance is Stance.OPPOSES
    assert not any("author" in r.text for r in found)


def test_commands_under_a_heading_name_whom_they_address() -> None:
    text = """# Recommendations

To the Government of Mexico:

- Protect journalists and rights defenders from reprisals.
- Give prosecutors the budget they need.
"""
    found = extract(build_document(text))
    assert [r.actors[0] for r in found] == ["Government of Mexico"] * 2


def test_headings_that_follow_name_whom_they_address() -> None:
    text = """# Recommendations

# For the U.S. Congress

1. Pass the fuel tracing bill and make theft data public.

# For both governments

Washington and Mexico City should map illegal taps. They should publish the map.
"""
    first, second, third = extract(build_document(text))
    assert first.actors == ("Congress",)
    assert set(second.actors) == set(third.actors) == {"Government of Mexico", "US executive"}


def test_what_is_acted_on_is_not_who_acts() -> None:
    (found,) = extract(
        build_document(
            "Funding for the State Department's dog unit should be restored. Congress met in May."
        )
    )
    assert found.actors[0] == "Congress"
    assert found.action.startswith("restore funding")


def test_an_opening_in_few_words_is_a_place_of_what_it_names() -> None:
    text = """# Recommendations

1. Share the picture. Give customs live access to the scans of lorries at both bridges.
2. Pay for dogs. Congress should move the portal money to dog teams.
"""
    first, second = extract(build_document(text))
    assert [len(r.places) for r in (first, second)] == [2, 2]
    assert second.actors == ("Congress",)


def test_headings_below_recommendations_are_places_of_what_they_name() -> None:
    from ingest.read.source import Source
    from ingest.read_document import read_document
    from kb.models import Document

    text = """# Rivers

## Recommendations

### 1. Count the barges

The two coast guards should keep one register of barges.

### 2. Budget and staff

The register is small.
"""
    doc = read_document(Source.of(text.encode(), "rivers.md"))
    assert isinstance(doc, Document)
    (found,) = extract(doc)
    assert len(found.places) == 2


def test_a_numbered_list_after_announced_recommendations_needs_no_colon() -> None:
    text = """El rector me pidió leer las recomendaciones del foro.

1. Diseñar un plan para el regreso de los soldados a sus cuarteles.
2. Que los estados publiquen sus tasas de resolución cada trimestre.
3. El foro duró tres días y tuvo ochenta ponencias.
"""
    found = extract(build_document(text, language="es"))
    assert len(found) == 2


def test_a_purpose_is_not_cut_off_its_action() -> None:
    text = "Congress should build capacity to detect, disrupt, and trace stolen fuel at the ports."
    assert len(extract(build_document(text))) == 1


def test_a_pronoun_means_the_body_named_last() -> None:
    text = "Congress should fund dog teams. Portals stand idle. It should not buy more portals."
    assert [r.actors for r in extract(build_document(text))] == [("Congress",)] * 2


def test_bullets_elsewhere_are_no_commands() -> None:
    assert (
        extract(
            build_document("# Methods\n\n- Review of sixty court files.\n- Use of two surveys.\n")
        )
        == ()
    )


def test_a_sentence_cut_by_a_page_break_is_whole() -> None:
    (found,) = extract(
        build_document(
            "Congress should raise the budget of the Border Health\n\nCommission and let it hire nurses in the towns along the river before winter."
        )
    )
    assert found.text.endswith("winter.")
    assert found.text.startswith("Congress")


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("restrict bulk ammunition sales", Area.ARMS),
        ("share bank records to stop money laundering", Area.FINANCE),
        ("inspect southbound cargo at ports of entry", Area.BORDER),
        ("avoid unilateral military strikes", Area.MILITARY),
        ("fund overdose prevention", Area.FENTANYL),
        ("proteger a los solicitantes de asilo", Area.MIGRATION),
        ("plant more trees", Area.OTHER),
    ],
)
def test_the_words_decide_the_policy_area(text: str, area: Area) -> None:
    assert area_of(text) is area


_PIECES = st.sampled_from(
    ["Congress should act on ports", ". ", "\n\n", "- ", ", and ", "raising pay would help", ":",
     "# Recommendations\n", "Instead of ", "must not wait", "“", "”", "—", "é", "?", " to avoid "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join), st.sampled_from(["en", "es"]))
def test_every_span_holds_its_text(text: str, language: str) -> None:
    doc = build_document(text.replace("# ", ""), language=language)
    found = extract(doc)
    assert found == extract(doc)
    assert len({r.rec_id for r in found}) == len(found)
    assert list(found) == sorted(found, key=lambda r: r.span)
    for rec in found:
        assert rec.text
        assert doc.text[rec.span.start : rec.span.end] == rec.text
        assert rec.rec_id == recommendation_id(doc.doc_id, rec.text)
        assert rec.span in rec.places
        assert list(rec.places) == sorted(set(rec.places))
        assert all(0 <= p.start < p.end <= len(doc.text) for p in rec.places)
        assert 0 <= rec.confidence <= 1


LEXICONS_OF_EXTRACTION = (
    "actors", "auditor_recommendations", "false_positives", "instruments", "mandates", "months",
    "polarity", "policy_areas", "recommendation_cues", "recommendation_sentences", "recommendation_verbs",
)  # fmt: skip
DIGEST = ("extract-6", "704d4a5ee5c74a4f")
"""The version of the rules, and a digest of what the lexicons held when it was given."""


def test_a_change_of_the_lexicons_raises_the_version_of_the_rules() -> None:
    held = [read_yaml(LEXICONS / f"{name}.yaml") for name in LEXICONS_OF_EXTRACTION]
    digest = hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:16]
    assert (RULES, digest) == DIGEST, (
        "Raise RULES in kb/recommend/rule_extractor.py so that libraries are read again, and"
        f" record {digest} here."
    )


def test_the_version_names_the_settings_that_are_not_the_defaults() -> None:
    assert RuleExtractor().version == RULES
    assert RecommendSettings().key == ""
    assert RecommendSettings(same=0.7, most_actors=2).key == ";same=0.7;most_actors=2"
