"""Checks in a child process whether a Chroma folder can be used.

A graph left behind by a hard kill can crash the process that opens it. The child opens the index,
lists its passages and looks for some; the parent reads one line of JSON, or sees that the child
crashed or hung.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kb.settings import settings


@dataclass(frozen=True, slots=True)
class Health:
    """``ok``, or the ``reason`` why not; ``ids`` are those of the passages in the index."""

    ok: bool
    reason: str = ""
    ids: frozenset[str] = frozenset()


def check_health(folder: Path, generation_key: str, timeout_s: float | None = None) -> Health:
    """Open the index in a child process and query it. Never raises. ``timeout_s`` is
    ``IndexSettings.check_seconds`` where it is not given."""
    timeout_s = settings().index.check_seconds if timeout_s is None else timeout_s
    command = [sys.executable, "-m", "kb.index.health", str(folder), generation_key]
    try:
        child = subprocess.run(  # noqa: S603 - our own module, no shell
            command, capture_output=True, text=True, timeout=timeout_s, check=False
        )
    except subprocess.TimeoutExpired:
        return Health(False, f"it did not open within {timeout_s:g} s")
    except OSError as error:
        return Health(False, f"the check could not be started: {error}")
    return _verdict(child.returncode, child.stdout, child.stderr)


def _verdict(code: int, out: str, err: str) -> Health:
    if code < 0:
        return Health(False, f"opening it crashed with {_signal(-code)}")
    try:
        result = json.loads(out.strip().splitlines()[-1])
        return Health(bool(result["ok"]), str(result["reason"]), frozenset(result["ids"]))
    except (IndexError, KeyError, TypeError, ValueError):
        last = err.strip().splitlines()[-1:] or ["it printed nothing"]
        return Health(False, f"the check ended with code {code}: {last[0][:300]}")


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _examine(folder: Path, generation_key: str) -> Health:
    """In the child: read every id, and look for a few by their own vectors. A sound graph of
    200,000 passages may miss one of them, not most."""
    from kb.errors import IndexUnusable
    from kb.index.chroma import ChromaIndex

    try:
        index = ChromaIndex(folder, generation_key, create=False)
        count, ids = index.count(), index.ids()
        if len(ids) != count:
            return Health(False, f"it counts {count} passages but lists {len(ids)}")
        sample = sorted(ids)[:: max(1, count // settings().index.check_sample)]
        lost = index.lost(sample)
        index.close()
    except IndexUnusable as error:
        return Health(False, str(error))
    if 2 * len(lost) > len(sample):
        reason = f"its graph finds only {len(sample) - len(lost)} of {len(sample)} passages tried"
        return Health(False, reason)
    return Health(True, "", frozenset(ids))


def main(arguments: list[str]) -> None:
    """Entry point of the child process."""
    health = _examine(Path(arguments[0]), arguments[1])
    print(json.dumps({"ok": health.ok, "reason": health.reason, "ids": sorted(health.ids)}))


if __name__ == "__main__":
    main(sys.argv[1:])
