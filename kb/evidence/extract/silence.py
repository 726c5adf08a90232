"""What only looks like a demand: reports of others' words, questions, predictions, the law."""

from __future__ import annotations

import re

from kb.evidence.extract.cues import Cue

_SAYING = (
    r"(?:said|says?|saying|stated?|states that|stating|argu(?:ed?|es|ing)|contend(?:s|ed)?|assert"
    r"(?:s|ed)?|claim(?:s|ed|ing)?|believ(?:ed?|es)|maintain(?:s|ed) that|urg(?:ed|es|ing)"
    r"|recommend(?:ed|s|ing|ation)|suggest(?:ed|s) that|propos(?:ed|es)|call(?:ed|s) (?:for|on)"
    r"|testified|wrote|not(?:ed|es) that|told|announc(?:ed|es) that|according to|reportedly|warn(?:ed|s)"
    r"|express(?:ed|es)|critici[sz]\w+|stipulat\w+|provid(?:es|ed) that|direct(?:s|ed)"
    r"|requir(?:es|ed)|question(?:s|ed)|debated?|ask(?:s|ed)|concluded?|indicated|determin\w+"
    r"|agree[ds]?|disagreed?|emphasi[sz]ed|stress(?:ed|es)|declared?|demanded|insist(?:s|ed)"
    r"|advocat(?:ed|es?)|posited?|opin(?:ed|es)|view|find that|held|hold(?:s)? that|explained"
    r"|criteria|standards?|guidance|polic(?:y|ies) stat\w+|pressed|think|feel|resolved"
    r"|reported|predict(?:s|ed)|expected?|contemplates?|prescribes?|acknowledged?)"
)
_OTHERS = re.compile(r"\b" + _SAYING + r"\b", re.I)
_SOME = re.compile(
    r"\b(?:some|many|other|several|certain|critics|observers|analysts|advocates|opponents"
    r"|proponents|members|experts|officials|stakeholders)\b[^.;]{0,80}\b"
    r"(?:argue|contend|say|believe|think|call|urge|suggest|recommend|advocate|maintain|view)\b",
    re.I,
)
_DECIR = re.compile(
    r"\b(?:seg[úu]n|dijo|dice|afirm[óa]|señal[óa]|sostiene|sostuvo|argument[óa]|declar[óo]|pidi[óo]"
    r"|exigi[óo]|advirti[óo]|consider[óo]|propuso|recomend[óo]|manifest[óo]|expres[óo]|indic[óo]"
    r"|establece que|dispone que|obliga|pregunta)\b",
    re.I,
)
_ASKED = re.compile(
    r"(?i)\b(?:whether|how|why|what|who|when|where|to what extent|if|qu[ée]|c[óo]mo)\b"
    r"[^,;:]{0,120}$"
)
_ASKED_NEAR = re.compile(r"(?i)\b(?:whether|how|why|what|to what extent)\b[^,;:]{0,120}$")
_INVERTED = re.compile(
    r"(?:^|[,;—] |\bor )[Ss]hould (?:the|any|an?|it|they|this|such|Congress|that|those|there|[A-Z])"
)
_IDLE = re.compile(
    r"(?i)\b(?:should|must|debe|deben)(?: not| also)? (?:be )?(?:also )?(?:noted|recalled|remembered"
    r"|read\b|understood|construed|interpreted|seen as|viewed as|stressed|emphasi[sz]ed|clear\b"
    r"|acknowledged|mentioned|said|confused|result in|lead to|come as|surprise|happen|arrive"
    r"|recordarse|señalarse|leerse|entenderse|tenerse en cuenta|interpretarse|decirse)"
)
_THAN = re.compile(r"(?:\bthan|\bas) (?:it|they|we|one) should\b")
_PERSON = re.compile(
    r"(?i)\b(?:I|you|he|she|who|one|that|which|it|this|there)(?:['’]\w+)?(?: all| also| really)? $"
)
_CHATTY = re.compile(r"(?i)\b(?:you|he|she|I|who|everybody|everyone|nobody|people)(?: \w+)? $")
_BY_LAW = re.compile(
    r"(?i)\b(?:applicants?|borrowers?|recipients?|grantees?|licensees?|importers?|courts?|plaintiffs?"
    r"|defendants?|petitioners?|dealers?|individuals?|persons?|employers?|bills?|statutes?|law"
    r"|regulations?|rule|constitution\w*|vehicles|workers|aliens?|imports?|goods|producers"
    r"|manufacturers|products|buyers|sellers|each|any|a person|firearms|drugs?|substances?)\b"
)
_LAW = re.compile(
    r"(?i)\b(?:under (?:the|this|current|federal|existing|section|title)|pursuant to|by law"
    r"|U\.S\.C|statut\w+|in order to|requires?|to qualify|eligible|eligib\w+|regulations?)\b"
)
_GOVERNED = re.compile(
    r"(?i)\b(?:congress|united states|US|U\.S\.|policy ?makers|administration|governments?"
    r"|washington|mexico|we|both countries|department|agencies|authorities|reform\w*|strateg\w+"
    r"|cooperation|policy|policies|efforts?|approach\w*|assistance|any)\b"
)
_ASIDES = re.compile(r" — [^—]* — |\([^)]*\)|, as [^,]*,")
_MINE = re.compile(r"(?i)\b(?:we|this (?:brief|paper|report)|the author|I) $")


