"""Every setting and threshold of Evidencia, with its unit, its default and where it was measured.

A setting is read from the environment variable ``KB_NAME`` (``KB_GROUP__NAME`` for a setting in a
group, such as ``KB_SEARCH__POOL=300``), else its default holds. ``kb config`` prints the settings
in force; ``docs/configuration.md`` lists them all. No other module reads the environment.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as PydanticSettingsError

from kb.errors import SettingsError

PREFIX = "KB_"


def measured(default: Any, what: str, bench: str, unit: str = "", **bounds: Any) -> Any:
    """A threshold that was fitted or measured; ``bench`` is the module under ``tests.bench``."""
    return Field(default, description=what, json_schema_extra=_about(unit, bench), **bounds)


def chosen(default: Any, what: str, unit: str = "", **bounds: Any) -> Any:
    """A setting that is a choice or a safety limit and was not measured."""
    return Field(default, description=what, json_schema_extra=_about(unit, ""), **bounds)


def _about(unit: str, bench: str) -> dict[str, Any]:
    return {"unit": unit, "measured": f"tests.bench.{bench}" if bench else ""}


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ChunkSettings(_Group):
    """How documents are cut into passages. Sizes exclude the model's special tokens."""

    target: int = measured(190, "size a passage is filled up to", "chunking", "tokens", ge=1)
    room: int = chosen(254, "what the model takes of header and passage together", "tokens", ge=1)
    header: int = measured(56, "the most a context header may use", "chunking", "tokens", ge=0)
    least: int = measured(40, "size below which a piece joins its neighbour", "chunking", "tokens")
    overlap: int = measured(0, "text repeated where a long text is split", "chunking", "tokens")
    longest: int = chosen(
        4_000, "most text in a passage, whatever its tokens", "characters", ge=100
    )

    @property
    def key(self) -> str:
        """Stored with each document, so that other settings mean ingesting it again."""
        sizes = (self.target, self.room, self.header, self.least, self.overlap, self.longest)
        return f"chunk-2:{'/'.join(map(str, sizes))}"


class NearDuplicateSettings(_Group):
    """When two passages are one text, as shares of common word 5-grams. Texts that differ in a
    number, a name, a date or a negation are never one, whatever they share."""

    same_work: float = measured(0.5, "share between copies of one work", "gold", ge=0, le=1)
    other_works: float = measured(0.9, "share between different works", "gold", ge=0, le=1)
    same_sentence: float = measured(0.5, "share between two sentences of an answer", "questions")
    version: float = chosen(0.3, "share from which passages are versions of one passage")
    candidates: int = chosen(60, "candidates compared at least", "passages", ge=1)
    per_hit: int = chosen(8, "candidates compared for each hit shown", "passages", ge=1)


class ExpansionSettings(_Group):
    """By how many other names and words a query is searched too."""

    names: int = chosen(5, "most other names of a glossary term", ge=0)
    translations: int = chosen(4, "most English words for a Spanish one", ge=0)


class EnglishSpellingSettings(_Group):
    """The weights of a near word in an English query, in a logit against the word as typed."""

    misspelt: float = measured(5.25, "constant weight", "spelling")
    edits: float = measured(-28.72, "weight of the edits for each letter", "spelling")
    sound: float = measured(-0.58, "weight of the edits between the sounds", "spelling")
    first_letter: float = measured(-0.87, "weight of another first letter", "spelling")
    frequency: float = measured(
        0.43, "weight of the logarithm of the passages that have the word", "spelling"
    )
    foreign: float = measured(0.0, "weight of a word of another language", "spelling")
    letters: float = measured(
        1.37, "weight of how much more usual its letters are", "spelling", "bits for each pair"
    )


class SpanishSpellingSettings(EnglishSpellingSettings):
    """The weights of a near word in a Spanish query."""

    misspelt: float = measured(6.24, "constant weight", "spelling")
    edits: float = measured(-29.99, "weight of the edits for each letter", "spelling")
    sound: float = measured(-0.77, "weight of the edits between the sounds", "spelling")
    first_letter: float = measured(0.38, "weight of another first letter", "spelling")
    frequency: float = measured(
        -0.17, "weight of the logarithm of the passages that have the word", "spelling"
    )
    foreign: float = measured(-4.78, "weight of a word of another language", "spelling")
    letters: float = measured(
        2.39, "weight of how much more usual its letters are", "spelling", "bits for each pair"
    )


