"""The other forms of irregular English verbs, which stemming does not bring together.

``stolen`` and ``steal`` have different Snowball stems; a text that says one answers a question that
says the other. The verbs are in ``corpus/lexicons/irregular_verbs.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kb.resources import Alternatives, LexiconModel, load_lexicon


class IrregularVerbs(LexiconModel):
    """All forms of each verb, the infinitive first."""

    verbs: tuple[Alternatives, ...]


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, ...]]:
    return {f: verb for verb in load_lexicon("irregular_verbs", IrregularVerbs).verbs for f in verb}


def irregular_forms(words: Iterable[str]) -> tuple[str, ...]:
    """The other forms of those of ``words`` that are a form of an irregular verb. Forms in *-s*
    and *-ing* are left to the stemmer."""
    forms = _forms()
    return tuple(
        form for word in words for form in forms.get(word.casefold(), ()) if form != word.casefold()
    )
