"""What a statute orders an officer or body to do: addressee, product, due date, recurrence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from kb.evidence.extract.actors import named_in, officer_in
from kb.evidence.extract.areas import area_of
from kb.evidence.extract.due import Deadline, deadline, shifted
from kb.evidence.extract.instruments import instruments_of
from kb.evidence.extract.titles import full_title
from kb.evidence.model import Area, Explicitness, Recommendation, Sort, Stance, recommendation_id
from kb.model import Document, Role, Section
from kb.sentences import sentences
from kb.span import Span

_HEAD = (
    r"(?:Secretar(?:y|ies)|President|Director|Administrator|Comptroller General|Attorney General"
    r"|Commissioner|Chair(?:man|person)?|Commandant|Chief|Inspectors? General|Commission|Board"
    r"|Council|Department|Agency|Task Force|Committee|Librarian|Archivist|Ambassador|Commander"
    r"|Corporation|Center|Office|Bureau|Service|Institute|Superintendent|Governor|Comptroller"
    r"|Officer|Coordinator|Representative|Panel|Executive Agent|Trade Representative|Envoy"
    r"|Congress|working group|task force)"
)
_SUBJECT = re.compile(rf"\b(?:[Tt]he|[Ee]ach|[Ss]uch|[Aa]ny|[Tt]hat)?\s?(?:\w+ )?{_HEAD}\b")
_VERB = (
    r"(?:submit|provide|establish|develop|conduct|carry out|ensure|issue|publish|designate|appoint"
    r"|prescribe|brief|report|notify|transmit|complete|implement|review|enter into|seek"
    r"|coordinate|consult|prepare|make|take|identify|assess|evaluate|update|revise|commence"
    r"|promulgate|require|maintain|produce|deliver|create|terminate|certify|convene|select"
    r"|award|obligate|transfer|direct|initiate|begin|use|work|apply|include|modify|undertake"
    r"|prohibit|give|allow|permit|perform|consider|determine|prioritize|study|analyze|monitor"
    r"|disseminate|distribute|expand|increase|enhance|strengthen|promote|support|encourage"
    r"|facilitate|solicit|collect|compile|audit|investigate|inspect|impose|execute|formulate"
    r"|inform|offer|pay|reduce|restore|set|standardize|adopt|amend|assign|delegate|hold|meet"
    r"|post|present|propose|pursue|test|verify|withhold|oppose|instruct|jointly|finalize"
    r"|deploy|acquire|procure|act|address|advise|align|allocate|assist|engage|examine"
    r"|incorporate|integrate|lead|limit|negotiate|organize|oversee|plan|provide|reimburse"
    r"|reserve|return|share|suspend|train|treat|withdraw|waive|continue|declare|respond)"
)
_SHALL = re.compile(
    rf"\bshall(?:,[^,;—]{{1,160}},)?(?: (?:also|each|then|immediately|promptly|jointly|further"
    rf"|\w+ly))? "
    rf"{_VERB}\b"
)
_DELIVER = (
    r"(?:submit|provide|transmit|deliver|publish|issue|prepare|develop|establish|produce|make"
    r"|brief|report|conduct|complete|create|carry out|promulgate|present|update|give)"
)
_THING = (
    r"(?:reports?|strateg(?:y|ies)|plans?|briefings?|assessments?|certifications?|notifications?"
    r"|notices?|lists?|summar(?:y|ies)|stud(?:y|ies)|reviews?|guidance|guidelines|regulations?"
    r"|rules?|recommendations?|programs?|justification|roadmap|framework|polic(?:y|ies)"
    r"|determinations?|evaluations?|analys[ie]s|agreements?|inventory|database|registry|audits?"
    r"|task force|commission|office|working group|council|procedures|standards|criteria|updates?"
    r"|website|estimates?|metrics|inspections?|pilot)"
)
_PRODUCT = re.compile(
    r"\b((?:(?:an?|the|any|its|one or more|such|written|interim|final|annual)"
    r" (?:(?!Secretary|President|Director|Administrator|Committees?|appropriate"
    r"|congressional|enactment|date|Senate|House|Representatives)"
    r"[\w/’'-]+,? (?:and |or )?){0,6}?|(?<=\s))" + _THING + r")\b"
    r"((?: (?:with|on|of|for|to|that|regarding|describing|concerning|assessing|detailing|under"
    r"|containing|including|required)\b[^,;:.—]{0,90})?)"
)  # fmt: skip
_OUTSIDE = re.compile(
    r"(?i)\b(?:rules? of (?:construction|interpretation)|constru(?:ction|ed)$|definitions?|defined"
    r"|findings?|sense of|short title|table of contents|effective date|purposes?$|applicability"
    r"|savings (?:clause|provision)|references?$|statement of policy|termination|sunset)"
)
_SENSE = re.compile(r"(?i)\bsense of (?:the )?(?:congress|senate|house)")
_NOTHING = re.compile(r"^\W*(?:\([\w]+\)\s*)*[^.—]{0,120}[.—]*\s*(?:Nothing in|No provision of)\b")
_ENUM = re.compile(r"^(?:\((?:[a-z]{1,4}|[A-Z]{1,3}|\d{1,3})\)\s*)+")
_RUN_IN = re.compile(r"^[^.—]{1,160}\.\s?—\s?|^SEC\. \w+\. ")
_SUBSECTION = re.compile(r"\((\w+)\)$")
_LONGEST = 1500
_SHOULD = re.compile(r"\bshould\b")


@dataclass(frozen=True, slots=True)
class _Order:
    """A mandate with what its deadline still refers to."""

    made: Recommendation
    deadline: Deadline
    atomic: int
    letter: str


def mandates(document: Document) -> list[Recommendation]:
    """The duties ``document`` lays on officers and bodies, and what Congress says should be done.

    Nothing is taken from definitions, findings and rules of construction. A deadline counted
    from another submission of the same section takes that one's due date.
    """
    enacted = document.metadata.enacted
    finder = _Sections(document.sections)
    orders: list[_Order] = []
    senses: list[Recommendation] = []
    for line in _lines(document.text):
        said = line.of(document.text)
        if "shall" not in said and "should" not in said:
            continue
        where = finder.at(line.start)
        kept = [s for s in where if s.role is not Role.BODY]
        if kept or (not where and document.sections):
            continue
        orders += _orders(document, line, where, enacted)
        senses += _senses(document, line, where)
    return _settled(orders) + senses


def _lines(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


def _orders(
    document: Document, line: Span, where: list[Section], enacted: str | None
) -> list[_Order]:
    text = document.text
    if any(_OUTSIDE.search(s.heading) for s in where) or "shall" not in line.of(text):
        return []
    found = []
    for span in sentences(text, line.start, line.end):
        words = span.of(text)
        body = _bare(words)
        if _NOTHING.match(words) or body.startswith(("Nothing", "The term", "For purposes of")):
            continue
        shall = _SHALL.search(words)
        officer = _addressee(words, shall) if shall else ()
        if not shall or not officer:
            continue
        full = _with_items(text, span, where)
        at = span.start + shall.start()
        named = tuple(dict.fromkeys(full_title(document.text, o, where, at) for o in officer))
        found.append(_order(document, full, words, shall, named, where, enacted))
    return found


def _bare(words: str) -> str:
    """A sentence without its enumerator and run-in heading."""
    return _RUN_IN.sub("", _ENUM.sub("", words), count=1).lstrip()


def _addressee(words: str, shall: re.Match[str]) -> tuple[str, ...]:
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


_BESIDE = re.compile(
    rf"((?:[Tt]he|[Ee]ach|[Aa]ny|[Ss]uch|(?<=, )|^)[^,;]{{0,120}}?{_HEAD}\b[^,;]{{0,110}}?)"
    r",? (?:acting (?:jointly )?through|in (?:close )?(?:consultation|coordination|concurrence"
    r"|collaboration|conjunction|cooperation)|with the concurrence|working|jointly)\b"
)
_MANNER = re.compile(
    r",? (?:in accordance|consistent with|subject to|after consult\w+|on behalf|using|pursuant to"
    r"|as appropriate|through|based on)\b[^,]*,?\s*$"
)


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


def _with_items(text: str, span: Span, where: list[Section]) -> Span:
    """A sentence that ends in a dash together with the items that complete it."""
    if not where or not text[span.start : span.end].rstrip().endswith(("—", ":", "–")):
        return span
    end = where[-1].span.end
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(span.start, end) if 0 < end - span.start <= _LONGEST else span


def _order(
    document: Document,
    span: Span,
    words: str,
    shall: re.Match[str],
    actors: tuple[str, ...],
    where: list[Section],
    enacted: str | None,
) -> _Order:
    full = span.of(document.text)
    limit = deadline(words, enacted)
    if limit == Deadline() and len(full) > len(words):
        limit = deadline(full, enacted)
    made = _made(document, span, words, shall, actors, where, limit)
    atomic = next((s for s in where if s.atomic), None)
    inside = next((s for s in where if atomic and s.level == atomic.level + 1), None)
    return _Order(
        made, limit, atomic.span.start if atomic else -1, inside.number or "" if inside else ""
    )


def _made(
    document: Document,
    span: Span,
    words: str,
    shall: re.Match[str],
    actors: tuple[str, ...],
    where: list[Section],
    limit: Deadline,
) -> Recommendation:
    text = span.of(document.text)
    heading = next((s.heading for s in reversed(where) if s.atomic), "")
    product = _product(text[shall.start() :])
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, text),
        doc_id=document.doc_id,
        span=span,
        text=text,
        places=(span,),
        actors=actors,
        action=_action(words[shall.start() :]),
        instruments=instruments_of(text[:600]),
        area=area_of(text[:900], (heading,)),
        stance=Stance.RECOMMENDS,
        explicitness=Explicitness.EXPLICIT,
        confidence=0.95,
        sort=Sort.MANDATE,
        product=product,
        due=limit.due,
        recurs=limit.recurs if product or limit.due else None,
    )


def _action(words: str) -> str:
    phrase = re.sub(r"^shall(?:,[^,;—]{1,160},)? ", "", words).strip(" .;—:”")
    cut = phrase.split()
    return " ".join(cut[:36]).strip(" ,;—")


def _product(words: str) -> str | None:
    """What is to be delivered, where the verb delivers something."""
    if not re.match(rf"shall(?:,[^,;—]{{1,160}},)?(?: \w+ly| also)? {_DELIVER}\b", words):
        return None
    rest = re.sub(r"^shall\b", "", words)
    # recipients ("to the Committee on …") come before what they receive
    rest = re.sub(
        r"\bto (?:the |each |such )?(?:appropriate |relevant |congressional |specified |defense )*"
        r"(?:Committees?\b|committees\b|Congress\b)(?:[^;—.]*?(?:Senate|Representatives|committees"
        r"|Congress))*",
        " ",
        rest,
    )
    match = _PRODUCT.search(rest)
    if not match:
        return None
    product = " ".join((match.group(1) + match.group(2)).split()).strip(" ,.")
    return _DANGLING.sub("", product)


_DANGLING = re.compile(
    r" (?:that(?: \w+)?|on|of|for|to|with|including|containing(?: the following)?|regarding"
    r"|under|on the following"
    r"|with respect to)$"
)


def _senses(document: Document, line: Span, where: list[Section]) -> list[Recommendation]:
    """What Congress says should be done without ordering it."""
    text = document.text
    if "should" not in line.of(text):
        return []
    if not any(_SENSE.search(s.heading) for s in where) and not _SENSE.search(line.of(text)):
        return []
    found = []
    for span in sentences(text, line.start, line.end):
        should = _SHOULD.search(span.of(text))
        if should:
            found.append(_sense(document, span, should, where))
    return found


def _sense(
    document: Document, span: Span, should: re.Match[str], where: list[Section]
) -> Recommendation:
    words = span.of(document.text)
    subject = re.split(r"\bthat\b", words[: should.start()])[-1]
    subject = re.sub(r"(?i)\bsense of (?:the )?congress", "", subject)
    area = area_of(words, tuple(s.heading for s in where if s.atomic))
    against = re.match(r"should (?:not|never|oppose|refrain)", words[should.start() :])
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, words),
        doc_id=document.doc_id,
        span=span,
        text=words,
        places=(span,),
        actors=named_in(subject)[:4] or ("US executive",),
        action=" ".join(words[should.end() :].split()[:18]).strip(" .;,"),
        instruments=instruments_of(words),
        area=area if area is not Area.OTHER else area_of(" ".join(s.heading for s in where)),
        stance=Stance.OPPOSES if against else Stance.RECOMMENDS,
        confidence=0.85,
    )


def _settled(orders: list[_Order]) -> list[Recommendation]:
    """Deadlines that count from another submission of the section, computed from its due date."""
    known = {(o.atomic, o.letter): o.deadline.due for o in reversed(orders) if o.deadline.due}
    made = []
    for order in orders:
        limit = order.deadline
        start = known.get((order.atomic, limit.after)) if limit.after else None
        due = shifted(start, limit.count, limit.unit) if start else order.made.due
        made.append(replace(order.made, due=due))
    return made


class _Sections:
    """The sections around an offset, outermost first, without looking at them all each time."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        self._all = sorted(sections, key=lambda s: (s.span.start, s.level, -s.span.end))
        self._starts = [s.span.start for s in self._all]
        self._parents: list[int] = []
        open_: list[int] = []
        for i, section in enumerate(self._all):
            while open_ and self._all[open_[-1]].span.end <= section.span.start:
                open_.pop()
            self._parents.append(open_[-1] if open_ else -1)
            open_.append(i)

    def at(self, offset: int) -> list[Section]:
        i = bisect_right(self._starts, offset) - 1
        chain: list[Section] = []
        while i >= 0:
            if self._all[i].span.end > offset:
                chain.append(self._all[i])
            i = self._parents[i]
        return chain[::-1]
