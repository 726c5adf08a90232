"""A fetch that is killed in the middle of a file is resumed there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.ingest.fetch.entries import BRIEF, big_pdf, entry, fetch
from tests.ingest.fetch.server import Site, serving

CHILD = """
import sys
from pathlib import Path
from tests.ingest.fetch.entries import entry, fetch
fetch(Path(sys.argv[2]), entry(sys.argv[1]))
"""
ROOT = Path(__file__).resolve().parents[3]


def test_a_killed_fetch_resumes(web: Site, tmp_path: Path) -> None:
    body = big_pdf(1_000_000)
    url = web.put("/a.pdf", serving(body, '"1"', pace=0.2))
    child = subprocess.Popen([sys.executable, "-c", CHILD, url, str(tmp_path)], cwd=ROOT)
    part = tmp_path / f"{BRIEF}.pdf.part"
    until = time.monotonic() + 20
    while not (part.exists() and part.stat().st_size) and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    have = part.stat().st_size
    assert 0 < have < len(body)
    assert not (tmp_path / f"{BRIEF}.pdf").exists()
    web.put("/a.pdf", serving(body, '"1"'))
    (outcome,) = fetch(tmp_path, entry(url))
    assert outcome.status == "fetched"
    assert web.requests[-1].headers["range"] == f"bytes={have}-"
    assert (tmp_path / f"{BRIEF}.pdf").read_bytes() == body
    assert {p.name for p in tmp_path.iterdir()} == {f"{BRIEF}.pdf", "lock.json"}