class SpellingSettings(_Group):
    """When a word of a query that nothing knows is corrected."""

    probability: float = measured(
        0.75, "probability of being misspelt from which a word is corrected", "spelling", ge=0, le=1
    )
    english: EnglishSpellingSettings = EnglishSpellingSettings()
    spanish: SpanishSpellingSettings = SpanishSpellingSettings()
    most: int = chosen(8, "unknown words of a query that are looked at", "words", ge=0)


class IndexSettings(_Group):
    """The word index and the vector index."""

    header: float = measured(0.35, "weight of a word in a context header; 1 in the text", "gold")
    exact_up_to: int = chosen(
        250_000, "library size up to which every vector is compared; Chroma above", "passages", ge=0
    )
    narrow: int = measured(
        1_000, "size up to which all that a filter leaves is compared", "dense", "passages", ge=0
    )
    graph_candidates: int = chosen(
        200, "fetched at least from Chroma's graph and scored exactly", "passages", ge=1, le=10_000
    )
    proposals: int = chosen(4, "candidates fetched from the graph for each passage wanted", ge=1)
    graph_breadth: int = chosen(400, "breadth of the search in Chroma's graph (`ef_search`)", ge=1)
    check_seconds: float = chosen(60.0, "longest wait for the check of an index", "seconds", gt=0)
    check_sample: int = chosen(8, "passages that the check looks for", "passages", ge=1)


class SearchSettings(_Group):
    """Retrieval and ranking."""

    near_duplicates: NearDuplicateSettings = NearDuplicateSettings()
    expansion: ExpansionSettings = ExpansionSettings()
    spelling: SpellingSettings = SpellingSettings()
    longest_query: int = chosen(4000, "longest query that is read", "characters", ge=1)
    pool: int = measured(200, "how deep each run goes", "gold", "passages", ge=1)
    reranked: int = chosen(
        30, "passages that the cross-encoder reads, where `KB_RERANKER` names one", "passages", ge=1
    )
    named_pool: int = chosen(
        60, "passages looked for in documents that the query names", "passages", ge=1
    )
    opening: int = chosen(
        6000, "start of a document that is searched when only its number is asked", "characters"
    )
    per_document: int = measured(
        4, "most passages shown of one document that the query does not name", "fit_ranking", ge=1
    )


class QuotationSettings(_Group):
    """Which sentences can be quoted, and how much is quoted with them."""

    shortest: int = chosen(25, "shorter sentences are not quoted", "characters", ge=1)
    longest: int = chosen(
        900, "most that is quoted where a sentence needs its list or the one before", "characters"
    )
    prose: float = chosen(
        0.3, "share of words in small letters below which a text is a table or a caption", ge=0
    )


class SentenceSettings(_Group):
    """What counts in the score of a sentence that may answer, 0 to about 1."""

    similarity: float = measured(0.45, "weight of its similarity to the question", "questions")
    coverage: float = measured(0.35, "weight of the question's words it mentions", "questions")
    passage: float = measured(0.1, "weight of its passage's score", "questions")
    answer_type: float = measured(
        0.1, "added where it gives the type of answer asked for, else taken off", "questions"
    )
    own_language: float = measured(
        0.12, "added to a Spanish sentence for a Spanish question", "questions"
    )
    missing_name: float = measured(
        0.1, "taken off for each name or year that its passage lacks", "questions"
    )
    footnote: float = measured(0.08, "taken off a footnote", "questions")
    part: float = measured(0.08, "taken off an item of a list or a sentence's tail", "questions")
    not_known: float = measured(
        0.08, "taken off a sentence that says something is not known", "questions"
    )
    around_figure: int = measured(
        7, "distance from a figure of what it may measure", "questions", "words", ge=0
    )


class TermSettings(_Group):
    """How a question is read."""

    longest_defined: int = chosen(6, "longest term whose meaning is asked", "words", ge=1)
    derived: int = chosen(
        6, "letters that two words share at their start to be related", "letters", ge=1
    )
    least_weight: float = chosen(0.1, "least weight of a word of the question", gt=0)
    year: float = chosen(0.5, "share of its rarity that a year weighs", ge=0)
    year_range: int = chosen(40, "widest range of years that counts", "years", ge=0)
    heading_years: int = chosen(3, "the same in a heading", "years", ge=0)


