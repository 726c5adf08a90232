"""What a reader of a document should know about its pages: what has no text, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.read.normalise import clean
from ingest.read.pdf.runs import RawPage

_MOST_NAMES = 12  # of ticked boxes, in one warning
_MOST_PAGES = 4  # named in one warning
_SAMPLE = 60  # characters of what is left out
_FEWEST_UNMAPPED = 5  # a lone mark in an odd font is no reason to warn


def page_warnings(pages: Sequence[RawPage], undecided: Sequence[bool]) -> tuple[str, ...]:
    """One sentence for each page without text, and one for each kind of text that is left out;
    ``undecided`` tells for each page whether lines on it may be columns or rows."""
    return tuple(_warnings(pages, undecided))


def _warnings(pages: Sequence[RawPage], undecided: Sequence[bool]) -> Iterator[str]:
    for page in pages:
        if not page.has_text:
            yield f"{_name(page)} {page.problem or 'has no text layer'}"
    for what, words in (
        ("text that cannot be seen", [[r.text for r in p.runs if r.hidden] for p in pages]),
        ("notes or fields in a layer that is off", [p.off for p in pages]),
        (
            "line numbers beside the text",
            [[r.text for r in p.runs if r.line_number] for p in pages],
        ),
        ("text set at an angle", [[r.text for r in p.runs if r.rotated] for p in pages]),
    ):
        having = [(p, found) for p, found in zip(pages, words, strict=True) if _sample(found)]
        if having:
            named = _named([p for p, _ in having])
            pronoun = "it is" if what.startswith("text") else "they are"
            yield f"{named} {what}; {pronoun} left out (“{_sample(having[0][1])}”)"
    ticked = [p for p in pages if p.ticked]
    if ticked:
        names = [f"“{n}”" for p in ticked for n in p.ticked]
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        yield (
            f"{_named(ticked)} ticked boxes, which the text does not show: "
            f"{', '.join(names[:_MOST_NAMES])}{more}"
        )
    read = [p for p in pages if p.has_text and not p.problem]
    unmapped = [p for p in read if p.ligatures or p.unmapped >= _FEWEST_UNMAPPED]
    if unmapped:
        yield (
            f"{_named(unmapped)} letters that the file does not tell; words there can be wrong or "
            "missing. Compare them with the page, or have its image read with --ocr"
        )
    doubtful = [p for p, found in zip(pages, undecided, strict=True) if found]
    if doubtful:
        yield (
            f"{_named(doubtful)} lines side by side that can be columns or rows; they are read row "
            "by row. Compare them with the page"
        )


def _named(pages: Sequence[RawPage]) -> str:
    """The subject of a sentence: ``page 2 has``, or ``pages 2, 3 and 9 more have``."""
    if len(pages) == 1:
        return f"{_name(pages[0])} has"
    numbers = [str(p.index + 1) for p in pages]
    if len(numbers) > _MOST_PAGES:
        return (
            f"pages {', '.join(numbers[:_MOST_PAGES])} and {len(numbers) - _MOST_PAGES} more have"
        )
    return f"pages {', '.join(numbers[:-1])} and {numbers[-1]} have"


def _name(page: RawPage) -> str:
    label = f" (label {page.label})" if page.label else ""
    return f"page {page.index + 1}{label}"


def _sample(found: Sequence[str]) -> str:
    words = clean(" ".join(found)).strip()
    return words if len(words) <= _SAMPLE else words[:_SAMPLE].rsplit(" ", 1)[0] + " …"
