"""The Spanish–English lexicon: words and phrases by lemma, found from any of their forms.

A form is looked up as written, then without plural and gender, then without the pronouns of a verb,
and last by its Snowball stem (Porter 2001, "Snowball") with the vowel changes of Spanish verbs.
Stems are made only for the few lemmas that share a beginning, so loading costs milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from kb.search.expansion.spanish_inflection import (
    infinitives,
    rules,
    singular_forms,
    stem,
    with_other_vowel,
)
from kb.search.expansion.word_table import read_table
from kb.text.language import without_accents

_SHORTEST_STEM = 3  # letters; shorter stems belong to too many words
_SHORTEST_CUT = 4  # letters of a form without an ending: buen is bueno, sec. is not seco
_MOST_WORDS = 8  # words of the longest phrase that is looked for


class SpanishLexicon:
    """Spanish lemmas with their English alternatives, the usual one first."""

    def __init__(self, entries: dict[str, str]) -> None:
        self._words: dict[str, str] = {}
        self._accented: dict[str, str] = {}  # qué is not que
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        self._by_start: dict[str, list[str]] = {}
        for lemma, english in entries.items():
            folded = lemma
            if not lemma.isascii():
                folded = without_accents(lemma)
                self._accented[lemma] = english
            known = self._words.get(folded)
            self._words[folded] = f"{known};{english}" if known else english
            if " " in folded:
                parts = tuple(folded.split(" "))
                self._phrases.setdefault(parts[0][:3], []).append(parts)
            elif not known:
                self._by_start.setdefault(folded[:2], []).append(folded)

    def __len__(self) -> int:
        return len(self._words)

    def has_form(self, folded: str) -> bool:
        """True where the rules of inflection lead from the form to an entry. ``lemma`` asks the
        stems too, which takes longer."""
        return any(
            form in self._words for form in chain(singular_forms(folded), infinitives(folded))
        )

    def lemmas(self, start: str) -> Iterator[str]:
        """The single words among the entries that begin with ``start``, without accents."""
        for beginning, found in self._by_start.items():
            if beginning.startswith(start):
                yield from found

    def written(self, folded: str) -> str | None:
        """How the entry of that name is written, with its accents; ``None`` where there is none."""
        if folded not in self._words:
            return None
        return next((w for w in self._accented if without_accents(w) == folded), folded)

    def word(self, form: str) -> tuple[str, ...]:
        """English alternatives of one Spanish word in any form; ``()`` when it is unknown."""
        accented = self._accented.get(form.casefold())
        if accented:
            return tuple(accented.split(";"))
        lemma = self.lemma(form)
        return self._english(lemma) if lemma else ()

    def name(self, form: str) -> tuple[str, ...]:
        """English alternatives of a capitalised word that may be a name: it, or its singular, must
        be an entry. *Mérida* has the stem of *meramente* and is no form of it, *Zapata* is no
        shoe and *Peña* no penalty; *Reyes* stays a king, since *Cortes* may be courts."""
        accented = self._accented.get(form.casefold())
        if accented:
            return tuple(accented.split(";"))
        if "ñ" in form.casefold():
            return ()
        folded = without_accents(form)
        singulars = (folded, folded.removesuffix("s"), folded.removesuffix("es"))
        lemma = next((c for c in singulars if c in self._words), None)
        return self._english(lemma) if lemma else ()

    def acronym(self, form: str) -> tuple[str, ...]:
        """The English names behind a Spanish acronym (ONU, EE.UU.); ``()`` for other words that are
        written in capitals, in which PAN is no bread."""
        english = self._words.get(without_accents(form), "")
        return tuple(english.split(";")) if english[:1].isupper() else ()

    def phrase(self, words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        """The longest phrase of two words or more at ``words[at:]``: its number of words and its
        English alternatives, or ``(0, ())``."""
        here = [without_accents(w) for w in words[at : at + _MOST_WORDS]]
        near = self._phrases.get(here[0][:3], ())
        fit = [p for p in near if len(p) <= len(here) and all(map(_alike, here, p))]
        if not fit:
            return 0, ()
        best = max(fit, key=lambda p: (len(p), sum(map(_plural_of, here, p)), p))
        return len(best), self._english(" ".join(best))

    def lemma(self, form: str) -> str | None:
        """The lemma (without accents) a form belongs to."""
        folded = without_accents(form)
        ways = [singular_forms(folded), infinitives(folded)]
        if form.casefold().endswith(rules().past_or_future):  # destinó is not destino
            ways.reverse()
        for candidate in chain(*ways):
            if candidate in self._words:
                return candidate
        with_pronouns = rules().with_pronouns.match(folded)
        if with_pronouns:
            return self.lemma(with_pronouns["verb"])
        return self._by_stem(form.casefold(), folded)

    def _by_stem(self, form: str, folded: str) -> str | None:
        stems = {stem(form), stem(folded)}
        if len(folded) < _SHORTEST_CUT and stem(folded) == folded:
            return None
        found = self._sharing(stems, folded, verbs=False)
        if found is None:
            changed = {v for s in stems for v in with_other_vowel(s)}
            found = self._sharing(changed, folded, verbs=True)
        return found

    def _sharing(self, stems: set[str], folded: str, *, verbs: bool) -> str | None:
        """Of the lemmas with one of ``stems``, the one that begins most like the form."""
        long_enough = {s for s in stems if len(s) >= _SHORTEST_STEM}
        near = {lemma for s in long_enough for lemma in self._by_start.get(s[:2], ())}
        same = [
            lemma
            for lemma in near
            if (not verbs or lemma.endswith(("ar", "er", "ir"))) and stem(lemma) in long_enough
        ]
        if not same:
            return None
        return min(same, key=lambda m: (-_shared(m, folded), abs(len(m) - len(folded)), m))

    def _english(self, lemma: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._words[lemma].split(";")))


def _alike(form: str, part: str) -> bool:
    """True when a word of a query matches a word of a phrase: equal, or of one stem."""
    if form == part:
        return True
    if len(part) <= 3 or form[:3] != part[:3]:
        return False
    return part in singular_forms(form) or stem(form) == stem(part)


def _plural_of(form: str, part: str) -> bool:
    return form == part or part in singular_forms(form)


def _shared(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def load_spanish_lexicon(path: Path) -> SpanishLexicon:
    """The lexicon in a word table of lemmas. Raises ``CorpusError``."""
    return SpanishLexicon(read_table(path))