class AnswerSettings(_Group):
    """When a question is answered and when it is refused; ``kb.answer.abstention`` applies it.

    Similarity (cosine) and coverage (share of the question's words, rare ones counting more) are
    those of the best sentence and its passage.
    """

    sentences: SentenceSettings = SentenceSettings()
    terms: TermSettings = TermSettings()
    passages: int = measured(10, "passages whose sentences are ranked", "questions", ge=1)
    near: int = measured(5, "passages in which a word counts as mentioned", "questions", ge=1)
    best: int = chosen(3, "sentences among which the best one is looked for", ge=1)
    address_passages: int = chosen(
        60, "passages read for each way to write an address that is not in the library", ge=1
    )
    quoted: int = chosen(4, "most sentences quoted", ge=1)
    quoted_score: float = measured(
        0.82, "share of the best score needed to be quoted beside it", "questions"
    )
    similarity: float = measured(0.5, "similarity that is enough on its own", "questions")
    coverage: float = measured(0.55, "coverage that is enough on its own", "questions")
    mean: float = measured(0.36, "mean of similarity and coverage needed", "questions")
    low_coverage: float = measured(
        0.5, "coverage below which `similarity_alone` is needed", "questions"
    )
    similarity_alone: float = measured(
        0.62, "similarity needed where few of the question's words are mentioned", "questions"
    )
    sentence_coverage: float = measured(
        0.45, "coverage a sentence needs for its figure to be the answer", "questions"
    )
    passage_coverage: float = measured(0.6, "coverage its passage needs", "questions")
    similarity_scattered: float = measured(
        0.6, "similarity needed where no one passage has all names and years", "questions"
    )
    similarity_missing_word: float = measured(
        0.55, "similarity needed where a figure is asked for and a word is missing", "questions"
    )
    similarity_at_address: float = measured(
        0.35, "similarity needed of a section that was asked for by its address", "questions"
    )
    missing_at_address: float = measured(
        0.6, "share of the question that such a section may leave unmentioned", "questions"
    )
    not_known_coverage: float = measured(
        0.5, "coverage a sentence needs to say that the answer is not known", "questions"
    )
    not_known_margin: float = measured(
        0.08, "how much nearer than any answer it must be", "questions"
    )


class EvidenceQuerySettings(_Group):
    """How a recommendation is turned into queries, and how its words are weighted."""

    longest: int = measured(420, "text of a recommendation that is embedded", "links", "characters")
    short: int = measured(
        60, "an action no longer than this keeps its reasons", "links", "characters"
    )
    instruments: int = measured(3, "instruments that have a query of their own", "links", ge=0)
    action: float = measured(0.95, "weight of the query of the action alone", "links")
    statement: float = measured(0.9, "weight of the query of the whole statement", "links")
    instrument: float = measured(0.85, "weight of the query of an instrument", "links")
    context: float = measured(0.45, "weight of the query of a passage that argues for it", "links")
    core_words: float = measured(1.6, "factor for words of the action without reasons", "links")
    statement_words: float = measured(0.8, "factor for words of the statement alone", "links")
    context_words: float = measured(0.2, "factor for words of the argument alone", "links")
    clause_words: float = measured(0.5, "factor for an object's words in a later clause", "links")
    heaviest: float = measured(6.0, "most weight of an object's word, as log of rarity", "links")


class TopicSettings(_Group):
    """What a document is about, and whether a passage fits it."""

    words: int = measured(6, "words that describe a document", "links", ge=1)
    runs_through: float = measured(0.25, "share of its passages that such a word is in", "links")
    cosine_low: float = measured(0.1, "cosine of a passage that counts as 0", "links")
    cosine_range: float = measured(0.5, "difference of cosine from there to 1", "links")
    word_factor: float = measured(1.5, "factor for the share of the words that a text has", "links")
    word_part: float = measured(0.5, "part of the fit that words decide, not likeness", "links")


class CandidateSettings(_Group):
    """What counts in the score of a passage that may be evidence."""

    found: float = measured(0.35, "weight of how well the searches found it", "links")
    meaning: float = measured(0.30, "weight of its likeness to the best query", "links")
    words: float = measured(0.23, "weight of the recommendation's words it has", "links")
    names: float = measured(0.12, "weight of the instruments it names", "links")
    topic: float = measured(0.1, "share that depends on the document's topic", "links")
    aside: float = measured(0.15, "taken off a footnote's score", "links")
    pool: int = measured(80, "how deep each search goes", "links", "passages", ge=1)
    read: int = measured(160, "passages whose words are read", "links", "passages", ge=1)
    cosine_low: float = measured(0.15, "cosine of texts that counts as 0", "links")
    cosine_range: float = measured(0.55, "difference of cosine from there to 1", "links")
    word_factor: float = measured(1.6, "factor for the share of words that a text has", "links")
    fewest_words: int = measured(8, "words that prose has at least", "links", "words", ge=1)
    letters: float = measured(0.6, "share of letters that prose has at least", "links")
    cells: float = measured(0.1, "share of table cells to words that prose stays under", "links")


