"""What counts as a recommendation, and what only looks like one."""

from __future__ import annotations

import pytest

from kb.models import Kind
from kb.recommend import extract
from kb.recommend.cues import Trait, cues
from kb.recommend.model import Explicitness, Stance
from tests.kb.recommend.documents import build_document

R, O, C = Stance.RECOMMENDS, Stance.OPPOSES, Stance.COMMENDS  # noqa: E741

RECOMMENDATIONS = [
    ("should", R, "Congress should fund an audit of the scanners."),
    ("must", R, "Donors must condition new police aid on vetting results."),
    ("ought to", R, "The next administration ought to renew the joint talks."),
    ("needs to", R, "The State Department needs to publish its evaluations."),
    ("it is essential to", R, "It is essential to protect witnesses before trials open."),
    ("it is imperative that", R, "It is imperative that the Senate confirm an ambassador."),
    ("would benefit from", R, "The vetted units would benefit from independent review."),
    ("an important step", R, "A shared registry would represent an important step forward."),
    ("one option is", R, "One option that officials can pursue is to lend analysts."),
    ("can also explore", R, "The United States can also explore longer rotations of trainers."),
    ("deserves attention", R, "The trade in stolen fuel deserves sustained attention."),
    ("a top priority", R, "Tracing bulk ammunition sales should be a top priority."),
    ("a smarter approach", R, "A smarter approach would follow the money."),
    ("gerund would help", R, "Doubling the tracing staff would help prosecutors build cases."),
    ("long overdue", R, "Tighter rules on bulk ammunition sales are long overdue."),
    ("what is needed", R, "What is needed is a permanent commission on arms tracing."),
    ("do well to", R, "Policymakers would do well to study the earlier pilot."),
    ("not to be ignored is to recommend", R, "Port police should not be overlooked in vetting."),
    ("should not", O, "The White House should not bypass the committees."),
    ("refrain from", O, "Washington should refrain from blanket tariffs."),
    ("ruled out", O, "Raids across the border should be ruled out."),
    ("neither should", O, "Neither government should let tariffs derail police work."),
    ("essential to avoid", O, "It is essential to avoid raids across the border."),
    ("not effective", O, "Spraying poppy fields will not be effective in the long run."),
    ("would be a mistake", O, "Labelling every gang a terrorist group would be a mistake."),
    ("positive step", C, "The new hotline is a positive step for port police."),
    ("proven effective", C, "The drug courts have proven effective in two states."),
    ("needs a thing", R, "Both governments need a standing team of auditors."),
    ("could, of one who can", R, "The Treasury Department could publish the list of brokers."),
    ("a thing not there yet", R, "A joint register of barges would close the gap."),
    ("a case for", R, "There is a strong case for making the authority permanent."),
    ("favouring", R, "Of the four courses, we favour the second."),
    ("counting off", R, "Third, publish the names of the dealers every quarter."),
    ("cleft", O, "What both governments must avoid is another round of raids."),
    ("worst", O, "Letting the programme lapse would be the worst course."),
    ("backfires", O, "A blanket tariff would backfire."),
    ("worth copying", C, "The pilot in Altamira is a model worth copying."),
    ("praise", C, "The orders against the three lenders deserve praise."),
    ("promising", C, "One promising programme, in Tijuana, pairs police with nurses."),
]  # fmt: skip
RECOMMENDATIONS_IN_SPANISH = [
    ("debe", R, "El gobierno federal debe publicar indicadores de desempeño."),
    ("se recomienda", R, "Se recomienda que el Congreso financie peritos."),
    ("convendría", R, "Convendría revisar el acuerdo cada año."),
    ("es indispensable", R, "Resulta indispensable proteger a los testigos."),
    ("hay que", R, "Hay que invertir en jueces y peritos."),
    ("es hora de", R, "Es hora de revisar la estrategia."),
    ("necesitan", R, "Las fiscalías necesitan publicar sus tasas."),
    ("an aside", R, "Convendría, además, que los municipios compartieran patrullas."),
    ("es cierto que", R, "Es cierto que el Congreso debe cerrar el puerto."),
    ("necesaria", R, "Es indispensable una auditoría de los laboratorios."),
    ("lo primero", R, "Lo más urgente es separar los peritajes de la fiscalía."),
    ("le toca", R, "Al Congreso le toca preguntar a dónde fue la ayuda."),
    ("podría", R, "Los gobiernos de México y Estados Unidos podrían financiar laboratorios."),
    ("no sirve", O, "De nada sirve comprar equipo sin peritos."),
    ("no es buena idea", O, "No es buena idea sustituir policías por soldados."),
    ("acierto", C, "Ha sido un acierto pagar becas a los hijos de los agentes."),
    ("no debe", O, "No se debe recurrir a soldados en las aduanas."),
    ("hay que evitar", O, "Hay que evitar la militarización de los puertos."),
    ("sería un error", O, "Sería un error bombardear los laboratorios."),
    ("no conviene", O, "No conviene recurrir al ejército para tareas de aduana."),
]
NO_RECOMMENDATIONS = [
    ("reported", "Officials said that agencies should share more data."),
    ("reported", "According to the ministry, the army should leave the ports."),
    ("reported", "The union argued that Washington must pay for the scanners."),
    ("some say", "Some analysts believe the treaty should be torn up."),
    ("quoted", "The mayor's slogan, “the army must go”, won votes."),
    ("question", "Should Congress pay for the scanners?"),
    ("open question", "Whether Congress should extend the rules is debated."),
    ("condition", "Should the talks fail, the fund closes."),
    ("prediction", "Homicide rates should fall next year."),
    ("past", "Had it continued, violence should have fallen."),
    ("past", "Agencies needed to hire more staff that year."),
    ("law", "Importers must file a form under the statute."),
    ("way of speaking", "It should be noted that the figures are provisional."),
    ("description", "The task force has forty members and meets monthly."),
    ("expectation", "Smuggling should be expected wherever prices differ."),
    ("reported infinitive", "A Senate report went on to recommend that agencies should merge."),
    ("reported, present", "Lobbyists warn that shared data must leak."),
    ("an option described", "Another option for collecting data is via the embassy."),
    ("possible, not asked for", "Smugglers could move the trade to the next bridge."),
    ("gangs are not told what to do", "Cartels can exploit gaps in inspections."),
    ("a claim that is denied", "It is not true that Congress should close the port."),
    ("a claim that is denied", "The claim that Congress should close the port is false."),
    ("harm is no benefit", "Bombing laboratories can raise prices and spur competition."),
]
NO_RECOMMENDATIONS_IN_SPANISH = [
    ("reported", "Según un informe, el gobierno debería gastar más."),
    ("law", "La ley establece que la guardia debe rendir cuentas."),
    ("reported", "De acuerdo con la fiscal, el personal debe trabajar más."),
    ("law", "Los agentes deben rendir un informe conforme a la ley orgánica."),
    ("conjecture", "Los puertos deben de estar cerrados."),
    ("cause", "El aumento se debe a la escasez de policías."),
    ("debt", "El fiscal debe más de un millón de pesos."),
    ("a claim that is denied", "No es cierto que el Congreso deba cerrar el puerto."),
    ("a claim that is denied", "Es falso que el Congreso debe cerrar el puerto."),
    ("question", "¿Debe el Senado aceptar la ayuda?"),
]


