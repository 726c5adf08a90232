"""The lexicon that is shipped: big enough, clean, quick to load, of use for unseen questions."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kb.search.expansion import Glossary, expand, load_spanish_lexicon
from kb.search.query import parse

FILE = Path(__file__).parents[2] / "corpus" / "lexicons" / "spanish_english.tsv"


def test_lines_are_clean_and_many() -> None:
    lines = [x for x in FILE.read_text(encoding="utf-8").splitlines() if x[0] != "#"]
    lemmas = [line.split("\t")[0] for line in lines]
    assert len(lemmas) == len(set(lemmas)) > 5000
    for line in lines:
        lemma, english = line.split("\t")
        assert lemma == lemma.strip().lower(), line
        assert all(a and a == a.strip() and a.isascii() for a in english.split(";")), line


def test_loading_is_quick() -> None:
    started = time.process_time()
    load_spanish_lexicon(FILE)
    assert time.process_time() - started < 0.1  # 11 ms measured


QUESTIONS = [
    ("¿Cuántos puentes cruzan el río?", "bridge cross river"),
    ("¿Qué impuestos pagaron las empresas petroleras?", "taxes pay companies oil"),
    ("escuelas cerradas por la sequía", "schools closed drought"),
    ("¿Quién nombró a los jueces del tribunal?", "appoint judge court"),
    ("vacunas para los niños del campo", "vaccine children field"),
    ("¿Por qué aumentaron los precios de los alimentos?", "increase price food"),
    ("hospitales que recibieron fondos federales", "hospital receive federal funds"),
]


@pytest.mark.parametrize(("text", "expected"), QUESTIONS)
def test_everyday_questions_come_out_in_english(text: str, expected: str) -> None:
    made = expand(parse(text), load_spanish_lexicon(FILE), Glossary([]))
    english = {w for group in made.groups for a in group[1:] for w in a.split()}
    assert set(expected.split()) <= english, made.groups