class TermMatchSettings(_Group):
    """How far a text that has some of a recommendation's terms is about it. Weights of words are
    the logarithms of their rarity."""

    rare: float = measured(7.0, "weight from which an instrument's word is rare enough", "links")
    enough: float = measured(0.6, "share of an object's words that is enough", "links")
    enough_weight: float = measured(9.0, "weight of an object's words that is enough", "links")
    name_only: float = measured(0.5, "what a text counts that only names the instrument", "links")
    name_only_general: float = measured(0.8, "the same where little else is named", "links")
    telling: float = measured(5.0, "weight from which an object's word is telling", "links")
    whole_name: float = measured(0.55, "share of a name's words that is the name", "links")
    has_instrument: float = measured(0.3, "share of instruments' words that names one", "links")
    key: float = measured(0.75, "share of the heaviest word's weight of a key word", "links")


class SentenceScoringSettings(_Group):
    """Which sentences of a passage are cited as evidence."""

    longest: int = measured(2, "sentences cited together", "links", "sentences", ge=1)
    most: int = chosen(3, "most such citations from a passage", ge=1)
    cost: float = measured(0.03, "what one more sentence must add to the score", "links")
    meaning: float = measured(0.5, "weight of likeness to the best query", "links")
    words: float = measured(0.3, "weight of the recommendation's words", "links")
    instruments: float = measured(0.2, "weight of its instruments' words", "links")
    off_topic: float = measured(0.35, "what is left of the score off the topic", "links")
    other_action: float = measured(0.4, "what is left of the topic without the action", "links")
    no_key: float = measured(0.7, "what is left of the topic without a key term", "links")
    least: float = measured(0.15, "topic score from which sentences are read", "links")
    by_header: float = measured(0.6, "what a term counts that is in the header only", "links")


class LinkDedupSettings(_Group):
    """When two links say the same."""

    words: float = measured(0.6, "share of the shorter's word 5-grams that they share", "links")
    same_work: float = measured(0.58, "cosine of their sentences, of one work", "links")
    same_section: float = measured(0.5, "the same, of one section of a law", "links")
    different_works: float = measured(0.76, "the same, of different works", "links")
    quoted: float = measured(0.5, "share of 5-grams from which a text quotes another", "links")
    quoted_length: int = measured(80, "longest text that is no quote", "links", "characters")
    same_span: float = chosen(0.5, "share of the shorter span of two judgements of one link")


class LinkSettings(_Group):
    """Which passages are linked to a recommendation as evidence."""

    queries: EvidenceQuerySettings = EvidenceQuerySettings()
    topic: TopicSettings = TopicSettings()
    candidates: CandidateSettings = CandidateSettings()
    terms: TermMatchSettings = TermMatchSettings()
    sentences: SentenceScoringSettings = SentenceScoringSettings()
    dedup: LinkDedupSettings = LinkDedupSettings()
    floor: float = measured(0.22, "score from which a passage is looked at", "links")
    suggested: float = measured(0.55, "likelihood from which a link is shown", "links", ge=0, le=1)
    contrary: float = measured(0.5, "the same for contrary evidence", "links", ge=0, le=1)
    looked_at: int = measured(60, "passages read closely", "links", "passages", ge=1)
    looked_at_own: int = measured(15, "the same of the document itself", "links", "passages", ge=0)
    around: int = measured(2, "passages of the document itself that lead to more", "links", ge=0)
    most: int = chosen(12, "most links shown for a recommendation", ge=1)
    most_contrary: int = chosen(3, "most contrary links among them", ge=0)
    most_own: int = chosen(2, "most passages of the document itself", ge=0)
    most_background: int = chosen(4, "most links that are only background", ge=0)
    per_work: int = chosen(3, "most links to one work", ge=1)
    about_it: float = measured(
        0.65, "what is left of the likelihood of a text about the document itself", "links"
    )


