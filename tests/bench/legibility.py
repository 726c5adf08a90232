"""Text that is not language: ``python -m tests.bench.legibility [FOLDER]``.

Reads every page of the PDFs (with ``pdftotext``) and every text file of the real documents beside
the project, or of FOLDER, and counts false alarms among them as they are, by page and by stretch
of 450 characters, and hits among copies of every tenth page that were made unreadable. The pages
are held out: the table of letter pairs was made from other texts. Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import base64
import math
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from kb.text.legibility import illegible
from tests.bench.gold import SHARED

_SIZE = 450
_EVERY = 10  # page that is made unreadable
_LEAST = 200  # letters of a page that is made unreadable


def shifted(text: str, some: random.Random) -> str:
    """Each letter exchanged for the one some places on."""
    by = some.randint(1, 25)
    return "".join(
        chr((ord(c.casefold()) - 97 + by) % 26 + (97 if c.islower() else 65))
        if c.isascii() and c.isalpha()
        else c
        for c in text
    )


def offset(text: str, some: random.Random) -> str:
    """Each character exchanged for the one some code points away, as where a font's table lacks."""
    by = some.choice([-31, -29, -28, 1, 3, 29, 31, 128, 0x370, 0xE00])
    return "".join(chr(max(ord(c) + by, 33)) if not c.isspace() else c for c in text)


def permuted(text: str, some: random.Random) -> str:
    """Each letter exchanged for another, at random."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    other = "".join(some.sample(letters, 26))
    return text.translate(str.maketrans(letters + letters.upper(), other + other.upper()))


def private_use(text: str, some: random.Random) -> str:
    """Each letter as a character of the private use area."""
    return "".join(chr(0xE000 + ord(c)) if c.isalnum() else c for c in text)


def without_vowels(text: str, some: random.Random) -> str:
    """The vowels are gone."""
    return re.sub("[aeiouáéíóúü]", "", text, flags=re.IGNORECASE)


def cid(text: str, some: random.Random) -> str:
    """Each letter as its number in the font."""
    return "".join(f"(cid:{ord(c)})" if c.isalnum() else c for c in text)


def misread(text: str, some: random.Random) -> str:
    """Cyrillic letters as Windows-1252 shows their bytes."""
    moved = "".join(chr(0x430 + ord(c) % 32) if c.isascii() and c.isalpha() else c for c in text)
    return moved.encode("utf-8").decode("cp1252", "replace")


def dump(text: str, some: random.Random) -> str:
    """Base64, in lines of 76 characters."""
    data = base64.b64encode(some.randbytes(len(text) * 3 // 4)).decode()
    return "\n".join(data[i : i + 76] for i in range(0, len(data), 76))


def hexadecimal(text: str, some: random.Random) -> str:
    """Bytes in hexadecimal figures."""
    return " ".join(f"{b:02x}" for b in some.randbytes(len(text) // 3))


def stained(text: str, some: random.Random) -> str:
    """What recognition makes of a stain: signs among letters."""
    signs = "~^|\\{}<>=*_#@•¬¦±`´¨°;:!'\".,-/"
    return "".join(
        some.choice(signs) if not c.isspace() and some.random() < 0.45 else c for c in text
    )


MADE: tuple[Callable[[str, random.Random], str], ...] = (
    shifted, offset, permuted, private_use, without_vowels, cid, misread, dump, hexadecimal, stained,
)  # fmt: skip


def pages(folder: Path) -> Iterator[tuple[str, str]]:
    """(file and page, text) of every page; a text file is cut every 3,000 characters."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".pdf":
            made = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True)
            parts = made.stdout.decode("utf-8", "replace").split("\f")
        elif path.suffix in (".md", ".txt") and path.name != "SOURCES.md":
            text = path.read_text("utf-8", "replace")
            parts = [text[i : i + 3000] for i in range(0, len(text), 3000)]
        else:
            continue
        yield from ((f"{path.name} {n}", part) for n, part in enumerate(parts, 1) if part.strip())


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if not of:
        return 0.0, 1.0
    share = hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def _rate(hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    return f"{hits} of {of} = {hits / max(of, 1):.4f} [{low:.4f}, {high:.4f}]"


def main(folder: Path) -> None:
    some = random.Random(20)
    alarms: Counter[str] = Counter()
    found = {make.__name__: [0, 0, 0, 0] for make in MADE}
    seen = stretches = stretch_alarms = 0
    for name, text in pages(folder):
        seen += 1
        if reason := illegible(text):
            alarms[f"{name}: {reason}"] += 1
        plain = re.sub(r"[ \t]+", " ", text)
        at = some.randrange(max(len(plain) - _SIZE, 1))
        stretch = plain[at : at + _SIZE]
        stretches += 1
        stretch_alarms += illegible(stretch) is not None
        if seen % _EVERY or sum(c.isalpha() for c in stretch) < _LEAST:
            continue
        for make in MADE:
            counts = found[make.__name__]
            for place, whole in ((0, plain), (2, stretch)):
                counts[place] += illegible(make(whole, some)) is not None
                counts[place + 1] += 1
    print(f"false alarms, pages: {_rate(sum(alarms.values()), seen)}")
    for alarm in alarms:
        print(f"    {alarm}")
    print(f"false alarms, stretches of {_SIZE}: {_rate(stretch_alarms, stretches)}")
    for name, (hits, of, part_hits, part_of) in found.items():
        print(f"{name:16} pages {_rate(hits, of)}   stretches {_rate(part_hits, part_of)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "documents")
