"""The laws, programmes, bodies and powers a recommendation names."""

from __future__ import annotations

from functools import cache

from kb.recommend.lexicon import Pattern, load_patterns
from kb.resources import LexiconModel
from kb.settings import settings

_SHORTEST = 3  # characters of a name


class Instruments(LexiconModel):
    """``instruments.yaml``, whose ``fragments`` are used in its patterns."""

    named: Pattern
    spanish: Pattern
    code: Pattern
    power: Pattern
    leading: Pattern


@cache
def _instruments() -> Instruments:
    return load_patterns("instruments", Instruments)


def instruments_of(text: str) -> tuple[str, ...]:
    """Names of acts, programmes, bodies and powers in ``text``, in order, each once."""
    known = _instruments()
    found: list[tuple[int, str]] = []
    for pattern in (known.named, known.spanish, known.code, known.power):
        for match in pattern.finditer(text):
            name = known.leading.sub("", " ".join(match.group().split())).strip(' ,“”"')
            if len(name) >= _SHORTEST:
                found.append((match.start(), name))
    names: list[str] = []
    for _, name in sorted(found, key=lambda f: (f[0], -len(f[1]))):
        if not any(name.casefold() in longer.casefold() for longer in names):
            names.append(name)
    return tuple(names[: settings().recommend.most_instruments])
