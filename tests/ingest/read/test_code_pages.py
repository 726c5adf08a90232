"""A text in an older encoding is read with the right letters, or a warning says that it is in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.code_pages import likeliest
from ingest.read.decode import decoded

SPANISH = "Cada camión esperó más de una hora; el señor Núñez firmó. ¿Qué pasó en la aduana?"
CAPITALS = "SECRETARÍA DE GOBERNACIÓN. AÑO DE MÉXICO"
FRENCH = "L'année dernière, les députés ont voté à l'unanimité. Où êtes-vous, maître ?"
POLISH = "Każda ciężarówka czekała dłużej niż godzinę przed bramą."
CZECH = "Každý náklaďák čekal déle než hodinu u brány; řidiči byli unavení."
HUNGARIAN = "A hűtőházak működése megszűnt, az őrség döntött."
GERMAN = "Die Größe der Übergänge ändert sich jährlich."
TURKISH = "Kamyonlar sınırda bir saatten fazla bekledi; güvenlik görevlisi imzaladı."
NAMED = "The report by Lech Wałęsa and the city of Łódź was published in the spring."
DASHES = "The policy—“tested” in 2020—didn’t work; Núñez said so – twice."
SIGNS = "It costs 5¢ or £3; see § 4 © 2020. 5 m² and 3 km³, ±2 µg at 10 ½ °C; a note¹."
RUSSIAN = "Отчёт о границе. Каждый грузовик ждал больше часа."

PLAIN = [
    (SPANISH, "cp1252 cp850 mac_roman cp437"),
    ("camión", "cp1252"),
    (CAPITALS, "cp1252 cp850 mac_roman"),
    (FRENCH, "cp1252 cp850 mac_roman cp437"),
    (POLISH, "cp1250 iso8859_2 cp852"),
    (CZECH, "cp1250 iso8859_2 cp852"),
    (GERMAN, "cp1252 cp1250 cp850 mac_roman"),
    (TURKISH, "cp1254"),
    (NAMED, "cp1250 iso8859_2"),
    (DASHES, "cp1252 mac_roman"),
    (SIGNS, "cp1252"),
]
PAIRS = [(text, page) for text, pages in PLAIN for page in pages.split()]


@pytest.mark.parametrize(("text", "page"), PAIRS, ids=[f"{p}-{t[:9]}" for t, p in PAIRS])
def test_the_letters_tell_the_encoding(text: str, page: str) -> None:
    found = decoded(text.encode(page))
    assert found is not None
    assert (found.text, found.warnings) == (text, ())


@pytest.mark.parametrize(
    ("text", "page"), [("camión", "cp850"), (HUNGARIAN, "cp1250"), (HUNGARIAN, "iso8859_2")]
)
def test_a_choice_that_is_not_plain_is_named(text: str, page: str) -> None:
    found = decoded(text.encode(page))
    assert found is not None
    assert found.text == text
    assert "does not tell its encoding" in found.warnings[0]


@pytest.mark.parametrize("page", ["cp1251", "koi8_r", "cp866"])
def test_another_script_is_read_and_the_doubt_is_named(page: str) -> None:
    found = decoded(RUSSIAN.encode(page))
    assert found is not None
    assert found.text == RUSSIAN
    assert f"read as {page.upper()}" in found.warnings[0]
    assert "save it as UTF-8" in found.warnings[0]


def test_a_long_text_is_judged_by_its_lines_that_are_not_ascii() -> None:
    ascii_lines = b"Forty trucks crossed the bridge.\n" * 5_000
    data = ascii_lines + SPANISH.encode("cp850") + b"\n" + ascii_lines
    assert likeliest(data).encoding == "cp850"


@given(st.lists(st.sampled_from((SPANISH + " " + DASHES + " " + GERMAN).split()), min_size=1))
def test_words_of_windows_1252_stay(words: list[str]) -> None:
    data = " ".join(words).encode("cp1252")
    assert data.decode(likeliest(data).encoding) == " ".join(words)
