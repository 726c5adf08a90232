"""The glossary: terms in both languages, found by any of their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from kb.corpus.schema import GlossaryTerm
from kb.text.stems import folded, words
from ui.web.history.address import HistoryAddress
from ui.web.history.events import Works, source
from ui.web.templates import render


def matching(terms: Sequence[GlossaryTerm], text: str, kind: str = "") -> list[GlossaryTerm]:
    """The terms of ``kind``, if one is given, that have all words of ``text``: first those with
    this name, then those whose name begins with it, those with the words in a name, and those with
    the words in the definition. Case and accents are ignored; a word may be the beginning of one.
    """
    wanted = words(folded(text))
    ranked = [(_rank(t, wanted), t) for t in terms if kind in ("", t.kind)]
    return [t for rank, t in sorted(ranked, key=lambda r: r[0]) if rank < _NO_MATCH]


_IS_NAME, _BEGINS_NAME, _IN_NAMES, _IN_DEFINITION, _NO_MATCH = range(5)


def _rank(term: GlossaryTerm, wanted: Sequence[str]) -> int:
    if any(_words((name,)) == list(wanted) for name in term.names) or not wanted:
        return _IS_NAME
    if " ".join(_words((term.term,))).startswith(" ".join(wanted)):
        return _BEGINS_NAME
    if _all_begin(wanted, _words(term.names)):
        return _IN_NAMES
    return (
        _IN_DEFINITION if _all_begin(wanted, _words((*term.names, term.definition))) else _NO_MATCH
    )


def _words(texts: Iterable[str]) -> list[str]:
    return [w for text in texts for w in words(folded(text))]


def _all_begin(wanted: Sequence[str], found: Sequence[str]) -> bool:
    return all(any(f.startswith(w) for f in found) for w in wanted)


def entry(term: GlossaryTerm, works: Works, address: HistoryAddress, *, heading: int = 2) -> Markup:
    """One term with its English and Spanish names, its meaning, sources and passages."""
    # A Spanish name that is our translation and not an official one says so.
    translated = "translation" in (term.expansion_es_status or "")
    names = [
        ("English", "", _other_name(term.expansion_en, term), False),
        ("Español", "es", _other_name(term.expansion_es, term), translated),
        ("Also", "", ", ".join(term.aliases), False),
    ]
    sources = [source(s, works) for s in term.sources]
    shown = [n for n in names if n[2]]
    return render("history/glossary", "entry", term, shown, sources, address, heading)


def _other_name(name: str | None, term: GlossaryTerm) -> str:
    return name if name and name != term.term else ""
