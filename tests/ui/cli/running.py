"""The command line in this process: to start one takes longer than what is tested."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from ui.cli.main import app


def kb(home: Path, *arguments: str, width: int = 120, **variables: str) -> Result:
    """Run ``kb`` with ``arguments`` on the library in ``home``. An error of ours is printed; any
    other exception is raised."""
    env = {"KB_HOME": str(home), "KB_ENCODER": "fake", "COLUMNS": str(width), **variables}
    done = CliRunner(env=env).invoke(app, arguments, prog_name="kb")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def answer(home: Path, *arguments: str, code: int = 0) -> Any:
    """The JSON document that ``kb`` prints; ``code`` is the exit code it must have."""
    done = kb(home, *arguments)
    assert done.exit_code == code, done.stderr
    return json.loads(done.stdout)