def silent(cue: Cue, sentence: str, start: int, end: int, *, opinion: bool) -> str | None:
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
    if cue.name in ("recommend", "recomendar"):
        return None
    if _reported(before, sentence[end:]):
        return "what others say"
    return _modal_silent(cue, sentence, before, start, opinion)


def _modal_silent(cue: Cue, sentence: str, before: str, start: int, opinion: bool) -> str | None:
    modal = cue.name in ("should", "must", "should not", "need to", "refrain", "debe", "no debe")
    if not modal:
        return None
    if _IDLE.match(sentence, start) or _THAN.search(sentence[: start + 8]):
        return "a way of speaking"
    if _INVERTED.search(before[-3:] + sentence[start : start + 24]) and (
        not before or before.rstrip()[-1:] in ",;—" or before.endswith("or ")
    ):
        return "a condition"
    asked = _ASKED_NEAR if opinion else _ASKED
    if asked.search(before):
        return "an open question"
    if _CHATTY.search(before) or (not opinion and _PERSON.search(before)):
        return "a remark about persons"
    if cue.name in ("must", "need to"):
        return _must(before, sentence, opinion)
    return None


def _must(before: str, sentence: str, opinion: bool) -> str | None:
    subject = before[-90:]
    if _LAW.search(sentence):
        return "what the law requires"
    if _BY_LAW.search(subject) and not _GOVERNED.search(subject):
        return "what the law requires"
    if not opinion and not _GOVERNED.search(subject):
        return "what is the case"
    return None


def _reported(before: str, after: str) -> bool:
    clause = _ASIDES.sub(" ", re.split(r";|\. ", before)[-1])
    told = _OTHERS.search(clause)
    if told and not _MINE.search(clause[: told.start()]):
        # a participle that merely describes ("the proposed fund") has a noun right behind it
        rest = clause[told.end() :]
        if re.match(r"(?i)[^,]*?\bthat\b|,? (?:[\"“]|in )|:", rest) or len(rest.split()) > 2:
            return not _adjectival(clause, told)
    if _DECIR.search(clause) or _SOME.search(clause):
        return True
    return bool(
        re.search(r",[”\"]? (?:said|says|according to|argued|he |she |wrote|the \w+ said)", after)
    )


def _adjectival(clause: str, told: re.Match[str]) -> bool:
    """Whether the word describes a noun: "the proposed fund", "required training"."""
    word = told.group().lower()
    if re.match(r" (?:that|to|for|the|a|in|on|by|it|this|[\"“])\b", clause[told.end() :]):
        return False
    lead = clause[: told.start()].rstrip().lower()
    nominal = lead.endswith(("the", "a", "an", "any", "these", "this", "of", "and")) or not lead
    return nominal and word.endswith(("ed", "ance", "ards", "icy", "icies", "eria", "ard", "view"))


def _quoted(sentence: str, at: int) -> bool:
    opened = max(sentence.rfind("“", 0, at), sentence.rfind("«", 0, at))
    closed = max(sentence.rfind("”", 0, at), sentence.rfind("»", 0, at))
    if opened > closed:
        return True
    return sentence.count('"', 0, at) % 2 == 1
