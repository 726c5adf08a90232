"""``kb corpus``, ``kb history`` and ``kb define``."""

from __future__ import annotations

from pathlib import Path

from tests.ui.cli.running import answer, kb


def test_the_catalogue_is_listed_by_kind_and_topic(filled: Path) -> None:
    everything = answer(filled, "corpus", "list", "--json")["documents"]
    assert len(everything) == 131
    statutes = answer(filled, "corpus", "list", "--kind", "statute", "--json")["documents"]
    assert {d["kind"] for d in statutes} == {"statute"}
    assert 0 < len(statutes) < len(everything)
    missing = answer(filled, "corpus", "list", "--missing", "--json")["documents"]
    assert missing == everything  # the library has none of them
    assert kb(filled, "corpus", "list", "--kind", "poem").exit_code == 1


def test_fetch_names_ids_that_the_catalogue_does_not_have(filled: Path) -> None:
    done = kb(filled, "corpus", "fetch", "no-such-id")
    assert (done.exit_code, done.stderr) == (
        2,
        "kb: The catalogue has no no-such-id. `kb corpus list` shows the ids.\n",
    )
    assert kb(filled, "corpus", "fetch").exit_code == 2


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
    done = kb(filled, "define", "FTOs")
    assert done.exit_code in (0, 1)
    unknown = kb(filled, "define", "zeppelin")
    assert unknown.exit_code == 1
    assert unknown.stdout.startswith("The glossary has no term “zeppelin”.")
    assert answer(filled, "define", "zeppelin", "--json", code=1)["term"] is None
