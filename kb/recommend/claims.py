"""From sentences to claims: each a span with its cue, stance and the words of its action."""

from __future__ import annotations

import re

from kb.recommend.candidate_sentences import CandidateSentence
from kb.recommend.claim import Claim
from kb.recommend.clauses import clauses_of
from kb.recommend.coordinated_actions import INFINITIVE, parts
from kb.recommend.cues_en import ENGLISH, Cue, stance_of
from kb.recommend.cues_es import SPANISH
from kb.recommend.false_positive_filters import is_false_positive
from kb.recommend.list_items import commanded, listed
from kb.recommend.model import Stance
from kb.recommend.verbs import BASE, leading_verb
from kb.span import Span


def claims_in(
    sentence: CandidateSentence, text: str, *, language: str, opinion: bool
) -> list[Claim]:
    """The claims ``sentence`` makes, in reading order; none where it only describes."""
    if sentence.text.rstrip().endswith((":", ":”")):
        return _beside(sentence, text, language, opinion)
    found = _cued(sentence, text, language, opinion)
    if found:
        return found
    if sentence.item and sentence.first and not sentence.text.endswith("?"):
        return listed(sentence, text, opinion)
    counted = bool(_COUNTED.match(sentence.text))
    if opinion and (counted or (sentence.recommending and (sentence.first or sentence.opened))):
        return commanded(sentence, text, opinion)
    return []


_COUNTED = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Finally|Lastly|Primero|Segundo|Tercero"
    r"|Por [úu]ltimo)(?: and last)?, (?=[a-záéíóú])"
)


def _cues(language: str) -> tuple[Cue, ...]:
    return SPANISH if language == "es" else ENGLISH


def _cued(sentence: CandidateSentence, text: str, language: str, opinion: bool) -> list[Claim]:
    hits = _hits(sentence, language, opinion)
    main = [h for h in hits if not h[0].beside]
    if not main:
        return []
    clauses = clauses_of(sentence, main)
    if len(clauses) > 1:
        return [claim for part, hit in clauses for claim in _main(part, text, *hit, [])]
    cue, start, end = main[0]
    aside = [h for h in hits if h[0].beside and not start <= h[1] < end]
    return sorted(
        [c for h in aside for c in _beside_claim(sentence, text, h, start)]
        + _main(sentence, text, cue, start, end, aside),
        key=lambda c: c.span,
    )


def _hits(sentence: CandidateSentence, language: str, opinion: bool) -> list[tuple[Cue, int, int]]:
    """Cues that speak, the surest first; of those alike, the one listed first."""
    hits = []
    for rank, cue in enumerate(_cues(language)):
        for match in cue.pattern.finditer(sentence.text):
            if match.end() == match.start():
                continue
            if (
                is_false_positive(cue, sentence.text, match.start(), match.end(), opinion=opinion)
                is None
            ):
                hits.append((-_weight(cue), rank, cue, match.start(), match.end()))
    return [(cue, start, end) for _, _, cue, start, end in sorted(hits, key=lambda h: h[:2])]


def _weight(cue: Cue) -> float:
    # what is commended as promising keeps that stance although "should" stands in the sentence too
    return cue.confidence + (0.3 if cue.stance is Stance.COMMENDS else 0)


def _main(
    sentence: CandidateSentence,
    text: str,
    cue: Cue,
    start: int,
    end: int,
    aside: list[tuple[Cue, int, int]],
) -> list[Claim]:
    base = sentence.span.start
    left = base + start if cue.clause else base + _after(sentence, start, aside)
    right = min([base + a[1] for a in aside if a[1] > end] + [sentence.span.end])
    stance = stance_of(cue, sentence.text, start)
    subject = text[left : base + start] if base + start > left else sentence.text
    whole = Span(left, _trim(text, left, right))
    whose = _THAT.match(
        text, base + end - (5 if sentence.text[:end].endswith(" that") else 0), right
    )
    if cue.name in _THAT_CUES and whose and not leading_verb(text[base + end : right]):
        subject = whose.group("who")
        return _cut_series(
            text, whole, whose.start("verb"), sentence, cue, stance, base + start, subject
        )
    if cue.name == "doing would help":
        return _subjects(sentence, text, cue, start, end, whole)
    action_at = base + end
    verb = _OWN_VERB.search(sentence.text, start, end)
    if verb and cue.name in _VERB_INSIDE:
        action_at = base + verb.start()
    if cue.name in _SPANISH_INFINITIVE:
        last = re.search(r"\S+$", sentence.text[:end])
        if last and re.search(r"(?:[aeií]r)(?:se|l[oae]s?|les?)?$", last.group()):
            action_at = base + last.start()
    if cue.name in ("can do", "could do", "consider"):
        verb = re.search(
            r"(?:can|could|might|may)\b(?: and should| also| then| still| instead| thus|(?: wish"
            r"| choose| decide| elect| want"
            r"| opt) to(?! consider)| \w+ly)* ",
            sentence.text[start:end],
        )
        action_at = base + start + (verb.end() if verb else 0)
        subject = text[left:action_at]
    return _cut_series(text, whole, action_at, sentence, cue, stance, base + start, subject)


