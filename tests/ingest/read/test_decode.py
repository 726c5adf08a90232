"""Bytes become text by their byte order mark, as UTF-8, or by the likeliest encoding."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.decode import decode, decoded

WORDS = "Mérida – lámparas\n" * 4
DATA = [
    (WORDS.encode(), WORDS, "UTF-8"),
    (codecs.BOM_UTF8 + WORDS.encode(), WORDS, "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), WORDS, "UTF-16, little endian"),
    (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), WORDS, "UTF-16, big endian"),
    (WORDS.encode("utf-16-le"), WORDS, "UTF-16, little endian, without a mark"),
    (WORDS.encode("utf-16-be"), WORDS, "UTF-16, big endian, without a mark"),
    ("Forty lamps".encode("utf-16-le"), "Forty lamps", "the same of ASCII alone: valid UTF-8"),
    ("Forty lamps".encode("utf-16-be"), "Forty lamps", "the same, big endian"),
    (codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), WORDS, "UTF-32"),
    (WORDS.encode("cp1252"), WORDS, "Windows-1252"),
    ("Año de lámparas".encode("latin-1"), "Año de lámparas", "ISO 8859-1"),
    ("«CAFÉ»".encode("cp1252"), "«CAFÉ»", "two bytes of Windows-1252 that happen to be UTF-8"),
    (b"caf\xe9", "café", "one letter of Windows-1252 in a file that is ASCII otherwise"),
    (b"a\r\nb\rc", "a\nb\nc", "line ends of other systems"),
    (b"\x00\x01\x02\x03" * 30, None, "binary"),
    (b"", "", "nothing"),
]


@pytest.mark.parametrize(("data", "text", "why"), DATA, ids=[row[2] for row in DATA])
def test_bytes_are_decoded(data: bytes, text: str | None, why: str) -> None:
    assert decode(data) == text, why
    found = decoded(data)
    assert found is None or found.warnings == (), why


SPOILT = "Mérida\nlos años\n–"
DAMAGED = [
    (SPOILT.encode() + b"\xa4 fin", "line 3", "one byte that is not UTF-8"),
    (SPOILT.encode() + b"\xe2\x80", "line 3", "a character cut off at the end of the file"),
    (b"\xff" + SPOILT.encode(), "line 1", "at the start"),
    ("Mérida\ncamin".encode() + b"\xb3", "line 2", "the second byte of a letter, and no raised 3"),
    ("Mérida\ncam".encode() + b"\xc3n", "line 2", "the first byte of a letter, and no Ã"),
    ("Мерида".encode() + b"\xa4", "line 1", "another script"),
    (codecs.BOM_UTF16_LE + "Mérida\nlámpara".encode("utf-16-le") + b"\x41", "line 2",
     "UTF-16 with half a character at its end"),
]  # fmt: skip


@pytest.mark.case("24")
@pytest.mark.parametrize(("data", "place", "why"), DAMAGED, ids=[row[2] for row in DAMAGED])
def test_a_few_bad_bytes_keep_the_encoding_and_a_warning_names_their_place(
    data: bytes, place: str, why: str
) -> None:
    found = decoded(data)
    assert found is not None
    assert found.encoding != "cp1252", why
    assert "\ufffd" in found.text
    (warning,) = found.warnings
    assert place in warning
    assert "save it as UTF-8" in warning


def test_many_bad_bytes_are_counted_and_a_few_of_their_lines_named() -> None:
    found = decoded("años y años de lámparas\n".encode() * 9 + b"\xa4\n" * 9)
    assert found is not None
    assert "9 characters in lines 10, 11, 12, 13, 14 and others" in found.warnings[0]


SPANISH = "Cada camión esperó más de una hora; el señor Núñez firmó. ¿Qué pasó en la aduana?"
ENGLISH = "The agent’s report on the “Zetas” names Peña and Nuñez – and a sum of €500."
POLISH = "Każda ciężarówka czekała dłużej niż godzinę przed bramą."
UTF8 = "El río de Mérida, “Cancún” y São Paulo."


@pytest.mark.parametrize("text", [SPANISH, ENGLISH, POLISH])
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("times", [(1, 1), (1, 6), (6, 1)])
def test_of_two_encodings_in_one_file_each_is_read_and_its_lines_named(
    text: str, order: int, times: tuple[int, int]
) -> None:
    page = "cp1250" if text == POLISH else "cp1252"
    older, utf8 = [text] * times[0], [UTF8] * times[1]
    lines = [*((x, page) for x in older), *((x, "utf-8") for x in utf8)][::order]
    found = decoded(b"\n".join(line.encode(encoding) for line, encoding in lines))
    assert found is not None
    assert found.text == "\n".join(line for line, _ in lines)
    (warning,) = found.warnings
    first = next(i for i, (_, encoding) in enumerate(lines, 1) if encoding == page)
    assert f"partly UTF-8 and partly {page.upper()} (line" in warning
    assert f" {first}" in warning


def test_two_encodings_in_one_line_are_told_apart() -> None:
    found = decoded("Mérida, ".encode() + "Peña, Núñez ".encode("cp1252") + "y León".encode())
    assert found is not None
    assert found.text == "Mérida, Peña, Núñez y León"
    assert "(line 1)" in found.warnings[0]


@pytest.mark.parametrize(
    ("text", "page"),
    [(t, p) for t, pages in (
        (SPANISH, "utf-8 cp1252"), (ENGLISH, "utf-8 cp1252"), (POLISH, "utf-8 cp1250"),
        ("A ordem: «AMANHÃ» e “MAÇÔ” são três", "cp1252"),
    ) for p in pages.split()],
)  # fmt: skip
def test_a_file_in_one_encoding_is_not_taken_for_two(text: str, page: str) -> None:
    found = decoded(text.encode(page))
    assert found is not None
    assert (found.text, found.encoding, found.warnings) == (text, page, ())


DECLARED = [
    ("Łódź".encode("iso-8859-2"), "iso-8859-2", "Łódź", "the encoding that the file names"),
    ("Mérida".encode(), "iso-8859-2", "Mérida", "UTF-8 is UTF-8 whatever the file says"),
    ("Mérida".encode("cp1252"), None, "Mérida", "nothing declared"),
]


@pytest.mark.parametrize(("data", "declared", "text", "why"), DECLARED)
def test_a_declared_encoding_counts_where_the_bytes_do_not_tell(
    data: bytes, declared: str | None, text: str, why: str
) -> None:
    found = decoded(data, declared)
    assert found is not None
    assert found.text == text, why


def test_text_that_was_saved_in_the_wrong_encoding_is_mended() -> None:
    twice = "“Mérida” – 20 años".encode().decode("cp1252", "surrogateescape")
    twice = twice.replace("\udc9d", "\x9d")
    assert decode(twice.encode()) == "“Mérida” – 20 años"


def test_text_that_was_partly_saved_in_the_wrong_encoding_is_kept_and_reported() -> None:
    text = "Año.\nMÃ©rida, MÃ©xico, lÃ¡mpara"
    found = decoded(text.encode())
    assert found is not None
    assert found.text == text
    assert "“Ã©” in line 2" in found.warnings[0]


@given(st.text(st.characters(codec="cp1252", exclude_characters="\r\x00"), min_size=1))
def test_text_in_utf_8_is_never_changed(text: str) -> None:
    """What looks saved twice is left out: ``Ã©`` alone cannot be told from a mended ``é``."""
    found = decode(text.encode())
    assert found is None or found == text or len(found) < len(text)


@given(st.text(st.characters(categories=["L", "Nd", "P", "Zs"], codec="cp1252"), min_size=1))
def test_saving_twice_is_undone(text: str) -> None:
    twice = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())
    assert decode(twice.encode()) in (text, decode(text.encode()))
