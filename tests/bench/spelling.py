"""Misspelt words that are corrected, and good words that are changed: ``python -m tests.bench.spelling``.

Wants documents ingested into KB_HOME. Words are made wrong by method (``tests.bench.typos``): words
of the library that three passages have, and Spanish words of the lexicon. A correction is right where
it is the word, or of its stem. Good words are those of ``spelling_good_spanish.txt``, of the everyday
words and the glossary, of the development questions (and of ``--queries FILE``, JSON lines whose rows
with the tag ``typo`` are left out), and, hardest, words that are taken out of the library or
the lexicon with all their forms, so that nothing knows them.

The words are halved by their hash. ``--fit`` fits the weights of ``SpellingSettings`` to one half;
what is printed otherwise is the other half. Intervals are Wilson's, 95 %.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from scipy.optimize import minimize

from kb.encode.tokens import whole_words
from kb.search.expansion import word_lists
from kb.search.spelling import Speller
from kb.settings import home, settings
from kb.store import Library
from kb.text.language import words_of
from kb.text.spelling import SHORTEST, Vocabulary, correction, features, near_words
from kb.text.stems import both_stems, folded, stem
from tests.bench.legibility import wilson
from tests.bench.questions import QUESTIONS
from tests.bench.typos import KINDS, misspell

GOOD_SPANISH = Path(__file__).with_name("spelling_good_spanish.txt")
_EACH = 200  # misspelt words of a kind and language
_RARE = 600  # good words that are taken out of the library


@dataclass(frozen=True)
class Case:
    """A word as typed; ``meant`` is the word, or ``None`` for a good one; ``taken_out`` where the
    word and its forms are to be unknown."""

    group: str
    language: str
    typed: str
    meant: str | None = None
    taken_out: bool = False


def fitting(word: str) -> bool:
    """True for the words of the half that the weights are fitted to."""
    return hashlib.sha256(word.encode()).digest()[0] % 2 == 0


class Bench:
    """The words of one half, and what the corrector makes of them."""

    def __init__(self, library: Library, half: Callable[[str], bool], seed: int = 1) -> None:
        self.speller = Speller(library, settings().search.spelling)
        self.words = {w: n for w, n in library.words_beginning("").items() if w.isascii()}
        self.half = half
        self.rng = random.Random(seed)

    def _long(self, words: Iterable[str]) -> list[str]:
        return sorted({w for w in words if len(w) >= SHORTEST and w.isascii() and self.half(w)})

    def misspelt(self) -> Iterator[Case]:
        """Misspelt words by kind and language that are not, by chance, other words."""
        lemmas = word_lists.lexicon().lemmas("")
        sources = {
            "en": self._long(w for w, n in self.words.items() if n >= 3),
            "es": self._long(w for w in (*lemmas, *good_spanish()) if w.isalpha()),
        }
        for language, words in sources.items():
            for kind in KINDS:
                made = 0
                while made < _EACH:
                    meant = self.rng.choice(words)
                    typed = misspell(meant, kind, language, self.rng)
                    if typed and len(typed) >= SHORTEST and not self._is_known(typed, language):
                        made += 1
                        yield Case(f"{kind} {language}", language, typed, meant)

    def _is_known(self, word: str, language: str) -> bool:
        return self.speller.is_known(word) or self.speller.is_known(word, language)

    def rare(self) -> Iterator[Case]:
        """Good words that nothing knows: words of the library that no list has, and words of the
        lexicon that the library lacks, taken out with their forms."""
        usual = whole_words()
        lemmas = (w for w in word_lists.lexicon().lemmas("") if w.isalpha())
        sources = {
            "en": self._long(w for w, n in self.words.items() if n >= 2 and w not in usual),
            "es": self._long(w for w in lemmas if w not in usual and w not in self.words),
        }
        for language, words in sources.items():
            for word in self.rng.sample(words, min(_RARE, len(words))):
                yield Case(f"words taken out {language}", language, word, taken_out=True)

    def good(self, texts: Sequence[tuple[str, str]]) -> Iterator[Case]:
        """Ordinary good words: of both lists, of the glossary and of ``texts`` with a language."""
        for word in self._long(map(folded, good_spanish())):
            yield Case("colloquial and inflected es", "es", word)
        lists = [*(w for w in words_of(everyday_text())), *(w for w in words_of(glossary_text()))]
        for word in self._long(map(folded, lists)):
            yield Case("everyday words and glossary", "en", word)
        for language in ("en", "es"):
            found = (w for spoken, t in texts if spoken == language for w in words_of(t))
            for word in self._long(folded(w) for w in found if w.isalpha() and not w.isupper()):
                yield Case(f"words of good questions {language}", language, word)

    def corrected(self, case: Case) -> str | None:
        """What the corrector makes of a word."""
        if not case.taken_out and self._is_known(case.typed, case.language):
            return None
        return correction(case.typed, self.vocabulary(case), settings().search.spelling)

    def vocabulary(self, case: Case) -> Vocabulary:
        """The known words around it."""
        known = self.speller.vocabulary(case.typed, case.language)
        if not case.taken_out:
            return known
        form = stem(case.typed, case.language)
        kept = {w: n for w, n in known.passages.items() if stem(w, case.language) != form}
        return replace(known, passages=kept)


def good_spanish() -> list[str]:
    """The words of the list."""
    lines = GOOD_SPANISH.read_text("utf-8").splitlines()
    return [folded(w) for line in lines if not line.startswith("#") for w in line.split()]


def everyday_text() -> str:
    """The everyday words, as one text."""
    path = word_lists.LEXICONS / "everyday_words.tsv"
    return "\n".join(x for x in path.read_text("utf-8").splitlines() if not x.startswith("#"))


def glossary_text() -> str:
    """The names in the glossary, as one text."""
    return "\n".join(
        name for term in word_lists.corpus.glossary() for name in (term.term, *term.aliases)
    )


def right(found: str | None, meant: str) -> bool:
    """True for the word meant, in any inflection."""
    return found is not None and not set(both_stems(found)).isdisjoint(both_stems(meant))


def good_texts(files: Sequence[Path]) -> list[tuple[str, str]]:
    """Queries without misspelt words, with their language."""
    texts = [
        (q["language"], q["question"])
        for q in yaml.safe_load(QUESTIONS.read_text("utf-8"))
        if q["split"] == "develop"
    ]
    for file in files:
        rows = map(json.loads, file.read_text("utf-8").splitlines())
        texts += [
            (r["language"], r.get("question") or r["query"])
            for r in rows
            if "typo" not in r["tags"]
        ]
    return texts


def fit(bench: Bench, cases: Sequence[Case]) -> list[float]:
    """The weights under which the words meant, and good words as they are, are likeliest."""
    rows: list[tuple[np.ndarray, list[int]]] = []
    for case in cases:
        known = bench.vocabulary(case)
        near = near_words(case.typed, known.passages)
        table = np.array([features(case.typed, n, known) for n in near])
        if case.meant is None:
            chosen = [0]
        else:
            meant = case.meant
            chosen = [i for i, n in enumerate(near, 1) if right(n, meant)]
        if near and chosen:
            rows.append((np.vstack([np.zeros(table.shape[1]), table]), chosen))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = 1e-3 * float(weights @ weights), 2e-3 * weights
        for table, chosen in rows:
            scores = table @ weights
            odds = np.exp(scores - scores.max())
            odds /= odds.sum()
            share = odds[chosen].sum()
            wanted = np.zeros(len(odds))
            wanted[chosen] = odds[chosen] / share
            total -= float(np.log(share))
            slope -= (wanted - odds) @ table
        return total, slope

    start = np.zeros(rows[0][0].shape[1])
    return [round(float(w), 2) for w in minimize(loss, start, jac=True, method="L-BFGS-B").x]


def shown(hits: int, of: int) -> str:
    """A share with its interval."""
    low, high = wilson(hits, of)
    return f"{hits / of:.3f} [{low:.3f}, {high:.3f}]"


def report(bench: Bench, cases: Iterable[Case]) -> None:
    """Print by group: of misspelt words, those corrected right and wrong; of good ones, changed."""
    groups: dict[str, list[tuple[Case, str | None]]] = {}
    for case in cases:
        groups.setdefault(case.group, []).append((case, bench.corrected(case)))
    for name, results in groups.items():
        changed = sum(found is not None for _, found in results)
        if results[0][0].meant is None:
            print(f"{name:32} {len(results):5}  changed {shown(changed, len(results))}")
            made = [f"{c.typed} → {found}" for c, found in results if found]
            print(f"{'':32}        {', '.join(made[:12])}")
            continue
        hits = sum(right(found, case.meant or "") for case, found in results)
        wrong = (changed - hits) / len(results)
        print(f"{name:32} {len(results):5}  right {shown(hits, len(results))}  wrong {wrong:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit the weights, on the other half")
    parser.add_argument("--queries", type=Path, nargs="*", default=[], help="more good queries")
    given = parser.parse_args()
    half = fitting if given.fit else lambda word: not fitting(word)
    bench = Bench(Library.open(home(), create=False), half)
    cases = [*bench.misspelt(), *bench.rare()]
    if given.fit:
        spanish = [c for c in bench.good([]) if c.language == "es"]
        unknown = [c for c in spanish if not bench.speller.is_known(c.typed, "es")]
        print("misspelt, edits, sound, first_letter, frequency, foreign, letters:")
        for language in ("en", "es"):
            print(language, *fit(bench, [c for c in (*cases, *unknown) if c.language == language]))
    report(bench, [*cases, *bench.good(good_texts(given.queries))])


if __name__ == "__main__":
    main()
