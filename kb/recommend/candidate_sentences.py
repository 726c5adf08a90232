"""The sentences of a document that may demand something, with what surrounds them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kb.models import Document, Role, Section
from kb.recommend.section_lookup import Sections
from kb.span import Span
from kb.text.sentences import sentences

# Sections that speak about the document, its makers or its method, and never demand anything.
_ASIDE = re.compile(
    r"(?i)^(about (the|us|this)\b|acknowledg|references?$|bibliograph|(end)?notes?$|contents$"
    r"|table of contents|author (information|contact)|contact|disclaimer|glossary|copyright"
    r"|appendix .*(methodology|comments)|agency comments|objectives?, scope|staff acknowl"
    r"|gao.?s mission|further reading|sources$|acerca de|sobre (el|la|los) (autor|instituto)"
    r"|agradecimientos|referencias|bibliograf|notas$|fuentes$|[íi]ndice$)"
)
RECOMMENDING_HEADING = re.compile(
    r"(?i)\brecommend|\bpolicy (options|proposals|prescriptions|priorities)|\bnext steps"
    r"|\bway forward|\baction (items|agenda|plan)|\bwhat .* (should|must) do|\bproposals\b"
    r"|recomendaci|propuestas?\b|medidas propuestas|l[íi]neas de acci[óo]n"
)
# "For the Congress", below a heading of recommendations though the file may not say so
_ADDRESSED = re.compile(
    r"(?i)^(?:\W|\d)*(?:for|to|al?|para) (?:the |both |el |la |los |las |ambos )?\w"
)
# a paragraph after which a numbered list gives the recommendations, without a colon
_ANNOUNCING = re.compile(
    r"(?i)\b(?:recommendations|proposals|suggestions|recomendaciones|propuestas)\b"
)
SUMMARY_HEADING = re.compile(
    r"(?i)overview|summary|highlights|key (points|findings|takeaways)|introduction|at a glance"
    r"|conclusion|abstract|resumen|conclusi|introducci|panorama|puntos clave"
)
_MARK = re.compile(
    r"^\s*(?:[-–•*▪◦‣·❖■●➢→✓]|\d{1,2}[.)]|\(?[a-z0-9]{1,3}\)|#\d{1,2}[.:]?"
    r"|(?i:recommendation|option|step|priority|proposal|recomendaci[óo]n|opci[óo]n|propuesta)"
    r" (?:\d{1,2}|[A-Z])[.:)]? ?[—–-]?)\s+"
)
_SHORT = 16  # words: a longer opening of a paragraph says the matter itself


@dataclass(frozen=True, slots=True)
class CandidateSentence:
    """A sentence or list item: its span without the item's mark, and where it stands.

    ``lead`` is the sentence ending in a colon that introduces the list the item belongs to.
    """

    span: Span
    text: str
    headings: tuple[str, ...]
    item: bool = False
    first: bool = True  # the first sentence of its line
    lead: Span | None = None
    addressed: bool = False  # under "For the Congress" below a heading of recommendations
    before: tuple[str, ...] = ()  # the two sentences before, the nearer first
    lead_in: bool = False  # a heading or opening that names what its paragraph spells out
    opened: bool = False  # right after such an opening

    @property
    def summary(self) -> bool:
        """In an overview or a conclusion."""
        return any(SUMMARY_HEADING.search(h) for h in self.headings[-1:])

    @property
    def recommending(self) -> bool:
        """Under a heading that announces recommendations."""
        return self.addressed or any(RECOMMENDING_HEADING.search(h) for h in self.headings[-2:])


def blocks(document: Document) -> list[CandidateSentence]:
    """The body sentences of ``document`` in reading order, headings and asides left out."""
    found: list[CandidateSentence] = []
    where = Sections(document.sections)
    line_start, lead, addressed = -1, None, False
    announced = False
    last: tuple[str, ...] = ()
    for span in joined(document.text, sentences(document.text)):
        section = where.innermost(span)
        if section is None and document.sections:
            continue
        headings = section.path if section else ()
        if section and (section.role is not Role.BODY or _aside(headings)):
            continue
        if section and span.start == section.span.start and _is_heading(document, span, section):
            lead = None
            if headings != last:
                addressed, last = _goes_on_addressing(headings, last, addressed), headings
            if _announced(headings, addressed):
                found.append(_titled(document.text, span, headings))
            continue
        if headings != last:
            addressed, last = _goes_on_addressing(headings, last, addressed), headings
        start = document.text.rfind("\n", 0, span.start) + 1
        mark = _MARK.match(document.text[start : span.end])
        first, line_start = start != line_start, start
        if first and not mark and lead is not None:
            lead = None
        inner = _after_mark(span, mark, start) if first else span
        text = inner.of(document.text).replace("\n", " ")  # of the same length
        before = tuple(s.text for s in found[:-3:-1] if s.headings == headings)
        if first and not mark:
            announced = bool(_ANNOUNCING.search(text))
        elif not mark and not announced:
            announced = bool(_ANNOUNCING.search(text)) and text.endswith(".")
        found.append(
            CandidateSentence(
                inner,
                text,
                headings,
                mark is not None,
                first,
                lead,
                addressed or (announced and mark is not None),
                before,
            )
        )
        if not mark and text.endswith((":", ":”", "—")):
            lead = inner
    return _with_lead_ins(found)


_TITLE_MARK = re.compile(r"^\W*(?:(?:\d{1,2}|[A-Z]|[ivx]{1,4})[.):]\s+)?")


def _announced(headings: tuple[str, ...], addressed: bool) -> bool:
    """Whether the heading stands below one that announces recommendations."""
    return addressed or any(RECOMMENDING_HEADING.search(h) for h in headings[-3:-1])


def _titled(text: str, span: Span, headings: tuple[str, ...]) -> CandidateSentence:
    """A heading that may itself be a recommendation."""
    mark = _MARK.match(span.of(text)) or _TITLE_MARK.match(span.of(text))
    inner = Span(min(span.start + (mark.end() if mark else 0), span.end), span.end)
    words = inner.of(text).replace("\n", " ")
    return CandidateSentence(inner, words, headings, item=True, addressed=True, lead_in=True)


def _with_lead_ins(found: list[CandidateSentence]) -> list[CandidateSentence]:
    """The sentences, with those marked that open a paragraph of recommendations in few words."""
    marked: list[CandidateSentence] = []
    following: list[CandidateSentence | None] = [*found[1:], None][: len(found)]
    for here, after in zip(found, following, strict=True):
        opens = here.first and here.recommending and after is not None and not after.first
        short = len(here.text.split()) <= _SHORT and not here.text.endswith(":")
        opened = bool(marked) and marked[-1].lead_in and not here.first
        marked.append(replace(here, lead_in=here.lead_in or (opens and short), opened=opened))
    return marked


def _goes_on_addressing(headings: tuple[str, ...], last: tuple[str, ...], addressed: bool) -> bool:
    """Whether a new heading only names whom the recommendations begun before it are for."""
    if not headings or not _ADDRESSED.match(headings[-1]) or len(headings[-1].split()) > 10:
        return False
    return addressed or any(RECOMMENDING_HEADING.search(h) for h in last[-1:])


_CUT_OFF = re.compile(
    r"(?:[a-z,–]|\b(?:the|of|and|a|an|to|for|in|by|with|on|de|la|el|los|las|y|que))$"
)
_CAPITAL_WORD = re.compile(r"[A-ZÁÉÍÓÚ][\w’'-]+$")


def joined(text: str, spans: list[Span]) -> list[Span]:
    """Sentences that a page break cut in two made one again."""
    found: list[Span] = []
    for span in spans:
        if found and _goes_on(text, found[-1], span):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _goes_on(text: str, before: Span, after: Span) -> bool:
    between = text[before.end : after.start]
    if between.count("\n") < 2 or len(before) < 24 or _MARK.match(text[after.start : after.end]):
        return False
    said, rest = before.of(text), after.of(text)
    if said[-1] in ".!?:;”…)" or "\n" in said:
        return False
    if rest[0].islower():
        return bool(_CUT_OFF.search(said)) or bool(_CAPITAL_WORD.search(said))
    # a name cut in the middle: both sides capitalised, and the rest runs on to a full stop
    lower = sum(w[0].islower() for w in said.split())
    return (
        lower >= 3
        and bool(_CAPITAL_WORD.search(said))
        and rest[0].isupper()
        and rest.endswith(".")
        and len(rest) > 60
    )


def _after_mark(span: Span, mark: re.Match[str] | None, line: int) -> Span:
    if mark is None:
        return span
    return Span(min(max(span.start, line + mark.end()), span.end), span.end)


def _aside(headings: tuple[str, ...]) -> bool:
    return any(_ASIDE.match(h.strip()) for h in headings)


def _is_heading(document: Document, span: Span, section: Section) -> bool:
    line = document.text[span.start : document.text.find("\n", span.start) % (1 << 40)]
    heading = section.heading or (section.path[-1] if section.path else "")
    return (
        bool(heading)
        and _plain(line).startswith(_plain(heading)[:40])
        and (len(_plain(line)) <= len(_plain(heading)) + 12)
    )


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
