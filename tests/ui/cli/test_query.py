"""``kb search``, ``kb ask`` and ``kb show``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.cli.running import answer, kb


def test_search_prints_one_json_document(filled: Path) -> None:
    found = answer(filled, "search", "lamps", "--json")
    assert set(found) == {"query", "mode", "hits", "notices", "corrections", "elapsed_ms"}
    (hit,) = found["hits"]
    keys = "rank score doc_id title kind date language section pages start end text citation role copies"
    assert set(keys.split()) <= set(hit)
    assert (hit["rank"], hit["date"]) == (1, "2031-05-04")


def test_search_prints_the_passage_under_its_citation(filled: Path) -> None:
    lines = kb(filled, "search", "lamps").stdout.splitlines()
    assert lines[0].strip().startswith("1  Lamps of the border (2031)")
    assert [line.strip() for line in lines[1:4]] == [
        "Lamps of the border",
        "",
        "The office bought 40 lamps for $9 million.",
    ]


def test_a_correction_is_shown_with_the_option_that_turns_it_off(filled: Path) -> None:
    told = kb(filled, "search", "officce lamps").stdout
    assert "Also searched: office." in told
    assert "“officce”" in told
    assert "--as-typed" in told
    asked = kb(filled, "ask", "How many lamps did the officce buy?").stdout
    assert "Also searched: office." in asked
    for command in ("search", "ask"):
        assert "Also searched" not in kb(filled, command, "officce lamps", "--as-typed").stdout


def test_a_search_of_a_small_library_does_not_import_chroma(filled: Path) -> None:
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom ui.cli.main import app\n"
        "done = CliRunner().invoke(app, ['search', 'lamps', '--json'])\n"
        "assert '40 lamps' in done.stdout, done.stdout\nprint('chromadb' in sys.modules)"
    )
    env = {**os.environ, "KB_HOME": str(filled), "KB_ENCODER": "fake"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr


def test_nothing_found_is_exit_code_1_with_advice(filled: Path) -> None:
    done = kb(filled, "search", '"no such words here"')
    assert done.exit_code == 1
    assert "No passage was found." in done.stdout
    assert "filters" not in done.stdout
    filtered = kb(filled, "search", "lamps kind:statute")
    assert filtered.exit_code == 1
    assert "Only documents that match the filters were searched." in filtered.stdout


def test_an_answer_has_its_citation(filled: Path) -> None:
    done = kb(filled, "ask", "How many lamps did the office buy?")
    assert done.exit_code == 0
    assert "The office bought 40 lamps for $9 million. [1]" in done.stdout
    assert "[1] Lamps of the border (2031)" in done.stdout


def test_a_refusal_is_exit_code_1_with_its_reason(filled: Path) -> None:
    refused = answer(filled, "ask", "What does section 99 say?", "--json", code=1)
    assert (refused["answered"], refused["sentences"]) == (False, [])
    done = kb(filled, "ask", "What does section 99 say?")
    assert done.stdout.startswith(f"No answer: {refused['reason']}")


def test_show_prints_a_document_or_a_part_of_it(filled: Path) -> None:
    name = answer(filled, "docs", "--json")["documents"][0]["doc_id"]
    assert "The office bought 40 lamps" in kb(filled, "show", name).stdout
    assert answer(filled, "show", name, "--span", "0:5", "--json")["text"] == "Lamps"
    section = answer(filled, "show", name, "--section", "Lamps of the border", "--json")
    assert "40 lamps" in section["text"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["search", "lamps knd:brief"], "knd"),
        (["search", "lamps", "--mode", "fuzzy"], "fuzzy"),
        (["search", "lamps", "-k", "0"], "-k"),
        (["show", "nothing-like-it"], "nothing-like-it"),
    ],
)
def test_wrong_use_is_exit_code_2_and_names_what_is_wrong(
    filled: Path, arguments: list[str], named: str
) -> None:
    done = kb(filled, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert named in done.stderr
