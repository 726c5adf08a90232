"""The Spanish–English lexicon: words and phrases by lemma, found from any of their forms.

A form is looked up as it stands, then without plural and gender, without pronouns hung on a verb,
and last by its Snowball stem (Porter, "Snowball", 2001) with the vowel changes of Spanish verbs.
Stems are made only for the few lemmas that share a beginning, so loading costs milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

from kb.search.expansion.word_table import read_table
from kb.text.language import without_accents

_PRONOUNS = re.compile(r"(?P<verb>\w*(?:[aei]r|ndo))(?:me|te|se|nos|lo|la|le|los|las|les){1,2}$")
_VOWEL_CHANGES = (("ie", "e"), ("ue", "o"), ("i", "e"), ("u", "o"))
_VERB_ENDINGS = tuple(
    (ending, kinds)
    for kinds, endings in (
        (
            ("ar",),
            "ariamos abamos aremos aramos arian arias arias aron aban ando aste aria aran"
            " aras amos ados adas ado ada aba ara are ase asen",
        ),
        (
            ("er", "ir"),
            "eriamos iriamos ieramos eremos iremos ieron iendo yendo erian irian iste"
            " iamos eran iran eria iria idos idas iera ieran iese iesen ido ida era ira ian emos"
            " imos io ia",
        ),
        (("ar", "er", "ir"), "an en a e o as es"),
    )
    for ending in sorted(endings.split(), key=len, reverse=True)
)
_SAME_SOUND = (("qu", "c"), ("gu", "g"), ("z", "c"), ("j", "g"))
_PAST_OR_FUTURE = ("ó", "é", "í", "á", "án", "ás")
_SHORTEST_STEM = 3
_MOST_WORDS = 8


class Lexicon:
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
        ways = [_simpler(folded), infinitives(folded)]
        if form.casefold().endswith(_PAST_OR_FUTURE):  # destinó is not destino
            ways.reverse()
        for candidate in chain(*ways):
            if candidate in self._words:
                return candidate
        hung = _PRONOUNS.match(folded)
        if hung:
            return self.lemma(hung["verb"])
        return self._by_stem(form.casefold(), folded)

    def _by_stem(self, form: str, folded: str) -> str | None:
        stems = {stem(form), stem(folded)}
        found = self._sharing(stems, folded, verbs=False)
        if found is None:
            changed = {v for s in stems for v in _changed(s)}
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


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The Snowball stem of a Spanish word, without accents, ``qu``/``c`` and the like levelled."""
    made = without_accents(_stemmer().stemWord(word))
    for ending, plainer in _SAME_SOUND:
        if made.endswith(ending):
            return made[: -len(ending)] + plainer
    return made


class _Stemmer:
    """Type of the untyped library's stemmer."""

    def stemWord(self, word: str) -> str:
        raise NotImplementedError


@lru_cache(maxsize=1)
def _stemmer() -> _Stemmer:
    from snowballstemmer.spanish_stemmer import SpanishStemmer

    made: _Stemmer = SpanishStemmer()
    return made


def _simpler(folded: str) -> Iterator[str]:
    """The form itself, then without plural, then in the masculine."""
    yield folded
    singulars = [folded[:-1]] if folded.endswith("s") else []
    if folded.endswith("ces"):
        singulars.append(folded[:-3] + "z")
    if folded.endswith("es"):
        singulars.append(folded[:-2])
    yield from singulars
    for form in (folded, *singulars):
        if form.endswith("a"):
            yield form[:-1] + "o"
            if form.endswith(("ora", "esa", "ana", "ona", "ina")):
                yield form[:-1]


def infinitives(folded: str) -> Iterator[str]:
    """What the infinitive of a verb form may be, the likelier first: ``rastreadas`` →
    ``rastrear``; vowels and spellings that change are tried both ways."""
    for form in dict.fromkeys((folded, *_simpler(folded))):
        for ending, kinds in _VERB_ENDINGS:
            base = form[: -len(ending)]
            if not form.endswith(ending) or len(base) < 2:
                continue
            for original in (base, *_respelt(base), *_changed(base)):
                yield from (original + kind for kind in kinds)


def _respelt(base: str) -> Iterator[str]:
    """``busqu`` → ``busc``, ``alcanc`` → ``alcanz``, ``exij`` → ``exig``."""
    for written, original in (("qu", "c"), ("gu", "g"), ("c", "z"), ("j", "g"), ("zc", "c")):
        if base.endswith(written):
            yield base[: -len(written)] + original


def _changed(made: str) -> Iterator[str]:
    """A stem with the vowel its infinitive has: ``recomiend`` → ``recomend``."""
    for changed, original in _VOWEL_CHANGES:
        at = made.rfind(changed)
        if at > 0:
            yield made[:at] + original + made[at + len(changed) :]


def _alike(form: str, part: str) -> bool:
    """A word of a query stands for a word of a phrase: equal, or of one stem."""
    if form == part:
        return True
    if len(part) <= 3 or form[:3] != part[:3]:
        return False
    return part in _simpler(form) or stem(form) == stem(part)


def _plural_of(form: str, part: str) -> bool:
    return form == part or part in _simpler(form)


def _shared(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def load_lexicon(path: Path) -> Lexicon:
    """The lexicon in a word table of lemmas. Raises ``CorpusError``."""
    return Lexicon(read_table(path, "the lexicon"))
