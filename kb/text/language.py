"""Stop words of English and Spanish, and which of the two a text is written in."""

from __future__ import annotations

import re
import unicodedata

from kb.resources import Alternatives, LexiconModel, Words, load_lexicon


class _QuestionStarts(LexiconModel):
    english: Alternatives
    spanish: Alternatives


class _SmallWords(LexiconModel):
    """``corpus/lexicons/small_words.yaml``."""

    english_stop: Words
    spanish_stop: Words
    english_hints: Words
    spanish_hints: Words
    spanish_endings: Alternatives
    question_starts: _QuestionStarts


_SMALL = load_lexicon("small_words", _SmallWords)
ENGLISH_STOP = _SMALL.english_stop
SPANISH_STOP = _SMALL.spanish_stop  # without accents
_SPANISH_ENDING = re.compile(rf"(?:{'|'.join(_SMALL.spanish_endings)})$")
_STARTS = "|".join((*_SMALL.question_starts.english, *_SMALL.question_starts.spanish))
_QUESTION = re.compile(rf"^\W*(?:{_STARTS})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE)
WORD = re.compile(
    r"(?<![\w.,-])[1-9]\d{0,2}(?:[ \u00a0\u2007\u2009\u202f]\d{3})+(?![\w,.]\d|\w)"  # 1 407
    r"|[^\W_]+(?:(?:[-'’.&]|(?<=\d),(?=\d))[^\W_]+)*"
)


def without_accents(text: str) -> str:
    """``text`` in lower case without accents: ``Mérida`` → ``merida``."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` as written; hyphens, points and apostrophes inside a word stay, and
    commas and spaces between the thousands of a number.

    ``kb.text.stems.words`` gives the folded words that the word index has.
    """
    return tuple(WORD.findall(text))


def language_of(text: str) -> str:
    """``es`` or ``en``: the language of which ``text`` has more small words. Where both have as
    many, Spanish endings decide; a text without any is English."""
    if re.search(r"[¿¡]", text):
        return "es"
    words = words_of(text)
    folded = [without_accents(w) for w in words]
    spanish = sum(w in _SMALL.spanish_hints for w in folded)
    english = sum(w in _SMALL.english_hints for w in folded)
    if spanish == english:
        spanish += sum(bool(_SPANISH_ENDING.search(w.casefold())) for w in words)
    return "es" if spanish > english else "en"


def is_question(text: str) -> bool:
    """True for a text with a question mark, and for three or more words that begin with a
    question word or an auxiliary verb."""
    return (
        "?" in text
        or "¿" in text
        or (_QUESTION.match(text) is not None and len(words_of(text)) > 2)
    )