class EvidenceMapSettings(_Group):
    """What the evidence map shows."""

    old: int = chosen(5, "age after which evidence counts as old", "years", ge=0)
    columns: int = chosen(14, "most columns of the matrix", ge=1)
    columns_exported: int = chosen(8, "the same in an exported page", ge=1)
    statement_letters: int = chosen(20, "letters by which a statement is recognised", "letters")
    statement_share: float = chosen(
        0.6, "share of the longer statement from which two are the same", ge=0, le=1
    )


class CitationSettings(_Group):
    """When a quote whose words are gone counts as changed, and where its source is looked for."""

    altered: float = chosen(
        0.8, "similarity from which a quote counts as altered and not as absent", ge=0, le=1
    )
    altered_short: float = chosen(0.9, "the same for a short quote", ge=0, le=1)
    short_quote: int = chosen(5, "a quote with fewer words is short", "words", ge=0)
    same_quote: float = chosen(
        0.9, "similarity from which a judged quote is said to be changed, not gone", ge=0, le=1
    )
    seeds: int = chosen(24, "words and runs of words that a quote is looked for by", ge=1)
    common: int = chosen(400, "places from which a word says nothing of where a quote is", ge=1)
    windows: int = chosen(4, "places compared closely with a changed quote", ge=1)


class CodePageSettings(_Group):
    """How the encoding of a text that is not Unicode is chosen: by the letters that it gives."""

    sample: int = chosen(20_000, "bytes of lines that are not ASCII which are judged", ge=1)
    sign: float = chosen(1, "penalty for a sign that any text has", "bits", ge=0)
    foreign: float = chosen(3, "penalty for a letter of another language", "bits", ge=0)
    odd: float = chosen(20, "penalty for what no word has", "bits", ge=0)
    rarer: float = chosen(2, "penalty for each encoding that is more usual", "bits", ge=0)
    gain: float = chosen(
        6, "by how much a choice beats Windows-1252 that gives odd characters", "bits", ge=0
    )
    gain_over_clean: float = chosen(
        15, "by how much a choice beats Windows-1252 that gives none", "bits", ge=0
    )
    doubt: float = chosen(
        0.25, "share of odd characters among those not ASCII from which a warning is given", ge=0,
        le=1,
    )  # fmt: skip
    others: int = chosen(12, "bytes not ASCII from which another script than Latin is tried", ge=1)


class LegibilitySettings(_Group):
    """When text is not language: a page whose letters cannot be decoded, a dump of data. Such text
    is named and kept out of search and answers; `--ocr` recognises such pages."""

    pairs: int = measured(60, "pairs of letters from which they are judged", "legibility", ge=1)
    bits: float = measured(
        5.2, "mean improbability of a letter after another, in the best language", "legibility",
        "bits", gt=0,
    )  # fmt: skip
    vowels: float = measured(0.12, "share of vowels that any language has", "legibility", ge=0)
    accented: float = measured(
        0.6, "share of letters with an accent that no language has", "legibility", ge=0, le=1
    )
    undecoded: float = measured(
        0.15, "share of characters that stand for nothing", "legibility", gt=0, le=1
    )
    misread: float = measured(
        0.15, "share of characters read in a wrong encoding", "legibility", gt=0, le=1
    )
    mixed: float = measured(
        0.25, "share of words that mix letters with signs or scripts", "legibility", gt=0, le=1
    )
    dumped: float = measured(
        0.5, "share of characters in words that are data", "legibility", gt=0, le=1
    )
    least: int = chosen(20, "words or characters from which shares count", ge=1)


