"""Text that is not language is told from language, figures, names, addresses and identifiers."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text.legibility import DUMP, EXCHANGED, MISREAD, MIXED, UNDECODED, illegible
from kb.text.letter_pairs import letter_fit
from tests.bench.legibility import (
    cid,
    dump,
    hexadecimal,
    misread,
    permuted,
    private_use,
    shifted,
    stained,
    without_vowels,
)

ENGLISH = (
    "The harbor office closed nine of its posts in the past decade and sold the land to the town. "
    "Small boats that carry fuel now pass the cape at night without being seen by any of the posts. "
    "The ministry should open three of them again before the end of the next fiscal year."
)
SPANISH = (
    "LA COMISION RECOMIENDA QUE LA OFICINA ABRA DE NUEVO TRES DE LOS PUESTOS QUE CERRO EN LA DECADA "
    "PASADA, PORQUE LAS LANCHAS PASAN DE NOCHE SIN QUE NADIE LAS VEA DESDE LA COSTA"
)
READABLE = {
    "English": ENGLISH,
    "Spanish in capitals, without accents": SPANISH,
    "French": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont "
    "doués de raison et de conscience et doivent agir dans un esprit de fraternité.",
    "Portuguese": "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados "
    "de razão e de consciência, devem agir em espírito de fraternidade.",
    "Polish": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są "
    "oni obdarzeni rozumem i sumieniem i powinni postępować w duchu braterstwa.",
    "Vietnamese": "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi. "
    "Mọi con người đều được tạo hóa ban cho lý trí và lương tâm và cần phải đối xử với nhau.",
    "Basque, in no table": "Gizon-emakume guztiak aske jaiotzen dira, duintasun eta eskubide "
    "berberak dituztela; elkarren artean senide legez jokatu beharra dute.",
    "Nahuatl, in no table": "Nochi tlakamej uan siuamej kipiaj manoj kuali tlakatisej, nochi san se "
    "totlatechpouiltilis uan titlatepanitalojkej, yeka moneki kuali ma timouikakaj.",
    "Arabic": "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميراً وعليهم أن "
    "يعامل بعضهم بعضاً بروح الإخاء.",
    "Chinese with figures": "人人生而自由,在尊严和权利上一律平等。COVID-19 政策 报告 2024 年 第 3 章",
    "a greeting in many scripts": "English: Hello World, Arabic: مرحبا بالعالم, Russian: Привет, мир, "
    "Chinese (traditional): 你好世界, Thai: สวัสดีชาวโลก, Japanese: こんにちは世界",
    "Greek": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
    "figures": "\n".join(
        f"{i} 1,{i}07 {i * 3}.5 (12.{i}) $4{i}5,000 3.2% n/a *" for i in range(30)
    ),
    "a statute's contents": "\n".join(
        f"Sec. {i}. Short title; table of contents ............ {i}" for i in range(20)
    ),
    "names": "Rodríguez Hernández, Xóchitl; Przybylski, Krzysztof Wojciech; Nguyễn Thị Ngọc Bích; "
    "Zhang Xiuying; Schwarzkopf, Friedrich; O'Shaughnessy, Siobhán; Ixtapaluca, Oaxaca, Tuxtla",
    "acronyms": "DHS CBP ICE ATF DEA FBI DOJ DOD USAID INL SRE SEDENA SEMAR FGR CNI UIF PGR GAO CRS "
    "NDAA FTO CJNG TCO HSI USMS BLM FWS EPA NSC OMB CBO IRS OFAC DTO SSPC INM CNDH INEGI",
    "identifiers": "kb_search_limit parse_query getUserById HTTPResponse xmlHttpRequest max_len "
    "idx_tmp str_buf ctx->fn_ptr cfg.yaml src/main/Foo.java pypdfium2 numpy tzdata strncpy fprintf",
    "sources with addresses": "\n".join(
        "Smith, J., “A Title,” 2019, https://www.example.org/2019/aGk3-kdf93KJs0/xcv?id=93847&x=AbC "
        "doi:10.1016/j.example.2019.102394"
        for _ in range(6)
    ),
    "addresses alone": "info@example.org www.example.org https://www.example.org/reports/2024",
    "formulas": "∑_{i=1}^{n} x_i = α·β + γ² where α ∈ ℝ, β ≤ 0.5 and ∂f/∂x = 2πr; Var(X) = σ²; "
    "p < 0.05, χ²(3) = 4.2",
    "bullets of a symbol font": "\n".join(f"\uf0b7 {line}." for line in ENGLISH.split(". ")),
    "rules and leaders": "..... .... ... ____ ____ ---- | | | *** ===== " * 10,
    "a few accents misread": SPANISH.lower().replace("decada", "dÃ©cada"),
    "too little to tell": "xq zkv",
    "nothing": "",
}


@pytest.mark.parametrize("name", READABLE)
def test_what_is_language_is_readable(name: str) -> None:
    assert illegible(READABLE[name]) is None, letter_fit(READABLE[name])


MADE = [
    (shifted, EXCHANGED),
    (permuted, EXCHANGED),
    (without_vowels, EXCHANGED),
    (private_use, UNDECODED),
    (cid, UNDECODED),
    (misread, MISREAD),
    (dump, DUMP),
    (hexadecimal, DUMP),
]


@pytest.mark.parametrize(("make", "why"), MADE, ids=[m.__name__ for m, _ in MADE])
@pytest.mark.parametrize("text", [ENGLISH, SPANISH], ids=["English", "Spanish"])
def test_what_was_made_unreadable_is_named(make, why: str, text: str) -> None:  # type: ignore[no-untyped-def]
    assert illegible(make(text, random.Random(5))) == why


UNREADABLE = {
    "letters three places on": ("Wkh kduerxu riilfh forvhg qlqh ri lwv srvwv lq wkh sdvw ghfdgh dqg "
    "vrog wkh odqg wr wkh wrzq ehiruh wkh hqg", EXCHANGED),
    "glyph numbers as letters": ("7KH KDUERXU RIILFH FORVHG QLQH RI LWV SRVWV LQ WKH SDVW GHFDGH DQG "
    "VROG WKH ODQG WR WKH WRZQ", EXCHANGED),
    "letters with the eighth bit set": ("Ôèå èáòâïò ïææéãå ãìïóåä îéîå ïæ éôó ðïóôó éî ôèå ðáóô äåãáäå "
    "áîä óïìä ôèå ìáîä ôï ôèå ôï÷î", EXCHANGED),
    "replacement characters": ("��� ������ ������ closed ���� �� ��� �����", UNDECODED),
    "letters of several scripts": (" ".join(["tһе hаrЬоr оffіϲе ϲlоѕеԁ"] * 8), MIXED),
    "stains": (" ".join(["~|h'_; l{}i~ :;t^e o|~f `fi¬ce c~|o_s"] * 6), MIXED),
    "controls": ("\x01\x02\x03\x04\x05\x06 \x07\x08\x0e\x0f\x10\x11 \x12\x13\x14 word \x15\x16", UNDECODED),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_broken_files_hold_is_named(name: str) -> None:
    text, why = UNREADABLE[name]
    assert illegible(text) == why, letter_fit(text)


@given(st.integers(1, 25), st.randoms(use_true_random=False))
def test_every_shift_of_letters_is_named(by: int, some: random.Random) -> None:
    assert illegible(ENGLISH) is None
    assert illegible(shifted(ENGLISH, some)) == EXCHANGED


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    illegible(text)


def test_stains_of_recognition_are_found_in_most_pages() -> None:
    some = random.Random(3)
    assert sum(illegible(stained(ENGLISH, some)) is not None for _ in range(20)) >= 17
