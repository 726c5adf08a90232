"""Makes ``corpus/legibility/letter_pairs.tsv``: ``python -m tests.bench.fit_letter_pairs PROFILES``.

PROFILES is the folder ``langdetect/profiles`` of the source package langdetect 1.0.9 (Apache License
2.0), whose files count the groups of one to three letters in Wikipedia's abstracts of 2012. For each
language in Latin letters the table has how improbable a letter or space is after another, in quarter
bits, as one character of ``kb.text.letter_pairs.CODES`` for each of 27 × 27 pairs.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

from kb.resources import CORPUS
from kb.text.letter_pairs import CODES, LETTERS, STEPS, folded_letters

LANGUAGES = (
    "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi"
)
_SMOOTHING = 1e-4  # of a letter's occurrences, added to each pair that begins with it
TARGET = CORPUS / "legibility" / "letter_pairs.tsv"


def line_of(profile: Path) -> str:
    """The table of one language as a line."""
    counts = dict.fromkeys((a + b for a in LETTERS for b in LETTERS), 0.0)
    for group, count in json.loads(profile.read_text("utf-8"))["freq"].items():
        pair = folded_letters(group)
        if len(group) == len(pair) == 2:
            counts[pair] += count
    counts["  "] = 0.0
    codes = []
    for first in LETTERS:
        total = sum(counts[first + second] for second in LETTERS)
        for second in LETTERS:
            share = (counts[first + second] + _SMOOTHING * total) / total if total else 1e-9
            step = round(-math.log2(max(share, 1e-9)) * STEPS)
            codes.append(CODES[min(step, len(CODES) - 1)])
    return f"{profile.name}\t{''.join(codes)}"


def main(folder: Path) -> None:
    lines = [line_of(folder / language) for language in LANGUAGES.split()]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{TARGET}: {len(lines)} languages, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
