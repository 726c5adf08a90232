"""What only looks like a demand: reports of others' words, questions, predictions, the law."""

from __future__ import annotations

import re

from kb.recommend.actors import named_in
from kb.recommend.cues_en import Cue
from kb.recommend.reported_speech import DECIR, LEY, OTHERS, SOME

_ASKED = re.compile(
    r"(?i)\b(?:whether|how|why|what|who|when|where|to what extent|if|qu[ée]|c[óo]mo)\b"
    r"[^,;:]{0,120}$"
)
_PLANNED = re.compile(r"(?i)\b(?:framework|program\w*|plan|law|bill|deal|agreement)\b")
_ROLE = re.compile(
    r"(?i)\b(?:role|extent|degree|scope|question|debate|circumstances|conditions)\b[^,;:]{0,60}$"
)
_ASKED_NEAR = re.compile(r"(?i)\b(?:whether|how|why|what|to what extent)\b[^,;:]{0,120}$")
# "What both governments must avoid is …" answers itself
_CLEFT = re.compile(
    r"(?:(?:And|But|So), )?[Ww]hat [^,;]{2,80}? (?:should|must|needs? to"
    r"|can)\b[^,;]{0,40}? (?:is|are)\b"
)
_INVERTED = re.compile(
    r"[Ss]hould (?:the|any|an?|it|they|he|she|this|such|Congress|that|those|there|[A-Z])"
)
_INVERTED_ANYWHERE = re.compile(r"should (?:it|they|he|she|there|we|any)\b")
_IDLE = re.compile(
    r"(?i)\b(?:should|must|debe|deben)(?: not| also)? (?:be )?[“\"]?(?:also )?(?:noted|recalled"
    r"|remembered"
    r"|read\b|understood|construed|interpreted|seen as|viewed as|stressed|emphasi[sz]ed|clear\b"
    r"|expected|assumed|anticipated|presumed|possible|able\b|enough|sufficient|easy|available"
    r"|acknowledged|mentioned|said|cited|quoted|compared|added up|weighed against|treated with"
    r"|fall\b|rise\b|grow\b|peak|shrink|remain (?:high|low|stable|flat)|confused|result in"
    r"|lead to|come as|surprise|happen|arrive"
    r"|recordarse|señalarse|leerse|entenderse|tenerse en cuenta|interpretarse|decirse)"
)
_NOTED = re.compile(
    r"(?i)(?:to|that|que)? ?(?:also |we )?(?:note|remember|recall|understand|recogni[sz]e that"
    r"|acknowledge|stress|emphasi[sz]e|point out|recordar|señalar|destacar|mencionar|subrayar)\b"
)
_THAN = re.compile(r"(?:\bthan|\bas) (?:it|they|we|one) should\b")
_PERSON = re.compile(
    r"(?i)\b(?:I|you|he|she|who|one|that|which|it|this|there|they|we|some(?:one|body)|americans"
    r"|people"
    r"|citizens|as we)(?:['’]\w+)?(?: all| also| really)? $"
)
_CHATTY = re.compile(
    r"(?i)\b(?:you|he|she|I|who|everybody|everyone|nobody|people|citations?|readers?)(?: \w+)? $"
)
_BY_LAW = re.compile(
    r"(?i)\b(?:applicants?|borrowers?|recipients?|grantees?|licensees?|importers?|courts?"
    r"|plaintiffs?"
    r"|defendants?|petitioners?|dealers?|individuals?|persons?|employers?|bills?|statutes?|law"
    r"|regulations?|rule|constitution\w*|vehicles|workers|aliens?|imports?|goods|producers"
    r"|manufacturers|products|buyers|sellers|each|any|a person|firearms|drugs?|substances?"
    r"|traffickers|migrants"
    r"|smugglers|farmers|families|residents|businesses|gangs|cartels|criminals|users|patients"
    r"|drivers"
    r"|groups)\b"
)
_LAW = re.compile(
    r"(?i)\b(?:under (?:the|this|current|federal|existing|section|title)|pursuant to|by law"
    r"|U\.S\.C|statut\w+|in order to|requires?|to qualify|eligible|eligib\w+|regulations?|decree"
    r"|articles?|allegations?)\b"
)
_GOVERNED = re.compile(
    r"(?i)\b(?:congress|united states|US|U\.S\.|policy ?makers|administration|governments?"
    r"|washington|mexico|we|both countries|department|agencies|authorities|reform\w*|strateg\w+"
    r"|cooperation|policy|policies|efforts?|approach\w*|assistance|any)\b"
)
_ASIDES = re.compile(r" — [^—]* — |\([^)]*\)|, as [^,]*,")
_MINE = re.compile(r"(?i)\b(?:we|this (?:brief|paper|report)|the author|I) $")


def is_false_positive(
    cue: Cue, sentence: str, start: int, end: int, *, opinion: bool
) -> str | None:
    """Why the cue at ``sentence[start:end]`` demands nothing, or ``None`` where it does.

    ``opinion`` says that the document argues a case in its own voice.
    """
    before = sentence[:start]
    if cue.opinion and not opinion:
        return "a document that reports"
    if sentence.rstrip().endswith(("?", "?”", '?"')):
        return "a question"
    if _quoted(sentence, start):
        return "quoted words"
    if cue.name in ("essential", "es necesario", "convendría") and _NOTED.search(
        sentence[max(end - 12, 0) : end + 14]
    ):
        return "a way of speaking"
    if cue.name in ("recommend", "recomendar"):
        return None
    if cue.name == "could do" and not _may_act(before):
        return "what is possible"
    if _reported(before, sentence[end:]):
        return "what others say"
    return _modal_silent(cue, sentence, before, start, opinion)


