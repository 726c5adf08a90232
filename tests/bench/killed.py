"""Kills commands at random moments: ``python -m tests.bench.killed [TIMES]``.

Ingests of statements and briefs, rebuilds, edits of a collection, imports of judgements and backups
run in turn on one library and are each killed with SIGKILL after a random time, TIMES (100) in all.
After each kill everything that was reported as done must be there, and the check must be clean. The
backup that was reported last must restore. At the end the library is compared with one made
undisturbed.
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
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ingest.check import check
from ingest.restore import restore_backup
from kb.collect import Collections
from kb.evidence.judgement import Judgement
from kb.evidence.judgement_file import write
from kb.evidence.model import LinkStatus, Relation
from kb.evidence.store import EvidenceStore
from kb.span import Span
from kb.store import Library
from tests.bench.gold import SHARED

STEPS = ("ingest", "collect", "rebuild", "judge", "backup")
COLLECT = """
import sys
from pathlib import Path
from kb.collect import Collections
from kb.span import Span
from kb.store import Library
library = Library.open(Path(sys.argv[1]))
collections = Collections(library)
made = collections.default("Killed")
while True:
    for document in library.documents():
        text = library.document(document.doc_id).text
        start = next(i for i, c in enumerate(text) if c.isalpha())
        for end in range(start + 20, start + 60):
            name = collections.add(made.collection_id, document.doc_id, Span(start, end), sys.argv[2])
            print(name, flush=True)
"""


@dataclass
class Reported:
    """What was reported as done."""

    documents: set[str] = field(default_factory=set)
    clippings: set[str] = field(default_factory=set)
    judges: set[str] = field(default_factory=set)
    backup: tuple[Path, int] | None = None  # its file, and the documents in it at least


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as base:
        bench = _Bench(Path(base))
        kills: Counter[str] = Counter()
        for number in range(times):
            step = STEPS[number % len(STEPS)]
            kills[step] += bench.run(step, number, chance.uniform(0.3, 9.0))
            bench.verify(f"{number} {step}")
            print(f"\r{number + 1} of {times}", end="", file=sys.stderr, flush=True)
        print(f"{times} commands, {sum(kills.values())} killed: {dict(kills)}")
        print(f"reported and lost: {len(bench.lost)}; unclean: {len(bench.unclean)}")
        for line in (*bench.lost, *bench.unclean):
            print(" ", line)
        bench.compare_with_undisturbed()


class _Bench:
    def __init__(self, base: Path) -> None:
        self.base = base
        self.home = base / "killed"
        self.docs = base / "docs"
        self.docs.mkdir()
        for path in sorted((SHARED / "documents/statements").iterdir())[:40]:
            shutil.copy(path, self.docs)
        for path in sorted((SHARED / "documents/briefs").iterdir()):
            shutil.copy(path, self.docs)
        self.reported = Reported()
        self.lost: list[str] = []
        self.unclean: list[str] = []

    def run(self, step: str, number: int, seconds: float) -> bool:
        """Run a command and kill it after so many seconds. True when it was killed."""
        output = self.base / "output"
        with output.open("w") as target:
            child = subprocess.Popen(
                self._command(step, number), stdout=target, stderr=subprocess.DEVNULL,
                env=self._environment(self.home),
            )  # fmt: skip
            try:
                child.wait(seconds)
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
                child.wait()
        killed = child.returncode == -signal.SIGKILL
        self._note(step, number, output.read_text(), done=child.returncode == 0)
        return killed

    def _command(self, step: str, number: int) -> list[str]:
        kb = str(Path(sys.executable).with_name("kb"))
        if step == "collect":
            return [sys.executable, "-c", COLLECT, str(self.home), f"note {number}"]
        if step == "judge":
            file = self.base / f"judged-{number}.tsv"
            file.write_text(write(_judgements(f"Judge {number}")), "utf-8")
            return [kb, "map", "judgements", "--import", str(file)]
        if step == "backup":
            return [kb, "backup", str(self.base / "backup.zip"), "--force"]
        if step == "ingest" and number % 10 == 0:  # some are read anew
            for path in random.Random(number).sample(sorted(self.docs.iterdir()), 5):
                os.utime(path)
        return [kb, "rebuild"] if step == "rebuild" else [kb, "ingest", str(self.docs)]

    def _note(self, step: str, number: int, printed: str, *, done: bool) -> None:
        whole = printed[: printed.rfind("\n") + 1].splitlines()
        if step == "collect":
            self.reported.clippings |= set(whole)
        elif step == "judge" and done:
            self.reported.judges.add(f"Judge {number}")
        elif step == "backup" and done:
            self.reported.backup = (self.base / "backup.zip", len(self.reported.documents))

    def verify(self, when: str) -> None:
        """Compare the library with what was reported, and check it."""
        if not (self.home / "library.sqlite3").exists():
            return
        library = Library.open(self.home)
        report = library.check(None)
        self.unclean += [f"{when}: {finding}" for finding in report.findings]
        documents = {d.doc_id for d in library.documents()}
        clippings = {
            clipping.clipping_id
            for collection in Collections(library).all()
            for clipping in Collections(library).clippings(collection.collection_id)
        }
        judges = Counter(j.judge for j in EvidenceStore(library).judgements())
        library.close()
        for name, reported, held in (
            ("documents", self.reported.documents, documents),
            ("clippings", self.reported.clippings, clippings),
            ("judgements", self.reported.judges, set(judges)),
        ):
            self.lost += [f"{when}: {name}: {each}" for each in sorted(reported - held)]
        self.unclean += [f"{when}: half an import by {j}" for j, n in judges.items() if n != 20]
        self.reported.documents = documents  # what a check saw may not be lost later
        self.reported.clippings = clippings
        if self.reported.backup is not None and when.endswith("backup"):
            file, least = self.reported.backup
            restored = self.base / "restored"
            if restore_backup(restored, file).documents < least:
                self.lost.append(f"{when}: documents of the backup")
            shutil.rmtree(restored)

    def compare_with_undisturbed(self) -> None:
        """Finish the library, make another one without a kill, and compare them."""
        calm = self.base / "calm"
        kb = str(Path(sys.executable).with_name("kb"))
        for home in (self.home, calm):
            subprocess.run([kb, "ingest", str(self.docs)], env=self._environment(home),
                           check=True, capture_output=True)  # fmt: skip
        one, other = Library.open(self.home), Library.open(calm)
        same = one.passage_ids() == other.passage_ids()
        print(f"resumed: check clean {check(one).clean}, same passages as undisturbed {same} "
              f"({len(other.passage_ids())})")  # fmt: skip

    def _environment(self, home: Path) -> dict[str, str]:
        return {**os.environ, "KB_HOME": str(home)}


def _judgements(judge: str) -> list[Judgement]:
    words = [f"The words number {n} of the quote." for n in range(20)]
    return [
        Judgement(
            f"brief.r-{n:08x}", f"link-{n}", judge, f"document-{n}", "0" * 64,
            Span(100 * n, 100 * n + len(quote)), quote, Relation.SUPPORTS,
            LinkStatus.CONFIRMED, time.strftime("%Y-%m-%d"), "a note",
        )
        for n, quote in enumerate(words)
    ]  # fmt: skip


if __name__ == "__main__":
    main()
