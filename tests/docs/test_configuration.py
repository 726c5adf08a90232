"""``docs/configuration.md`` and the benches that ``kb/settings.py`` names."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from kb.settings_report import rows
from ui.cli.config import markdown

PAGE = Path(__file__).resolve().parents[2] / "docs" / "configuration.md"


def test_the_page_lists_the_settings_as_they_are_in_the_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(), (
        "docs/configuration.md is out of date. Run `kb config --markdown > docs/configuration.md`."
    )


def test_every_measured_setting_names_a_bench_that_exists() -> None:
    named = {row.measured for row in rows() if row.measured}
    assert {bench for bench in named if find_spec(bench) is None} == set()


def test_every_setting_says_what_it_is() -> None:
    assert [row.name for row in rows() if not row.what] == []
