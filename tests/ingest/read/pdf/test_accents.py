"""Accents drawn as glyphs of their own are on their letters; others stay signs."""

from __future__ import annotations

import pytest

from ingest.read.pdf import read
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.pdf_maker import FONTS, drawn_pdf

FONTS_WITH_SIGNS = (
    b" /T << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding 5 0 R >>"
    b" /C << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding 5 0 R >>"
)
NAMES = (
    b"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding"
    b" /Differences [ 1 /acute /grave /circumflex /tilde /dieresis /cedilla /caron /ring /dotlessi"
    b" /macron /breve /dotaccent /hungarumlaut /ogonek /acutecomb ] >>"
)


def text(content: bytes) -> str:
    shown = b"BT /T 10 Tf 72 700 Td " + content + b" ET"
    found = read(
        Source.of(drawn_pdf(shown, objects=[NAMES], fonts=FONTS + FONTS_WITH_SIGNS), "accents.pdf")
    )
    assert isinstance(found, Document), found
    return found.text


@pytest.mark.parametrize(
    ("content", "expected", "why"),
    [
        (b"[(M)-56(\\001)388(e)(xico)] TJ", "México", "before its letter"),
        (b"[(M)(e)388(\\001)-56(xico)] TJ", "México", "behind its letter"),
        (b"[(r)28(\\001)306(\\011)(o)] TJ", "río", "on a dotless i"),
        (b"[(r)28(\\001)306(i)(o)] TJ", "río", "on an i"),
        (b"[(\\001)306(\\011)(ndice)] TJ", "índice", "at the start of a line"),
        (b"[(ma)-84(\\004)416(n)(ana)] TJ", "mañana", "a tilde"),
        (b"[(monta)-84(~)520(n)(as)] TJ", "montañas", "the sign of a keyboard"),
        (b"[(pr)-56(\\002)388(e)(s)] TJ", "près", "a grave"),
        (b"[(ao)-84(\\003)416(u)(t)] TJ", "août", "a circumflex"),
        (b"[(verg)-84(\\005)416(u)(enza)] TJ", "vergüenza", "an umlaut"),
        (b"[(fran)-56(\\006)388(c)(ais)] TJ", "français", "a cedilla"),
        (b"[(c)388(\\006)-56(a)] TJ", "ça", "a cedilla behind its letter"),
        (b"[(Dvor)]TJ [(\\007)333(r)(ak)] TJ", "Dvorřak", "a caron"),
        (b"/C 10 Tf [(M)(\\017)600(e)(xico)] TJ", "México", "a combining sign before its letter"),
        (b"[(\\010)416(u)] TJ", "ů", "a ring"),
        (b"ET BT /T 10 Tf 1 0 0 1 73.4 702.2 Tm (\\001) Tj 1 0 0 1 72 700 Tm (Etat) Tj", "État",
         "raised over a capital letter"),
        (b"ET BT /T 10 Tf 1 0 0 1 72 700 Tm (caso unico) Tj 1 0 0 1 95.5 700 Tm (\\001) Tj",
         "caso único", "after the line"),
        (b"/C 10 Tf [(M)(\\001)600(e)(xico)] TJ", "México", "where all glyphs have one width"),
        (b"[(r)28(\\001)306(\\011)(o)] TJ 0.2 0 Td [(r)28(\\001)306(\\011)(o)] TJ", "río",
         "drawn twice for bold"),
    ],
)  # fmt: skip
def test_an_accent_over_its_letter_is_on_it(content: bytes, expected: str, why: str) -> None:
    assert text(content) == expected, why


@pytest.mark.parametrize(
    ("content", "expected", "why"),
    [
        (b"(don\\001t) Tj", "don´t", "an apostrophe"),
        (b"[(don)40(\\001)40(t)] TJ", "don´t", "an apostrophe, kerned"),
        (b"(run `ls ~/x` and 2^n) Tj", "run `ls ~/x` and 2^n", "code"),
        (b"(a ~ b) Tj", "a ~ b", "a sign between letters"),
        (b"[(3)450(~)(4)] TJ", "3~4", "on a figure"),
        (b"[(q)450(\\001)(a)] TJ", "q´a", "on a letter without such a form"),
        (b"0 -12 Td (e) Tj 0 12 Td (\\001) Tj", "´ e", "over a letter of the line below"),
    ],
)
def test_a_sign_with_room_of_its_own_stays(content: bytes, expected: str, why: str) -> None:
    assert text(content) == expected, why