def _may_act(before: str) -> bool:
    """Whether a body that can act is the whole subject before "could"."""
    clause = re.split(r"[,;:—–] |\b(?:that|which|who|and|but|so|because|if|when) ", before)[-1]
    return len(clause.split()) <= _SUBJECT_WORDS and bool(named_in(clause.strip()))


def _modal_silent(cue: Cue, sentence: str, before: str, start: int, opinion: bool) -> str | None:
    modal = cue.name in (
        "have to",
        "should end",
        "should",
        "must",
        "should not",
        "need to",
        "refrain",
        "debe",
        "no debe",
    )
    if not modal:
        return None
    if cue.name in ("debe", "no debe") and LEY.search(sentence):
        return "what the law requires"
    if (
        cue.name == "debe"
        and re.search(r"(?i)[^,] que(?: se| no)? $", before)
        and not re.search(
            r"(?i)\b(?:es|ser[íi]a|creemos|consideramos)\b[^,]* que(?: se| no)? $", before
        )
    ):
        return "a description"
    if _IDLE.match(sentence, start) or _THAN.search(sentence[: start + 8]):
        return "a way of speaking"
    if _inverted(before, sentence[start : start + 24]):
        return "a condition"
    asked = _ASKED_NEAR if opinion else _ASKED
    if _CLEFT.match(sentence):
        return None
    if asked.search(before) or (not opinion and _ROLE.search(before)):
        return "an open question"
    if _CHATTY.search(before) or (not opinion and _PERSON.search(before)):
        return "a remark about persons"
    if cue.name in ("must", "need to", "have to"):
        return _must(cue, before, sentence, opinion)
    return None


def _inverted(before: str, modal: str) -> bool:
    if _INVERTED_ANYWHERE.match(modal):
        return True
    opens = not before or before.rstrip()[-1:] in ",;—" or before.endswith("or ")
    return opens and bool(_INVERTED.match(modal))


def _must(cue: Cue, before: str, sentence: str, opinion: bool) -> str | None:
    subject = before[-90:]
    if _LAW.search(sentence):
        return "what the law requires"
    if cue.name == "have to" and not (_GOVERNED.search(subject) or _PLANNED.search(subject)):
        return "what is the case"
    governed = _GOVERNED.search(subject) or _PLANNED.search(subject)
    if _BY_LAW.search(subject) and not governed:
        return "what the law requires"
    clause = re.split(r"[,:;] |\bthat ", subject)[-1]
    if not opinion and not _GOVERNED.search(" ".join(clause.split()[:4])):
        return "what is the case"
    return None


_SUBORDINATE = re.compile(
    r"(?i)^\W*(?:while|although|though|even (?:though|if)|despite|given|because|since|if|when"
    r"|rather"
    r"|instead|in (?:light|view) of|aunque|si bien|dado|pese)\b.*, (?=\w)"
)
_OWN_CLAUSE = re.compile(r"; |\. |, (?:and|but|so|yet|y|pero) ")
_ATTRIBUTED = re.compile(r",[”\"]? (?:\w+ ){0,4}?(?:said|says|according to|argued|wrote)\b")


def _reported(before: str, after: str) -> bool:
    """Whether the clause the cue stands in gives the words of somebody else."""
    clause = _OWN_CLAUSE.split(_ASIDES.sub(" ", before))[-1]
    clause = _SUBORDINATE.sub("", clause)
    for told in OTHERS.finditer(clause):
        if not _MINE.search(clause[: told.start()]) and not _adjectival(clause, told):
            return True
    if DECIR.search(clause) or SOME.search(clause):
        return True
    return bool(_ATTRIBUTED.search(after))


_SUBJECT_WORDS = 9
_BY = re.compile(r" (?:by|for|of|from|under|in|at|as|with)\b")
_DESCRIBING = re.compile(
    r"(?:\b(?:the|an?|any|these|those|this|such|of|and|all|its|\w+ly)|^)$", re.I
)


def _adjectival(clause: str, told: re.Match[str]) -> bool:
    """Whether the word describes a noun: "the proposed fund", "the funds required for it"."""
    word = told.group().lower()
    if not word.endswith(("ed", "ation", "ations")) or word.startswith(("argu", "stat", "report")):
        return False
    if _BY.match(clause[told.end() :]):
        return True
    if re.match(r" (?:that|to|the|a|it|this|[\"“])\b", clause[told.end() :]):
        return False
    return bool(_DESCRIBING.search(clause[: told.start()].rstrip()))


def _quoted(sentence: str, at: int) -> bool:
    opened = max(sentence.rfind("“", 0, at), sentence.rfind("«", 0, at))
    closed = max(sentence.rfind("”", 0, at), sentence.rfind("»", 0, at))
    if opened > closed:
        return True
    return sentence.count('"', 0, at) % 2 == 1
