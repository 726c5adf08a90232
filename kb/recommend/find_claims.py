"""From sentences to claims: each a span with its cue, stance and the words of its action.

The words are in the part ``claims`` of ``recommendation_sentences.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from kb.recommend.candidate_sentences import CandidateSentence
from kb.recommend.claim import Claim
from kb.recommend.clauses import CueMatch, clauses_of
from kb.recommend.coordinated_actions import begins_with_verb, parts
from kb.recommend.cues import Cue, SpanishCue, Trait, cues
from kb.recommend.false_positive_filters import false_positive
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.list_items import commanded, listed
from kb.recommend.model import Stance
from kb.recommend.polarity import Polarity, contrasted, denied, polarity
from kb.recommend.verbs import leading_verb, verb_fragments
from kb.resources import LexiconModel
from kb.settings import settings
from kb.span import Span

_LAST_WORD = re.compile(r"\S+$")
_OPENING_COMMA = re.compile(r"(?:\w+(?: \w+)?, )?")  # "In addition, "
_MOST_MATCHES = 12  # of a cue in a sentence; what repeats itself more often is no prose
_PUNCTUATION = re.compile(r"[,;:]")


class ClaimPatterns(LexiconModel):
    """The part ``claims``."""

    counted: Pattern
    verb_in_cue: Pattern
    named_actor: Pattern
    spanish_actor: Pattern
    modal: Pattern
    after_subject: Pattern
    adverbs: Pattern
    spanish_infinitive_end: Pattern


@cache
def _patterns() -> ClaimPatterns:
    return load_patterns("recommendation_sentences", ClaimPatterns, "claims", **verb_fragments())


def claims_in(
    sentence: CandidateSentence, text: str, *, language: str, opinion: bool
) -> list[Claim]:
    """The claims ``sentence`` makes, in reading order; none where it only describes. Those of a row
    of a table that another cell rejects have the stance turned."""
    found = _claims_in(sentence, text, language, opinion)
    return [_rejected(claim) for claim in found] if sentence.rejected else found


def _rejected(claim: Claim) -> Claim:
    opposed = claim.stance is Stance.OPPOSES
    stance = Stance.RECOMMENDS if opposed else Stance.OPPOSES
    sure = claim.sure * (settings().recommend.less_sure if opposed else 1)
    return replace(claim, stance=stance, negated=not opposed, sure=sure)


def _claims_in(sentence: CandidateSentence, text: str, language: str, opinion: bool) -> list[Claim]:
    matches = _matches(sentence, language, opinion)
    if sentence.text.rstrip().endswith((":", ":”")):
        return _beside_a_list(sentence, text, matches)
    if found := _by_cue(sentence, text, matches):
        return found
    if sentence.item and sentence.first and not sentence.text.endswith("?"):
        return listed(sentence, text, opinion, language)
    counted = bool(_patterns().counted.match(sentence.text))
    if opinion and (counted or (sentence.recommending and (sentence.first or sentence.opened))):
        return commanded(sentence, text, opinion, language)
    return []


def _matches(sentence: CandidateSentence, language: str, opinion: bool) -> list[CueMatch]:
    """Cues that recommend, the surest first; of those alike, the one listed first."""
    found = [
        CueMatch(cue, match.start(), match.end(), meant)
        for cue in cues(language)
        for match in islice(cue.pattern.finditer(sentence.text), _MOST_MATCHES)
        if match.end() > match.start()
        and not false_positive(cue, sentence.text, match.start(), match.end(), opinion=opinion)
        and (meant := _meant(cue, sentence.text, match.start(), match.end(), language))
    ]
    return sorted(found, key=lambda m: -_weight(m.cue))


def _meant(cue: Cue, words: str, start: int, end: int, language: str) -> Polarity | None:
    """How the cue is meant; ``None`` where it asks for nothing ("we do not oppose")."""
    action_at = _action_at(words, cue, start, end)
    if cue.stance is Stance.RECOMMENDS:
        if isinstance(cue, SpanishCue) and words[start:end].lower().endswith(" que"):
            action_at = end - len(" que")
        clause = cue.clause or cue.has(Trait.ACTOR_BEHIND) or isinstance(cue, SpanishCue)
        return polarity(words, start, end, action_at, language=language, clause=clause)
    if not cue.beside and denied(words, start, language=language):
        return None
    return Polarity(cue.stance, action_at)


def _weight(cue: Cue) -> float:
    # what is commended as promising keeps that stance although "should" is in the sentence too
    more = settings().recommend.commends_weight if cue.stance is Stance.COMMENDS else 0
    return cue.confidence + more


def _by_cue(sentence: CandidateSentence, text: str, matches: list[CueMatch]) -> list[Claim]:
    main = [m for m in matches if not m.cue.beside]
    if not main:
        return []
    clauses = clauses_of(sentence, main)
    if len(clauses) > 1:
        return _by_clause(clauses, text)
    surest = main[0]
    beside = [m for m in matches if m.cue.beside and not surest.start <= m.start < surest.end]
    found = [c for m in beside for c in _beside(sentence, text, m, surest.start)]
    return sorted(found + _main(sentence, text, surest, beside), key=lambda c: c.span)


def _by_clause(clauses: list[tuple[CandidateSentence, CueMatch]], text: str) -> list[Claim]:
    """The claims of coordinate clauses; one without a subject has that of the clause before."""
    found: list[Claim] = []
    for part, match in clauses:
        claims = _main(part, text, match, [])
        if found and not part.text[: match.start].strip():
            claims = [replace(c, subject=found[-1].subject) for c in claims]
        found += claims
    return found


def _main(
    sentence: CandidateSentence, text: str, match: CueMatch, beside: list[CueMatch]
) -> list[Claim]:
    """The claims of the cue, in the part of the sentence that no cue beside it has."""
    cue, base = match.cue, sentence.span.start
    cue_at, cue_end = base + match.start, base + match.end
    left = cue_at if cue.clause else base + _after_beside(sentence, match.start, beside)
    right = min([base + m.start for m in beside if m.start > match.end] + [sentence.span.end])
    whole = Span(left, _trimmed(text, left, right))
    subject = text[left:cue_at] if cue_at > left else sentence.text
    claim = Claim(
        whole,
        sentence,
        cue,
        match.polarity.stance,
        cue_at,
        cue_end,
        subject,
        match.polarity.negated,
        match.polarity.sure,
    )
    if cue.has(Trait.ACTOR_BEHIND) and not leading_verb(text[cue_end:right]):
        that = len(" that") if sentence.text[: match.end].endswith(" that") else 0
        if named := _patterns().named_actor.match(text, cue_end - that, right):
            at, who = named.start("verb"), named["who"]
            return _series(text, replace(claim, action_at=at, subject=who))
    if isinstance(cue, SpanishCue):
        that = len(" que") if sentence.text[: match.end].endswith(" que") else 0
        if actor := _patterns().spanish_actor.match(text, cue_end - that, right):
            claim = replace(claim, subject=actor["who"])
    if cue.has(Trait.GERUND_SUBJECT):
        return _gerunds(sentence, text, match, whole)
    action_at = base + match.polarity.action_at
    if cue.has(Trait.VERB_AFTER_MODAL):
        claim = replace(claim, subject=text[left:action_at])
    return _series(text, replace(claim, action_at=action_at))


def _action_at(words: str, cue: Cue, start: int, end: int) -> int:
    """Where in the sentence ``words`` the action begins: behind the cue, or inside it."""
    if cue.has(Trait.VERB_AFTER_MODAL):
        modal = _patterns().modal.search(words[start:end])
        return start + (modal.end() if modal else 0)
    if isinstance(cue, SpanishCue):
        last = _LAST_WORD.search(words[:end])
        if last and _patterns().spanish_infinitive_end.search(last.group()):
            return last.start()
    verb = _patterns().verb_in_cue.search(words, start, end)
    return verb.start() if verb and cue.has(Trait.ACTION_IN_CUE) else end


def _series(text: str, claim: Claim) -> list[Claim]:
    """``claim``, or one claim for each part of its series of actions; all keep the subject."""
    language = "es" if isinstance(claim.cue, SpanishCue) else "en"
    if claim.negated and claim.stance is Stance.OPPOSES:
        other = contrasted(text, claim.action_at, claim.span.end, language=language)
        if other:
            instead = replace(
                claim, span=Span(other.end(), claim.span.end), action_at=other.end(),
                stance=Stance.RECOMMENDS, negated=False,
            )  # fmt: skip
            claim = replace(claim, span=Span(claim.span.start, other.start()))
            return [*_series(text, claim), *_series(text, instead)]
    cut = _parts(text, claim.span.end, claim.action_at)
    if len(cut) < 2:
        return [claim]
    first = replace(claim, span=Span(claim.span.start, cut[0].end))
    return [first, *(replace(claim, span=s, action_at=s.start) for s in cut[1:])]


def _parts(text: str, stop: int, action_at: int) -> Sequence[Span]:
    adverbs = _patterns().adverbs.match(text, action_at)
    at = adverbs.end() if adverbs else action_at
    return parts(text, at, stop) if at < stop and begins_with_verb(text[at:stop]) else ()


def _gerunds(sentence: CandidateSentence, text: str, match: CueMatch, whole: Span) -> list[Claim]:
    """ "Raising A and cutting B would help" makes two claims, the second with the whole tail."""
    base = sentence.span.start
    cue_words = sentence.text[match.start : match.end]
    modals = [m.start() for m in _patterns().after_subject.finditer(cue_words)]
    subject_end = base + match.start + max(modals, default=len(cue_words))
    opening = _OPENING_COMMA.match(sentence.text)
    head = base + (opening.end() if opening else 0)
    cut = parts(text, head, subject_end)
    spans = [*cut[:-1], Span(cut[-1].start, whole.end)] if len(cut) > 1 else [whole]
    return [
        Claim(span, sentence, match.cue, match.cue.stance, span.start,
              head if len(cut) == 1 else span.start, text[span.start : min(span.end, subject_end)])
        for span in spans
    ]  # fmt: skip


def _after_beside(sentence: CandidateSentence, start: int, beside: list[CueMatch]) -> int:
    """Where the main claim begins: behind an "instead of …," that has a claim of its own."""
    ahead = [m for m in beside if m.start < start]
    if not ahead:
        return 0
    comma = sentence.text.rfind(", ", ahead[0].end, start)
    return comma + 2 if comma > 0 else 0


def _beside_a_list(sentence: CandidateSentence, text: str, matches: list[CueMatch]) -> list[Claim]:
    """What a sentence that introduces a list recommends besides the list."""
    if all(m.cue.beside for m in matches):
        return []
    return [c for m in matches if m.cue.beside for c in _beside(sentence, text, m, None)]


def _beside(
    sentence: CandidateSentence, text: str, match: CueMatch, main: int | None
) -> list[Claim]:
    """The claim of a cue beside another; ``main`` is where that one begins, if there is one."""
    words, base = sentence.text, sentence.span.start
    if main is None or match.start < main:
        comma = words.rfind(", ", match.end, len(words) if main is None else main)
        stop = comma if comma > 0 else len(words)
    else:
        mark = _PUNCTUATION.search(words, match.end)
        stop = mark.start() if mark else len(words)
    at = base + match.start
    span = Span(at, _trimmed(text, at, base + stop))
    if len(span.of(text).split()) < settings().recommend.command_words:
        return []
    return [Claim(span, sentence, match.cue, match.cue.stance, at, base + match.end, words)]


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,;:\n":
        end -= 1
    return end
