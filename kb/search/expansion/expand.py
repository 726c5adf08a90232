"""Widens a query: each content word becomes a group of names and words that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.search.expansion.everyday_words import EverydayWords
from kb.search.expansion.glossary import Glossary, Term, distinct
from kb.search.expansion.irregular_verbs import irregular_forms
from kb.search.expansion.spanish_lexicon import SpanishLexicon
from kb.search.query import Query
from kb.search.question_words import question_words
from kb.settings import settings
from kb.text.cognates import english_guess
from kb.text.language import ENGLISH_STOP, SPANISH_STOP, without_accents, words_of

_SHORTENED = (re.compile(r"n['’]t$"), re.compile(r"['’](?:t|s|re|ve|ll|d|m)$"))

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """The words and names to search for.

    ``groups`` hold for each content word (or term of several words) the word itself first, then
    other names and translations; an alternative of several words is a phrase. The groups
    ``about_documents`` are words about a document rather than about its subject (``report``,
    ``según``).
    ``dense_text`` is what to embed: the query, or its English rendering when it is Spanish.
    ``notices`` are sentences for the reader.
    """

    groups: tuple[tuple[str, ...], ...]
    dense_text: str
    notices: tuple[str, ...] = ()
    about_documents: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or term of the query: as written, its alternatives, its English rendering."""

    surface: str
    alternatives: tuple[str, ...] = ()
    english: str = ""
    content: bool = True
    named: bool = False  # a glossary term
    more: Names = ()  # official words for it, and the forms of irregular verbs


def expand(
    query: Query, lexicon: SpanishLexicon, glossary: Glossary, everyday: EverydayWords | None = None
) -> Expansion:
    """The groups, the text to embed and the notices for ``query``. Exact phrases are not expanded;
    they are translated for embedding. With ``everyday``, everyday words are expanded by the
    official words for them, and irregular verbs by their other forms."""
    spanish = query.language == "es" or reads_spanish(query.words, lexicon)
    free: list[_Piece] = []
    rendered: list[str] = []
    official_shown: dict[str, Names] = {}
    for text, quoted in _segments(query.free):
        pieces = list(_pieces(words_of(text), lexicon, glossary, spanish=spanish))
        rendered += [p.english for p in pieces if p.english]
        if quoted:
            continue
        if everyday is not None:
            official = [] if spanish else list(_official_words(pieces, everyday))
            official_shown |= {
                " ".join(pieces[i].surface for i in at): names for at, names in official
            }
            pieces = [
                _widened(
                    p, [n for at, names in official if i in at for n in names], spanish=spanish
                )
                for i, p in enumerate(pieces)
            ]
        free += pieces
    strong = [p for p in free if p.content and not _is_about_documents(p)]
    return Expansion(
        _groups(strong),
        " ".join(rendered) if spanish and rendered else query.text,
        (*_notices(free), *_everyday_notice(official_shown)),
        _groups([p for p in free if p.content and _is_about_documents(p)]),
    )


def reads_spanish(words: Sequence[str], lexicon: SpanishLexicon) -> bool:
    """True for a few words without a small one among them, when all that are no names are Spanish
    and one at least is nothing else (``aranceles México fentanilo``)."""
    plain_words = [w for w in words if w.islower() and not any(c.isdigit() for c in w)]
    if any(without_accents(w) in ENGLISH_STOP for w in words):
        return False
    english = [lexicon.word(w) for w in plain_words]
    other = [
        e and without_accents(w) not in map(without_accents, e)
        for w, e in zip(plain_words, english, strict=True)
    ]
    return len(words) > 1 and all(english) and any(other)


def _official_words(
    pieces: Sequence[_Piece], everyday: EverydayWords
) -> Iterator[tuple[range, Names]]:
    """The places of everyday words and phrases among the pieces, and the official words for them.
    Names of the glossary stay as they are."""
    words = [p.surface for p in pieces]
    for at in range(len(pieces)):
        for size, names in everyday.matches(words, at):
            if not any(p.named for p in pieces[at : at + size]):
                yield range(at, at + size), names


def _widened(piece: _Piece, official: Sequence[str], *, spanish: bool) -> _Piece:
    """The piece with the official words for it, or for the phrase it is part of, and with the forms
    of irregular verbs. A capitalised word may be a name and has no forms."""
    english = (*(() if spanish else (piece.surface,)), *piece.alternatives, *official)
    forms = () if piece.named else irregular_forms(w for w in english if w.islower())
    return replace(piece, more=(*official, *forms))


