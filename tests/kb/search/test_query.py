"""The query language: words, phrases, exclusions and filters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import QueryError
from kb.models import Kind
from kb.search.query import parse
from kb.search.query_filters import Filters, Years


def test_a_query_with_every_kind_of_part_is_parsed() -> None:
    q = parse("smuggled rifles “straw purchase” kind:brief,report year:2019..2024 -pistols lang:ES")
    assert q.text == "smuggled rifles straw purchase"
    assert q.words == ("smuggled", "rifles")
    assert q.phrases == ("straw purchase",)
    assert q.excluded == ("pistols",)
    assert q.filters == Filters(
        kinds=(Kind.BRIEF, Kind.REPORT), years=Years(2019, 2024), languages=("es",)
    )
    assert str(q) == (
        'smuggled rifles "straw purchase" -pistols kind:brief kind:report year:2019..2024 lang:es'
    )


PHRASES = [
    ('"arms trafficking"', ("arms trafficking",), "straight"),
    ("“arms  trafficking”", ("arms trafficking",), "curly, spaces collapsed"),
    ("«tráfico de armas»", ("tráfico de armas",), "angle"),
    ("« tráfico de armas »", ("tráfico de armas",), "angle, spaced"),
    ("„so“ then", ("so",), "low quote first"),
    ('a "lone quote', (), "a quote that is not closed"),
    ('""', (), "nothing quoted"),
    ('"kind:brief"', ("kind:brief",), "no filter inside a phrase"),
]


@pytest.mark.parametrize(("text", "phrases", "why"), PHRASES)
def test_quotes_of_every_kind_mark_a_phrase(text: str, phrases: tuple[str, ...], why: str) -> None:
    assert parse(text).phrases == phrases, why


FILTERS = [
    ("year:2019", Filters(years=Years(2019, 2019)), "one year"),
    ("year:2019..", Filters(years=Years(2019, None)), "open end"),
    ("year:..2024", Filters(years=Years(None, 2024)), "open start"),
    ("KIND:Brief", Filters(kinds=(Kind.BRIEF,)), "case does not matter"),
    ("kind:brief kind:brief", Filters(kinds=(Kind.BRIEF,)), "given twice"),
    ('publisher:"Example House"', Filters(publishers=("Example House",)), "quoted value"),
    ("publisher:«Example House»", Filters(publishers=("Example House",)), "quoted otherwise"),
    ("doc:gao-26-1,brief-x", Filters(documents=("gao-26-1", "brief-x")), "either"),
    ("section:8365(f)", Filters(sections=("8365(f)",)), "a section"),
    ('section:"title XIII"', Filters(sections=("title XIII",)), "a larger unit"),
]


@pytest.mark.parametrize(("text", "filters", "why"), FILTERS)
def test_filters_are_parsed(text: str, filters: Filters, why: str) -> None:
    q = parse(f"rifles {text}")
    assert q.filters == filters, why
    assert q.text == "rifles", why


WRONG = [
    ("knd:brief", "did you mean kind:", "letter left out"),
    ("kidn:brief", "did you mean kind:", "letters swapped"),
    ("type:brief", "did you mean kind:", "another word for it"),
    ("kind:breif", "did you mean kind:brief", "misspelt kind"),
    ("kind:briefs", "did you mean kind:brief", "plural"),
    ("kind:novel", "kind: takes brief", "no such kind: all are listed"),
    ("yaer:2020", "did you mean year:", "letters swapped"),
    ("year:abc", "year:2019..2024", "no year: examples"),
    ("year:2019-2024", "did you mean year:2019..2024", "hyphen for points"),
    ("year:2024..2019", "did you mean year:2019..2024", "backwards"),
    ("year:20", "year:2019..2024", "two digits"),
    ("year:..", "year:2019..2024", "no end at all"),
    ("year:2019 year:2020", "Write one range", "two years"),
    ("lang:english", "did you mean lang:en", "a name, not a code"),
    ("lang:español", "did you mean lang:es", "a Spanish name"),
    ("lang:xx", "lang:en or lang:es", "no such code"),
    ("language:es", "did you mean lang:", "another word"),
    ("idioma:es", "did you mean lang:", "Spanish"),
    ("año:2020", "did you mean year:", "Spanish"),
    ("publsher:GAO", "did you mean publisher:", "letter left out"),
    ("docs:x", "did you mean doc:", "plural"),
    ("sección:8365", "did you mean section:", "Spanish"),
    ("-kind:brief", "Filters narrow down", "a filter cannot be left out"),
]


@pytest.mark.parametrize(("text", "says", "why"), WRONG)
def test_misspelt_filters_get_a_message(text: str, says: str, why: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(f"rifles {text}")
    assert says in str(raised.value), why


@pytest.mark.parametrize(
    "text",
    [
        "Mérida: origins",
        "see https://example.org/a?b=c",
        "at 10:30",
        "ratio 3:1",
        "Mexico:background and relations",
        "land:reform",
        "mind:body",
        "session:two",
        "what kind: large or small",
        "Re: the letter",
        "::",
        "C:\\files",
        "note:this",
        "GAO-26-108754: findings",
    ],
)
def test_a_colon_in_ordinary_text_is_not_a_filter(text: str) -> None:
    q = parse(text)
    assert q.filters == Filters()
    assert q.text == text


def test_exclusions_need_a_space_before_and_a_letter_after() -> None:
    q = parse('train-and-equip -pistols -"straw purchase" – - 2019-2024')
    assert q.excluded == ("pistols", "straw purchase")
    assert "train-and-equip" in q.words


def test_addresses_are_read_and_share_the_act() -> None:
    q = parse("In the FY26 NDAA, what does section 8365 require?")
    assert [str(a) for a in q.addresses] == ["FY2026 NDAA, § 8365"]


QUESTIONS = [
    ("What share of guns is traced?", True, "en"),
    ("how many guns are traced", True, "en"),
    ("gun tracing", False, "en"),
    ("¿Cuántas armas se rastrean?", True, "es"),
    ("que medidas recomienda el informe", True, "es"),
    ("tráfico de armas", False, "es"),
    ("cooperación bilateral", False, "es"),
    ("CJNG", False, "en"),
    ("How", False, "en"),
    ("Which agencies work with the Guardia Nacional in Jalisco?", True, "en"),
    ("lavado de dinero en bancos de Estados Unidos", False, "es"),
]


@pytest.mark.parametrize(("text", "asks", "language"), QUESTIONS)
def test_questions_and_their_language_are_recognised(text: str, asks: bool, language: str) -> None:
    q = parse(text)
    assert (q.is_question, q.language) == (asks, language)


def test_a_query_that_is_too_long_is_refused() -> None:
    with pytest.raises(QueryError, match="at most 4000"):
        parse("a" * 5000)


_pieces = st.sampled_from(
    ['"', "“", "”", "«", "»", "-", "kind:brief", "year:2019..", 'publisher:"A B"', "doc:x-1", ":"]
    + [
        "foo:",
        "rifles",
        "a b",
        "https://x.y",
        "–",
        " ",
        "-word",
        '-"no way"',
        "lang:es",
        ",",
        "§ 12",
    ]
)


def test_a_value_without_letters_is_left_out_or_refused() -> None:
    assert parse("doc:x-1,:").filters.documents == ("x-1",)
    assert parse("doc:x-1,:y").filters.documents == ("x-1", ":y")
    with pytest.raises(QueryError, match="has no value"):
        parse("lamps section:§")


@settings(max_examples=200)
@given(st.one_of(st.lists(_pieces, max_size=12).map("".join), st.text(max_size=60)))
def test_printed_queries_parse_back(text: str) -> None:
    try:
        q = parse(text)
    except QueryError:
        return
    assert parse(str(q)) == q
