"""Each form of recommending, affirmed and negated, in both languages, active and passive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read.source import Source
from ingest.read_document import read_document
from kb.models import Document, Kind
from kb.recommend import extract
from kb.recommend.model import Stance
from tests.kb.recommend.documents import build_document

R, O, N = ("recommends",), ("opposes",), ()  # noqa: E741
BOTH = ("opposes", "recommends")

FORMS = [
    # should, must, ought
    ("en", "CBP should lease the two helicopters.", R),
    ("en", "CBP should not lease the two helicopters.", O),
    ("en", "CBP shouldn't lease the two helicopters.", O),
    ("en", "CBP should never lease the two helicopters.", O),
    ("en", "CBP should no longer lease the two helicopters.", O),
    ("en", "CBP should neither sell nor lease the two helicopters.", O),
    ("en", "CBP should, under no circumstances, lease the two helicopters.", O),
    ("en", "Under no circumstances should CBP lease the two helicopters.", O),
    ("en", "At no time should CBP lease the two helicopters.", O),
    ("en", "The two helicopters should be leased by the border patrol.", R),
    ("en", "The two helicopters should not be leased by the border patrol.", O),
    ("en", "The two helicopters should no longer be leased to private firms.", O),
    ("en", "Congress must renew the river patrol grant.", R),
    ("en", "Congress must not renew the river patrol grant.", O),
    ("en", "Congress mustn't renew the river patrol grant.", O),
    ("en", "Congress ought to renew the river patrol grant.", R),
    ("en", "Congress ought not to renew the river patrol grant.", O),
    ("en", "No agency should renew the river patrol grant.", O),
    ("en", "Nobody should renew the river patrol grant.", O),
    ("en", "Neither State nor Treasury should renew the river patrol grant.", O),
    ("en", "The grant pays for fuel, and no agency should renew it without an audit.", O),
    ("en", "There should be an audit of each river patrol grant.", R),
    ("en", "There should be no audit of each river patrol grant.", O),
    # what is not asked for need not be advised against
    ("en", "Congress needs to create a new office for this purpose.", R),
    ("en", "Congress need not create a new office for this purpose.", N),
    ("en", "Congress does not need to create a new office for this purpose.", N),
    ("en", "Congress does not have to create a new office for this purpose.", N),
    ("en", "It is necessary to create a new office for this purpose.", R),
    ("en", "It is not necessary to create a new office for this purpose.", N),
    ("en", "There is no need to create a new office for this purpose.", N),
    ("en", "Not all agencies should create an office for this purpose.", N),
    # verbs and judgements
    ("en", "We recommend that State buy a third scanner.", R),
    ("en", "We do not recommend that State buy a third scanner.", O),
    ("en", "We cannot recommend that State buy a third scanner.", O),
    ("en", "We would not recommend buying a third scanner.", O),
    ("en", "We no longer recommend that State buy a third scanner.", O),
    ("en", "We recommend that State not buy a third scanner.", O),
    ("en", "We recommend against buying a third scanner.", O),
    ("en", "We advise against the purchase of a third scanner.", O),
    ("en", "We urge Congress to pass the scanner bill.", R),
    ("en", "We urge Congress not to pass the scanner bill.", O),
    ("en", "A third scanner for the port is recommended.", R),
    ("en", "A third scanner for the port is not recommended.", O),
    ("en", "A third scanner for the port is strongly discouraged.", O),
    ("en", "It is recommended that State buy a third scanner.", R),
    ("en", "It is not recommended that State buy a third scanner.", O),
    ("en", "It is advisable to buy a third scanner.", R),
    ("en", "It is not advisable to buy a third scanner.", O),
    ("en", "It would not be wise to buy a third scanner.", O),
    ("en", "It is essential that Mexico not close the bridge.", O),
    ("en", "It is essential to avoid a closure of the bridge.", O),
    # verbs of leaving undone
    ("en", "The Navy should avoid boarding fishing boats.", O),
    ("en", "The Navy should refrain from boarding fishing boats.", O),
    ("en", "The Navy should stop boarding fishing boats.", O),
    ("en", "The Navy should cease boarding fishing boats.", O),
    ("en", "The Navy should decline to board fishing boats.", O),
    ("en", "Dealers should be prohibited from selling two rifles a day.", O),
    ("en", "Dealers should not be prohibited from selling two rifles a day.", R),
    ("en", "Dealers should be required to report the sale of two rifles.", R),
    ("en", "Former officers should be barred from bidding for the contract.", O),
    ("en", "Kits without a serial number should be banned.", O),
    ("en", "The second contract should be phased out within a year.", O),
    ("en", "Congress should say no to a second border fund.", O),
    ("en", "State should think twice before extending the contract.", O),
    ("en", "Nothing should stop State from publishing the list.", R),
    ("en", "Not a single agency should publish the list.", O),
    ("en", "Under no conditions should the list be published.", O),
    # what speaks for it
    ("en", "There is a case for a third scanner at the port.", R),
    ("en", "There is no case for a third scanner at the port.", O),
    ("en", "We see no justification for a third scanner at the port.", O),
    ("en", "It makes sense to buy a third scanner.", R),
    ("en", "It makes little sense to buy a third scanner.", O),
    ("en", "Our advice is to extend the pilot to the port.", R),
    ("en", "Our advice is not to extend the pilot to the port.", O),
    ("en", "Our recommendation is that State not extend the pilot.", O),
    # twice negated
    ("en", "The Navy should not refrain from boarding smugglers' boats.", R),
    ("en", "The Navy should not fail to record each boarding.", R),
    ("en", "The Navy should never neglect to record each boarding.", R),
    ("en", "The Navy should not hesitate to record each boarding.", R),
    ("en", "The records of the Navy should not be ignored.", R),
    ("en", "We do not recommend against boarding smugglers' boats.", R),
    # not only
    ("en", "Congress should not only fund the audit but also publish it.", R),
    ("en", "Not only should Congress fund the audit, but it should publish it.", R),
    ("en", "Congress should renew the grant no later than June.", R),
    ("en", "No doubt Congress should renew the grant.", R),
    # scope
    ("en", "Congress should not fund the wall but should fund the audit.", BOTH),
    ("en", "Congress should fund the audit but should not fund the wall.", BOTH),
    ("en", "Congress should not extend the wall but fund the yearly audit.", BOTH),
    ("en", "Congress should not fund the wall or extend the pilot programme.", O),
    ("en", "State should no longer pay for fuel unless the patrols file reports.", O),
    ("en", "State should punish carriers that do not report their losses.", R),
    ("en", "State must ensure that carriers do not skip the inspection.", R),
    # what recommends nothing
    ("en", "State should have published the list of carriers.", N),
    ("en", "State should not have published the list of carriers.", N),
    ("en", "Drivers should expect delays at both bridges.", N),
    ("en", "Readers should note that the figures are provisional.", N),
    ("en", "It should be noted that the figures are provisional.", N),
    ("en", "You should see the map on the next page.", N),
    ("en", "Prices should rise in the spring.", N),
    ("en", "The bridge should be open by May.", N),
    ("en", "The registry should be open to the public by May.", R),
    ("en", "The bridge must be open by May.", R),
    ("en", "Should this fail, the fund closes.", N),
    ("en", "The union said that Congress should not renew the grant.", N),
    ("en", "We do not oppose the renewal of the grant.", N),
    # Spanish: deber
    ("es", "La Fiscalía debe archivar el expediente.", R),
    ("es", "La Fiscalía no debe archivar el expediente.", O),
    ("es", "La Fiscalía debería archivar el expediente.", R),
    ("es", "La Fiscalía no debería archivar el expediente.", O),
    ("es", "La Fiscalía nunca debería archivar el expediente.", O),
    ("es", "La Fiscalía ya no debería archivar los expedientes.", O),
    ("es", "La Fiscalía deberá archivar el expediente.", R),
    ("es", "La Fiscalía no deberá archivar el expediente.", O),
    ("es", "Se debe archivar el expediente del puerto.", R),
    ("es", "No se debe archivar el expediente del puerto.", O),
    ("es", "Tampoco se debe archivar el expediente del puerto.", O),
    ("es", "En ningún caso debe archivarse el expediente del puerto.", O),
    ("es", "Ninguna fiscalía debe archivar el expediente.", O),
    ("es", "Nadie debe archivar el expediente del puerto.", O),
    ("es", "Ni la Fiscalía ni la Marina deben archivar el expediente.", O),
    ("es", "La Fiscalía debe evitar el archivo de expedientes.", O),
    ("es", "La Fiscalía debe abstenerse de archivar expedientes.", O),
    ("es", "La Fiscalía debe dejar de archivar expedientes.", O),
    ("es", "La Fiscalía no debe dejar de archivar expedientes.", R),
    ("es", "La Fiscalía no debe olvidar el archivo de expedientes.", R),
    ("es", "La Fiscalía no sólo debe abrir el expediente, sino publicarlo.", R),
    ("es", "En ningún caso la Fiscalía debería archivar el expediente.", O),
    ("es", "En todo caso la Fiscalía debería archivar el expediente.", R),
    ("es", "Debe prohibirse la venta de dos rifles al día.", O),
    ("es", "Debe permitirse la venta de un rifle al día.", R),
    ("es", "La venta nocturna de rifles debería ser prohibida.", O),
    # Spanish: impersonal
    ("es", "Se recomienda crear un nuevo cuerpo de policía.", R),
    ("es", "No se recomienda crear un nuevo cuerpo de policía.", O),
    ("es", "Tampoco se recomienda crear un nuevo cuerpo de policía.", O),
    ("es", "Se recomienda no crear un nuevo cuerpo de policía.", O),
    ("es", "Se recomienda que la Marina no compre más helicópteros.", O),
    ("es", "Se recomienda evitar la compra de helicópteros.", O),
    ("es", "Recomendamos crear un nuevo cuerpo de policía.", R),
    ("es", "No recomendamos crear un nuevo cuerpo de policía.", O),
    ("es", "Recomendamos a la Marina que no compre más helicópteros.", O),
    ("es", "Cabe recomendar la creación de un nuevo cuerpo.", R),
    ("es", "Se desaconseja crear un nuevo cuerpo de policía.", O),
    ("es", "Se sugiere crear un nuevo cuerpo de policía.", R),
    ("es", "No se sugiere crear un nuevo cuerpo de policía.", O),
    ("es", "Conviene crear un nuevo cuerpo de policía.", R),
    ("es", "No conviene crear un nuevo cuerpo de policía.", O),
    ("es", "No convendría crear un nuevo cuerpo de policía.", O),
    ("es", "Es aconsejable crear un nuevo cuerpo de policía.", R),
    ("es", "No es aconsejable crear un nuevo cuerpo de policía.", O),
    ("es", "No es recomendable crear un nuevo cuerpo de policía.", O),
    ("es", "Es recomendable no crear un nuevo cuerpo de policía.", O),
    ("es", "Procede crear un nuevo cuerpo de policía.", R),
    ("es", "No procede crear un nuevo cuerpo de policía.", O),
    ("es", "Es mejor no crear un nuevo cuerpo de policía.", O),
    ("es", "Hay que crear un nuevo cuerpo de policía.", R),
    ("es", "No hay que crear un nuevo cuerpo de policía.", O),
    ("es", "Hay que evitar la creación de otro cuerpo.", O),
    # Spanish: neither
    ("es", "Es necesario crear un nuevo cuerpo de policía.", R),
    ("es", "No es necesario crear un nuevo cuerpo de policía.", N),
    ("es", "No hace falta crear un nuevo cuerpo de policía.", N),
    ("es", "El Senado no tiene que crear un nuevo cuerpo de policía.", N),
    ("es", "La Marina debería haber revisado los contratos.", N),
    ("es", "La Marina no debería haber comprado el helicóptero.", N),
    ("es", "El retraso debe de ser consecuencia de la mudanza.", N),
    ("es", "Los precios deberían subir en primavera.", N),
    ("es", "El puente debería estar abierto en mayo.", N),
    ("es", "Los lectores deben tener en cuenta las notas.", N),
    ("es", "La Comisión recomendó no archivar el expediente.", N),
    # Spanish: scope
    ("es", "El Congreso no debe financiar el muro, pero debe financiar la auditoría.", BOTH),
    ("es", "El Congreso no debe ampliar el muro sino financiar la auditoría anual.", BOTH),
    ("es", "La Marina debe sancionar a las empresas que no entregan informes.", R),
]


def stances(document: Document) -> tuple[str, ...]:
    """The stances found, each once, in alphabetical order."""
    return tuple(sorted({r.stance.value for r in extract(document)}))


@pytest.mark.case("09")
@pytest.mark.case("10")
@pytest.mark.parametrize(("language", "sentence", "expected"), FORMS)
def test_negation_turns_the_stance(language: str, sentence: str, expected: tuple[str, ...]) -> None:
    assert stances(build_document(sentence, language=language)) == expected


def _labelled(name: str) -> list[tuple[str, tuple[str, ...], str]]:
    """(language, stances, sentence) for each row of a file beside this one."""
    lines = (Path(__file__).parent / "polarity" / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        (language, tuple(sorted(s for s in label.split("+") if s != "none")), sentence)
        for language, label, sentence in rows
    ]


UNDER_A_HEADING = [
    ("en", "The Council recommends the purchase of two blimps.", R),
    ("en", "The Council cannot recommend the purchase of two blimps.", O),
    ("en", "The panel recommends against the purchase of two blimps.", O),
    ("en", "The panel does not support the purchase of two blimps.", O),
    ("en", "The authors oppose the purchase of two blimps.", O),
    ("en", "The authors do not oppose the purchase of two blimps.", N),
    ("en", "The shipment should arrive at the port on Tuesday.", N),
    ("en", "Nothing in this report should be read as a call to arms.", N),
    ("es", "La comisión recomienda la compra de dos globos.", R),
    ("es", "La comisión no puede recomendar la compra de dos globos.", O),
    ("es", "Los autores desaconsejan la compra de dos globos.", O),
    ("es", "El Consejo no apoya la compra de dos globos.", O),
    ("es", "Se espera que el puente quede abierto en mayo.", N),
    ("es", "El inspector debe de tener unos cuarenta años.", N),
]


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize(("language", "sentence", "expected"), UNDER_A_HEADING)
def test_the_body_that_speaks_in_a_list_or_paragraph(
    language: str, sentence: str, expected: tuple[str, ...], mark: str
) -> None:
    heading = "Recomendaciones" if language == "es" else "Recommendations"
    document = build_document(f"# {heading}\n\n{mark}{sentence}\n", language=language)
    assert stances(document) == expected


@pytest.mark.case("09")
@pytest.mark.case("10")
@pytest.mark.parametrize(("language", "expected", "sentence"), _labelled("variants.tsv"))
def test_variants_of_the_forms(language: str, expected: tuple[str, ...], sentence: str) -> None:
    assert stances(build_document(sentence, language=language)) == expected


def test_the_held_out_sentences_are_read_as_they_are_meant() -> None:
    rows = _labelled("held-out.tsv")
    right = sum(stances(build_document(words, language=code)) == e for code, e, words in rows)
    assert len(rows) > 80
    assert right / len(rows) >= 0.95


def _read(path: Path) -> Document:
    document = read_document(Source.load(path))
    assert isinstance(document, Document)
    return document


@pytest.mark.case("09")
def test_the_spanish_case(case_path: Callable[[str], Path]) -> None:
    document = _read(case_path("09-polarity-es.md"))
    of = {w: r.stance for r in extract(document) for p in r.places for w in [p.of(document.text)]}
    assert len(of) == 11
    assert [stance is Stance.OPPOSES for stance in of.values()].count(True) == 8
    asked = [w for w, stance in of.items() if stance is Stance.RECOMMENDS]
    assert [w.split()[0] for w in asked] == ["El", "Recomendamos", "Sería"]


@pytest.mark.case("10")
def test_the_english_case(case_path: Callable[[str], Path]) -> None:
    document = _read(case_path("10-polarity-en.md"))
    found = extract(document)
    asked = [r.action for r in found if r.stance is Stance.RECOMMENDS]
    assert [a.split()[0] for a in asked] == ["hire", "fund", "freeze"]
    assert len(found) == 11, "all but what need not be done, and two of one sentence"
    assert not any("policymakers" in a for r in found for a in r.actors)


@pytest.mark.case("11")
def test_matters_for_congress_are_recommendations(case_path: Callable[[str], Path]) -> None:
    found = extract(_read(case_path("11-gao-matters.md")))
    assert [r.actors for r in found[:2]] == [("Congress",)] * 2
    assert len(found) == 5
    assert all(r.stance is Stance.RECOMMENDS for r in found)


MATTERS = [
    "Congress may wish to consider requiring a yearly count of the boats.",
    "The Congress may want to consider requiring a yearly count of the boats.",
    "To improve oversight, Congress should consider requiring a yearly count of the boats.",
    "In light of the losses, Congress might consider requiring a yearly count of the boats.",
    "Congress should require a yearly count of the boats.",
]


@pytest.mark.case("11")
@pytest.mark.parametrize("matter", MATTERS)
@pytest.mark.parametrize("publisher", ["GAO", None])
def test_a_matter_is_found_with_and_without_numbers_beside_it(
    matter: str, publisher: str | None
) -> None:
    text = f"""# Matters for Congressional Consideration

