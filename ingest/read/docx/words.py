"""The words of one paragraph as they are printed, with the notes and boxes that hang on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.read.docx.fields import FieldState
from ingest.read.docx.maths import linear
from ingest.read.docx.names import by_kind, child, kind, members, value
from ingest.read.docx.notes import Note, has_own_mark, is_reference
from ingest.read.docx.symbol_fonts import as_unicode
from ingest.read.docx.tables import has_words
from ingest.read.docx.visibility import Paper, Unseen, is_hidden_shape, unseen
from ingest.read.docx.word_file import WordFile
from ingest.read.html.raised import FLAT, LOWERED, RAISED, is_power
from ingest.read.xml_parser import Element

_PLAIN = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_SHAPES = frozenset({"w:drawing", "v:shape", "v:rect", "v:group", "v:roundrect", "v:oval"})
_BOXES = frozenset({"w:txbxContent", "a:p", "v:textpath", "dgm:relIds", "chart"})
_SYMBOL = re.compile(r"(?<!\w)[^\W\d_]{1,3}$")  # what may be raised to a power: mc, km
_RAISED_SIGNS = frozenset(map(chr, FLAT))
_CONTEXT = 40  # characters before a raised figure that are looked at
_HEX = re.compile(r"[0-9A-Fa-f]{1,4}")
_LEVELS = ("superscript", "subscript")
_DIGITS = re.compile(r"[-−+]?\d+")
_MARKS = re.compile(r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})+[,;]?")  # of several notes: 7, 9–11


@dataclass(slots=True)
class Line:
    """A paragraph's text, the notes it refers to, and the elements of boxes anchored in it."""

    text: str = ""
    notes: list[Note] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.notes or self.boxes)

    def joined(self, following: Line) -> Line:
        """This line and ``following`` as one."""
        return Line(
            self.text + following.text,
            self.notes + following.notes,
            self.boxes + following.boxes,
        )


@dataclass(frozen=True, slots=True)
class _Run:
    """How the run around a piece of text looks."""

    unseen: Unseen | None = None
    level: str = ""  # superscript, subscript
    font: str = ""
    note_mark: str = ""  # the run is a note's mark, typed by hand


class LineReader:
    """Reads the paragraphs of one story in order: a field may begin in one and end in another."""

    def __init__(self, file: WordFile, story: Element) -> None:
        self._file = file
        self._state = FieldState(file.fields_around(story))
        self._line = Line()
        self._pieces: list[str] = []
        self._before = ""  # the last characters

    def read(self, paragraph: Element, style: str) -> Line:
        """The line of ``paragraph``, whose style is ``style``."""
        self._line, self._pieces, self._before = Line(), [], ""
        paper = Paper.under(paragraph, style, self._file.styles)
        waiting: list[tuple[Element | str, _Run]] = [(paragraph, _Run())]
        while waiting:
            part, run = waiting.pop()
            if isinstance(part, str):
                self._put(part, run)
                continue
            name = kind(part)
            if name == "w:r":
                run = self._run(part, paper)
            waiting.extend((inside, run) for inside in reversed(self._inside(part, name, run)))
        self._line.text = "".join(self._pieces)
        return self._line

    def _inside(self, part: Element, name: str, run: _Run) -> list[Element | str]:
        """What is to be read of ``part``: text and elements, in order."""
        if name == "w:t":
            return [as_unicode(part.text or "", run.font)]
        if name in _PLAIN:
            return [_PLAIN[name]]
        if name == "w:sym":
            return [_symbol(part)]
        if name in ("m:oMath", "m:oMathPara"):
            return [linear(part)]
        if name == "w:fldChar":
            return [self._state.pass_mark(part)]
        if name == "w:ruby":
            reading = [e for e in part if kind(e) == "w:rt"]
            return [*(e for e in part if kind(e) == "w:rubyBase"), "(", *reading, ")"]
        if name in _BOXES or is_reference(name):
            self._hang(part, name, run)
            return []
        if name.endswith("Pr") or name == "w:instrText":
            return []
        if name in _SHAPES and is_hidden_shape(part):
            if has_words(part):
                self._file.unseen[Unseen.HIDDEN] += 1
            return []
        inside: list[Element | str] = list(part)
        return ["\n", *inside, "\n"] if name == "w:p" and self._pieces else inside

    def _hang(self, part: Element, name: str, run: _Run) -> None:
        """Remember a note or a box, where it is printed."""
        if run.unseen or self._state.in_instruction:
            return
        if name in _BOXES:
            self._line.boxes.append(part)
            return
        note = self._file.notes.note(part, run.note_mark)
        if note is not None:
            self._line.notes.append(note)

    def _put(self, text: str, run: _Run) -> None:
        if not text or self._state.in_instruction or run.note_mark:
            return
        if run.unseen:
            if text.strip():
                self._file.unseen[run.unseen] += 1
            return
        self._state.pass_text()
        self._pieces.append(_at_level(text, run.level, self._before))
        self._before = (self._before + self._pieces[-1])[-_CONTEXT:]

    def _run(self, run: Element, paper: Paper) -> _Run:
        looks, styles = by_kind(child(run, "w:rPr")), self._file.styles
        level = value(styles.look("w:vertAlign", looks, paper.style))
        marked = any(is_reference(kind(e)) and has_own_mark(e) for e in run)
        mark = _own_mark(run) if marked else ""
        return _Run(
            unseen=unseen(looks, paper, styles),
            level=level if level in _LEVELS else "",
            font=value(styles.look("w:rFonts", looks, paper.style), "ascii"),
            note_mark=mark,
        )


def _at_level(text: str, level: str, before: str) -> str:
    """Raised or lowered ``text`` behind ``before``, so that a figure beside a figure stays one of
    its own. Raised figures that mark a note are left out."""
    bare, ahead = text.strip(), before.rstrip()
    if level == "superscript" and not ahead:
        return f"{text} " if bare.isdigit() else text  # in front of a note typed by hand
    if level == "superscript" and _MARKS.fullmatch(bare):
        return ""
    if level == "superscript" and _DIGITS.fullmatch(bare):
        raises = ahead[-1] in _RAISED_SIGNS or _SYMBOL.search(ahead) or is_power(ahead, bare)
        return text.translate(RAISED) if raises else ""
    if level == "subscript" and ahead[-1:].isdigit() and bare.isdigit():
        return text.translate(LOWERED)
    return text


def _own_mark(run: Element) -> str:
    """The mark of a note that is typed by hand in ``run``, beside the reference."""
    typed = (
        as_unicode(e.text or "") if kind(e) == "w:t" else _symbol(e)
        for e in members(run, "w:t", "w:sym")
    )
    return "".join(typed).strip() or "*"


def _symbol(element: Element) -> str:
    """The character of a ``w:sym``, which names a font and a code in it."""
    code = value(element, "char")
    if not _HEX.fullmatch(code):
        return ""
    at = int(code, 16)
    stored = chr(0xF000 | at) if 0x20 <= at <= 0xFF else chr(at)
    return as_unicode(stored, value(element, "font"))
