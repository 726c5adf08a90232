"""Cuts a content stream into operators and their operands (ISO 32000-1, 7.8.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

Operand = float | bytes | str | list["Operand"]  # number, string, name, array

_TOKEN = re.compile(
    rb"""(?x)\s*(?:
    (?P<path>(?:[-+.\d]+\s+){2,6}(?:re|[lmcvy])\b(?:\s+[fFbBSshnW]\*?(?=\s))*)  # drawing: passed
  | (?P<number>[-+]*(?:\d+\.?\d*|\.\d+)[-\d]*)
  | (?P<string>\((?:[^()\\]|\\.)*\))
  | (?P<operator>[A-Za-z'"][A-Za-z0-9*]*)
  | (?P<name>/[^\s()<>\[\]{}/%]*)
  | (?P<hex><(?!<)[^>]*>)
  | (?P<open>\[)
  | (?P<close>\])
  | (?P<dict><<|>>)
  | (?P<nested>\()
  | (?P<comment>%[^\r\n]*)
  | .
  )
""",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\(\d{1,3}|\r\n|.)|\r\n?", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f",
            b"\n": b"", b"\r": b"", b"\r\n": b""}  # fmt: skip
_IMAGE_END = re.compile(rb"\sEI(?=[\s]|$)")
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")
_NAME_CODE = re.compile(r"#([0-9A-Fa-f]{2})")
_MOST_OPERANDS = 10_000


def operations(content: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Each operator of ``content`` with its operands, in order. Drawing and
    damage are skipped."""
    operands: list[Operand] = []
    outer: list[list[Operand]] = []
    at, end = 0, len(content)
    match_at = _TOKEN.match
    while at < end:
        token = match_at(content, at)
        if token is None:
            return
        at = token.end()
        kind = token.lastgroup
        if kind is None or kind == "comment":
            continue
        if kind == "number":
            operands.append(_number(token[kind]))
        elif kind == "string":
            operands.append(_unescaped(token[kind][1:-1]))
        elif kind == "hex":
            operands.append(_from_hex(token[kind]))
        elif kind == "name":
            operands.append(_name(token[kind]))
        elif kind == "operator":
            operator = token[kind]
            if operator == b"ID":
                at = _after_image(content, at)
                operands = []
            elif not outer:
                yield operator, operands
                operands = []
        elif kind == "open":
            if len(outer) < 8:
                outer.append(operands)
                operands = []
        elif kind == "close":
            if outer:
                inner, operands = operands, outer.pop()
                operands.append(inner)
        elif kind == "nested":
            text, at = _nested(content, at)
            operands.append(text)
        elif kind == "path":
            operands = []
            outer.clear()
        if len(operands) > _MOST_OPERANDS:
            operands = []


def _number(token: bytes) -> float:
    try:
        return float(token)
    except ValueError:  # "--5", "0.-3": mistakes of writers that readers accept
        digits = re.match(rb"-?\d*\.?\d*", token.lstrip(b"+-"))
        bare = digits.group() if digits else b""
        sign = -1.0 if token.startswith(b"-") else 1.0
        return sign * float(bare) if re.search(rb"\d", bare) else 0.0


def _unescaped(inside: bytes) -> bytes:
    if b"\\" not in inside and b"\r" not in inside:
        return inside
    return _ESCAPED.sub(_unescape, inside)


def _unescape(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code is None:
        return b"\n"
    if code.isdigit():
        octal = re.match(rb"[0-7]+", code)
        if octal is None:
            return code
        return bytes((int(octal.group(), 8) & 255,)) + code[octal.end() :]
    return _ESCAPES.get(code, code)


def _from_hex(token: bytes) -> bytes:
    digits = _NOT_HEX.sub(b"", token)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _name(token: bytes) -> str:
    name = token.decode("latin-1")
    return _NAME_CODE.sub(lambda m: chr(int(m[1], 16)), name) if "#" in name else name


def _nested(content: bytes, at: int) -> tuple[bytes, int]:
    """A string with brackets in it, from after its first; the place after its last."""
    depth, start = 1, at
    for mark in re.compile(rb"\\.|[()]", re.DOTALL).finditer(content, at, at + 100_000):
        depth += {b"(": 1, b")": -1}.get(mark.group(), 0)
        if not depth:
            return _unescaped(content[start : mark.start()]), mark.end()
    return b"", at


def _after_image(content: bytes, at: int) -> int:
    found = _IMAGE_END.search(content, at)
    return found.end() if found else len(content)
