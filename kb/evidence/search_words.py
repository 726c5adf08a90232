"""The words of ``corpus/lexicons/evidence_search.yaml``, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.evidence.word_patterns import Cue, Words, alternatives
from kb.resources import LexiconModel, any_of, load_lexicon


class _EvidenceSearch(LexiconModel):
    general_words: Words
    aim_openers: Words
    clause_openers: Words
    instrument_heads: Words
    instrument_openers: Words
    contrary_queries: tuple[str, ...]
    law_boilerplate: tuple[str, ...]
    catalogue_remarks: Cue


@dataclass(frozen=True, slots=True)
class SearchWords:
    """``general`` words are no terms of a query; ``contrary`` are added to a query for contrary
    evidence. ``aim`` matches where the reason for an action begins, ``clause`` where its object
    ends, ``instrument`` a name of an instrument, ``boilerplate`` a part of a law that says nothing
    by itself, and ``catalogue_remark`` a digest's remark on what its catalogue holds."""

    general: frozenset[str]
    aim: re.Pattern[str]
    clause: re.Pattern[str]
    instrument: re.Pattern[str]
    contrary: tuple[str, ...]
    boilerplate: re.Pattern[str]
    catalogue_remark: re.Pattern[str]


@cache
def search_words() -> SearchWords:
    """The words, read once. Raises ``CorpusError``."""
    read = load_lexicon("evidence_search", _EvidenceSearch)
    heads, openers = alternatives(read.instrument_heads), alternatives(read.instrument_openers)
    return SearchWords(
        frozenset(read.general_words),
        re.compile(rf",? (?:{alternatives(read.aim_openers)})\b"),
        re.compile(rf"(?<!\W)\W+(?:{alternatives(read.clause_openers)})\b"),
        re.compile(
            r"\b(?:[A-Z][\w’'-]{1,40} (?:(?:of|on|for|the|and|to) ){0,3}){1,6}"
            rf"(?:{heads})s?\b"
            rf"|\b(?:{openers}) [A-Z0-9][\w()]*"
        ),
        read.contrary_queries,
        any_of(read.law_boilerplate),
        read.catalogue_remarks.compiled(),
    )
