"""``kb map`` on the command line: one JSON document, exit codes, help with examples, judgements
kept, exchanged and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ui.cli.running import answer, kb

BRIEF = """---
title: Lamps for the border
kind: brief
date: 2031-02-03
---
# Lamps for the border

## Recommendations

Congress should fund an audit of the lamp programme in Mexico every year.

The State Department should not buy lamps from one maker alone.
"""
REPORT = """---
title: Evaluation of the lamp programme
kind: evaluation
date: 2030-01-02
---
# Evaluation of the lamp programme

The evaluation found that the lamp programme in Mexico had no audit and no measures of outcome.

The lamp act authorises the Secretary to fund an audit of the lamp programme in Mexico.

Congress funded an audit of the lamp programme in Mexico once, and the audit reduced waste.
"""
COMMANDS = ("extract", "link", "show", "judge", "judgements", "export")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("map")
    (base / "docs").mkdir()
    (base / "docs" / "brief.md").write_text(BRIEF)
    (base / "docs" / "report.md").write_text(REPORT)
    assert kb(base / "home", "ingest", str(base / "docs")).exit_code == 0
    return base / "home"


@pytest.fixture(scope="module")
def brief(home: Path) -> str:
    listed = answer(home, "docs", "--json")["documents"]
    return str(next(d["doc_id"] for d in listed if d["title"] == "Lamps for the border"))


@pytest.fixture(scope="module")
def linked(home: Path, brief: str) -> list[dict[str, Any]]:
    return list(answer(home, "map", "link", brief, "--json")["recommendations"])


@pytest.fixture
def link_id(linked: list[dict[str, Any]]) -> str:
    return str(next(x["link_id"] for r in linked for x in r["evidence"] if x["independent"]))


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_of_the_command(command: str) -> None:
    text = kb(Path("none"), "map", command, "--help").stdout
    assert "Examples:" in text
    assert f"kb map {command}" in text.split("Examples:")[1]


def test_extract_link_and_show_have_one_shape(home: Path, brief: str, linked: list[dict[str, Any]]) -> None:  # fmt: skip
    extracted = answer(home, "map", "extract", brief, "--json")["recommendations"]
    shown = answer(home, "map", "show", brief, "--json")["recommendations"]
    keys = "id doc_id text start end pages section actor action instrument area stance kind places evidence gaps"  # fmt: skip
    for found in (extracted, linked, shown):
        assert {r["text"].split()[0] for r in found} == {"Congress", "The"}
        assert all(set(r) >= set(keys.split()) for r in found)
    assert {r["id"] for r in extracted} == {r["id"] for r in shown}
    assert any(r["evidence"] for r in linked)


def test_extract_of_a_section(home: Path, brief: str) -> None:
    assert answer(home, "map", "extract", brief, "--section", "Recommendations", "--json")
    done = kb(home, "map", "extract", brief, "--section", "No such heading")
    assert done.exit_code == 2
    assert "no section 'No such heading'" in done.stderr


def test_one_recommendation_is_shown_by_its_id(home: Path, linked: list[dict[str, Any]]) -> None:
    rec_id = linked[0]["id"]
    for command in ("show", "link"):
        shown = answer(home, "map", command, rec_id, "--json")["recommendations"]
        assert [r["id"] for r in shown] == [rec_id]
    done = kb(home, "map", "show", f"{rec_id[:-1]}x")
    assert done.exit_code == 2
    assert f"Did you mean {rec_id}" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--actor", "Congress"), 0),
        (("--actor", "nobody"), 1),
        (("--stance", "opposes", "--actor", "Congress"), 1),
        (("--gap", "legal authority"), 0),
        (("--status", "suggested"), 0),
        (("--status", "implemented"), 1),
        (("--older-than", "10"), 0),
        (("--gap", "no such gap"), 2),
        (("--status", "done"), 2),
        (("--area", "fishing"), 2),
        (("--older-than", "0"), 2),
        (("--by", "colour"), 2),
    ],
)
def test_filters_and_exit_codes(
    home: Path, brief: str, linked: list[dict[str, Any]], arguments: tuple[str, ...], code: int
) -> None:
    done = kb(home, "map", "show", brief, *arguments)
    assert done.exit_code == code, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("by", ["relations", "kinds", "documents"])
def test_the_matrix(home: Path, brief: str, linked: list[dict[str, Any]], by: str) -> None:
    table = answer(home, "map", "show", brief, "--by", by, "--json")["matrix"]
    assert [r["id"] for r in table["rows"]]
    assert any(cell for r in table["rows"] for cell in r["cells"])
    assert "OVERSIGHT AND EVALUATION" in kb(home, "map", "show", brief, "--by", by).stdout


def test_what_is_not_there_is_wrong_use(home: Path) -> None:
    for arguments in (
        ["extract", "nothing-like-it"],
        ["link", "nothing-like-it"],
        ["show", "nothing-like-it"],
        ["judge", "l-000000000000", "--status", "confirmed", "--judge", "A"],
        ["judge"],
        ["export", "--format", "pdf"],
    ):
        done = kb(home, "map", *arguments)
        assert done.exit_code == 2, arguments
        assert "Traceback" not in done.stderr


def test_a_judgement_is_kept_shown_and_taken_back(home: Path, brief: str, link_id: str) -> None:
    said = ("--relation", "supports", "--status", "confirmed", "--note", "It says so.")
    assert kb(home, "map", "judge", link_id, *said).exit_code == 2  # without a name
    assert kb(home, "map", "judge", link_id, "--judge", "A. Reader").exit_code == 2
    assert kb(home, "map", "judge", link_id, *said, "--judge", " A.  Reader ").exit_code == 0
    links = [x for r in answer(home, "map", "show", brief, "--json")["recommendations"] for x in r["evidence"]]  # fmt: skip
    judged = next(x for x in links if x["link_id"] == link_id)
    assert (judged["status"], judged["relation"], judged["judges"], judged["note"]) == (
        "confirmed", "supports", ["A. Reader"], "It says so.",
    )  # fmt: skip
    assert "confirmed by A. Reader" in kb(home, "map", "show", brief).stdout
    assert kb(home, "map", "judge", link_id, "--undo", "--judge", "A. Reader").exit_code == 0
    assert kb(home, "map", "judge", link_id, "--undo", "--judge", "A. Reader").exit_code == 1


def test_judgements_are_exchanged_and_judges_compared(
    home: Path, brief: str, link_id: str, tmp_path: Path
) -> None:
    for judge, status in (("A", "confirmed"), ("B", "rejected")):
        done = kb(home, "map", "judge", link_id, "--status", status, "--judge", judge)
        assert done.exit_code == 0, done.stderr
    told = answer(home, "map", "judgements", "--json")["agreement"]
    assert [(a["judges"], a["links"], a["kappa"]) for a in told] == [(["A", "B"], 1, 0.0)]
    assert "Cohen's kappa 0.00" in kb(home, "map", "judgements").stdout
    file = tmp_path / "said.tsv"
    assert answer(home, "map", "judgements", "--export", str(file), "--json") == {"written": 2}
    assert [p.name for p in tmp_path.iterdir()] == ["said.tsv"]
    again = answer(home, "map", "judgements", "--import", str(file), "--json")
    assert again == {"new": 0, "changed": 0, "same": 2, "adrift": 0}
    text = file.read_text()
    forged = [
        line.rsplit("\t", 1)[0] + "\tWords that nobody wrote." for line in text.split("\n")[1:3]
    ]
    file.write_text("\n".join([text.split("\n")[0], *forged]) + "\n")
    lost = kb(home, "map", "judgements", "--import", str(file))
    assert (lost.exit_code, lost.stderr.count("no place: ")) == (3, 2)
    assert len(answer(home, "map", "judgements", "--json")["adrift"]) >= 2
    file.write_text(text.replace("confirmed", "approved"))
    damaged = kb(home, "map", "judgements", "--import", str(file))
    assert damaged.exit_code == 2
    assert "must be one of confirmed, rejected" in damaged.stderr
    assert kb(home, "map", "judgements", "--import", str(tmp_path / "none.tsv")).exit_code == 2


def test_exports(home: Path, brief: str, linked: list[dict[str, Any]], tmp_path: Path) -> None:
    for form in ("csv", "json", "graphml", "markdown", "html"):
        out = tmp_path / f"map.{form}"
        done = kb(home, "map", "export", brief, "--format", form, "--out", str(out))
        assert done.exit_code == 0, done.stderr
        assert "audit of the lamp programme" in out.read_text()
    done = kb(home, "map", "export", brief, "--format", "markdown", "--actor", "Congress")
    assert done.stdout.startswith("# Evidence for each recommendation")
    assert "one maker alone" not in done.stdout
    assert kb(home, "map", "export", brief, "--actor", "nobody").exit_code == 1
    nowhere = kb(home, "map", "export", brief, "--out", str(tmp_path / "no" / "map.html"))
    assert nowhere.exit_code == 2
    assert "Traceback" not in nowhere.stderr


def test_the_map_of_an_empty_library_says_what_has_no_place(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A note\n\nIt rains.\n")
    kb(tmp_path / "home", "ingest", str(tmp_path / "a.md"))
    done = kb(tmp_path / "home", "map", "show")
    assert done.exit_code == 0
    assert done.stdout.count("! no place for") == 5
    assert "more reasons" in done.stdout
