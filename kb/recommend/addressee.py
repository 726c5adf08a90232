"""Upon whom a statute lays a duty: the noun phrase before "shall"."""

from __future__ import annotations

import re

from kb.recommend.actors import EXECUTIVE, named_in, officer_in

_HEAD = (
    r"(?:Secretar(?:y|ies)|President|Director|Administrator|Comptroller General|Attorney General"
    r"|Commissioner|Chair(?:man|person)?|Commandant|Chief|Inspectors? General|Commission|Board"
    r"|Council|Department|Agency|Task Force|Committee|Librarian|Archivist|Ambassador|Commander"
    r"|Corporation|Center|Office|Bureau|Service|Institute|Superintendent|Governor|Comptroller"
    r"|Officer|Coordinator|Representative|Panel|Executive Agent|Trade Representative|Envoy"
    r"|Congress|working group|task force|Executives?|[Hh]eads?|Directors|Administrators|Chairmen"
    r"|Chiefs|Comptrollers|Auditor|Surgeons? General|Provost|Adjutants? General|Judge Advocates?"
    r"(?: General)?|Commanders|Commanding Officers?|Officers|Agencies|Departments|Advisor"
    r"|Adviser|Manager|Executive Secretary|Counsel|Czar|Ombudsman"
    r"|Congress|Marshal|Architect|Register|Receiver|Foundation|Academy|Authority|Team)"
)
_SUBJECT = re.compile(rf"\b(?:[Tt]he|[Ee]ach|[Ss]uch|[Aa]ny|[Tt]hat)?\s?(?:\w+ )?{_HEAD}\b")
_BESIDE = re.compile(
    rf"((?:[Tt]he|[Ee]ach|[Aa]ny|[Ss]uch|(?<=, )|^)[^,;]{{0,120}}?{_HEAD}\b[^,;]{{0,110}}?)"
    r",? (?:acting (?:jointly )?through|in (?:close )?(?:consultation|coordination|concurrence"
    r"|collaboration|conjunction|cooperation)|with the concurrence|working|jointly)\b"
)
_MANNER = re.compile(
    r",? (?:in accordance|consistent with|subject to|after consult\w+|on behalf|using|pursuant to"
    r"|as appropriate|as applicable|as soon as practicable|as necessary|insofar|notwithstanding"
    r"|to the (?:maximum |greatest |fullest )?extent|if|when|upon|through|based on)\b[^,]*,?\s*$"
)


_PROVISO = re.compile(r"[;—]|\.\s|:? Provided(?: further)?, That ")
# "such regulations as the Secretary shall prescribe": a relative clause orders nothing
_SUCH_AS = re.compile(
    r"(?i)\bsuch [^,]{2,60} as (?:the )?[^,]{0,60}$|\b(?:that|which|whom) (?:the )?(?:\w+ ){1,4}$"
)
_MILITARY = re.compile(
    r"(?i)(?:each |the )?secretar(?:y|ies) (?:concerned|of (?:each|the|a|such|that) military"
    r" departments?(?: concerned)?)(?=,| |$)(?!.*\b(?:secretary|director|administrator)\b)"
)
_OFFICER = rf"(?:the|each) [^,]{{0,90}}?{_HEAD}\b[^,]{{0,110}}"
_SEVERAL = re.compile(rf"(?i:(?:^|, ))(?i:{_OFFICER})(?:, (?i:{_OFFICER}))+, and (?i:{_OFFICER})$")


def addressee(words: str, shall: re.Match[str]) -> tuple[str, ...]:
    """Who shall: the noun phrase right before the verb, or none where it is no officer."""
    clause = _PROVISO.split(words[: shall.start()])[-1]
    clause = re.sub(r" of the United States(?: of America)?(?=,| and\b| shall\b| $|$)", "", clause)
    if _SUCH_AS.search(clause):
        return ()
    if several := _SEVERAL.search(clause):
        return named_in(several[0]) or (" ".join(several[0].split()),)
    if re.search(r"\b(?:striking|inserting)\b", words[: shall.start()]):
        return ()  # words of a law that is being amended, often only half of them
    beside = list(_BESIDE.finditer(clause))
    if beside:
        subject = _acting(clause, beside).group(1)
    else:
        plain = _MANNER.sub("", clause)
        subject = re.split(r", (?=(?:the|each|such|an?|any)\b)", plain)[-1]
    subject = re.sub(r"^.*\b(?:that|which|if|when|where|whether)\b (?=the )", "", subject)
    if _MILITARY.search(subject):
        return ("Secretaries of the military departments",)
    if len(subject) > 260 or not _SUBJECT.search(subject):
        return ()
    if re.search(r"(?i)\b(?:reports?|strategy|plan|briefing|term|amount|funds|members?|contract\w*"
                 r"|agreements?|program|study|assessment|list|notification|information"
                 r"|certification|regulations?|rules?|provisions?|requirements?|polic(?:y|ies)"
                 r"|procedures?|standards?|guidance|criteria|authorit(?:y|ies)|payments?|grants?"
                 r"|activit(?:y|ies)|projects?|training|materials?|recommendations?|determination"
                 r"|notice|costs?|amendments?|process|system|element|website|database)"
                 r"(?: \w+){0,4}$", _head_noun(subject)):  # fmt: skip
        return ()
    named = named_in(subject)
    if not re.search(r"President|executive branch", subject):  # "United States Cyber Command"
        named = tuple(n for n in named if n != EXECUTIVE)
    office = officer_in(subject)
    if office and not re.match(r"(?:Secretary|Chief$)", office):
        return (" ".join(office.split()),)
    return named or ((" ".join(office.split()),) if office else _generic(subject))


_VERB = re.compile(
    r"\b(?:is|are|was|has|have|may|shall|\w+(?:mits|mines|ceives|poses|cides|vides|ries|kes))\b"
)


def _acting(clause: str, beside: list[re.Match[str]]) -> re.Match[str]:
    """The officer who acts: the first of those that aside phrases follow one upon another."""
    first = len(beside) - 1
    while first and not _VERB.search(clause, beside[first - 1].end(), beside[first].start(1)):
        first -= 1
    return beside[first]


def _head_noun(subject: str) -> str:
    """The subject up to its first preposition: its head and what qualifies it."""
    return re.split(r" (?:of|for|to|on|under|required|described|submitted|by|in|with)\b", subject)[
        0
    ]


_TITLES = ("Secretary", "Administrator", "Director", "Commissioner", "Commission", "Board", "Chair")


def _generic(subject: str) -> tuple[str, ...]:
    match = re.search(
        rf"(?:\b[A-Z][\w’-]+ (?:of (?:the )?)?)*{_HEAD}(?: (?:of"
        rf"|for) (?:the )?[A-Z][\w’-]+(?: [A-Z][\w’-]+)*)?",
        subject,
    )
    if not match:
        return ()
    if len(match.group().split()) > 1 or match.group() in _TITLES:
        return (match.group(),)
    return (" ".join(subject[match.start() :].split()[:8]),)
