"""A page that fails says so in a sentence; what failed is in the log alone."""

from __future__ import annotations

import logging

import pytest

from ui.web import alerts


@pytest.mark.case("S14")
def test_an_error_of_a_page_is_a_sentence_for_the_reader_and_details_for_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(alerts, "alert", shown.append)
    with caplog.at_level(logging.ERROR):
        assert alerts.script_failed(ValueError("a secret path")) is True
    assert "error in the program" in shown[0]
    assert "a secret path" not in shown[0]
    assert "a secret path" in caplog.text