class IngestSettings(_Group):
    """Limits on reading files. A file over a limit is skipped or fails, and the report says why."""

    batch: int = chosen(
        256, "passages encoded together before their documents are published", "passages", ge=1
    )
    readers: int = chosen(4, "most files read at the same time", "processes", ge=1)
    work_s: float = chosen(
        30.0, "processor time that a file may take, whatever its size", "s", gt=0
    )
    work_mb_s: float = chosen(30.0, "processor time more for each MB of a file", "s/MB", ge=0)
    ocr_mb_s: float = chosen(
        600.0, "processor time more for each MB of a file whose scans are recognised", "s/MB", ge=0
    )
    wait_factor: float = chosen(
        20.0, "how much longer than its processor time a file may take by the clock", ge=1
    )
    memory_mb: int = chosen(1800, "most memory of the process that reads a file", "MB", ge=1)
    text_least: int = chosen(
        2_000_000, "text that is read of a file, whatever its size", "characters", ge=1
    )
    text_per_byte: int = chosen(40, "text more for each byte of a file", "characters", ge=0)
    text_most: int = chosen(30_000_000, "most text that is read of a file", "characters", ge=1)
    passages: int = chosen(40_000, "most passages of a document", "passages", ge=1)
    pdf_mb: int = chosen(500, "largest PDF that is read", "MB", ge=1)
    other_mb: int = chosen(100, "largest file of another format that is read", "MB", ge=1)
    pages: int = chosen(20_000, "most pages of a PDF", "pages", ge=1)
    page_s: float = chosen(6.0, "processor time that one page of a PDF may take", "s", gt=0)
    hurried_page_s: float = chosen(
        0.5, "the same after `slow_pages` pages took too long", "s", gt=0
    )
    slow_pages: int = chosen(3, "slow or oversized pages before each page gets less time", ge=0)
    most_slow_pages: int = chosen(30, "such pages after which the rest is not read", ge=1)
    stream_mb: int = chosen(32, "most that one stream of a PDF may unpack to", "MB", ge=1)
    archive_files: int = chosen(5_000, "most files in a DOCX or EPUB archive", "files", ge=1)
    archive_mb: int = chosen(300, "most that a DOCX or EPUB archive may unpack to", "MB", ge=1)
    style_rules: int = chosen(400, "most style rules of a web page that are read", "rules", ge=0)
    article_share: float = chosen(
        0.4, "share of a page's text that its <main> or <article> needs to be its article", ge=0,
        le=1,
    )  # fmt: skip
    home_share: float = chosen(
        0.7, "the same for the part around its heading, on a page without either", ge=0, le=1
    )
    chapter_mb: int = chosen(50, "most of one EPUB chapter that is read", "MB", ge=1)
    ocr_dpi: int = chosen(300, "resolution at which scanned pages are recognised", "dpi", ge=72)
    ocr_confidence: int = chosen(
        30, "Tesseract's confidence from which a word is kept", "of 100", ge=0, le=100
    )


class FetchSettings(_Group):
    """How documents are requested from their publishers."""

    delay_s: float = chosen(1.0, "pause between two requests to one host", "s", ge=0)
    tries: int = chosen(4, "attempts at one address", ge=1)
    backoff_s: float = chosen(
        1.0, "pause after the first failed attempt; it doubles after each", "s", ge=0
    )
    longest_wait_s: float = chosen(60.0, "longest pause between two attempts", "s", ge=0)
    max_mb: float = chosen(300.0, "largest file that is downloaded", "MB", gt=0)
    redirects: int = chosen(5, "most redirects that are followed", ge=0)
    timeout_s: float = chosen(30.0, "longest wait for more of an answer", "s", gt=0)
    total_s: float = chosen(900.0, "longest time for one download, retries included", "s", gt=0)
    connect_s: float = chosen(15.0, "longest wait for a connection", "s", gt=0)


