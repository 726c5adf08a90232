"""No pattern, and nothing that reads a text or a query, takes time that grows faster than its input.

Each pattern is applied to texts made from it, at sizes that grow fourfold. Time that grows more than
eightfold, twice, is too much; the time of one run alone decides nothing, because machines differ.
"""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import pytest

from ingest.read.source import Source
from ingest.read_document import read_document
from kb.models import Document, Kind
from kb.recommend import extract
from kb.search.query import QueryError
from kb.search.query import parse as parse_query
from kb.settings import settings
from kb.span import Span
from kb.statutes.find import find, find_in_query
from kb.text.quotable_sentences import has_prose, is_ended, is_item, points_back, quotable
from kb.text.sentences import sentences
from kb.text.widen_quotation import widened
from tests.kb.recommend.documents import build_document
from tests.patterns.collect import Found, patterns
from tests.patterns.pumps import Part, pumps

pytestmark = pytest.mark.case("S5")

_SIZES = (1_000, 4_000, 16_000)  # characters
_NOTICED = 0.0003  # seconds: a pattern that takes less on the smallest size is linear
_STEEP = 8  # times longer for four times the text
_SLOW = 0.06  # seconds on the largest size: less is no trouble, however steep
_LIMIT = 1.0  # seconds, and then a run ends
_FEW = 8  # pumps of a pattern in a quick run

BOUNDED = {"kb.recommend.actors.actors.names": None, "kb.recommend.": 2_000}
"""The most characters of the texts that patterns see whose names begin so; ``None`` for no limit.
Sentences that are longer than ``longest_sentence`` are not read for recommendations."""
_MOMENT = (
    0.15  # seconds for a text of that size; a pattern of the third degree takes ten times that
)


class _TookTooLong(Exception):
    pass


def _end(number: int, frame: FrameType | None) -> None:
    raise _TookTooLong


@contextmanager
def _limited(limit: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _end)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def seconds(run: Callable[[], object], runs: int = 1, limit: float = _LIMIT) -> float:
    """The least processor time of ``runs``; ``limit`` where one takes longer."""
    least = limit
    for _ in range(runs):
        start = time.process_time()
        try:
            with _limited(3 * limit):  # by the clock, for a machine that is busy
                run()
        except _TookTooLong:
            return limit
        least = min(least, time.process_time() - start)
    return least


def steep(time_of: Callable[[int, int], float], *, slow: float = _SLOW) -> bool:
    """Whether the time for a size, as ``time_of(size, runs)`` gives it, grows much faster."""
    small = time_of(_SIZES[0], 1)
    if small < _NOTICED:
        return False
    middle = time_of(_SIZES[1], 2)
    if middle < min(_STEEP * small, _LIMIT):
        return False
    if middle >= _LIMIT:
        return True
    large = time_of(_SIZES[2], 1)
    return large > slow and large >= min(_STEEP * middle, _LIMIT)


