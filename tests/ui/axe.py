"""axe-core in the page: the violations it finds, without those that Streamlit causes.

axe-core comes from npm (``make test`` puts it into ``.venv/axe``); nothing of it is in the project.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / ".venv/axe/node_modules/axe-core/axe.min.js"
GRAVE = ("serious", "critical")


@dataclass(frozen=True, slots=True)
class Allowed:
    """A violation that Streamlit's own elements cause: the rule, a selector that the element or
    one around it matches, and why we cannot mend it."""

    rule: str
    selector: str
    reason: str


# docs/accessibility.md says the same; a test compares them.
STREAMLIT: tuple[Allowed, ...] = ()


def source() -> str:
    """The text of axe-core. Skips the test where it is not installed."""
    if not SCRIPT.is_file():
        pytest.skip("needs axe-core, which `make test` installs with npm (Debian: apt install npm)")
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Page, script: str) -> list[str]:
    """The serious and critical violations of ours on the page as it stands, one line each."""
    page.evaluate(script)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']} ({v['impact']}) at {_target(node)}: {node['html'][:200]} — "
        f"{' '.join(node['failureSummary'].split())}"
        for v in found["violations"]
        if v["impact"] in GRAVE
        for node in v["nodes"]
        if not any(_is(page, v["id"], node, a) for a in STREAMLIT)
    ]


def _target(node: dict[str, Any]) -> str:
    return " ".join(str(t) for t in node["target"])


def _is(page: Page, rule: str, node: dict[str, Any], allowed: Allowed) -> bool:
    if rule != allowed.rule or not isinstance(node["target"][0], str):
        return False
    return bool(
        page.evaluate(
            "([target, selector]) => Boolean(document.querySelector(target)?.closest(selector))",
            [node["target"][0], allowed.selector],
        )
    )
