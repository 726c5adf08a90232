"""The suggested relation depends on the change that is sought and on the kind of document."""

from __future__ import annotations

import pytest

from kb.evidence.model import Relation
from kb.evidence.relations import ChangeSought, change_sought, relate
from kb.models import Kind, Metadata
from kb.recommend.model import Area, Recommendation, Stance
from kb.span import Span

S, Q, C, A, B = (
    Relation.SUPPORTS, Relation.QUALIFIES, Relation.CHALLENGES, Relation.AUTHORISES,
    Relation.BACKGROUND,
)  # fmt: skip


def asking(action: str, stance: Stance = Stance.RECOMMENDS) -> Recommendation:
    return Recommendation(
        "d.r-1", "d", Span(0, 1), action, (Span(0, 1),), (), action, (), Area.OTHER, stance
    )


MEND = asking("evaluate the training of police")
CURB = asking("restrict the sale of rifles")
MORE = asking("fund treatment programmes")
STOP = asking("send troops", Stance.OPPOSES)


@pytest.mark.parametrize(
    ("demand", "sought"),
    [
        (MEND, ChangeSought.MEND),
        (CURB, ChangeSought.CURB),
        (MORE, ChangeSought.MORE),
        (STOP, ChangeSought.STOP),
        (asking("mejorar la supervisión"), ChangeSought.MEND),
        (asking("oversee and trace arms", Stance.COMMENDS), ChangeSought.MEND),
        (asking("keep up the working group", Stance.COMMENDS), ChangeSought.MORE),
    ],
)
def test_the_change_sought_follows_stance_and_verbs(
    demand: Recommendation, sought: ChangeSought
) -> None:
    assert change_sought(demand) is sought


@pytest.mark.parametrize(
    ("demand", "text", "relation", "why"),
    [
        (MEND, "The audit found that results were weak.", S, "what is to be mended is bad"),
        (MORE, "The audit found that the clinics failed.", C, "more of what failed"),
        (CURB, "Violence rose by half.", S, "harm of what is to be curbed"),
        (
            CURB,
            "Random searches did not reduce trafficking.",
            C,
            "the tool asked for had no effect",
        ),
        (CURB, "Las revisiones no redujeron el tráfico.", C, "the same in Spanish"),
        (MORE, "The clinics had little effect on deaths.", C, "more of what has no effect"),
        (MEND, "The training did not reduce violence.", S, "a reason to evaluate it"),
        (MORE, "The clinics reduced deaths.", S, "more of what works"),
        (MORE, "Treatment has not been evaluated.", Q, "not known whether it works"),
        (MORE, "However, few patients stay.", Q, "a reservation"),
        (MORE, "The commission called for more clinics.", S, "somebody else asks for it"),
        (MORE, "Both governments agreed to open clinics.", S, "the same is undertaken"),
        (MORE, "There are ten clinics in the state.", B, "no cue"),
        (STOP, "Strikes would violate sovereignty.", S, "against what is opposed"),
        (STOP, "The raids reduced trafficking.", C, "for what is opposed"),
        (STOP, "However, troops were at the border.", Q, "a reservation"),
    ],
)
def test_the_relation_of_a_report_follows_its_cues(
    demand: Recommendation, text: str, relation: Relation, why: str
) -> None:
    assert relate(demand, text, Metadata("T", kind=Kind.EVALUATION))[0] is relation, why


@pytest.mark.parametrize(
    ("demand", "kind", "text", "relation"),
    [
        (MORE, Kind.STATUTE, "The Secretary shall establish clinics.", A),
        (MORE, Kind.BILL, "The Secretary shall establish clinics.", S),
        (MORE, Kind.STATUTE, "None of the funds may be used for clinics.", Q),
        (STOP, Kind.STATUTE, "Nothing in this section authorises force.", S),
        (MORE, Kind.STATUTE, "Clinics treat patients in need.", B),
    ],
)
def test_a_law_authorises_only_where_it_grants_or_orders(
    demand: Recommendation, kind: Kind, text: str, relation: Relation
) -> None:
    assert relate(demand, text, Metadata("T", kind=kind))[0] is relation


def test_a_digest_that_rests_on_laws_alone_reports_what_they_grant() -> None:
    text, digest = "The act ordered a report on clinics.", Metadata("T", kind=Kind.DIGEST)
    assert relate(MORE, text, digest, ("ndaa-fy2026",))[0] is A
    assert relate(MORE, text, digest, ("gao-10-837",))[0] is not A
    assert relate(MORE, text, digest)[0] is not A


def test_the_cues_of_the_best_sentence_come_first() -> None:
    text = "The clinics reduced deaths. However, few patients stay."
    report = Metadata("T", kind=Kind.REPORT)
    assert relate(MORE, text, report)[0] is Q
    assert relate(MORE, text, report, (), "The clinics reduced deaths.")[0] is S
    assert relate(MORE, text, report, (), "There are clinics.")[0] is Q, "it says nothing"


def test_a_suggestion_names_the_words_it_rests_on() -> None:
    _, reasons = relate(MORE, "The clinics reduced deaths.", Metadata("T", kind=Kind.REPORT))
    assert reasons == ("reports success: “reduced”",)
