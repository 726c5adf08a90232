"""The words and patterns of ``corpus/lexicons/reading.yaml``."""

from __future__ import annotations

from kb.resources import LexiconModel, load_lexicon


class ReportNumbers(LexiconModel):
    """Patterns of report numbers."""

    gao: str
    crs: str
    crs_alone: str


class MeaninglessProperties(LexiconModel):
    """Titles and authors that software writes into a file."""

    begins: tuple[str, ...]
    ends: tuple[str, ...]
    also: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """Matches a meaningless title or author, whatever its letter case."""
        return f"(?i)^({'|'.join(self.begins)})|({'|'.join(self.ends)})$|{'|'.join(self.also)}"


class HyphenPrefixes(LexiconModel):
    """Word parts before a hyphen at the end of a line."""

    joined: frozenset[str]
    hyphenated: frozenset[str]


class ReadingLexicon(LexiconModel):
    """The whole file."""

    report_numbers: ReportNumbers
    meaningless_properties: MeaninglessProperties
    software_authors: frozenset[str]
    default_titles: tuple[str, ...]
    heading_styles: tuple[str, ...]
    title_styles: tuple[str, ...]
    contents_styles: tuple[str, ...]
    bold_fonts: tuple[str, ...]
    italic_fonts: tuple[str, ...]
    captions: tuple[str, ...]
    date_line_labels: tuple[str, ...]
    hyphen_prefixes: HyphenPrefixes
    weekdays: tuple[tuple[str, ...], ...]


READING = load_lexicon("reading", ReadingLexicon)
