"""Reading PDFs: speed, and words against poppler's: ``python -m tests.bench.read_pdf [FOLDER]``.

Speed is pages per second of processor time, in turns in one run: ours, pypdf's plain text (what a
user would write), and the readers of another working tree in FOLDER, where one is given.

Words are compared page by page with ``pdftotext``, which is independent of ours. What we take for
page headers is removed from both, and its share shown, since text taken for one would hide there.
Marks of footnotes, which our text leaves out, do not count, nor do hyphens at the ends of lines.
``moved`` words are in both at other places of the page (a table by rows or by columns); ``wrong``
ones are in one only. ``-v`` prints the wrong words.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.table import Table

from tests.bench.gold import SHARED

REPORTS = ("IF10753.7", "IF11175.11", "IF13206.1", "IN12516.10", "R48883.4", "R48907.2", "R48915.1",
           "R48916.2", "R48917.2", "LSB11417.1")  # fmt: skip
TARGET = 0.5  # percent
TIMES = 3
TIMED = """
import sys, time
mode, times = sys.argv[1], int(sys.argv[2])
from pathlib import Path
files = [Path(p) for p in sys.argv[3:]]
if mode == "plain":
    import pypdf
    def read(path):
        return [page.extract_text() for page in pypdf.PdfReader(path).pages]
else:
    from ingest.read.pdf import read as read_source
    from ingest.read.source import Source
    def read(path):
        return read_source(Source.load(path)).pages
for path in files[:1]:
    read(path)  # imports
pages = 0
started = time.process_time()
for path in files:
    pages += len(read(path))
print(pages, time.process_time() - started)
"""
_WORD = re.compile(r"[^\W_]+")


def documents() -> list[Path]:
    folder = SHARED / "documents"
    found = [folder / "reports" / f"{name}.pdf" for name in REPORTS]
    return [*found, folder / "briefs/quincy-2026-smarter-way-two-column.pdf"]


def seconds(mode: str, tree: str, files: Sequence[Path]) -> tuple[int, float]:
    env = {**os.environ, "PYTHONPATH": tree}
    done = subprocess.run(
        [sys.executable, "-c", TIMED, mode, "1", *map(str, files)],
        env=env, cwd=tree, capture_output=True, text=True, check=True,
    )  # fmt: skip
    pages, spent = done.stdout.split()[-2:]
    return int(pages), float(spent)


def speed(files: Sequence[Path], other: str | None) -> dict[str, float]:
    """Pages per second, the best of several turns."""
    trees = {"ours": ("ours", os.getcwd()), "pypdf extract_text": ("plain", os.getcwd())}
    if other:
        trees[other] = ("ours", other)
    best: dict[str, float] = {}
    for _ in range(TIMES):
        for name, (mode, tree) in trees.items():
            pages, spent = seconds(mode, tree, files)
            best[name] = max(best.get(name, 0.0), pages / spent)
    return best


def poppler_pages(path: Path) -> list[list[str]]:
    """The words of each page by pdftotext."""
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True
    )
    return [words(page) for page in done.stdout.decode().split("\f")[:-1]]


def words(text: str) -> list[str]:
    """Letters and digits, hyphens undone, marks of other kinds left out."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "-")
    return _WORD.findall(re.sub(r"[-‐]\s*\n?\s*", "", text).casefold())


OUR_PAGES = """
import json, sys
from pathlib import Path
from ingest.read.pdf import read
from ingest.read.pdf.pdf_file import Pdf
from ingest.read.pdf.page import lay_out
from ingest.read.source import Source
source = Source.load(Path(sys.argv[1]))
document = read(source)
pdf = Pdf(source.data)
raw = [pdf.read(i, None) for i in range(pdf.pages)]
pages = lay_out(raw)
marks = [[p.text[at:at + n] for line in p.lines for at, n in line.marks] for p in pages]
heads = [[line.text for line in p.headers] for p in pages]
text = ["\\n".join(document.text[s.start:s.end] for s in p.spans) for p in document.pages]
print(json.dumps([text, marks, heads]))
"""


