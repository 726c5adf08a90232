"""Kills an ingestion at random moments: ``python -m tests.bench.killed [TIMES]``.

TIMES (100) ingests of statements and briefs with the real encoder are each killed with SIGKILL
after a random time, the library checked, and the next started on the same library, emptied first
whenever everything is in it. At the end the library is compared with one made undisturbed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ingest.vector_index import vector_index
from kb.store import Library
from tests.bench.gold import SHARED


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as base:
        docs = Path(base) / "docs"
        docs.mkdir()
        for path in sorted((SHARED / "documents/statements").iterdir())[:40]:
            shutil.copy(path, docs)
        for path in sorted((SHARED / "documents/briefs").iterdir()):
            shutil.copy(path, docs)
        unclean = finished = 0
        home = Path(base) / "killed"
        for _ in range(times):
            child = _start(docs, home)
            time.sleep(chance.uniform(0.5, 9.0))
            if child.poll() is not None:
                finished += 1
                shutil.rmtree(home)
                continue
            child.send_signal(signal.SIGKILL)
            child.wait()
            if (home / "library.sqlite3").exists():
                report = Library.open(home).check(None)
                unclean += not report.clean
                for finding in report.findings:
                    print(finding)
        _start(docs, home).wait()
        _start(docs, Path(base) / "calm").wait()
        killed, calm = Library.open(home), Library.open(Path(base) / "calm")
        same = killed.passage_ids() == calm.passage_ids()
        with vector_index(killed) as index:
            clean = killed.check(index).clean
        print(f"{times} ingests: {times - finished} killed, {finished} ended before; "
              f"unclean after a kill: {unclean}")  # fmt: skip
        print(f"resumed: check clean {clean}, same passages as undisturbed {same} "
              f"({len(calm.passage_ids())})")  # fmt: skip


def _start(docs: Path, home: Path) -> subprocess.Popen[bytes]:
    kb = str(Path(sys.executable).with_name("kb"))
    env = {**os.environ, "KB_HOME": str(home)}
    quiet = subprocess.DEVNULL
    return subprocess.Popen([kb, "ingest", str(docs)], env=env, stdout=quiet, stderr=quiet)


if __name__ == "__main__":
    main()
