"""Why a question is refused, in its own language. A reason names what is missing only where the
library, or the closest passages, do not have it; otherwise it says that they do not clearly answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from kb.answer.answer_type import asks_opinion
from kb.answer.asked import Asked
from kb.answer.coverage import passages_with
from kb.answer.likelihood import gives_type, missing_years, only_ordered
from kb.answer.model import AnswerType
from kb.answer.sentence_ranking import RankedSentence, ReadPassage
from kb.resources import LexiconModel, load_lexicon
from kb.search.query_filters import Filters
from kb.search.retrieval_result import RetrievalResult
from kb.statutes import Address, AddressKind, Unresolved
from kb.text.stems import words

if TYPE_CHECKING:
    from kb.store import Library

_SECTIONS = (AddressKind.SECTION, AddressKind.ARTICLE, AddressKind.STATUTES, AddressKind.PART)


class _Messages(LexiconModel):
    opinion: str
    not_held: str
    not_near: str
    year: str
    only_ordered: str
    no_type: str
    unclear: str
    joined_by: str
    types: Mapping[AnswerType, str]


class _Refusals(LexiconModel):
    en: _Messages
    es: _Messages


def _messages(language: str) -> _Messages:
    lexicon = load_lexicon("refusals", _Refusals)
    return lexicon.es if language == "es" else lexicon.en


def opinion(question: str, language: str) -> str | None:
    """The reason to refuse a question for an opinion."""
    return _messages(language).opinion if asks_opinion(question) else None


def unresolved_section(
    addresses: Sequence[Unresolved], mentioning: Callable[[Address], Set[str]]
) -> tuple[str | None, Set[str]]:
    """The reason to refuse a question about a section or a report that is not in the library. Where
    passages mention that very section there is none, and the answer keeps to them: their ids.
    ``mentioning`` gives the ids of the passages that mention an address."""
    ids: set[str] = set()
    for unresolved in addresses:
        kind = unresolved.address.kind
        if kind not in _SECTIONS and kind is not AddressKind.REPORT:
            continue
        passages = mentioning(unresolved.address)
        if not passages:
            return unresolved.reason, frozenset()
        if kind in _SECTIONS:
            ids.update(passages)
    return None, ids


def nothing_found(found: RetrievalResult, where: str) -> str:
    """The reason where search found no passage, ``where`` in words."""
    if found.query.filters != Filters() or found.query.excluded:
        return f"no passage {where}was found that matches the filters"
    if found.query.phrases:
        phrases = " and ".join(f"“{p}”" for p in found.query.phrases)
        return f"no passage {where}has {phrases} word for word; ask without the quotation marks"
    return f"no passage {where}was found"


def reason(
    asked: Asked,
    passages: Sequence[ReadPassage],
    ranked: Sequence[RankedSentence],
    library: Library,
) -> str:
    """Why the sentences found are no answer; the first of the reasons that is true."""
    say = _messages(asked.language)
    absent = [t for t in asked.terms if t.essential and not _held(t.group, library)]
    far = [
        t
        for t in asked.terms
        if t.essential and not any(p.stems.mentions_related(t) for p in passages)
    ]
    for message, terms in ((say.not_held, absent), (say.not_near, far)):
        if terms:
            named = f" {say.joined_by} ".join(f"“{t.name}”" for t in terms[:3])
            return message.format(what=named)
    if years := missing_years(asked, passages):
        return say.year.format(what=f" {say.joined_by} ".join(map(str, years)))
    if ranked and only_ordered(asked, ranked[0]):
        return say.only_ordered.format(what=ranked[0].candidate.passage.header)
    if not any(gives_type(asked, s) for s in ranked):
        return say.no_type.format(what=say.types[asked.type])
    return say.unclear


def _held(group: tuple[str, ...], library: Library) -> bool:
    counts = library.frequencies({w for name in group for w in words(name)})
    return any(passages_with(name, counts) for name in group)
