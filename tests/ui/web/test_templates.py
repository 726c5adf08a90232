"""Templates: every value is escaped, and line breaks of a template are not part of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from ui.web import links, templates
from ui.web.html_parts import badge, link, marked, notes, stems_in

WEB = Path(__file__).parents[3] / "ui/web"
TEMPLATES = sorted(p for p in WEB.rglob("*.j2"))
EVIL = '<script>x</script> "q" & \u202e\x07'


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_no_template_turns_escaping_off(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape", source)
    templates._module(template.relative_to(WEB).as_posix().removesuffix(".html.j2"))  # compiles


@pytest.mark.parametrize(
    "html",
    [
        link("/a?b=1&c=2", EVIL, label=EVIL),
        badge(EVIL),
        notes([EVIL]),
        marked(EVIL, stems_in("script")),
    ],
)
def test_values_are_escaped_and_hidden_characters_removed(html: Markup) -> None:
    assert "<script" not in html
    assert not set(html) & {"\u202e", "\x07"}
    assert "script" in html


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        templates.render("markup", "badge")


def test_line_breaks_of_a_template_are_spaces_between_words_and_nothing_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = "{% macro m(x) %}\n<p>\n  one\n  two {{ x }}\n  <b>three</b>\n</p>\n{% endmacro %}"
    monkeypatch.setattr(templates, "asset", lambda _: source)
    environment = templates._environment.__wrapped__()
    made = environment.from_string(source).module.m("X")  # type: ignore[attr-defined]
    assert made == "<p>one two X<b>three</b></p>"


def test_templates_know_the_address_of_every_page() -> None:
    known = templates._environment().globals
    assert all(known[name] is getattr(links, name) for name in vars(links) if name.endswith("_url")
               and not name.startswith("_"))  # fmt: skip