@pytest.mark.parametrize(("why", "stance", "sentence"), RECOMMENDATIONS)
def test_a_cue_makes_a_recommendation_of_its_stance(
    why: str, stance: Stance, sentence: str
) -> None:
    (found,) = extract(build_document(sentence))
    assert found.stance is stance, why
    assert found.text == sentence
    assert found.action


@pytest.mark.parametrize(("why", "stance", "sentence"), RECOMMENDATIONS_IN_SPANISH)
def test_a_spanish_cue_makes_a_recommendation_of_its_stance(
    why: str, stance: Stance, sentence: str
) -> None:
    (found,) = extract(build_document(sentence, language="es"))
    assert found.stance is stance, why


@pytest.mark.parametrize(("why", "sentence"), NO_RECOMMENDATIONS)
def test_what_only_looks_like_a_recommendation_is_none(why: str, sentence: str) -> None:
    assert extract(build_document(sentence)) == (), why


@pytest.mark.parametrize(("why", "sentence"), NO_RECOMMENDATIONS_IN_SPANISH)
def test_what_only_looks_like_one_in_spanish_is_none(why: str, sentence: str) -> None:
    assert extract(build_document(sentence, language="es")) == (), why


def test_every_trait_is_one_of_a_cue() -> None:
    traits = {t for language in ("en", "es") for cue in cues(language) for t in cue.traits}
    assert set(Trait) - traits == {Trait.COMMAND, Trait.TITLE}, "which list items have"


def test_an_option_is_tentative_and_a_consequence_is_implied() -> None:
    (tentative,) = extract(build_document("Targeted tolls could also be explored."))
    (implied,) = extract(
        build_document("Past aid has failed twice, demanding new forms of training.")
    )
    assert tentative.explicitness is Explicitness.TENTATIVE
    assert implied.explicitness is Explicitness.IMPLIED
    assert implied.text.startswith("demanding")


def test_in_a_statement_only_sentences_that_name_an_actor_count() -> None:
    talk = "We should be looking at it this way. Congress should pass the bill."
    (found,) = extract(build_document(talk, kind=Kind.STATEMENT))
    assert found.actors == ("Congress",)


OPTIONS = [
    "Congress could require the agency to publish its fees.",
    "Congress may wish to extend the pilot for two years.",
    "Policymakers might consider raising the fee for late filers.",
]
NO_OPTIONS = [
    "Congress may consider whether to extend the pilot.",
    "Congress might weigh the costs of the pilot.",
    "Congress may organize the agency by law.",
    "Members could be concerned about the fees.",
    "One of the options that Congress might consider is listed below.",
]


@pytest.mark.parametrize("sentence", OPTIONS)
def test_an_option_for_congress_in_a_report_is_tentative(sentence: str) -> None:
    (found,) = extract(build_document(sentence, kind=Kind.REPORT, publisher="CRS"))
    assert found.explicitness is Explicitness.TENTATIVE
    assert found.confidence <= 0.6


@pytest.mark.parametrize("sentence", NO_OPTIONS)
def test_a_question_for_congress_is_no_option(sentence: str) -> None:
    assert extract(build_document(sentence, kind=Kind.REPORT, publisher="CRS")) == ()


def test_two_clauses_with_their_own_subjects_are_two_recommendations() -> None:
    text = "Customs should weigh each tank, and the White House should not name brokers terrorists."
    first, second = extract(build_document(text))
    assert (first.stance, second.stance) == (R, O)
    assert second.actors == ("US executive",)


def test_commitments_of_governments_are_no_recommendations() -> None:
    text = "The two governments will meet twice a year and commit to share data on seizures."
    assert extract(build_document(text, kind=Kind.STATEMENT)) == ()


def test_opinions_do_not_count_in_a_document_that_reports() -> None:
    text = "The pilot is a positive step. Bombing would be a mistake. Congress could act."
    assert (
        extract(build_document(text, kind=Kind.REPORT, publisher="Congressional Research Service"))
        == ()
    )