def _cut_series(
    text: str,
    whole: Span,
    action_at: int,
    sentence: CandidateSentence,
    cue: Cue,
    stance: Stance,
    at: int,
    subject: str,
) -> list[Claim]:
    """One claim, or one for each part of a series of actions; the first keeps the subject."""
    cut = _series(text, whole, action_at)
    if len(cut) < 2:
        return [Claim(whole, sentence, cue, stance, at, action_at, subject)]
    head = Span(whole.start, cut[0].end)
    first = Claim(head, sentence, cue, stance, at, action_at, subject)
    return [first, *(Claim(s, sentence, cue, stance, at, s.start, subject) for s in cut[1:])]


_THAT_CUES = ("option", "recommend", "is recommended", "essential", "time to")
_SPANISH_INFINITIVE = tuple(c.name for c in SPANISH)
_VERB_INSIDE = ("refrain", "essential to avoid", "funds can be used", "could be explored")
_OWN_VERB = re.compile(
    r"\b(?:evitar|abstenerse|rechazar|abandonar|descartar|avoid|refrain|stop|cease|resist|reject"
    r"|oppose|abandon|forgo|desist)\b|\bbe (?=\w+$|also)"
)


def _series(text: str, whole: Span, action_at: int) -> list[Span]:
    lead = re.compile(r"\s*(?:also |\w+ly |instead |therefore )*").match(text, action_at)
    at = lead.end() if lead else action_at
    stop = whole.end
    return parts(text, at, stop) if at < stop and _begins(text, at, stop) else [whole]


def _begins(text: str, at: int, stop: int) -> bool:
    word = text[at:stop].split(maxsplit=1)[:1]
    return bool(leading_verb(text[at:stop])) or bool(word and INFINITIVE.fullmatch(word[0]))


def _subjects(
    sentence: CandidateSentence, text: str, cue: Cue, start: int, end: int, whole: Span
) -> list[Claim]:
    """ "Raising A and cutting B would help" makes two claims, the second with the whole tail."""
    base = sentence.span.start
    modal = max(
        (
            m.start()
            for m in re.finditer(r" (?:would|could|can|is|are|remains?) ", sentence.text[start:end])
        ),
        default=end - start,
    )
    opening = re.compile(r"(?:\w+(?: \w+)?, )?").match(sentence.text)
    head = base + (opening.end() if opening else 0)
    cut = parts(text, head, base + start + modal)
    spans = [*cut[:-1], Span(cut[-1].start, whole.end)] if len(cut) > 1 else [whole]
    return [
        Claim(s, sentence, cue, cue.stance, s.start, head if len(cut) == 1 else s.start,
              text[s.start : min(s.end, base + start + modal)])
        for s in spans
    ]  # fmt: skip


def _after(sentence: CandidateSentence, start: int, aside: list[tuple[Cue, int, int]]) -> int:
    """Where the main claim begins: behind an "instead of …," that has a claim of its own."""
    ahead = [a for a in aside if a[1] < start]
    if not ahead:
        return 0
    comma = sentence.text.rfind(", ", ahead[0][2], start)
    return comma + 2 if comma > 0 else 0


# where a demand says who is to act behind its cue: "we recommend that DHS expand …"
_THAT = re.compile(
    r"(?: to| on| for)?(?: that)? (?P<who>(?:(?!\b(?:to|should)\b)[^,;:]){2,90}?) (?:should |to )?"
    r"(?P<verb>" + BASE + r")\b"
)


def _beside(sentence: CandidateSentence, text: str, language: str, opinion: bool) -> list[Claim]:
    """What a sentence that introduces a list demands apart from the list."""
    hits = _hits(sentence, language, opinion)
    if not any(not h[0].beside for h in hits):
        return []
    return [c for h in hits if h[0].beside for c in _beside_claim(sentence, text, h, 1 << 30)]


def _beside_claim(
    sentence: CandidateSentence, text: str, hit: tuple[Cue, int, int], main: int
) -> list[Claim]:
    cue, start, end = hit
    base = sentence.span.start
    if start < main:
        stop = sentence.text.rfind(", ", end, main if main < 1 << 29 else len(sentence.text))
        stop = stop if stop > 0 else len(sentence.text)
    else:
        found = re.search(r"[,;:]", sentence.text[end:])
        stop = end + found.start() if found else len(sentence.text)
    span = Span(base + start, _trim(text, base + start, base + stop))
    if len(span.of(text).split()) < 4:
        return []
    at = end
    return [Claim(span, sentence, cue, cue.stance, base + start, base + at, sentence.text)]


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,;:\n":
        end -= 1
    return end
