"""What only looks like a recommendation: reports of others' words, questions, predictions, the law.

The words are in ``false_positives.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from kb.recommend.actors import named_in
from kb.recommend.cues import Cue, Trait
from kb.recommend.lexicon import Pattern, load_patterns
from kb.resources import LexiconModel
from kb.settings import settings

_NOTE_AROUND = 12, 14  # characters before and after the end of a cue in which "to note" may be
_SUBJECT = 90  # characters before a modal verb that may hold its subject
_INVERTED = 24  # characters of a modal verb with its subject behind it
_HEAD_WORDS = 4  # words of a clause in which its subject is


class ReportedPatterns(LexiconModel):
    """Words of others."""

    speech: Pattern
    some_say: Pattern
    spanish_speech: Pattern
    attributed: Pattern
    own_voice: Pattern
    aside: Pattern
    subordinate: Pattern
    own_clause: Pattern
    describes_after: Pattern
    describes_before: Pattern
    complement: Pattern


class FilterPatterns(LexiconModel):
    """Modal verbs that recommend nothing."""

    spanish_law: Pattern
    spanish_relative: Pattern
    spanish_opinion: Pattern
    question: Pattern
    near_question: Pattern
    matter: Pattern
    cleft: Pattern
    inverted: Pattern
    inverted_anywhere: Pattern
    figure_of_speech: Pattern
    denied_claim: Pattern
    denied_behind: Pattern
    claim: Pattern
    noting: Pattern
    comparison: Pattern
    person: Pattern
    anybody: Pattern
    clause_start: Pattern
    last_clause: Pattern
    law: Pattern
    bound_by_law: Pattern
    plan: Pattern
    government: Pattern


@cache
def _reports() -> ReportedPatterns:
    return load_patterns("false_positives", ReportedPatterns, "reported")


@cache
def _filters() -> FilterPatterns:
    return load_patterns("false_positives", FilterPatterns, "filters")


def false_positive(cue: Cue, sentence: str, start: int, end: int, *, opinion: bool) -> str | None:
    """Why the cue at ``sentence[start:end]`` recommends nothing, or ``None`` where it does.

    ``opinion`` says that the document argues a case in its own voice.
    """
    before, near = sentence[:start], sentence[max(end - _NOTE_AROUND[0], 0) : end + _NOTE_AROUND[1]]
    if cue.opinion and not opinion:
        return "a document that reports"
    if sentence.rstrip().endswith(("?", "?”", '?"')):
        return "a question"
    if _quoted(sentence, start):
        return "quoted words"
    if _denied(sentence, start, end):
        return "a claim that is denied"
    if cue.has(Trait.MAY_NOTE) and _filters().noting.search(near):
        return "a way of speaking"
    if cue.has(Trait.OWN_VOICE):
        return None
    if cue.has(Trait.POSSIBLE) and not _may_act(before):
        return "what is possible"
    if _reported(before, sentence[end:]):
        return "what others say"
    return _idle_modal(cue, sentence, start, opinion) if cue.has(Trait.MODAL) else None


def _denied(sentence: str, start: int, end: int) -> bool:
    """Whether the sentence calls false what its clause with the cue says."""
    filters = _filters()
    if filters.denied_claim.search(sentence[:start]):
        return True
    return bool(filters.claim.match(sentence) and filters.denied_behind.match(sentence, end))


def _may_act(before: str) -> bool:
    """Whether a body that can act is the whole subject before "could"."""
    clause = _filters().clause_start.split(before)[-1]
    few = len(clause.split()) <= settings().recommend.subject_words
    return few and bool(named_in(clause.strip()))


def _idle_modal(cue: Cue, sentence: str, start: int, opinion: bool) -> str | None:
    """Why a modal verb recommends nothing."""
    filters, before = _filters(), sentence[:start]
    if cue.has(Trait.SPANISH_MODAL) and filters.spanish_law.search(sentence):
        return "what the law requires"
    relative = cue.has(Trait.RELATIVE) and filters.spanish_relative.search(before)
    if relative and not filters.spanish_opinion.search(before):
        return "a description"
    if filters.figure_of_speech.match(sentence, start):
        return "a way of speaking"
    if filters.comparison.search(sentence[: start + len("should") + 2]):
        return "a way of speaking"
    if _inverted(before, sentence[start : start + _INVERTED]):
        return "a condition"
    if filters.cleft.match(sentence):
        return None
    asked = filters.near_question if opinion else filters.question
    if asked.search(before) or (not opinion and filters.matter.search(before)):
        return "an open question"
    if filters.anybody.search(before) or (not opinion and filters.person.search(before)):
        return "a remark about persons"
    return _lays_down(cue, sentence, before, opinion) if cue.has(Trait.LAYS_DOWN) else None


def _inverted(before: str, modal: str) -> bool:
    """Whether the modal is before its subject: "should the talks fail"."""
    if _filters().inverted_anywhere.match(modal):
        return True
    opens = not before or before.rstrip()[-1:] in ",;—" or before.endswith(" or ")
    return opens and bool(_filters().inverted.match(modal))


def _lays_down(cue: Cue, sentence: str, before: str, opinion: bool) -> str | None:
    """Why "must" says what the law requires or what is the case."""
    filters, subject = _filters(), before[-_SUBJECT:]
    if filters.law.search(sentence):
        return "what the law requires"
    governed = filters.government.search(subject) or filters.plan.search(subject)
    if cue.has(Trait.OFTEN_FACTUAL) and not governed:
        return "what is the case"
    if filters.bound_by_law.search(subject) and not governed:
        return "what the law requires"
    clause = filters.last_clause.split(subject)[-1]
    head = " ".join(clause.split()[:_HEAD_WORDS])
    if not opinion and not filters.government.search(head):
        return "what is the case"
    return None


def _reported(before: str, after: str) -> bool:
    """Whether the clause of the cue gives the words of somebody else."""
    reports = _reports()
    clause = reports.own_clause.split(reports.aside.sub(" ", before))[-1]
    clause = reports.subordinate.sub("", clause)
    for verb in reports.speech.finditer(clause):
        ours = reports.own_voice.search(clause[: verb.start()])
        if not ours and not _describes(clause, verb):
            return True
    if reports.spanish_speech.search(clause) or reports.some_say.search(clause):
        return True
    return bool(reports.attributed.search(after))


def _describes(clause: str, verb: re.Match[str]) -> bool:
    """Whether the word describes a noun: "the proposed fund", "the funds required for it"."""
    word, reports = verb.group().lower(), _reports()
    if not word.endswith(("ed", "ation", "ations")) or word.startswith(("argu", "stat", "report")):
        return False
    if reports.describes_after.match(clause[verb.end() :]):
        return True
    if reports.complement.match(clause[verb.end() :]):
        return False
    return bool(reports.describes_before.search(clause[: verb.start()].rstrip()))


def _quoted(sentence: str, at: int) -> bool:
    opened = max(sentence.rfind("“", 0, at), sentence.rfind("«", 0, at))
    closed = max(sentence.rfind("”", 0, at), sentence.rfind("»", 0, at))
    return opened > closed or sentence.count('"', 0, at) % 2 == 1
