"""The irregular forms of English verbs, which stemming does not bring together.

``stolen`` and ``steal`` have different Snowball stems; a text that says one answers a question that
says the other. The table holds common verbs of three different forms or two; regular forms are the
stemmer's work.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_VERBS = """
arise arose arisen|beat beaten|become became|begin began begun|bend bent|bind bound|bleed bled
break broke broken|breed bred|bring brought|build built|buy bought|catch caught
choose chose chosen|come came|deal dealt|dig dug|draw drew drawn|drive drove driven|eat ate eaten
fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fly flew flown
forbid forbade forbidden|forget forgot forgotten|freeze froze frozen|get got gotten
give gave given|go went gone|grow grew grown|hang hung|hear heard|hide hid hidden|hold held
keep kept
know knew known|lay laid|lead led|leave left|lend lent|lose lost|make made|mean meant|meet met
mislead misled|oversee oversaw overseen|overthrow overthrew overthrown|pay paid|ride rode ridden
ring rang rung|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent
shake shook shaken|shoot shot|show showed shown|shrink shrank shrunk|sink sank sunk
speak spoke spoken|spend spent|stand stood|steal stole stolen|stick stuck|strike struck stricken
swear swore sworn|take took taken|teach taught|tear tore torn|tell told|think thought
throw threw thrown|undergo underwent undergone|undertake undertook undertaken
understand understood|uphold upheld|wear wore worn|win won|withdraw withdrew withdrawn
withhold withheld|write wrote written
"""


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, ...]]:
    verbs = [v.split() for line in _VERBS.strip().splitlines() for v in line.split("|")]
    return {form: tuple(verb) for verb in verbs for form in verb}


def irregular_forms(words: Iterable[str]) -> tuple[str, ...]:
    """The other forms of those of ``words`` that are irregular verbs, in any form with *-s*,
    *-ing* left to the stemmer."""
    known = _forms()
    return tuple(
        form for word in words for form in known.get(word.casefold(), ()) if form != word.casefold()
    )