{matter}

# Recommendations for Executive Action

The Secretary of State should keep a list of all boats. (Recommendation 1)
"""
    first, *others = extract(build_document(text, kind=Kind.EVALUATION, publisher=publisher))
    assert first.actors == ("Congress",)
    assert first.text == matter
    assert len(others) == 1


def test_a_recommendation_of_an_auditor_may_oppose() -> None:
    text = (
        "# Recommendations\n\nThe Secretary of State should not renew the lease. (Recommendation 1)"
    )
    (found,) = extract(build_document(text, kind=Kind.EVALUATION, publisher="GAO"))
    assert found.stance is Stance.OPPOSES
    assert found.action.startswith("not renew")


def test_what_is_unsure_has_less_confidence() -> None:
    (near,) = extract(build_document("State should not renew the lease of the hangar."))
    (far,) = extract(build_document("We urge the heads of both agencies not to renew the lease."))
    assert near.stance is far.stance is Stance.OPPOSES
    assert far.confidence < near.confidence


def test_nobody_is_named_whom_the_document_does_not_name() -> None:
    (found,) = extract(build_document("The navy should refrain from boarding fishing boats."))
    assert found.actors == ()
    text = "Congress met in May. Regular audits of the fleet would be crucial."
    (found,) = extract(build_document(text))
    assert set(found.actors) <= {"Congress"}
