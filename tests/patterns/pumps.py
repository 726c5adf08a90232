"""Texts that may make a regular expression slow, made from the expression itself.

For each repetition in it: what leads to the repetition, then what it repeats, many times, then
something that cannot follow. A pattern that tries each place of such a text anew, or divides it in
all ways, takes time that grows faster than the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Part = tuple[str, str, str]  # what is before, what is repeated, what is behind
GENERAL = ("a", " ", "1", ".", "?", "(", '"', "-", ", ", "A", "Aa ", "a ", "\n", "must ", "| ", "<")
_MANY = 8  # a repetition that may be longer is pumped
_MOST = 60  # pumps of a pattern
_SAMPLES = "aA1 .,-(\n\"'é:;|/_<>=&#*[§\x00"


def pumps(pattern: re.Pattern[Any]) -> list[Part]:
    """The texts of ``pattern``, each once, those made of its repetitions first."""
    written = pattern.pattern
    text = written.decode("latin-1") if isinstance(written, bytes) else written
    tree = _parser.parse(text, pattern.flags & ~re.DEBUG)
    found = dict.fromkeys(_of(list(tree), ""))
    whole = "".join(_sample(list(tree)))
    found.update(dict.fromkeys([("", whole, "\x00"), ("", whole + " ", "\x00")] if whole else []))
    kept = list(found)[:_MOST]
    return kept + [("", unit, "\x00") for unit in GENERAL]


def _of(nodes: list[Any], before: str) -> Iterator[Part]:
    """The pumps of the repetitions in ``nodes``, which stand behind ``before``."""
    for i, (op, argument) in enumerate(nodes):
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, body = argument
            inner = list(body)
            if most is sre.MAXREPEAT or most > _MANY:
                for unit in _units(inner):
                    behind = _sample(nodes[i + 1 :])
                    for after in ("\x00", behind[:-1] + "\x00"):
                        yield before, unit, after
                    if before:
                        yield "", before + unit, "\x00"
            yield from _of(inner, before)
        elif op is sre.SUBPATTERN:
            yield from _of(list(argument[-1]), before)
        elif op is sre.BRANCH:
            for branch in argument[1]:
                yield from _of(list(branch), before)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _of(list(argument[1]), before)
        elif op is sre.ATOMIC_GROUP:
            yield from _of(list(argument), before)
        before += _sample([(op, argument)])


def _units(body: list[Any]) -> Iterator[str]:
    """What a repetition may repeat: one sample a branch, and other letters of a class."""
    yield _sample(body)
    if len(body) == 1:
        op, argument = body[0]
        if op is sre.IN:
            yield from [c for c in _SAMPLES if _in(argument, c)][1:4]
        elif op is sre.BRANCH:
            yield from [_sample(list(b)) for b in argument[1][:4]]
        elif op is sre.SUBPATTERN:
            yield from list(_units(list(argument[-1])))[1:]
        elif op in (sre.ANY, sre.NOT_LITERAL):
            yield from (" ", ".", "1")


def _sample(nodes: list[Any]) -> str:
    """A short text that ``nodes`` match, look-around aside."""
    made = []
    for op, argument in nodes:
        if op is sre.LITERAL:
            made.append(chr(argument))
        elif op is sre.NOT_LITERAL:
            made.append("a" if argument != ord("a") else "b")
        elif op is sre.ANY:
            made.append("a")
        elif op is sre.IN:
            made.append(next((c for c in _SAMPLES if _in(argument, c)), _first(argument)))
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            made.append(_sample(list(argument[2])) * max(argument[0], 0))
        elif op is sre.SUBPATTERN:
            made.append(_sample(list(argument[-1])))
        elif op is sre.ATOMIC_GROUP:
            made.append(_sample(list(argument)))
        elif op is sre.BRANCH:
            made.append(_sample(list(argument[1][0])))
    return "".join(made)


def _first(members: list[Any]) -> str:
    op, argument = members[0]
    if op is sre.LITERAL:
        return chr(argument)
    return chr(argument[0]) if op is sre.RANGE else ""


def _in(members: list[Any], letter: str) -> bool:
    """Whether the class has ``letter``."""
    negated = members[0][0] is sre.NEGATE
    held = False
    for op, argument in members:
        if op is sre.LITERAL:
            held |= chr(argument) == letter
        elif op is sre.RANGE:
            held |= argument[0] <= ord(letter) <= argument[1]
        elif op is sre.CATEGORY:
            name = str(argument)
            has = (
                letter.isspace() if "SPACE" in name
                else letter.isdigit() if "DIGIT" in name
                else letter.isalnum() or letter == "_"
            )  # fmt: skip
            held |= has != ("NOT" in name)
    return held != negated
