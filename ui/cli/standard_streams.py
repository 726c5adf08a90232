"""Standard output and error as they may be: closed, full, a pipe nobody reads, an odd encoding.

A command need not care. Characters that an encoding lacks are replaced. Output to a reader who has
read enough ends the program with 0, output that cannot be written ends it with one line on standard
error. What goes wrong with standard error itself is lost in silence.
"""

from __future__ import annotations

import io
import os
import sys
from typing import IO, NoReturn, TextIO

from ui.cli.output import DONE, WRONG_USE


class _Output(io.TextIOWrapper):
    """Standard output. A failed write ends the program."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError as error:
            _end(error)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            _end(error)


class _Errors(io.TextIOWrapper):
    """Standard error. A failed write is lost."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError:
            _discard(2)


def prepare() -> None:
    """Make the standard streams safe to write to. To be called before files are opened: the first
    would take the number of a closed stream, and what is printed would be written into it."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, _null_device(number))
    sys.stdout = _wrapped(sys.stdout, _Output)
    sys.stderr = _wrapped(sys.stderr, _Errors)


def finish() -> None:
    """Write what is still in memory. Raises ``SystemExit`` where that fails."""
    sys.stderr.flush()
    sys.stdout.flush()


def _null_device(number: int) -> IO[str]:
    mode = "r" if number == 0 else "w"
    try:
        os.fstat(number)
    except OSError:
        _discard(number)
        return open(number, mode, encoding="utf-8", closefd=False)
    return open(os.devnull, mode, encoding="utf-8")  # a file that is open has the number already


def _wrapped(stream: TextIO, kind: type[io.TextIOWrapper]) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    encoding, line_buffering = stream.encoding, stream.line_buffering
    return kind(stream.detach(), encoding, "replace", line_buffering=line_buffering)


def _discard(number: int) -> None:
    """Have the null device take the place of a standard stream."""
    null = os.open(os.devnull, os.O_RDWR)
    if null != number:
        os.dup2(null, number)
        os.close(null)


def _end(error: OSError) -> NoReturn:
    _discard(1)  # what is still in memory goes there when the program ends
    if isinstance(error, BrokenPipeError):
        raise SystemExit(DONE) from None
    sys.stderr.write(f"kb: The output cannot be written: {error.strerror or error}.\n")
    sys.stderr.flush()
    raise SystemExit(WRONG_USE) from None
