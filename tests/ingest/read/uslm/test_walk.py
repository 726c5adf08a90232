"""Each text of a USLM file is cited as the unit that holds it, its words apart as printed."""

from __future__ import annotations

import pytest

from ingest.read.source import Source
from ingest.read.uslm import read
from kb.cite.pincite import pin
from kb.models import Document
from kb.span import Span
from kb.statutes import AddressBook, DocumentRef, Resolved, SectionRef, parse

PARAGRAPHS = (
    "<chapeau>Grants include—</chapeau>"
    "<paragraph><num value='1'>(1)</num><content>cycles;</content></paragraph>"
    "<paragraph><num value='2'>(2)</num><heading>Water</heading><chapeau>supplies, as—</chapeau>"
    "<subparagraph><num value='A'>(A)</num><content>desalting<ref class='footnoteRef' idref='f'>1"
    "</ref><note type='footnote' id='f'><num>1</num>So in original.</note> of water; and</content>"
    "</subparagraph><subparagraph><num value='B'>(B)</num><content><p>reuse.</p></content>"
    "</subparagraph><continuation>but no dams,</continuation></paragraph>"
    "<continuation>except that no grant is larger.</continuation>"
    "<sourceCredit>(Pub. L. 98–242, § 108.)</sourceCredit>"
    "<notes><note topic='amendments'><heading>Amendments</heading><p>1990—Par. (7) added.</p>"
    "</note></notes>"
)
CODE = (
    "<uscDoc identifier='/us/usc/t42'><main><title><num value='42'>Title 42—</num>"
    "<heading>HEALTH</heading><chapter><num value='109'>CHAPTER 109—</num><heading>WATER</heading>"
    f"<section><num value='10307'>§ 10307.</num><heading>Types</heading>{PARAGRAPHS}</section>"
    "<section><num value='10308'>§ 10308.</num><heading>Patents</heading><subsection>"
    "<num value='b'>(b)</num><content>Add: <quotedContent><section><num value='9'>“SEC. 9.</num>"
    "<heading>INNER.</heading><content>“Inner.”</content></section></quotedContent> and it takes "
    "effect.</content></subsection></section></chapter></title></main></uscDoc>"
)


def document(xml: str) -> Document:
    found = read(Source.of(xml.encode()))
    assert isinstance(found, Document), found
    return found


def address_of(found: Document, words: str) -> str | None:
    at = found.text.index(words)
    return pin(found, Span(at, at + len(words))).address


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Grants include", "42 U.S.C. § 10307"),
        ("cycles;", "42 U.S.C. § 10307(1)"),
        ("supplies, as", "42 U.S.C. § 10307(2)"),
        ("desalting of water", "42 U.S.C. § 10307(2)(A)"),
        ("reuse.", "42 U.S.C. § 10307(2)(B)"),
        ("but no dams,", "42 U.S.C. § 10307(2)"),
        ("except that no grant is larger.", "42 U.S.C. § 10307"),
        ("Pub. L. 98–242", "42 U.S.C. § 10307"),
        ("Amendments 1990—Par.", "42 U.S.C. § 10307 note"),
        ("So in original.", "42 U.S.C. § 10307(2)(A) note"),
        ("“SEC. 9. INNER.", "42 U.S.C. § 10308(b)"),
        ("and it takes effect.", "42 U.S.C. § 10308(b)"),
    ],
)
def test_a_text_of_the_code_has_the_address_of_its_unit(words: str, address: str) -> None:
    assert address_of(document(CODE), words) == address


def test_words_of_neighbouring_elements_are_apart() -> None:
    text = document(CODE).text
    assert "1 So in original." in text
    assert "(2) Water supplies, as—" in text
    assert "§ 10307. Types\n" in text


def test_the_closing_words_of_a_section_of_a_law_are_of_the_section() -> None:
    law = (
        "<pLaw><meta><congress>200</congress><docNumber>9</docNumber></meta><main><section>"
        f"<num value='5'>SEC. 5.</num><heading>LAMPS.</heading>{PARAGRAPHS}</section>"
        "<action>Approved May 4, 2031.</action></main></pLaw>"
    )
    found = document(law)
    assert address_of(found, "except that") == "P.L. 200-9, § 5"
    assert address_of(found, "but no dams") == "P.L. 200-9, § 5(2)"
    assert address_of(found, "Approved May 4") is None


def test_an_address_of_the_code_finds_its_section() -> None:
    found = document(CODE)
    sections = tuple(
        SectionRef("usc", i, s.address, s.number, s.heading, s.span)
        for i, s in enumerate(found.sections)
        if s.address
    )
    book = AddressBook([DocumentRef("usc", found.metadata, sections)])
    for asked in ("42 U.S.C. 10307", "42 USC § 10307(2)(B)"):
        resolved = book.resolve(parse(asked))
        assert isinstance(resolved, Resolved), resolved
        assert resolved.notices == ()
        assert [parse(t.address) for t in resolved.targets] == [parse(asked)]
    assert not isinstance(book.resolve(parse("22 U.S.C. 10307")), Resolved)
