"""Search results as cards, and the answer box above them."""

from __future__ import annotations

import re

from markupsafe import Markup

from kb.answer.model import Answer
from kb.search.hits import Hit, Why
from kb.settings import settings
from kb.span import Span
from kb.text.sentences import sentences
from ui.web.html_parts import language_attribute, marked, stems_in
from ui.web.templates import first_up, render

_CARDS = "search/cards"


def hit_card(hit: Hit, stems: frozenset[str], *, heading: int = 3) -> Markup:
    """One hit: title, kind, date, the passage with the words that matched marked and the sentence
    with most of them emphasised, its citation, and why it was found."""
    about = [hit.metadata.date or "no date", hit.metadata.publisher or ""]
    if hit.version_note:
        about.append(hit.version_note)
    if hit.copies:
        about.append(f"the same text in {len(hit.copies)} more")
    return render(
        _CARDS,
        "hit_card",
        hit,
        passage=passage(hit.text, stems),
        language=language_attribute(hit.metadata.language),
        about=[a for a in about if a],
        reasons=reasons(hit.why),
        heading=heading,
    )


def passage(text: str, stems: frozenset[str]) -> Markup:
    """The passage with its words marked and its best sentence emphasised; a long one is cut."""
    whole, text = len(text), text[: settings().app.shown]
    more = whole - len(text)
    shown = _marked_passage(text, stems)
    return shown + render(_CARDS, "more", f"… {more:,} more characters") if more else shown


def _marked_passage(text: str, stems: frozenset[str]) -> Markup:
    best = best_sentence(text, stems)
    if best is None:
        return marked(text, stems)
    parts = (text[: best.start], best.of(text), text[best.end :])
    return render(_CARDS, "passage", *(marked(part, stems) for part in parts))


def best_sentence(text: str, stems: frozenset[str]) -> Span | None:
    """The sentence with most of the query's words, the first of equals; ``None`` when no sentence
    has any, or there is only one."""
    spans = sentences(text)
    counts = [len(stems_in(s.of(text)) & stems) for s in spans]
    if len(spans) < 2 or not max(counts):
        return None
    return spans[counts.index(max(counts))]


def reasons(why: Why) -> list[str]:
    """Why a passage is a hit, in words."""
    found = []
    if why.address:
        found.append("the query names this section")
    if why.source:
        found.append("the query names this source or kind of source")
    if why.lexical is not None:
        found.append(f"rank {why.lexical} in the search by words")
    if why.dense is not None:
        found.append(f"rank {why.dense} in the search by meaning")
    return found or ["it is close to other results"]


def answer_box(answer: Answer) -> Markup:
    """The answer's sentences with their numbered pin cites, or the refusal with its reason."""
    if not answer.answered:
        return render(_CARDS, "refusal", _sentence(answer.reason or ""))
    return render(_CARDS, "answer", answer.sentences)


def waiting_box() -> Markup:
    """What is in the place of the answer until it is found."""
    return render(_CARDS, "waiting")


def _sentence(text: str) -> str:
    text = first_up(re.sub(r"\s+", " ", text).strip())
    return text if text.endswith((".", "?", "!")) else f"{text}."