class OurPage(NamedTuple):
    """The words of a page by us, the marks of footnotes and the headers that we leave out."""

    words: list[str]
    marks: Counter[str]
    headers: Counter[str]


def our_pages(path: Path, tree: str) -> Iterator[OurPage]:
    env = {**os.environ, "PYTHONPATH": tree}
    done = subprocess.run([sys.executable, "-c", OUR_PAGES, str(path)], env=env, cwd=tree,
                          capture_output=True, text=True, check=True)  # fmt: skip
    for text, *others in zip(*json.loads(done.stdout.splitlines()[-1]), strict=True):
        yield OurPage(words(text), *(Counter(w for o in of for w in words(o)) for of in others))


@dataclass
class Comparison:
    """Numbers of words, and what is wrong, for reading."""

    words: int = 0
    wrong: int = 0
    moved: int = 0
    headers: int = 0
    notes: list[str] = field(default_factory=list)

    def row(self, name: str) -> list[str]:
        shares = (f"{100 * n / self.words:.2f}" for n in (self.wrong, self.moved, self.headers))
        return [name, f"{self.words:,}", *shares]


def compare(path: Path, tree: str) -> Comparison:
    """The words of pdftotext with ours."""
    found = Comparison()
    for index, (ours, theirs) in enumerate(
        zip(our_pages(path, tree), poppler_pages(path), strict=True)
    ):
        gone: list[str] = []
        added: list[str] = []
        for op in Levenshtein.editops(theirs, ours.words):
            if op.tag != "insert":
                gone.append(theirs[op.src_pos])
            if op.tag != "delete":
                added.append(ours.words[op.dest_pos])
        missing, extra = Counter(gone) - Counter(added), Counter(added) - Counter(gone)
        for word in list(missing):  # "trade12", where 12 is a mark
            bare = next((word.removesuffix(m) for m in ours.marks if word.endswith(m)), word)
            if bare != word and extra[bare]:
                missing[word] -= 1
                extra[bare] -= 1
        missing, extra = +missing, +extra
        moved = min(len(gone), len(added)) - min(missing.total(), extra.total())
        headers = missing & ours.headers
        missing = missing - headers - ours.marks
        found.words += len(theirs) - headers.total()
        found.headers += headers.total()
        found.wrong += max(missing.total(), extra.total())
        found.moved += moved
        if missing or extra:
            found.notes.append(
                f"p. {index + 1}: only pdftotext {_listed(missing)}; only ours {_listed(extra)}"
            )
    return found


def _listed(found: Counter[str]) -> str:
    return " ".join(sorted(found.elements())[:25]) or "-"


def main() -> int:
    console = Console()
    files = documents()
    other = next((a for a in sys.argv[1:] if a != "-v"), None)
    table = Table("reader", "pages/s", "times plain pypdf", title="Speed")
    found = speed(files, other)
    for name, rate in found.items():
        table.add_row(name, f"{rate:.1f}", f"{rate / found['pypdf extract_text']:.2f}")
    console.print(table)
    if shutil.which("pdftotext") is None:
        console.print(
            "pdftotext is not installed (Debian: apt-get install poppler-utils); the words are not compared"
        )
        return 0
    worst = 0.0
    for name, tree in ({"ours": os.getcwd()} | ({other: other} if other else {})).items():
        table = Table("document", "words", "wrong %", "moved %", "headers %",
                      title=f"Words against pdftotext: {name}")  # fmt: skip
        for path in files:
            compared = compare(path, tree)
            table.add_row(*compared.row(path.stem))
            if name == "ours":
                worst = max(worst, 100 * compared.wrong / compared.words)
                for note in compared.notes if "-v" in sys.argv else ():
                    console.print(path.stem, note, markup=False, highlight=False)
        console.print(table)
    console.print(f"worst {worst:.2f} %, target below {TARGET} %")
    return int(worst >= TARGET)


if __name__ == "__main__":
    sys.exit(main())
