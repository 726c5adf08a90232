"""Cuts a series of demands into its parts: "raise A, require B and repeal C" makes three."""

from __future__ import annotations

import re

from kb.recommend.verbs import BASES, GERUNDS
from kb.span import Span

_JOINT = re.compile(
    r"(?:,? (?:and|y|e|as well as|or)(?: also| then)? |, (?:including |and )?|; (?:and )?)"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_RELATIVE = re.compile(r", (?:which|who|whose|where|whereby)\b| that \w+ (?:to )?")
INFINITIVE = re.compile(r"\w{2,}(?:ar|er|ir)(?:se|l[oae]s?|les?)?")
_SHORTEST = 3  # words: a shorter part is a list of things and not of demands


def parts(text: str, start: int, end: int, *, nouns: bool = False) -> list[Span]:
    """The spans of the demands in ``text[start:end]``; one span where it holds a single one.

    A part begins with a command or a gerund of the form the first one has; with ``nouns`` (list
    items that name measures) a long series of noun phrases is cut at its commas as well.
    """
    first = _head(text, start, end)
    cuts = [start]
    for joint in _JOINT.finditer(text, start, end):
        head = _head(text, joint.end(), end)
        if _RELATIVE.search(text, cuts[-1], joint.start()) and not nouns:
            break
        enough = len(_WORD.findall(text, cuts[-1], joint.start())) >= _SHORTEST
        if _inside(text[cuts[-1] : joint.start()], joint.group()) and not nouns:
            continue
        if enough and head and (head == first or (nouns and head == "gerund")):
            cuts.append(joint.end())
    if len(cuts) == 1 and nouns:
        cuts = _noun_cuts(text, start, end)
    return _long_enough(text, cuts, end)


_EXAMPLES = re.compile(r"\b(?:such as|including|for example|e\.g\.|como|incluyendo)\b")
_PURPOSE = re.compile(r"\b(?:to|para) (?:\w+ly )?(?P<verb>\w+)")


_OPEN_PURPOSE = re.compile(r"\b(?:to|para) (?:\w+ly )?\w+(?:, (?:and |y )?\w+)*$")


def _inside(part: str, joint: str) -> bool:
    """Whether what is joined belongs to an example or a purpose of ``part`` and not to a series:
    "build capacity to detect, | disrupt …", "direct research to find gaps and | close them"."""
    if _EXAMPLES.search(part):
        return True
    purposes = [m["verb"] for m in _PURPOSE.finditer(part, 12)]
    verbs = [v for v in purposes if v in BASES or INFINITIVE.fullmatch(v)]
    if _OPEN_PURPOSE.search(part):
        return True
    return bool(verbs) and "," not in joint and ";" not in joint


def _head(text: str, at: int, end: int) -> str | None:
    """``base`` or ``gerund`` where the word at ``at`` is such a form of a verb of demands."""
    to = text.startswith("to ", at)
    for match in list(_WORD.finditer(text, at, min(end, at + 40)))[:2]:
        word = match.group().lower()
        if word in GERUNDS:
            return "gerund"
        if (word in BASES and not match.group()[0].isupper()) or (
            word in BASES and match.start() == at
        ):
            return "to base" if to else "base"
        if INFINITIVE.fullmatch(word):
            return "infinitive"
        if not (word.endswith("ly") or word in ("also", "better", "jointly", "to", "not")):
            return None
    return None


def _noun_cuts(text: str, start: int, end: int) -> list[int]:
    last = re.search(r", (?:and|y|e|as well as) ", text[start:end])
    if not last:
        return [start]
    commas = [
        m.end()
        for m in re.finditer(
            r", (?!(?:and|y|e|as well as|including|such as)\b)", text[start : start + last.start()]
        )
    ]
    if not commas:
        return [start]
    return [start, *(start + c for c in commas), start + last.end()]


def _long_enough(text: str, cuts: list[int], end: int) -> list[Span]:
    spans = []
    for i, cut in enumerate(cuts):
        stop = cuts[i + 1] if i + 1 < len(cuts) else end
        joint = _JOINT_AT_END.search(text, cut, stop) if i + 1 < len(cuts) else None
        spans.append(Span(cut, joint.start() if joint else stop))
    if any(len(_WORD.findall(s.of(text))) < _SHORTEST for s in spans):
        return [Span(cuts[0], end)]
    return spans


_JOINT_AT_END = re.compile(
    r"(?:[,;]? (?:and|y|e|or|as well as)(?: also| then)? |[,;] (?:including |and )?)$"
)
