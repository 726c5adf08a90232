"""The row of filters above a search: their values, how many documents each has, the address.

A choice lives in the page's address (``kind``, ``publisher``, ``lang``, ``doc``, ``years``,
``mode``) and is added to the query in the query language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from kb.search.query import parse
from kb.search.query_filters import quoted
from kb.store.passage_filters import Filter
from kb.store.records import Facets
from ui.web.capped import label as label_of
from ui.web.numbers import whole_number, years_in
from ui.web.open_library import CachingSearcher

MODES = {"hybrid": "Words and meaning", "lexical": "Words only", "dense": "Meaning only"}
LANGUAGES = {"en": "English", "es": "Spanish", "fr": "French", "pt": "Portuguese"}
_NAMES = ("kind", "publisher", "lang", "doc")
_FIELDS = {"kind": "kinds", "publisher": "publishers", "lang": "languages", "doc": "doc_ids"}
_KEY = "filter-"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a reader has chosen; ``years`` is a closed range."""

    values: Mapping[str, tuple[str, ...]]
    years: tuple[int, int] | None = None
    mode: str = "hybrid"

    def __bool__(self) -> bool:
        return any(self.values.values()) or self.years is not None

    def filter(self, without: str = "") -> Filter:
        """The library's filter, without the field named."""
        fields = {_FIELDS[n]: v for n, v in self.values.items() if n != without}
        return Filter(**fields, years=None if without == "years" else self.years)  # type: ignore[arg-type]

    def query(self, text: str) -> str:
        """``text`` narrowed to what is chosen. A year in the query itself comes first."""
        parts = [text]
        parts += [
            f"{name}:{quoted(_unquoted(v))}" for name, chosen in self.values.items() for v in chosen
        ]
        if self.years and parse(text).filters.years is None:
            parts.append(f"year:{self.years[0]}..{self.years[1]}")
        return " ".join(parts)


def _unquoted(value: str) -> str:
    """The longest part of a value without a quotation mark, which the query language has no way
    to write; publishers are found by their parts."""
    return max(value.split('"'), key=len).strip()


def chosen() -> Chosen:
    """What the page's address says is chosen."""
    values = {n: tuple(dict.fromkeys(st.query_params.get_all(n))) for n in _NAMES}
    years = years_in(st.query_params.get("years", ""))
    mode = st.query_params.get("mode", "hybrid")
    return Chosen(values, years, mode if mode in MODES else "hybrid")


def filter_row(engine: CachingSearcher, on_change: Callable[[], None]) -> Chosen:
    """Draw the filters; what is chosen. ``on_change`` runs when a choice changes."""
    now = chosen()
    with st.container(horizontal=True, gap="small", key="filters"):
        for name, label in (("kind", "Kind"), ("publisher", "Publisher"), ("lang", "Language"),
                            ("doc", "Document")):  # fmt: skip
            _values(engine, now, name, label, on_change)
        _years(engine, now, on_change)
        _mode(now, on_change)
        if now:
            st.button("Clear filters", type="tertiary", on_click=_clear, args=(on_change,))
    return now


def _values(
    engine: CachingSearcher, now: Chosen, name: str, label: str, on_change: Callable[[], None]
) -> None:
    """One filter that takes several values."""
    counts = _counts(engine.facets(now.filter(name)), name)
    names = _titles(engine) if name == "doc" else LANGUAGES if name == "lang" else {}
    mine = now.values[name]
    options = list(dict.fromkeys([*mine, *counts]))
    key = _KEY + name
    st.session_state[key] = list(mine)

    def shown(value: str) -> str:
        return f"{label_of(names.get(value, value))} · {counts.get(value, 0):,}"

    with st.popover(f"{label} · {len(mine)}" if mine else label, key=f"pop-{name}"):
        st.multiselect(
            label, options, key=key, format_func=shown, placeholder=f"Any {label.lower()}",
            on_change=_changed, args=(name, on_change),
            help="Passages of each document" if name == "doc" else "Documents of each",
        )  # fmt: skip


def _counts(facets: Facets, name: str) -> Mapping[str, int]:
    return {"kind": facets.kinds, "publisher": facets.publishers, "lang": facets.languages,
            "doc": facets.documents}[name]  # fmt: skip


def _titles(engine: CachingSearcher) -> Mapping[str, str]:
    return {d.doc_id: d.metadata.title for d in engine.library.documents()}


def _years(engine: CachingSearcher, now: Chosen, on_change: Callable[[], None]) -> None:
    counts = engine.facets(now.filter("years")).years
    years = sorted({int(y) for y in counts if whole_number(y) is not None} | set(now.years or ()))
    label = "Years" if now.years is None else f"{now.years[0]}–{now.years[1]}"
    with st.popover(label, key="pop-years"):
        if len(years) < 2:
            st.caption(
                f"All documents are from {years[0]}." if years else "No document has a date."
            )
            return
        shown = now.years or (years[0], years[-1])
        st.session_state[_KEY + "years"] = shown
        # The value given here makes it a range; the one in the session follows the address.
        st.select_slider(
            "Years", years, shown, key=_KEY + "years", on_change=_years_changed,
            args=((years[0], years[-1]), on_change),
            format_func=lambda y: f"{y} ({counts.get(str(y), 0)})",
        )  # fmt: skip


def _mode(now: Chosen, on_change: Callable[[], None]) -> None:
    with st.popover(MODES[now.mode], key="pop-mode"):
        st.session_state[_KEY + "mode"] = now.mode
        st.radio(
            "Search by", list(MODES), format_func=MODES.__getitem__, key=_KEY + "mode",
            on_change=_mode_changed, args=(on_change,),
        )  # fmt: skip


def _changed(name: str, on_change: Callable[[], None]) -> None:
    st.query_params[name] = st.session_state[_KEY + name]
    on_change()


def _years_changed(whole: tuple[int, int], on_change: Callable[[], None]) -> None:
    first, last = st.session_state[_KEY + "years"]
    if (first, last) == whole:
        st.query_params.pop("years", None)
    else:
        st.query_params["years"] = f"{first}..{last}"
    on_change()


def _mode_changed(on_change: Callable[[], None]) -> None:
    mode = st.session_state[_KEY + "mode"]
    if mode == "hybrid":
        st.query_params.pop("mode", None)
    else:
        st.query_params["mode"] = mode
    on_change()


def _clear(on_change: Callable[[], None]) -> None:
    for name in (*_NAMES, "years"):
        st.query_params.pop(name, None)
    on_change()
