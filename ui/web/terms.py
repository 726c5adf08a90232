"""The glossary: terms in both languages, found by any of their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.corpus.schema import GlossaryTerm
from kb.library.records import DocumentSummary
from kb.library.stems import folded
from ui.web.links import history_url, search_url
from ui.web.markup import badge, escaped, link
from ui.web.timeline import source


def matching(terms: Sequence[GlossaryTerm], text: str) -> list[GlossaryTerm]:
    """The terms with all of these words in a name or in the definition; names first."""
    wanted = folded(text).split()
    named = [t for t in terms if all(w in folded(" ".join(t.names)) for w in wanted)]
    meant = [t for t in terms if t not in named and all(w in folded(_whole(t)) for w in wanted)]
    return named + meant


def _whole(term: GlossaryTerm) -> str:
    return f"{' '.join(term.names)} {term.definition}"


def entry(term: GlossaryTerm, held: Mapping[str, DocumentSummary]) -> str:
    """One term with its English and Spanish names, its meaning, sources and passages."""
    english = term.expansion_en if term.expansion_en != term.term else ""
    names = "".join(
        f"<dt>{label}</dt><dd{lang}>{escaped(name)}</dd>"
        for label, lang, name in (
            ("English", "", english or term.term),
            ("Español", ' lang="es"', term.expansion_es or ""),
            ("Also", "", ", ".join(term.aliases)),
        )
        if name
    )
    sources = "".join(f"<li>{source(s, held)}</li>" for s in term.sources)
    return (
        f'<article class="tl-event" id="term-{escaped(term.id)}">'
        f"<h2>{link(history_url(view='glossary', term=term.id), term.term)}</h2>"
        f'<p class="ev-meta">{badge(term.kind)}</p><p>{escaped(term.definition)}</p>'
        f'<dl class="ev-facts">{names}</dl>'
        f'<details class="ev-why"><summary>Sources</summary><ul>{sources}</ul></details>'
        f'<p class="ev-note">{link(search_url(term.term), "Passages on it")}</p></article>'
    )
