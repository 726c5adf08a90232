"""The glossary: terms in both languages, found by any of their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.corpus.schema import GlossaryTerm
from kb.text.stems import folded, words
from ui.web.history.address import HistoryAddress
from ui.web.history.events import Held, source
from ui.web.links import search_url
from ui.web.markup import badge, escaped, link


def matching(terms: Sequence[GlossaryTerm], text: str, kind: str = "") -> list[GlossaryTerm]:
    """The terms of ``kind``, if one is given, with all words of ``text``: first those that are
    called so, then those that begin so, those with the words in a name, and those with the words in
    the meaning. Case and accents aside; a word may be the beginning of one."""
    wanted = words(folded(text))
    ranked = [(_rank(t, wanted), t) for t in terms if kind in ("", t.kind)]
    return [t for rank, t in sorted(ranked, key=lambda r: r[0]) if rank < _NOT]


_CALLED, _BEGINS, _NAMED, _MEANT, _NOT = range(5)


def _rank(term: GlossaryTerm, wanted: Sequence[str]) -> int:
    if any(_words((name,)) == list(wanted) for name in term.names) or not wanted:
        return _CALLED
    if " ".join(_words((term.term,))).startswith(" ".join(wanted)):
        return _BEGINS
    if _begun(wanted, _words(term.names)):
        return _NAMED
    return _MEANT if _begun(wanted, _words((*term.names, term.definition))) else _NOT


def _words(texts: Iterable[str]) -> list[str]:
    return [w for text in texts for w in words(folded(text))]


def _begun(wanted: Sequence[str], found: Sequence[str]) -> bool:
    return all(any(f.startswith(w) for f in found) for w in wanted)


def entry(term: GlossaryTerm, held: Held, address: HistoryAddress, *, heading: int = 2) -> str:
    """One term with its English and Spanish names, its meaning, sources and passages."""
    names = "".join(
        f"<dt>{label}</dt><dd{lang}>{escaped(name)}{aside}</dd>"
        for label, lang, name, aside in (
            ("English", "", _other(term.expansion_en, term), ""),
            ("Español", ' lang="es"', _other(term.expansion_es, term), _made(term)),
            ("Also", "", ", ".join(term.aliases), ""),
        )
        if name
    )
    facts = f'<dl class="ev-facts">{names}</dl>' if names else ""
    how = "" if term.verification == "seen" else badge(f"{term.verification}, not checked")
    found = link(search_url(term.term), "Passages on it", label=f"Passages on it: {term.term}")
    name = link(address.url(term=term.id, find="", kind=""), term.term)
    return (
        f'<article class="tl-event" id="term-{escaped(term.id)}"><h{heading}>{name} '
        f"{badge(term.kind)}{how}</h{heading}><p>{escaped(term.definition)}</p>{facts}"
        f"{_sources(term, held)}"
        f'<p class="ev-note">{found}</p></article>'
    )


def _sources(term: GlossaryTerm, held: Held) -> str:
    rows = [source(s, held) for s in term.sources]
    rows += [f"seen at {escaped(place)}" for place in term.seen_at if not rows]
    if not rows:
        return '<p class="ev-note">No source: a word of the field, explained by us.</p>'
    items = "".join(f"<li>{row}</li>" for row in rows)
    return f'<ul class="tl-sources" aria-label="Sources">{items}</ul>'


def _other(name: str | None, term: GlossaryTerm) -> str:
    return name if name and name != term.term else ""


def _made(term: GlossaryTerm) -> str:
    """A remark where the Spanish name is a translation of ours and not an official one."""
    status = term.expansion_es_status or ""
    if "translation" not in status:
        return ""
    return ' <span class="tl-aside" lang="en">(our translation)</span>'
