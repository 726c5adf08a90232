"""What to look for: a recommendation's action and instruments turned into queries and terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.answer.coverage import Ask, Stems, asks_of, coverage
from kb.evidence.model import Recommendation
from kb.expand import expand
from kb.library.stems import both_stems, folded, words
from kb.search import resources
from kb.search.query import parse

if TYPE_CHECKING:
    from kb.library import Library

_LONGEST = 420  # characters of a recommendation that are embedded: one sentence, or two short
# Words of the demand itself and of its setting: any text of the corpus may have them.
_DEMAND = frozenset(
    """should must ought need needs would could can may might benefit represent explore consider
    pursue continue ensure promote support supports option options step steps important priority
    top crucial essential promising positive effective smarter better new approach approaches
    policymakers administration trump government governments united states us america american
    country countries side sides also particularly such important additional including
    mexico mexican mexicos bilateral congress federal officials efforts order
    debe deben deberia deberian convendria recomienda necesario importante gobierno mexico
    mexicano mexicana estados unidos pais paises
    """.split()
)
_RARE = 7.0  # the weight of a name that is in about one passage of a thousand
_SHORT = 60  # characters of an action that has no room for reasons
_AIM = re.compile(
    r",? (?:that (?:could|would|can|may|match)|which|in order to|so that|so as to"
    r"|to (?:avoid|ensure|reduce|curb|prevent)|as proposed|como (?:lo )?propone"
    r"|para (?:que|evitar|reducir))\b"
)
_FUNDING = re.compile(r"(?i)\b(?:fund(?:s|ing)?|money|budgets?|appropriat\w+|financia\w*|fondos)\b")
_MONEY = re.compile(
    r"(?i)[$€]\s?\d|\b(?:fund(?:s|ing|ed)?|budgets?|appropriat\w+|money(?! launder)|spend\w*"
    r"|spent|invest(?:s|ed|ing|ments?)?|necessary expenses|fondos|presupuest\w+|millones)\b"
)
_CONTRARY = (
    "did not reduce, little effect, ineffective, failed, criticism",
    "risk, opposed, backfire, corruption, no evidence that it works, however",
)


@dataclass(frozen=True, slots=True)
class Lead:
    """A query to search with. ``weight``, at most 1, is what being found by it counts; 0 for one
    that looks for the other side, whose words are not the recommendation's own."""

    query: str
    weight: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What evidence for a recommendation speaks of: ``leads`` to search with, and ``asks``, its
    words with their weights; ``named`` are those asks that stand in its instruments, ``core``
    those of its action without reasons and aims. ``of_money`` is set where it is about funding:
    evidence then speaks of money."""

    leads: tuple[Lead, ...]
    asks: tuple[Ask, ...]
    named: tuple[Ask, ...]
    core: tuple[Ask, ...]
    of_money: bool = False

    def covered(self, stems: Stems) -> float:
        """The share of the recommendation's words that a text speaks of, 0 to 1."""
        return coverage(self.asks, stems)

    def naming(self, stems: Stems) -> float:
        """The share of its instruments' words that a text speaks of, 0 to 1, less where they are
        common ones: a text about a bureau is not yet about its budget."""
        if not self.named:
            return 0.0
        rarest = max(a.weight for a in self.named)
        return coverage(self.named, stems) * min(rarest / _RARE, 1.0)

    def to_the_point(self, text: str, stems: Stems) -> float:
        """The share of the action's own words that a text speaks of, 0 to 1; 0 for a text without
        money where the action is about money."""
        if self.of_money and not _MONEY.search(text):
            return 0.0
        return coverage(self.core, stems) if self.core else 1.0


def asked(recommendation: Recommendation, library: Library, context: Sequence[str] = ()) -> Asked:
    """What to look for, with the words weighed by how rare they are in ``library``, and by where
    they stand: in the action, in the recommendation's words, or only in ``context``, the
    passages of its document that argue for it."""
    action = _plain(recommendation.action)
    core = _AIM.split(action, maxsplit=1)[0] if len(action) > _SHORT else action
    instruments = _plain("; ".join(recommendation.instruments))
    subject = _plain(recommendation.text or recommendation.paraphrase)[:_LONGEST]
    around = [_plain(c)[:_LONGEST] for c in context]
    leads = [(f"{core} {instruments}", 1.0), (core, 0.95), (subject, 0.9)]
    leads += [(_plain(i), 0.85) for i in recommendation.instruments[:3]]
    leads += [(text, 0.45) for text in around]
    leads += [(f"{core} {instruments} {more}", 0.0) for more in _CONTRARY]
    return Asked(
        tuple(Lead(query.strip(), weight) for query, weight in leads if query.strip()),
        _weighed(((core, 1.6), (action, 1.0), (subject, 0.8), (" ".join(around), 0.2)), library),
        _weighed(((instruments, 1.0),), library),
        _weighed(((f"{core} {instruments}", 1.0),), library),
        bool(_FUNDING.search(core)),
    )


def _weighed(parts: Sequence[tuple[str, float]], library: Library) -> tuple[Ask, ...]:
    """The asks of each text times its factor; what stands in several counts where it is most."""
    found: dict[str, Ask] = {}
    for text, factor in parts:
        for ask in _asks(text, library) if text else ():
            key = " ".join(both_stems(folded(ask.name)))
            if key not in found:
                found[key] = replace(ask, weight=factor * ask.weight)
    return tuple(found.values())


def _plain(text: str) -> str:
    """Text that holds nothing of the query language."""
    return " ".join(re.sub(r"[\"“”«»:]|(?<!\w)-", " ", text).split())


def _asks(text: str, library: Library) -> tuple[Ask, ...]:
    groups = expand(parse(text), resources.lexicon(), resources.glossary()).groups
    kept = tuple(g for g in groups if not set(words(folded(g[0]))) <= _DEMAND)
    parts = {w for group in kept for name in group for w in words(name)}
    total = sum(d.passages for d in library.documents())
    return asks_of(kept, library.frequencies(parts), total, text)
