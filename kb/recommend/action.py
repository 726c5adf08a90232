"""The action of a claim as a short phrase that begins with a verb where it can."""

from __future__ import annotations

import re

from kb.recommend.claim import Claim
from kb.recommend.model import Stance
from kb.recommend.verbs import PARTICIPLES, as_command

_MOST_WORDS = 18
_FILLER = re.compile(
    r"^(?:also|therefore|instead|then|to|that|for|urgently|now|strongly|seriously|further|be to)\s+"
)
_PASSIVE = re.compile(r"^(?:also |further |fully )*be (?:\w+ly )?(\w+)\b\s*(.*)", re.S)
_END = re.compile(r"[;:]| — |, (?:which|who|as|so|while|whereby|because|since|lo que|ya que)\b")
_OPENING = re.compile(
    r"^(?:(?:Finally|Lastly|Moreover|Similarly|First|Second|Third|In addition|Instead|Likewise"
    r"|Additionally|However|Therefore|Por último|Además|Finalmente),? )"
)
_SHOWN = re.compile(r"\b(?:shows?|suggests?|demonstrates?|indicates?) that ")
_COPULA = re.compile(r" (?:constitutes?|represents?|is|are|remains?) ")
_VERBAL = re.compile(r" (?:has|have|is|are|was|were|led|leads|would|will|could|may) ")
_NO = re.compile(r"(?<=\s)(?:no|neither) |^(?:no|neither) ")
_BARE = re.compile(r"\s*((?:\w+(?:ar|er|ir)) .*)", re.S)  # a Spanish infinitive
_MODAL = re.compile(r" (?:would|could|can|is|are|remains?) ")
_STAYS = re.compile(r"(?:remain|continue to be|stay) ")


def action_of(claim: Claim, text: str) -> str:
    """What is to be done (or left undone), in at most eighteen words of the document."""
    rest = text[claim.action_at : claim.span.end]
    subject = _OPENING.sub("", text[claim.span.start : claim.at])
    if claim.cue.name in ("funds can be used", "could be explored"):
        subject = _OPENING.sub("", text[claim.span.start : claim.action_at].rstrip())
    if claim.cue.name == "doing would help":
        rest = _MODAL.split(rest)[0]
    phrase = _phrase(claim.cue.name, subject, rest)
    return _short(_opposed(claim, phrase, rest, subject))


def _opposed(claim: Claim, phrase: str, rest: str, subject: str) -> str:
    """The phrase as what is not to be done, where the claim opposes it."""
    if claim.stance is not Stance.OPPOSES:
        neglect = claim.cue.name == "should not" and re.match(r"\s*be \w+", rest)
        return f"address {_lower(phrase)}" if neglect else phrase
    if claim.cue.name in ("instead of", "while avoiding", "en lugar de"):
        return f"avoid {_stripped(rest)}"
    if claim.cue.name == "should end":
        return f"avoid {_lower(_noun(subject))}"
    if claim.cue.name in ("should", "must"):  # "no aid should be given"
        return f"not {_NO.sub('', phrase)}"
    if claim.cue.name in ("not effective", "ineficaz"):
        told = re.match(r"\s*to (\w.*)", rest, re.S) or _BARE.match(rest)
        no = "no" if claim.cue.name == "ineficaz" else "not"
        avoid = "evitar" if no == "no" else "avoid"
        return f"{no} {told.group(1)}" if told else f"{avoid} {_lower(_noun(subject))}"
    if claim.cue.name in ("no debe", "no conviene"):
        return f"no {phrase}"
    if claim.cue.name in ("should not", "list item"):
        return f"not {phrase}"
    return phrase


def _phrase(cue: str, subject: str, rest: str) -> str:
    rest = _stripped(rest)
    if cue == "demands attention" and (named := re.search(r"\bis (?:the )?(.+)", rest, re.S)):
        return named.group(1)
    if cue in ("funds can be used", "could be explored"):
        rest = re.sub(r"^be also", "be", rest)
    if stays := _STAYS.match(rest):
        return f"keep {_lower(_noun(subject))} {rest[stays.end() :]}"
    passive = _PASSIVE.match(rest)
    if passive and passive.group(1) in PARTICIPLES:
        tail = passive.group(2)
        return f"{PARTICIPLES[passive.group(1)]} {_lower(_noun(subject))} {tail}".strip()
    if len(rest.split()) < 3:
        return f"{rest.strip(' .')} {_lower(_COPULA.split(_noun(subject))[0])}"
    if cue == "would benefit":
        return f"give {_lower(_noun(subject))} {rest}"
    if cue in ("would be crucial", "would be a step", "demands attention", "priority", "worth",
               "good step", "promising", "proven",
               "sería un paso", "merece", "not effective", "prioridad"):  # fmt: skip
        head = as_command(_VERBAL.split(_noun(subject))[0]) if subject.strip() else rest
        return head if len(head.split()) > 1 else rest
    if passive or rest.startswith("be "):
        return f"{as_command(_noun(subject))}".strip() or rest
    return as_command(rest)


_CLAUSE = re.compile(
    r"(?<=\w), (?=(?:the|an?|these|this|such(?! as)|existing|all|some|more|other|any|both)\b)"
)
_AHEAD = re.compile(
    r"(?:Despite|Given|While|Although|Though|As|If|When|Regarding|To|In|For|With|Because|Since"
    r"|Under"
    r"|After|Before|Following|Beyond|At|On|Rather|Instead)\b.*, (?=\w)",
    re.S,
)
_TAIL = re.compile(r" (?:can|could|might|is|are|was|has|have)(?: also| still)?$")


def _noun(subject: str) -> str:
    """The last clause of a subject, without what opens the sentence and the verb it leads to."""
    clause = _CLAUSE.split(_AHEAD.sub("", _SHOWN.split(subject)[-1]))[-1]
    return _VERBAL.split(_TAIL.sub("", clause.strip(" ,—")))[0]


def _stripped(rest: str) -> str:
    rest = rest.strip(" ,—:")
    while (cut := _FILLER.sub("", rest)) != rest:
        rest = cut
    return rest


def _short(phrase: str) -> str:
    phrase = " ".join(phrase.split())
    end = _END.search(phrase, 20)
    phrase = phrase[: end.start()] if end else phrase
    words = phrase.split()
    if len(words) > _MOST_WORDS:
        words = words[:_MOST_WORDS]
        while words and re.fullmatch(
            r"(?:and|or|of|the|to|a|an|in|for|by|with|on|that|y|de|la|el)", words[-1]
        ):
            words.pop()
    return _lower(" ".join(words).strip(' ,.;:—"“”'))


def _lower(phrase: str) -> str:
    if (
        len(phrase) > 1
        and phrase[0].isupper()
        and phrase[1].islower()
        and not re.match(r"[A-Z]\w+ [A-Z]", phrase)
    ):
        return phrase[0].lower() + phrase[1:]
    return phrase
