"""Reads a content stream: which text is shown where, in which font and size.

Follows ISO 32000-1, 9.4: text matrix, line matrix, spacing, scaling, rise. Graphics are
skipped.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ingest.read.pdf.join_runs import Joiner, Shown
from ingest.read.pdf.matrix import IDENTITY, Matrix, matrix_of, multiply, number_at
from ingest.read.pdf.runs import Face, Resources, Run
from ingest.read.pdf.time_limit import OutOfTime, cpu_seconds
from ingest.read.pdf.tokens import Operand, operations

_MOST_FORMS = 2_000  # drawn on one page
_DEEPEST_FORM = 12
_MOST_CHARACTERS = 400_000  # on one page; only a malicious file has more
_SOFT_HYPHEN = "\u00ad"


@dataclass(slots=True)
class _State:
    """The graphics state that text depends on; saved by ``q``, restored by ``Q``."""

    matrix: Matrix = IDENTITY
    face: Face | None = None
    size: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def copy(self) -> _State:
        return _State(self.matrix, self.face, self.size, self.spacing, self.word, self.stretch,
                      self.leading, self.rise)  # fmt: skip


def runs_of(
    content: bytes, resources: Resources, view: Matrix = IDENTITY, *, deadline: float = math.inf
) -> list[Run]:
    """The runs ``content`` shows, in its own order, in the coordinates ``view`` leads to.

    ``deadline`` is a time of ``cpu_seconds``. Raises ``OutOfTime`` after it.
    """
    reader = _Reader(deadline)
    reader.draw(content, resources, view, 0)
    return reader.finish()


class _Reader:
    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._joiner = Joiner()
        self._forms = 0
        self._characters = 0
        self._marked: list[str] = []  # open marked content: "", "header", "soft"
        self._state = _State()
        self._text: Matrix = IDENTITY
        self._line: Matrix = IDENTITY
        self._resources = Resources(lambda name: None, lambda name: None)
        self._handlers: dict[bytes, Callable[[list[Operand]], None]] = {
            b"Tj": self._show_one, b"TJ": self._show_many, b"'": self._next_show,
            b'"': self._spaced_show, b"Td": self._move, b"TD": self._move_leading,
            b"Tm": self._place, b"T*": self._next, b"BT": self._begin, b"Tf": self._font,
            b"Tc": self._set_spacing, b"Tw": self._set_word, b"Tz": self._set_stretch,
            b"TL": self._set_leading, b"Ts": self._set_rise, b"cm": self._transform,
            b"Do": self._form, b"BDC": self._mark, b"BMC": self._mark, b"EMC": self._unmark,
        }  # fmt: skip

    def draw(self, content: bytes, resources: Resources, matrix: Matrix, depth: int) -> None:
        """Reads ``content`` as drawn under ``matrix``; its changes of state end with it."""
        kept = (self._state, self._text, self._line, self._resources)
        self._state = self._state.copy()
        self._state.matrix = matrix
        self._resources = resources
        self._depth = depth
        saved: list[_State] = []
        for count, (operator, operands) in enumerate(operations(content)):
            if not count & 1023:
                self._check()
            if operator == b"q":
                if len(saved) < 500:
                    saved.append(self._state.copy())
            elif operator == b"Q":
                if saved:
                    self._state = saved.pop()
            else:
                handle = self._handlers.get(operator)
                if handle is not None:
                    handle(operands)
            if self._characters > _MOST_CHARACTERS:
                break
        self._state, self._text, self._line, self._resources = kept
        self._depth = depth - 1

    def finish(self) -> list[Run]:
        """All runs read."""
        return self._joiner.finish()

    def _check(self) -> None:
        if cpu_seconds() > self._deadline:
            raise OutOfTime

    # -- state ---------------------------------------------------------------------------------

    def _begin(self, operands: list[Operand]) -> None:
        self._text = self._line = IDENTITY

    def _font(self, operands: list[Operand]) -> None:
        if len(operands) >= 2 and isinstance(operands[-2], str):
            self._state.face = self._resources.face(operands[-2])
            self._state.size = number_at(operands, -1)

    def _set_spacing(self, operands: list[Operand]) -> None:
        self._state.spacing = number_at(operands, -1)

    def _set_word(self, operands: list[Operand]) -> None:
        self._state.word = number_at(operands, -1)

    def _set_stretch(self, operands: list[Operand]) -> None:
        self._state.stretch = number_at(operands, -1, 100.0) / 100

    def _set_leading(self, operands: list[Operand]) -> None:
        self._state.leading = number_at(operands, -1)

    def _set_rise(self, operands: list[Operand]) -> None:
        self._state.rise = number_at(operands, -1)

    def _transform(self, operands: list[Operand]) -> None:
        matrix = matrix_of(operands)
        if matrix is not None:
            self._state.matrix = multiply(matrix, self._state.matrix)

    # -- place ---------------------------------------------------------------------------------

    def _place(self, operands: list[Operand]) -> None:
        matrix = matrix_of(operands)
        if matrix is not None:
            self._text = self._line = matrix

    def _move(self, operands: list[Operand]) -> None:
        self._shift(number_at(operands, -2), number_at(operands, -1))

    def _move_leading(self, operands: list[Operand]) -> None:
        self._state.leading = -number_at(operands, -1)
        self._move(operands)

    def _next(self, operands: list[Operand]) -> None:
        self._shift(0.0, -self._state.leading)

    def _shift(self, x: float, y: float) -> None:
        m = self._line
        self._line = self._text = (
            m[0], m[1], m[2], m[3], x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5],
        )  # fmt: skip

    # -- text ----------------------------------------------------------------------------------

    def _show_one(self, operands: list[Operand]) -> None:
        if operands and isinstance(operands[-1], bytes):
            self._show(operands[-1])

    def _show_many(self, operands: list[Operand]) -> None:
        if not operands or not isinstance(operands[-1], list):
            return
        state = self._state
        for part in operands[-1]:
            if isinstance(part, bytes):
                self._show(part)
            elif isinstance(part, float):
                self._advance(-part / 1000 * state.size * state.stretch)

    def _next_show(self, operands: list[Operand]) -> None:
        self._next(operands)
        self._show_one(operands)

    def _spaced_show(self, operands: list[Operand]) -> None:
        if len(operands) >= 3:
            self._state.word = number_at(operands, -3)
            self._state.spacing = number_at(operands, -2)
        self._next_show(operands)

    def _advance(self, by: float) -> None:
        m = self._text
        self._text = (m[0], m[1], m[2], m[3], by * m[0] + m[4], by * m[1] + m[5])

    def _show(self, shown: bytes) -> None:
        state = self._state
        face = state.face
        if face is None:
            return
        text, width, spaces = face.glyphs(shown)
        codes = len(text) if text else 1
        advance = (
            width / 1000 * face.scale * state.size + state.spacing * codes + state.word * spaces
        ) * state.stretch
        if state.spacing > 0.8 * abs(state.size) and len(text) > 1:  # cells set as one string
            text = " ".join(text)
            advance -= state.spacing * state.stretch
        m, c = self._text, state.matrix
        up = state.rise
        x = up * m[2] + m[4]
        y = up * m[3] + m[5]
        self._advance(advance)
        n = self._text
        end_x = up * n[2] + n[4]
        end_y = up * n[3] + n[5]
        if text:
            # the vertical scale of text space on the page: how large the type is
            tall_x = m[2] * c[0] + m[3] * c[2]
            tall_y = m[2] * c[1] + m[3] * c[3]
            size = abs(state.size) * face.tall * math.hypot(tall_x, tall_y)
            self._add(Shown(
                text, face, size,
                x * c[0] + y * c[2] + c[4], x * c[1] + y * c[3] + c[5],
                end_x * c[0] + end_y * c[2] + c[4], end_x * c[1] + end_y * c[3] + c[5],
                (m[0] * c[0] + m[1] * c[2], m[0] * c[1] + m[1] * c[3]),
                "header" in self._marked,
            ))  # fmt: skip

    def _add(self, shown: Shown) -> None:
        self._characters += len(shown.text)
        if "soft" in self._marked and shown.text.strip() in ("-", "\u2010"):
            shown.text = _SOFT_HYPHEN
        self._joiner.add(shown)

    # -- forms and marked content ------------------------------------------------------------------

    def _form(self, operands: list[Operand]) -> None:
        if not operands or not isinstance(operands[-1], str):
            return
        self._forms += 1
        if self._forms > _MOST_FORMS or self._depth >= _DEEPEST_FORM:
            return
        form = self._resources.form(operands[-1])
        if form is not None:
            matrix = multiply(form.matrix, self._state.matrix)
            self.draw(form.content, form.resources, matrix, self._depth + 1)

    def _mark(self, operands: list[Operand]) -> None:
        mark = ""
        if operands and operands[0] == "/Artifact" and "/Pagination" in operands:
            mark = "header"
        elif "/ActualText" in operands:
            at = operands.index("/ActualText") + 1
            if at < len(operands) and operands[at] in (b"\xfe\xff\x00\xad", b"\xad"):
                mark = "soft"
        if len(self._marked) < 500:
            self._marked.append(mark)

    def _unmark(self, operands: list[Operand]) -> None:
        if self._marked:
            self._marked.pop()
