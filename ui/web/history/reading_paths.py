"""Reading paths for newcomers: all of them, and one step of one at a time."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from kb.corpus.digests import Digest
from kb.corpus.digests import digests as read_digests
from kb.corpus.load import glossary, timeline
from kb.corpus.reading_paths import ReadingPath, Step
from kb.models import Kind
from kb.store.records import DocumentSummary
from ui.web.history.address import HistoryAddress
from ui.web.history.events import Works, card
from ui.web.history.glossary import entry
from ui.web.templates import render

_WORDS_A_MINUTE = 220  # read by an adult; rounded down
_HEADING = re.compile(r"(?m)^## (.+)$")
_TEMPLATE = "history/reading_paths"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a step leads to: its title, what it is, and how many words it has."""

    title: str
    form: str
    words: int


@dataclass(frozen=True, slots=True)
class _ShownStep:
    why: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class _ShownPath:
    """A path as its template takes it."""

    id: str
    title: str
    about: str
    minutes: int
    steps: tuple[_ShownStep, ...]


def reading(step: Step) -> Reading:
    """What ``step`` leads to."""
    if step.event:
        event = next(e for e in timeline() if e.id == step.event)
        return Reading(event.title, "event", len(f"{event.title} {event.text}".split()))
    if step.term:
        term = next(t for t in glossary() if t.id == step.term)
        return Reading(term.term, "term", len(term.definition.split()))
    digest = _digests()[step.digest or ""]
    return Reading(digest.title, "digest", digest.words)


def minutes(steps: Sequence[Step]) -> int:
    """How long reading takes, in minutes, at least one."""
    return max(1, math.ceil(sum(reading(s).words for s in steps) / _WORDS_A_MINUTE))


def overview(paths: Sequence[ReadingPath], address: HistoryAddress) -> Markup:
    """All paths, each with its steps in order."""
    return render(_TEMPLATE, "overview", [_shown(p) for p in paths], address)


def one_step(
    path: ReadingPath,
    number: int,
    works: Works,
    digest_ids: Mapping[str, str],
    address: HistoryAddress,
) -> Markup:
    """Step ``number`` (from 1) of a path: where one is, what to read, the ways on and back.
    ``digest_ids`` has the ids of the library's digests by their titles."""
    content = _content(path.steps[number - 1], works, digest_ids)
    return render(_TEMPLATE, "one_step", _shown(path), number, content, address)


def digest_ids(documents: Sequence[DocumentSummary]) -> dict[str, str]:
    """The ids of the library's digests by their titles."""
    return {s.metadata.title: s.doc_id for s in documents if s.metadata.kind is Kind.DIGEST}


def _shown(path: ReadingPath) -> _ShownPath:
    steps = tuple(_ShownStep(s.why, reading(s)) for s in path.steps)
    return _ShownPath(path.id, path.title, path.about, minutes(path.steps), steps)


def _content(step: Step, works: Works, digest_ids: Mapping[str, str]) -> Markup:
    if step.event:
        event = next(e for e in timeline() if e.id == step.event)
        return card(event, works, HistoryAddress("timeline", {}))
    if step.term:
        term = next(t for t in glossary() if t.id == step.term)
        return entry(term, works, HistoryAddress("glossary", {}), heading=3)
    digest = _digests()[step.digest or ""]
    spanish = next((d for d in _digests().values() if d.translation_of == digest.stem), None)
    return render(
        _TEMPLATE,
        "digest",
        digest.title,
        _HEADING.findall(digest.body),
        minutes([step]),
        digest_ids.get(digest.title, ""),
        digest_ids.get(spanish.title, "") if spanish else "",
    )


@cache
def _digests() -> dict[str, Digest]:
    """The digests that come with the project, by file name, read once a process."""
    return {d.stem: d for d in read_digests()}
