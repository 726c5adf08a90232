"""``kb config``: what is in force, where it comes from, and what is misspelt."""

from __future__ import annotations

import json
from pathlib import Path

from tests.ui.cli.running import answer, kb


def test_it_shows_each_value_and_where_it_comes_from(tmp_path: Path) -> None:
    done = kb(tmp_path, "config", KB_SEARCH__POOL="300")
    assert done.exit_code == 0
    lines = {line.split()[0]: line.split() for line in done.stdout.splitlines() if line.strip()}
    assert lines["KB_SEARCH__POOL"][1:4] == ["300", "passages", "environment"]
    assert lines["KB_ENCODER"][1:3] == ["fake", "environment"]
    assert lines["KB_MAX_CORES"][1:4] == ["16", "cores", "default"]
    assert "Retrieval and ranking" in done.stdout
    assert done.stderr == ""


def test_the_json_has_every_setting_with_its_default(tmp_path: Path) -> None:
    from kb.settings_report import rows

    found = answer(tmp_path, "config", "--json")
    assert [s["variable"] for s in found["settings"]] == [row.variable for row in rows()]
    by_name = {s["name"]: s for s in found["settings"]}
    assert by_name["home"]["value"] == str(tmp_path)
    assert by_name["search.pool"] == {
        "name": "search.pool",
        "variable": "KB_SEARCH__POOL",
        "value": 200,
        "default": 200,
        "source": "default",
        "description": by_name["search.pool"]["description"],
        "unit": "passages",
        "measured": "tests.bench.gold",
    }
    assert found["unknown"] == []


def test_a_folder_that_is_not_set_is_shown_as_it_is_used() -> None:
    from kb.settings import model_cache

    found = answer(Path(), "config", "--json")
    by_name = {s["name"]: s for s in found["settings"]}
    assert by_name["model_cache"]["value"] == str(model_cache())


def test_a_variable_that_names_no_setting_is_reported_with_the_nearest(tmp_path: Path) -> None:
    done = kb(tmp_path, "config", KB_HOEM="x", KB_UNLIKE_ANYTHING="x")
    assert done.exit_code == 0
    assert "KB_HOEM is set but names no setting. Did you mean KB_HOME?\n" in done.stderr
    assert "KB_UNLIKE_ANYTHING is set but names no setting.\n" in done.stderr


def test_a_misspelt_setting_of_a_group_and_a_wrong_value_stop_every_command(tmp_path: Path) -> None:
    misspelt = kb(tmp_path, "config", KB_SEARCH__POOOL="3")
    assert (misspelt.exit_code, misspelt.stderr) == (
        2,
        "kb: KB_SEARCH__POOOL names no setting. Did you mean KB_SEARCH__POOL?\n",
    )
    wrong = kb(tmp_path, "docs", KB_SEARCH__POOL="many")
    assert wrong.exit_code == 2
    assert wrong.stderr.startswith("kb: KB_SEARCH__POOL has a value that cannot be used: ")


def test_a_group_given_as_json_counts_as_set_where_it_changes_a_value() -> None:
    done = kb(Path(), "config", "--json", KB_SEARCH='{"pool": 3}')
    sources = {s["name"]: s["source"] for s in json.loads(done.stdout)["settings"]}
    assert (sources["search.pool"], sources["search.per_document"]) == ("environment", "default")