def _text(part: Part, size: int) -> str:
    before, unit, behind = part
    return before + unit * (size // len(unit)) + behind


def _applied(found: Found, part: Part, size: int) -> Callable[[], None]:
    """Runs the pattern over the text in all ways in which the program does."""
    text: str | bytes = _text(part, size)
    if isinstance(found.pattern.pattern, bytes):
        text = _text(part, size).encode("latin-1", "replace")

    def run() -> None:
        for method in found.methods:
            result = getattr(found.pattern, method)(text)
            if method == "finditer":
                for _ in result:
                    pass

    return run


def _fault(found: Found, most: int | None) -> str | None:
    """The text on which the pattern is too slow, with its name, or ``None``."""
    bound = next((size for start, size in BOUNDED.items() if found.name.startswith(start)), None)

    def too_slow(part: Part) -> bool:
        if bound:
            return seconds(_applied(found, part, bound), 2) > _MOMENT
        return steep(lambda size, runs: seconds(_applied(found, part, size), runs))

    slow = (part for part in pumps(found.pattern)[:most] if part[1] and too_slow(part))
    part = next(slow, None)
    return f"{found.name} {sorted(found.methods)} {part!r:.90}" if part else None


def test_the_bound_of_the_patterns_of_extraction_is_that_of_the_settings() -> None:
    assert BOUNDED["kb.recommend."] == settings().recommend.longest_sentence


def test_the_patterns_are_collected() -> None:
    found = patterns()
    names = {f.name for f in found}
    assert len(found) > 600
    assert {"kb.text.sentences._CANDIDATE", "kb.recommend.polarity._patterns.clause"} <= names
    assert any(name.startswith("ingest.read.pdf.") for name in names)
    assert any(name.startswith("ui.") for name in names)


STEEP = [
    (r"\s*-", "white space is tried anew at each place"),
    (r"(?:a|b|ab)*c", "many ways to divide"),
    (r"\w+\d$", "words before a digit"),
    (r"<!--.*?-->", "openings without an end"),
    (r"^(?:\s*x?)*$", "two repetitions of the same"),
]


@pytest.mark.parametrize(("written", "why"), STEEP)
def test_a_steep_pattern_is_found(written: str, why: str) -> None:
    assert _fault(Found("steep", re.compile(written), frozenset({"finditer"})), None), why


@pytest.mark.parametrize("written", [r"(?<!\s)\s*-", r"\b\w{1,30}ed\b", r"(?:(?<!\s)\s+)?-\s*+"])
def test_a_pattern_that_tries_each_character_a_few_times_is_none(written: str) -> None:
    assert _fault(Found("linear", re.compile(written), frozenset({"finditer"})), None) is None


def test_a_few_texts_for_each_pattern() -> None:
    assert [fault for f in patterns() if (fault := _fault(f, _FEW))] == []


@pytest.mark.full
def test_all_texts_for_each_pattern() -> None:
    assert [fault for f in patterns() if (fault := _fault(f, None))] == []


def _brief(text: str) -> None:
    extract(build_document(text))


def _recommendations(text: str) -> None:
    extract(build_document(f"# Recommendations\n\n{text}"))


def _spanish_brief(text: str) -> None:
    extract(build_document(text, language="es"))


def _audit(text: str) -> None:
    heading = "# Recommendations\n\n"
    extract(build_document(heading + text, kind=Kind.EVALUATION, publisher="GAO"))


def _statute(text: str) -> None:
    extract(build_document(text, kind=Kind.STATUTE))


def _quoted(text: str) -> None:
    for read in (quotable, is_ended, is_item, points_back, has_prose):
        read(text)
    widened(text, Span(len(text) // 2, len(text)))


def _query(text: str) -> None:
    with suppress(QueryError):
        parse_query(text)


READERS: list[Callable[[str], object]] = [
    sentences, _quoted, _query, find, find_in_query, _brief, _recommendations, _spanish_brief,
    _audit, _statute,
]  # fmt: skip
UNITS = [
    "must ", "should not ", "?", "? ", ". ", "(", '"', "a", " ", "A ", "1", "1,", "§ ", "sec. 1 ",
    "§ 1(a) ", "P.L. 118-31 ", "Act ", "not only ", "to and ", "- ", "| ", "a | b\n", "\n\n- ",
    "a-", "Aa ", "-word ", "“", "[1]", "the Secretary, ", "(Recommendation 1) ", "no se debe ",
    "Congress must act. ", "The Secretary shall submit a report. ", "must act, and ",
]  # fmt: skip


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_what_reads_a_text_takes_time_that_grows_as_the_text(read: Callable[[str], object]) -> None:
    def time_of(unit: str) -> Callable[[int, int], float]:
        return lambda size, runs: seconds(lambda: read(_text(("", unit, ""), size)), runs)

    assert [unit for unit in UNITS if steep(time_of(unit), slow=0.3)] == []


SAID = {
    "brief": ("Congress should fund {0} and {1} and review {2}. ", _brief),
    "numbered": ("The Secretary of {0} should review {1} {2}. (Recommendation {3})\n", _audit),
    "unnumbered": ("We recommend that the Secretary of {0} review {1} and {2}.\n", _audit),
    "mandates": ("The Secretary of {0} shall submit to Congress a report on {1} {2}.\n", _statute),
}


@pytest.mark.parametrize("kind", SAID)
def test_many_different_recommendations_take_time_that_grows_as_their_number(kind: str) -> None:
    said, read = SAID[kind]

    def text(number: int) -> str:
        words = [[f"{a}{i * 7 % (number + 3)}ity" for a in "abc"] for i in range(number)]
        return "".join(said.format(*w, i) for i, w in enumerate(words))

    few, many = text(300), text(1_200)  # more than are compared with one another
    assert any(  # again where something else took the processor
        seconds(lambda: read(many), 1, 20) < _STEEP * seconds(lambda: read(few), 2, 20)
        for _ in range(3)
    )


@pytest.mark.full
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_a_long_text_is_read_in_seconds(read: Callable[[str], object], unit: str) -> None:
    assert seconds(lambda: read(_text(("", unit, ""), 100_000)), limit=20) < 20


@pytest.mark.parametrize("name", ["q20000.txt", "must-5000.md"])
def test_the_hostile_files_are_read_in_a_moment(shared: Path, name: str) -> None:
    document = read_document(Source.load(shared / "cases/hostile" / name))
    if isinstance(document, Document):
        assert seconds(lambda: sentences(document.text)) < 1
        assert seconds(lambda: extract(document)) < 1
