"""Sentence boundaries in English and Spanish policy prose and statutory text.

Rule-based, after the usual approach of abbreviation lists and look-ahead (Grefenstette and
Tapanainen 1994, "What is a word, what is a sentence?"): a stop ends a sentence unless it closes
an abbreviation, an initial or a number, or what follows cannot open a sentence. Newlines always
end one: canonical text has one paragraph, list item or statutory unit to a line.
"""

from __future__ import annotations

import re

from kb.span import Span

# Abbreviations that are followed by more of the same sentence, whatever its first letter.
_NEVER_FINAL = frozenset(
    """mr mrs ms dr prof sen rep gov gen lt col maj capt cmdr adm sgt amb hon rev st
    sec secs § no nos art arts para pp p vol ch pt fig figs tab div subsec cl
    pub l p.l pub.l e.o f.r exec stat u.s.c c.f.r fed reg cong sess h.r s.res h.res j.res
    s.con.res h.con.res con.res s.j.res h.j.res
    cf viz vs v e.g i.e approx est
    sr sra srta lic ing dip núm num pág págs ej jan feb mar apr jun jul aug sept sep oct nov dec
    """.split()
)
# Abbreviations that may also close a sentence: only a word that opens sentences splits there.
_SOMETIMES_FINAL = frozenset(
    """u.s u.k u.n e.u d.c ph.d a.m p.m inc ltd co corp jr etc al ibid dept
    ee.uu ee uu s.a c.v""".split()
)
_OPENERS = frozenset(
    """the a an in on at it its this that these those there they he she we however but and although
    while as for from to if when since according such some many most other another both each
    el la los las un una en este esta estos estas sin pero según aunque además también se
    """.split()
)
_CANDIDATE = re.compile(r"([.!?…]+)([\"”’»)\]]*)(\s+)(?=[\"“‘«(\[¿¡]*([^\W_]))", re.UNICODE)
_LAST_TOKEN = re.compile(r"[^\s(\[“\"‘«—–]+$")
_NEXT_WORD = re.compile(r"[\"“‘«(\[¿¡]*([\w’'-]+)")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences in ``text[start:end]``, in order, without surrounding white space.

    The offsets are those of ``text``. White space between sentences belongs to none.
    """
    stop = len(text) if end is None else end
    found: list[Span] = []
    at = start
    for line in re.finditer(r"[^\n]+", text[start:stop]):
        at = start + line.start()
        for cut in _cuts(line.group()):
            found.append(_trimmed(text, at, start + line.start() + cut))
            at = start + line.start() + cut
        found.append(_trimmed(text, at, start + line.end()))
    return [span for span in found if len(span)]


def _cuts(line: str) -> list[int]:
    """Offsets in ``line`` where a new sentence begins."""
    return [m.end(3) for m in _CANDIDATE.finditer(line) if _ends_sentence(line, m)]


def _ends_sentence(line: str, match: re.Match[str]) -> bool:
    following = match.group(4)
    if not (following.isupper() or following.isdigit()):
        return False
    if match.group(1) != "." or match.group(2):
        return True
    token = _LAST_TOKEN.search(line, max(0, match.start() - 40), match.start())
    word = token.group().lower().lstrip("$") if token else ""
    if word in _NEVER_FINAL:
        return False
    if word in _SOMETIMES_FINAL or (len(word) == 1 and word.isalpha()):
        return _opens(line, match.end(3))
    # "1." or "(a)." at the head of a line numbers an item rather than ending a sentence.
    return not (word.isdigit() and match.start() - len(word) == 0)


def _opens(line: str, at: int) -> bool:
    word = _NEXT_WORD.match(line, at)
    return bool(word) and word.group(1).lower() in _OPENERS  # type: ignore[union-attr]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
