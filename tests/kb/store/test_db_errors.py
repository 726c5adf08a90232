"""Errors of the database as errors of the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from kb.store.db_errors import translated_errors


def test_a_ctrl_c_inside_a_function_of_ours_is_no_damage(tmp_path: Path) -> None:
    def interrupted(value: object) -> None:
        raise KeyboardInterrupt

    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.create_function("interrupted", 1, interrupted)
        with pytest.raises(KeyboardInterrupt), translated_errors(tmp_path / "library.sqlite3"):
            connection.execute(text("SELECT interrupted(1)"))
