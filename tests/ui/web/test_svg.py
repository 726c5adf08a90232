"""A drawing reaches the browser as well-formed XML, with its text escaped."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from markupsafe import Markup

from ui.web import svg
from ui.web.map.network import Label
from ui.web.templates import render


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What the component is given."""
    given: list[dict[str, str]] = []

    def component(data: dict[str, str], key: str) -> None:
        given.append(data)

    monkeypatch.setattr(svg, "_component", lambda: component)
    return given


@pytest.mark.parametrize("kind", [Markup, str])
def test_a_drawing_is_well_formed_xml(kind: Any, shown: list[dict[str, str]]) -> None:
    label = Label("A & <b>", "A & <b> in full", "/map?rec=a&b=c", 10, 20.0)
    drawing = render("map/network", "network", 100, 50, [], [], [label])
    svg.show_picture(kind(drawing), "Network", key="network")
    root = etree.fromstring(shown[0]["svg"])
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "".join(root.itertext()) == "A & <b>A & <b> in full"