class RecommendSettings(_Group):
    """How recommendations are found in a document."""

    same: float = measured(
        0.6, "share of their words from which two full statements are one", "recommendations"
    )
    same_short: float = measured(
        0.45, "the same where one is a summary or a list item", "recommendations"
    )
    same_numbered: float = measured(
        0.7, "the same for a statement without the number that another has", "recommendations"
    )
    same_number: float = measured(
        0.55, "the same for two statements with one number", "recommendations"
    )
    same_unnumbered: float = measured(
        0.6, "the same in a report that numbers none", "recommendations"
    )
    shared_words: int = measured(
        2, "fewest words that two statements of one share", "recommendations", "words", ge=1
    )
    commends_weight: float = measured(
        0.3, "added to the confidence of a cue that commends, to choose among cues",
        "recommendations",
    )  # fmt: skip
    less_sure: float = chosen(
        0.8, "by what the confidence is multiplied where a negation is far from its verb"
    )
    most_compared: int = chosen(
        200, "most recommendations of a document that are compared to find restatements", ge=1
    )
    longest_sentence: int = chosen(
        2_000, "longest sentence or cell of a table that is read for recommendations", "characters"
    )
    opening_words: int = measured(
        16, "an opening of a paragraph with more words is no title", "recommendations", "words"
    )
    command_words: int = measured(4, "fewest words of a command", "recommendations", "words")
    title_words: int = measured(
        3, "fewest words of a title, or of an action that names its object", "recommendations",
        "words",
    )  # fmt: skip
    part_words: int = measured(
        3, "fewest words of a part of a series of actions", "recommendations", "words"
    )
    subject_words: int = measured(
        9, "most words before `could` that are a subject", "recommendations", "words"
    )
    paragraph: int = measured(
        600, "how far from a title a sentence may spell it out", "recommendations", "characters"
    )
    status_within: int = chosen(
        300, "how far behind a numbered recommendation its status may be", "characters"
    )
    law_head: int = chosen(3_000, "how much of a law is its head", "characters")
    longest_mandate: int = chosen(
        1_500, "longest mandate that is kept with the list that completes it", "characters"
    )
    title_before: int = chosen(
        4_000, "how far before a mandate the full title of an officer may be", "characters"
    )
    definition_after: int = chosen(
        20_000, "how far behind a mandate the definition of a title may be", "characters"
    )
    action_words: int = chosen(18, "most words of the action of a recommendation", "words", ge=1)
    mandate_words: int = chosen(36, "most words of the action of a mandate", "words", ge=1)
    most_actors: int = chosen(4, "most bodies named as the actors of a recommendation", ge=1)
    most_instruments: int = chosen(6, "most instruments named of a recommendation", ge=1)

    @property
    def key(self) -> str:
        """The values that are not the defaults. Stored with what was found, so that other
        settings mean reading the documents again; empty for the defaults."""
        changed = self.model_dump(exclude_defaults=True)
        return "".join(f";{name}={value}" for name, value in changed.items())


class HistorySettings(_Group):
    """Which passages are shown with an event of the timeline. Set by hand on 72 events over 136
    documents: below these, passages were mostly on something else."""

    similarity: float = chosen(0.45, "least cosine of the event and a passage", ge=-1, le=1)
    score: float = chosen(0.5, "least score of a passage of a document the event does not cite")
    share_of_best: float = chosen(0.7, "least share of the best score of such a passage", ge=0)
    looked_at: int = chosen(60, "passages that are looked at for each event", "passages", ge=1)


class StoreSettings(_Group):
    """The library's file."""

    wait: float = chosen(30.0, "longest wait for another process to end its write", "seconds")
    cached_documents: int = chosen(48, "most documents kept in memory", ge=1)
    cached_text: int = chosen(200_000_000, "most text kept in memory", "characters", ge=0)
    cached_words: int = chosen(
        20_000_000, "most places of words kept in memory, 16 bytes each", ge=0
    )
    tries: int = chosen(5, "times a search starts again while the library changes", ge=1)


class AppSettings(_Group):
    """What the pages of the web app show and take."""

    results: int = chosen(10, "results on one page of a search", "passages", ge=1)
    documents: int = chosen(100, "documents on one page of the library", "documents", ge=1)
    shown: int = chosen(
        5_000, "longest text of one passage, title or note that a page shows", "characters", ge=200
    )
    upload_mb: int = chosen(100, "largest file that can be uploaded", "MB", ge=1)
    uploads_mb: int = chosen(
        500, "most that all uploads together hold in memory until they are added", "MB", ge=1
    )
    drawers: int = chosen(
        2, "child processes that draw pages of PDFs at the same time", "processes", ge=1
    )
    draw_s: float = chosen(10.0, "processor time that drawing one page may take", "s", gt=0)
    draw_wait_s: float = chosen(
        120.0, "time by the clock that drawing one page may take", "s", gt=0
    )
    draw_mb: int = chosen(1000, "most memory of the process that draws a page", "MB", ge=100)
    extractors: int = chosen(
        2, "child processes that make evidence maps at the same time", "processes", ge=1
    )
    extract_s: float = chosen(60.0, "processor time that making one map may take", "s", gt=0)
    extract_wait_s: float = chosen(
        240.0, "time by the clock that making one map may take", "s", gt=0
    )
    extract_mb: int = chosen(1500, "most memory of the process that makes a map", "MB", ge=100)
    queue_s: float = chosen(
        30.0, "longest wait for one of these processes to become free", "s", gt=0
    )
    similar: float = chosen(
        0.55, "cosine similarity from which a passage of another document is shown as similar"
    )
    most_similar: int = chosen(5, "most similar passages shown", "passages", ge=0)


