"""Reads lines of YAML as fields and values, and says of each line that is wrong what to write.

Values are taken as written: ``no`` is a word and not a truth value, 2026-03-17 not a day, 1.10 not
a number. Where the whole is not YAML, each field is read for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from ingest.metadata.field_checks import shown

Written = str | tuple[str, ...]
_ENTRY = re.compile(r"([A-Za-z_][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_NOTHING = ("", "~", "null", "Null", "NULL")
_MOST_ENTRIES = 200


@dataclass(frozen=True, slots=True)
class Field:
    """A field as written, and its line."""

    name: str
    value: Written
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line, and what to write, as a sentence without a full stop."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Fields:
    """What was read, in the order of the lines. A field with a problem may still be read."""

    fields: tuple[Field, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_fields(text: str, first: int = 1) -> Fields:
    """The fields of ``text``, whose first line is line ``first`` of its file."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return _by_entries(text, first)
    if node is None:
        return Fields()
    if not isinstance(node, yaml.MappingNode):
        what = "is a list" if isinstance(node, yaml.SequenceNode) else "names no field"
        line = first + node.start_mark.line
        write = "write each field in a line of its own, without a hyphen: title: …"
        return Fields(problems=(Problem(line, f"it {what}; {write}"),))
    return _of_mapping(node, first)


def _of_mapping(node: yaml.MappingNode, first: int) -> Fields:
    fields: dict[str, Field] = {}
    problems: list[Problem] = []
    for key, value in node.value[:_MOST_ENTRIES]:
        line = first + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(line, "it names no field; write title: …"))
            continue
        written = _value(value)
        if written is None:
            problems.append(Problem(line, f"{shown(key.value)} has fields in it; write one value"))
        elif key.value in fields:
            problems.append(Problem(line, f"{shown(key.value)} is there twice; keep one of them"))
        elif written not in _NOTHING:
            fields[key.value] = Field(key.value, written, line)
    return Fields(tuple(fields.values()), tuple(problems))


def _value(node: yaml.Node) -> Written | None:
    """A word or a list of words; of a list of persons with fields, their names."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        items = [_named(item) for item in node.value[:_MOST_ENTRIES]]
        return None if None in items else tuple(i for i in items if i)
    return _named(node)


def _named(node: yaml.Node) -> str | None:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(value, yaml.ScalarNode) and key.value == "name":
                return str(value.value)
    return None


def _by_entries(text: str, first: int) -> Fields:
    """Each field read for itself."""
    fields: list[Field] = []
    problems: list[Problem] = []
    for line, entry in _entries(text, first):
        found = _of_entry(line, entry)
        known = {f.name for f in fields}
        fields += [f for f in found.fields if f.name not in known]
        problems += found.problems
    if not problems and not fields:
        problems.append(Problem(first, "it cannot be read; write each field as title: …"))
    return Fields(tuple(fields), tuple(problems))


def _entries(text: str, first: int) -> Iterator[tuple[int, str]]:
    """The line number and the lines of each field: one that begins at the margin, and those after
    it that are indented or belong to a list."""
    at, lines = first, list[str]()
    for number, line in enumerate(text.split("\n"), first):
        continues = lines and (not line.strip() or line[0] in " \t-#]}")
        if not continues:
            if lines:
                yield at, "\n".join(lines)
            at, lines = number, []
        lines.append(line)
    if lines:
        yield at, "\n".join(lines)


def _of_entry(line: int, entry: str) -> Fields:
    plain = entry.replace("\t", " ")
    for text, tab in ((entry, False), (plain, True)):
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, ValueError, RecursionError):
            continue
        if node is None:
            return Fields()
        if isinstance(node, yaml.MappingNode):
            found = _of_mapping(node, line)
            return Fields(found.fields, (_tab(line, entry),) * tab + found.problems)
    at_margin = re.sub(r"(?m)^\t+", "", entry)
    if at_margin != entry:
        found = _by_entries(at_margin, line)
        return Fields(found.fields, (_tab(line, entry), *found.problems))
    return _quoted(line, entry)


def _tab(line: int, entry: str) -> Problem:
    where = line + entry[: entry.find("\t")].count("\n")
    return Problem(where, "it has a tab; write spaces instead")


def _quoted(line: int, entry: str) -> Fields:
    """A field whose value needs quotation marks, taken as written."""
    match = _ENTRY.match(entry.strip())
    if match is None or not match[2]:
        begun = shown(entry.strip().split("\n", 1)[0])
        return Fields(
            problems=(Problem(line, f"“{begun}” cannot be read; write a field as title: …"),)
        )
    name, value = match[1].strip(), match[2].strip().strip("\"'")
    marked = value.replace("\\", "\\\\").replace('"', '\\"')
    sentence = f'{name} {_reason(match[2])}; put its value in quotation marks: {name}: "{marked}"'
    return Fields((Field(name, value, line),), (Problem(line, sentence),))


def _reason(value: str) -> str:
    value = value.strip()
    if value[0] in "\"'":
        return "has a quotation mark that is not closed, or text after it"
    if value[0] in "@`%&*!|>[]{},?-#":
        return f"begins with “{value[0]}”"
    if re.search(r":(\s|$)", value):
        return "has a colon in it"
    return "cannot be read as it is"
