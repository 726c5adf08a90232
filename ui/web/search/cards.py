"""Search results as cards, and the answer box above them."""

from __future__ import annotations

import re

from kb.answer.model import Answer, Sentence
from kb.models import Kind
from kb.search.hits import Hit, Why
from kb.span import Span
from kb.text.sentences import sentences
from ui.web.links import document_url
from ui.web.markup import badge, escaped, kind_badge, link, marked, spoken, stems_in


def hit_card(hit: Hit, stems: frozenset[str], *, heading: int = 3) -> str:
    """One hit: title, kind, date, the passage with the words that matched marked and the sentence
    with most of them emphasised, its citation, and why it was found."""
    number = f"hit-{hit.rank}"
    return (
        f'<article class="ev-card" aria-labelledby="{number}">'
        f'<h{heading} class="ev-title" id="{number}"><span class="ev-rank">{hit.rank}</span> '
        f"{escaped(hit.metadata.title)}</h{heading}>"
        f'<p class="ev-meta">{_about(hit)}</p>'
        f'<div class="ev-text"{spoken(hit.metadata.language)}>{passage(hit.text, stems)}</div>'
        f'<p class="ev-cite">{escaped(hit.citation)}</p>'
        f"{_why(hit)}</article>"
    )


def _about(hit: Hit) -> str:
    parts = [kind_badge(hit.metadata.kind)]
    if any(p.ocr for p in hit.pages):
        parts.append(badge("read by OCR", "ocr"))
    told = [hit.metadata.date or "no date", hit.metadata.publisher or ""]
    if hit.version_note:
        told.append(hit.version_note)
    if hit.copies:
        told.append(f"the same text in {len(hit.copies)} more")
    return "".join(parts) + escaped(" · ".join(t for t in told if t))


def passage(text: str, stems: frozenset[str]) -> str:
    """The passage with marks; its best sentence stands in ``<b>``."""
    best = best_sentence(text, stems)
    if best is None:
        return marked(text, stems)
    before, after = text[: best.start], text[best.end :]
    inner = f'<b class="ev-best">{marked(best.of(text), stems)}</b>'
    return marked(before, stems) + inner + marked(after, stems)


def best_sentence(text: str, stems: frozenset[str]) -> Span | None:
    """The sentence with most of the words looked for, the first of equals; ``None`` when no
    sentence has any, or there is but one."""
    spans = sentences(text)
    counts = [len(stems_in(s.of(text)) & stems) for s in spans]
    if len(spans) < 2 or not max(counts):
        return None
    return spans[counts.index(max(counts))]


def _why(hit: Hit) -> str:
    rows = "".join(f"<li>{escaped(reason)}</li>" for reason in reasons(hit.why))
    copies = "".join(f"<li>the same text: {escaped(c)}</li>" for c in hit.copies)
    section = f"<li>section: {escaped(hit.section)}</li>" if hit.section else ""
    # What an address names stands before all that is ranked; its score compares with nothing.
    score = f"<li>score {hit.score:.2f} of 1</li>" if hit.score <= 1 else ""
    return (
        '<details class="ev-why"><summary>Why this hit</summary><ul>'
        f"{rows}{score}{section}{copies}</ul></details>"
    )


def reasons(why: Why) -> list[str]:
    """Why a passage is a hit, in words."""
    told = []
    if why.address:
        told.append("the query names this section")
    if why.source:
        told.append("the query names this source or kind of source")
    if why.lexical is not None:
        told.append(f"by its words: number {why.lexical} of the word search")
    if why.dense is not None:
        told.append(f"by its meaning: number {why.dense} of the search by meaning")
    return told or ["it lies near what was found"]


def answer_box(answer: Answer) -> str:
    """The answer's sentences with their numbered pin cites, or the refusal with its reason."""
    if not answer.answered:
        why = _sentence(answer.reason or "")
        return (
            '<section class="ev-answer refused" aria-labelledby="answer">'
            '<h2 id="answer">No answer</h2>'
            f"<p>{escaped(why)}</p><p class='ev-note'>Nothing is answered that the documents on "
            "record do not say. The nearest passages stand below.</p></section>"
        )
    lines = "".join(
        f'<li><p>{escaped(s.text)} <span class="ev-number">[{n}]</span></p>'
        f'<p class="ev-from">{_cite(n, s)}'
        f"{kind_badge(s.kind) if s.kind is Kind.DIGEST else ''}</p></li>"
        for n, s in enumerate(answer.sentences, 1)
    )
    return (
        '<section class="ev-answer" aria-labelledby="answer"><h2 id="answer">What the record '
        f"says</h2><ul>{lines}</ul></section>"
    )


def _cite(number: int, sentence: Sentence) -> str:
    url = document_url(sentence.doc_id, sentence.span.start, sentence.span.end)
    return link(url, f"[{number}] {sentence.citation}")


def _sentence(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!")) else ".")