class Settings(BaseSettings):
    """Folders, limits and the encoder."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, extra="ignore",
        env_ignore_empty=True,
    )  # fmt: skip

    home: Path | None = chosen(None, "folder of the library; default: your data folder")
    model_cache: Path | None = chosen(
        None, "folder of prepared encoders; default: your cache folder"
    )
    encoder: str | None = chosen(
        None, "`minilm`, `e5`, or the name or folder of a sentence-transformers model; default: "
        "the built-in model that encoded the library, `minilm` for a new one",
    )  # fmt: skip
    reranker: str | None = chosen(
        None, "name or folder of a sentence-transformers cross-encoder that puts the best passages "
        "in order; default: none",
    )  # fmt: skip
    read_only: bool = chosen(False, "the app shows the library and changes nothing")
    max_file_mb: int | None = chosen(
        None, "largest file that is read; default: 500 for PDF, 100 otherwise", "MB", ge=1
    )
    keep_originals: bool = chosen(
        True, "ingestion keeps the bytes of each file in the library's folder, by their hash"
    )
    max_cores: int = chosen(16, "most processor cores used; more gain nothing", "cores", ge=1)
    chunk: ChunkSettings = ChunkSettings()
    ingest: IngestSettings = IngestSettings()
    legibility: LegibilitySettings = LegibilitySettings()
    code_pages: CodePageSettings = CodePageSettings()
    fetch: FetchSettings = FetchSettings()
    search: SearchSettings = SearchSettings()
    quotations: QuotationSettings = QuotationSettings()
    answer: AnswerSettings = AnswerSettings()
    index: IndexSettings = IndexSettings()
    store: StoreSettings = StoreSettings()
    links: LinkSettings = LinkSettings()
    evidence_map: EvidenceMapSettings = EvidenceMapSettings()
    citations: CitationSettings = CitationSettings()
    recommend: RecommendSettings = RecommendSettings()
    history: HistorySettings = HistorySettings()
    app: AppSettings = AppSettings()


def variable(path: Iterable[str]) -> str:
    """The environment variable of a setting or a group: ``KB_SEARCH__POOL``."""
    return PREFIX + "__".join(path).upper()


def given_variables() -> list[str]:
    """The variables that start with ``KB_`` and have a value."""
    return sorted(v for v, value in os.environ.items() if v.upper().startswith(PREFIX) and value)


def current() -> Settings:
    """The settings as the environment has them now. Raises ``SettingsError``."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = variable(str(part) for part in wrong["loc"])
        if wrong["type"] == "extra_forbidden":
            from kb.settings_report import nearest_variable

            near = nearest_variable(name)
            hint = f"Did you mean {near}?" if near else "`kb config` lists the settings."
            raise SettingsError(f"{name} names no setting. {hint}") from error
        raise SettingsError(f"{name} has a value that cannot be used: {wrong['msg']}") from error
    except PydanticSettingsError as error:  # a group that is not JSON
        raise SettingsError(f"A group of settings must be JSON: {error}") from error


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings, read once a process. Raises ``SettingsError``."""
    return current()


def home() -> Path:
    """The library's folder, read from the environment at each call. It is not created here."""
    named = current().home
    if named:
        return named.expanduser().resolve()
    from platformdirs import user_data_path

    return user_data_path("evidencia", appauthor=False)


def model_cache() -> Path:
    """Where the prepared encoder is kept. All libraries of one user share it, and it can be
    deleted at any time."""
    named = current().model_cache
    if named:
        return named.expanduser().resolve()
    from platformdirs import user_cache_path

    return user_cache_path("evidencia", appauthor=False) / "models"


def cores() -> int:
    """Processor cores this process may use, at least 1."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(count or 1, settings().max_cores))


def gpu_hidden() -> bool:
    """True where the environment hides every GPU (an empty ``CUDA_VISIBLE_DEVICES``)."""
    return os.environ.get("CUDA_VISIBLE_DEVICES", "0") == ""


def child_environment(**more: str) -> dict[str, str]:
    """The environment of a child process: this one's with ``more``; model hubs are not asked."""
    return {"HF_HUB_OFFLINE": "1", **os.environ, **more}


def silence_telemetry() -> None:
    """Switch off ONNX Runtime's telemetry. It reads this variable when it is imported, and without
    it sends events and keeps a device id in the user's cache folder, on Linux too (1.32)."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def one_thread_for_tesseract() -> None:
    """Tesseract's own threads only get in each other's way beside several readers."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
