"""Hostile input: ``python -m tests.bench.hostile [COUNT]``.

Ingests every odd PDF of the real documents, COUNT (300) mutated copies of PDF and XML files, the
files of ``shared/cases/hostile``, a 200 MB text file, a word of 5 MB, a PDF bomb and an XML entity
bomb, beside three good files and one of every odd entry that a folder can hold (links, names,
encodings); prints what became of them, the slowest file and the peak memory. Fails when anything is
without a status or a reason, when a good file or an odd entry did not become what it should, or when
the library is not clean.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ingest.pipeline import run
from ingest.progress import Progress
from ingest.report import IngestReport
from kb.encode.fake import FakeEncoder
from kb.store import Library
from tests.bench.gold import SHARED
from tests.ingest import odd_entries
from tests.ingest.odd_entries import UNMENTIONED
from tests.ingest.read.pdf_maker import pdf_file


class Slowest(Progress):
    """Remembers the longest time between two finished files."""

    def __init__(self) -> None:
        self.last = time.perf_counter()
        self.worst = 0.0

    def done(self, files: int, passages: int, elapsed_s: float) -> None:
        now = time.perf_counter()
        self.worst = max(self.worst, now - self.last)
        self.last = now


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with bytes changed, cut out, doubled, or its end missing."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        at = chance.randrange(max(len(out), 1))
        match chance.randrange(4):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + chance.randrange(1, 200)]
            case 2:
                out[at:at] = out[at : at + chance.randrange(1, 400)]
            case _:
                if chance.random() < 0.1:
                    del out[at:]
    return bytes(out)


def pdf_bomb() -> bytes:
    """One page whose content stream unpacks to 2 GB."""
    packer = zlib.compressobj(9)
    block = b"BT /F1 9 Tf (bomb bomb bomb bomb) Tj ET\n" * 25_000
    packed = b"".join(packer.compress(block) for _ in range(2000)) + packer.flush()
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << >> >>"
    )
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            stream,
        ]
    )


def fill(folder: Path, count: int) -> None:
    """Write the hostile files and three good ones into ``folder``."""
    chance = random.Random(20261124)
    sources = [p for p in (SHARED / "documents/pdfs").iterdir() if 0 < p.stat().st_size < 400_000]
    sources += list((SHARED / "documents/uslm").glob("*.xml"))
    sources += list((SHARED / "documents/briefs").glob("*.pdf"))
    sources.sort()
    for n in range(count):
        source = sources[n % len(sources)]
        name = f"mutant-{n:03}{source.suffix or '.pdf'}"
        (folder / name).write_bytes(mutated(source.read_bytes(), chance))
    with (folder / "huge.txt").open("wb") as huge:
        for _ in range(200):
            huge.write(b"All work and no lamps. " * 43_478 + b"\n")
    (folder / "word.txt").write_bytes(b"a" * 5_000_000)
    (folder / "bomb.pdf").write_bytes(pdf_bomb())
    for source in sorted((SHARED / "cases/hostile").iterdir()):
        (folder / source.name).write_bytes(source.read_bytes())
    entities = "".join(
        f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' if i else '<!ENTITY e0 "lol">' for i in range(12)
    )
    (folder / "bomb.xml").write_text(f"<!DOCTYPE pLaw [{entities}]><pLaw>&e11;</pLaw>")
    for n in range(3):
        (folder / f"good-{n}.md").write_text(f"# Good {n}\n\nThe lamp numbered {n} was lit.\n")


def print_outcomes(report: IngestReport, names: Iterable[str]) -> None:
    """What became of the files with those names, one on a line."""
    by_name = {os.path.basename(o.path): o for o in report.outcomes}
    for name in names:
        outcome = by_name.get(name)
        status, reason = (outcome.status, outcome.reason) if outcome else ("NO STATUS", None)
        passages = f"{outcome.passages} passages; " if outcome and outcome.passages else ""
        print(f"  {name:14} {status:8} {passages}{(reason or '')[:110]}")


def faults(report: IngestReport, odd: Mapping[bytes, str], library: Library) -> Iterator[str]:
    """Everything that is not as it should be."""
    by_name = {os.fsencode(os.path.basename(o.path)): o for o in report.outcomes}
    for name, expected in odd.items():
        found = by_name[name].status if name in by_name else UNMENTIONED
        if found != expected:
            yield f"the odd entry {name!r} is {found or 'not mentioned'}, not {expected}"
    for number in range(3):
        outcome = by_name.get(b"good-%d.md" % number)
        if outcome is None or outcome.status != "added":
            yield f"good-{number}.md was not added"
    for outcome in report.outcomes:
        if outcome.status in ("skipped", "failed") and not outcome.reason:
            yield f"{outcome.path!r} is {outcome.status} without a reason"
    for finding in library.check(None).findings:
        yield f"the check found {finding}"


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as base:
        folder, oddities = Path(base) / "hostile", Path(base) / "odd"
        for made in (folder, oddities):
            made.mkdir()
        fill(folder, count)
        odd = odd_entries.fill(oddities)
        library = Library.open(Path(base) / "home")
        watch = Slowest()
        real = sorted(p for p in (SHARED / "documents/pdfs").iterdir() if p.is_file())
        paths = [folder, oddities, *real]
        report = run(library, paths, encoder=FakeEncoder(), progress=watch)
        statuses = Counter(o.status for o in report.outcomes)
        print(f"{len(report.outcomes)} files: {dict(statuses)} in {report.elapsed_s:.0f} s")
        reasons = Counter((o.reason or "")[:60] for o in report.outcomes if o.status == "failed")
        for reason, n in reasons.most_common(12):
            print(f"  failed {n:3}: {reason}")
        given = sorted(p.name for p in (SHARED / "cases/hostile").iterdir())
        print_outcomes(report, ["huge.txt", "word.txt", "bomb.pdf", "bomb.xml", *given])
        print(f"{len(odd)} odd entries: {dict(Counter(odd.values()))}")
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"longest wait between two files {watch.worst:.1f} s; peak memory {own:.0f} MB here, "
              f"{children:.0f} MB in the largest reader")  # fmt: skip
        wrong = list(faults(report, odd, library))
        print("\n".join(wrong) or "all files have a status and a reason; the check is clean")
        shutil.rmtree(oddities)  # the folder of temporary files is removed with a slower walk
        return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
