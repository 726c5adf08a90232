"""Upon whom a statute lays a duty: the noun phrase before "shall"."""

from __future__ import annotations

import re

from kb.evidence.extract.actors import named_in, officer_in

_HEAD = (
    r"(?:Secretar(?:y|ies)|President|Director|Administrator|Comptroller General|Attorney General"
    r"|Commissioner|Chair(?:man|person)?|Commandant|Chief|Inspectors? General|Commission|Board"
    r"|Council|Department|Agency|Task Force|Committee|Librarian|Archivist|Ambassador|Commander"
    r"|Corporation|Center|Office|Bureau|Service|Institute|Superintendent|Governor|Comptroller"
    r"|Officer|Coordinator|Representative|Panel|Executive Agent|Trade Representative|Envoy"
    r"|Congress|working group|task force)"
)
_SUBJECT = re.compile(rf"\b(?:[Tt]he|[Ee]ach|[Ss]uch|[Aa]ny|[Tt]hat)?\s?(?:\w+ )?{_HEAD}\b")
_BESIDE = re.compile(
    rf"((?:[Tt]he|[Ee]ach|[Aa]ny|[Ss]uch|(?<=, )|^)[^,;]{{0,120}}?{_HEAD}\b[^,;]{{0,110}}?)"
    r",? (?:acting (?:jointly )?through|in (?:close )?(?:consultation|coordination|concurrence"
    r"|collaboration|conjunction|cooperation)|with the concurrence|working|jointly)\b"
)
_MANNER = re.compile(
    r",? (?:in accordance|consistent with|subject to|after consult\w+|on behalf|using|pursuant to"
    r"|as appropriate|through|based on)\b[^,]*,?\s*$"
)


def addressee(words: str, shall: re.Match[str]) -> tuple[str, ...]:
    """Who shall: the noun phrase right before the verb, or none where it is no officer."""
    clause = re.split(r"[;—]|\.\s", words[: shall.start()])[-1]
    if re.search(r"\b(?:striking|inserting)\b", words[: shall.start()]):
        return ()  # words of a law that is being amended, often only half of them
    beside = list(_BESIDE.finditer(clause))
    if beside:
        subject = beside[-1].group(1)
    else:
        plain = _MANNER.sub("", clause)
        subject = re.split(r", (?=(?:the|each|such|an?|any)\b)", plain)[-1]
    subject = re.sub(r"^.*\b(?:that|which|if|when|where|whether)\b (?=the )", "", subject)
    if len(subject) > 260 or not _SUBJECT.search(subject):
        return ()
    if re.search(r"(?i)\b(?:reports?|strategy|plan|briefing|term|amount|funds|members?|contract\w*"
                 r"|agreements?|program|study|assessment|list|notification|information"
                 r"|certification)"
                 r"(?: \w+){0,4}$", _head_noun(subject)):  # fmt: skip
        return ()
    named = named_in(subject)
    office = officer_in(subject)
    if office and not re.match(r"(?:Secretary|Chief$)", office):
        return (" ".join(office.split()),)
    return named or ((" ".join(office.split()),) if office else _generic(subject))


def _head_noun(subject: str) -> str:
    """The subject up to its first preposition: its head and what qualifies it."""
    return re.split(r" (?:of|for|to|on|under|required|described|submitted|by|in|with)\b", subject)[
        0
    ]


def _generic(subject: str) -> tuple[str, ...]:
    match = re.search(
        rf"(?:\b[A-Z][\w’-]+ (?:of (?:the )?)?)*{_HEAD}(?: (?:of"
        rf"|for) (?:the )?[A-Z][\w’-]+(?: [A-Z][\w’-]+)*)?",
        subject,
    )
    return (match.group(),) if match else ()