def _segments(free: str) -> Iterator[tuple[str, bool]]:
    for i, part in enumerate(free.split('"')):
        yield part, i % 2 == 1


def _pieces(
    words: Sequence[str], lexicon: SpanishLexicon, glossary: Glossary, *, spanish: bool
) -> Iterator[_Piece]:
    at = 0
    while at < len(words):
        named = glossary.match(words, at)
        size, english = lexicon.phrase(words, at) if spanish else (0, ())
        if named and named[1] >= size:
            size = named[1]
            yield _term(" ".join(words[at : at + size]), named[0], spanish=spanish)
        elif size:
            yield _translated(" ".join(words[at : at + size]), english)
        else:
            size = 1
            yield _word(words[at], lexicon, first=at == 0, spanish=spanish)
        at += size


def _term(surface: str, term: Term, *, spanish: bool) -> _Piece:
    others = tuple(n for n in term.names() if without_accents(n) != without_accents(surface))[
        : settings().search.expansion.names
    ]
    english = surface
    if spanish:
        english = term.expansion_en or term.term
        if surface.isupper() and without_accents(surface) != without_accents(english):
            english = f"{english} {surface}"
    return _Piece(surface, others, english, named=True)


def _translated(surface: str, english: tuple[str, ...]) -> _Piece:
    content = any(without_accents(w) not in SPANISH_STOP for w in surface.split())
    others = tuple(e for e in english if without_accents(e) != without_accents(surface))
    return _Piece(surface, others[: settings().search.expansion.translations], english[0], content)


def _word(word: str, lexicon: SpanishLexicon, *, first: bool, spanish: bool) -> _Piece:
    folded = without_accents(word)
    if not spanish:
        return _Piece(word, english=word, content=not _stops_english(folded))
    if folded in SPANISH_STOP:
        kept = lexicon.word(word) if folded in question_words().translated_small_words else ()
        return _Piece(word, english=kept[0] if kept else "", content=False)
    if word.isupper() and len(word) > 1 and (english := lexicon.acronym(word)):
        return _translated(word, english)
    if re.search(r"\d", word) or (word.isupper() and len(word) > 1):
        return _Piece(word, english=word)
    named = word[0].isupper() and not first
    english = lexicon.name(word) if named else lexicon.word(word)
    if english:
        return _translated(word, english)
    if folded in ENGLISH_STOP:
        return _Piece(word, english=word, content=False)
    if named:
        return _Piece(word, english=word)
    guess = english_guess(folded)
    return _Piece(word, (guess,) if guess and guess != folded else (), guess or word)


def _stops_english(folded: str) -> bool:
    whole = {ending.sub("", folded) for ending in _SHORTENED}  # isn't is "is", can't is "can"
    words = question_words()
    small = ENGLISH_STOP | words.spanish_in_names | words.contractions
    return not small.isdisjoint({folded, *whole})


def _is_about_documents(piece: _Piece) -> bool:
    return not piece.named and without_accents(piece.surface) in question_words().about_documents


def _groups(pieces: Sequence[_Piece]) -> tuple[tuple[str, ...], ...]:
    """One group for each different word, in order; no alternative twice in a group."""
    groups: dict[str, tuple[str, ...]] = {}
    for piece in pieces:
        group = distinct((piece.surface, *piece.alternatives, *piece.more))
        groups.setdefault(without_accents(piece.surface), group)
    return tuple(groups.values())


def _notices(pieces: Sequence[_Piece]) -> Iterator[str]:
    """``FTO → foreign terrorist organization``, and one line for all translated words."""
    named = {p.surface: p.alternatives for p in pieces if p.named and p.alternatives}
    for surface, names in named.items():
        yield f"{surface} → {', '.join(names)}"
    words = {
        p.surface: p.alternatives
        for p in pieces
        if p.content and not p.named and p.alternatives and not _is_about_documents(p)
    }
    if words:
        pairs = "; ".join(f"{surface} → {', '.join(names)}" for surface, names in words.items())
        yield f"Spanish words searched in English too: {pairs}"


def _everyday_notice(official: Mapping[str, Names]) -> Iterator[str]:
    if official:
        names = dict.fromkeys(name for names in official.values() for name in names)
        yield f"Also searched: {', '.join(names)}"
