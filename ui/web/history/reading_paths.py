"""Reading paths for newcomers: all of them, and one step of one at a time."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.corpus.digests import digests
from kb.corpus.load import glossary, timeline
from kb.corpus.reading import ReadingPath, Step
from kb.models import Kind
from kb.store.records import DocumentSummary
from ui.web.history.address import HistoryAddress
from ui.web.history.events import Held, card
from ui.web.history.glossary import entry
from ui.web.links import document_url
from ui.web.markup import badge, escaped, link

_A_MINUTE = 220  # words read
_HEADING = re.compile(r"(?m)^## (.+)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a step leads to: its title, what it is, and how many words it has."""

    title: str
    form: str
    words: int


def reading(step: Step) -> Reading:
    """What ``step`` leads to."""
    if step.event:
        event = next(e for e in timeline() if e.id == step.event)
        return Reading(event.title, "event", len(f"{event.title} {event.text}".split()))
    if step.term:
        term = next(t for t in glossary() if t.id == step.term)
        return Reading(term.term, "term", len(term.definition.split()))
    digest = next(d for d in digests() if d.stem == step.digest)
    return Reading(digest.title, "digest", digest.words)


def minutes(steps: Sequence[Step]) -> int:
    """How long reading takes, in minutes, at least one."""
    return max(1, math.ceil(sum(reading(s).words for s in steps) / _A_MINUTE))


def overview(paths: Sequence[ReadingPath], address: HistoryAddress) -> str:
    """All paths, each with its steps in order."""
    return f'<div class="tl-paths">{"".join(_path(p, address) for p in paths)}</div>'


def _path(path: ReadingPath, address: HistoryAddress) -> str:
    steps = "".join(
        f"<li>{link(_url(path, number, address), reading(s).title)} {badge(reading(s).form)}"
        f'<br><span class="tl-aside">{escaped(s.why)}</span></li>'
        for number, s in enumerate(path.steps, 1)
    )
    begin = link(_url(path, 1, address), "Begin", classes="tl-begin", label=f"Begin: {path.title}")
    return (
        f'<section class="tl-path"><h2>{escaped(path.title)}</h2><p>{escaped(path.about)}</p>'
        f'<p class="ev-note">{len(path.steps)} steps, about {minutes(path.steps)} minutes</p>'
        f"<ol>{steps}</ol><p>{begin}</p></section>"
    )


def one_step(
    path: ReadingPath,
    number: int,
    held: Held,
    on_record: Mapping[str, str],
    address: HistoryAddress,
) -> str:
    """Step ``number`` (from 1) of a path: where one is, what to read, the ways on and back.
    ``on_record`` has the ids of the digests on record by their titles."""
    step = path.steps[number - 1]
    trail = "".join(_place(path, n, number, address) for n in range(1, len(path.steps) + 1))
    return (
        f'<section class="tl-path one"><h2>{escaped(path.title)}</h2>'
        f'<nav aria-label="Steps"><ol class="tl-trail">{trail}</ol></nav>'
        f'<p class="ev-note" role="status">Step {number} of {len(path.steps)}</p>'
        f'<p class="tl-why">{escaped(step.why)}</p>{_content(step, held, on_record)}'
        f"{_ways(path, number, address)}</section>"
    )


def _place(path: ReadingPath, number: int, now: int, address: HistoryAddress) -> str:
    title = reading(path.steps[number - 1]).title
    state = "now" if number == now else "done" if number < now else "ahead"
    current = ' aria-current="step"' if number == now else ""
    label = escaped(f"Step {number}: {title}")
    return (
        f'<li class="{state}"{current}><a href="{escaped(_url(path, number, address))}" '
        f'target="_self" aria-label="{label}" title="{escaped(title)}">{number}</a></li>'
    )


def _content(step: Step, held: Held, on_record: Mapping[str, str]) -> str:
    if step.event:
        event = next(e for e in timeline() if e.id == step.event)
        return card(event, held, HistoryAddress("timeline", {}))
    if step.term:
        term = next(t for t in glossary() if t.id == step.term)
        return entry(term, held, HistoryAddress("glossary", {}), heading=3)
    return _digest(step, on_record)


def _digest(step: Step, on_record: Mapping[str, str]) -> str:
    digest = next(d for d in digests() if d.stem == step.digest)
    told = "".join(f"<li>{escaped(h)}</li>" for h in _HEADING.findall(digest.body))
    spanish = next((d for d in digests() if d.translation_of == digest.stem), None)
    doc_id = on_record.get(digest.title)
    if doc_id is None:
        ways = "Not on record. <code>kb ingest corpus/digests</code> puts the digests there."
    else:
        ways = link(
            document_url(doc_id), f"Read it, about {minutes([step])} minutes", classes="tl-begin"
        )
        if spanish and spanish.title in on_record:
            ways += " " + link(document_url(on_record[spanish.title]), "En español")
    return (
        f'<article class="tl-event"><h3>{escaped(digest.title)} {badge("digest", "digest")}</h3>'
        f'<p class="ev-note">Our summary with its sources, not a source itself. It tells of</p>'
        f"<ul>{told}</ul><p>{ways}</p></article>"
    )


def _ways(path: ReadingPath, number: int, address: HistoryAddress) -> str:
    ways = []
    if number > 1:
        ways.append(_way(path, number - 1, "‹ Step", address))
    if number < len(path.steps):
        ways.append(_way(path, number + 1, "Next: step", address))
    else:
        ways.append(link(address.url(path="", step=""), "The end. All reading paths"))
    return f'<nav class="tl-near" aria-label="Way on">{"".join(f"<p>{w}</p>" for w in ways)}</nav>'


def _way(path: ReadingPath, number: int, form: str, address: HistoryAddress) -> str:
    title = reading(path.steps[number - 1]).title
    classes = "tl-begin" if form.startswith("Next") else ""
    return link(_url(path, number, address), f"{form} {number}, {title}", classes=classes)


def _url(path: ReadingPath, number: int, address: HistoryAddress) -> str:
    return address.url(path=path.id, step=str(number))


def digests_on_record(documents: Sequence[DocumentSummary]) -> dict[str, str]:
    """The ids of the digests on record by their titles."""
    return {s.metadata.title: s.doc_id for s in documents if s.metadata.kind is Kind.DIGEST}
