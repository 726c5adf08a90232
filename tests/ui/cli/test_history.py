"""``kb history`` and ``kb define``."""

from __future__ import annotations

from pathlib import Path

from tests.ui.cli.running import answer, kb


def test_the_timeline_is_narrowed_by_government_and_topic(filled: Path) -> None:
    done = kb(filled, "history", "--government", "both", "--topic", "bicentennial", "--json")
    events = answer(filled, "history", "--government", "both", "--topic", "bicentennial", "--json")
    assert [e["date"] for e in events["events"]] == ["2021-10-08", "2022-10-13"]
    assert all(e["governments"] == ["us", "mexico"] for e in events["events"])
    assert done.stderr == ""
    assert kb(filled, "history", "--government", "canada").exit_code == 2
    assert kb(filled, "history", "--topic", "zeppelins").exit_code == 1


def test_passages_are_shown_for_few_events_only(filled: Path) -> None:
    done = kb(filled, "history", "--json")
    assert done.exit_code == 0
    assert done.stderr == (
        "Passages are shown for up to 20 events. Narrow the dates or the topic.\n"
    )
    assert done.stdout.count('"governments"') == 72


def test_a_term_is_defined_with_its_names_and_sources(filled: Path) -> None:
    term = answer(filled, "define", "FTO", "--json")["term"]
    assert term["expansion_en"] == "Foreign Terrorist Organization"
    assert term["sources"][0]["title"]
    shown = kb(filled, "define", "fto").stdout
    assert term["expansion_es"] in shown


def test_an_unknown_term_is_exit_code_1_with_similar_terms(filled: Path) -> None:
    similar = kb(filled, "define", "bicentenial framework")
    assert similar.exit_code == 1
    assert "Did you mean" in similar.stdout
    unknown = kb(filled, "define", "zeppelin")
    assert unknown.exit_code == 1
    assert unknown.stdout.startswith("The glossary has no term “zeppelin”.")
    assert answer(filled, "define", "zeppelin", "--json", code=1)["term"] is None
