"""The settings as a table: each with its value, its source, and what it is. ``kb config`` and
``docs/configuration.md`` print it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

from pydantic import BaseModel

from kb.settings import Settings, current, given_variables, variable


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting: its dotted name, its variable, its value, and where the value comes from."""

    name: str
    variable: str
    value: Any
    default: Any
    source: Literal["default", "environment"]
    what: str
    unit: str
    measured: str

    @property
    def group(self) -> str:
        """The dotted name of its group, ``""`` for a setting in no group."""
        return self.name.rpartition(".")[0]


def rows(now: Settings | None = None) -> Iterator[SettingRow]:
    """Every setting in the order of ``kb.settings``. Raises ``SettingsError``."""
    yield from _rows(now or current(), (), Settings.model_construct())


def groups() -> dict[str, str]:
    """The docstring of every group, by its dotted name; ``""`` names the settings in no group."""
    return {".".join(path): inspect.cleandoc(group.__doc__ or "") for path, group in _groups()}


def unknown_variables() -> dict[str, str | None]:
    """Variables that have a value and start with ``KB_`` but name no setting, each with the most
    similar variable that names one, if one is similar."""
    known = _known()
    wrong = [name for name in given_variables() if name.upper() not in known]
    return {name: nearest_variable(name.upper()) for name in wrong}


def nearest_variable(name: str) -> str | None:
    """The variable of a setting or a group that is most similar to ``name``, if one is similar."""
    return next(iter(get_close_matches(name, _known(), n=1, cutoff=0.7)), None)


def _known() -> list[str]:
    settings = [row.variable for row in rows(Settings.model_construct())]
    return settings + [variable(path) for path, _ in _groups() if path]


def _groups(
    group: type[BaseModel] = Settings, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    yield path, group
    for name, field in group.model_fields.items():
        if isinstance(field.default, BaseModel):
            yield from _groups(type(field.default), (*path, name))


def _rows(group: BaseModel, path: tuple[str, ...], defaults: BaseModel) -> Iterator[SettingRow]:
    for name, field in type(group).model_fields.items():
        value, default = getattr(group, name), getattr(defaults, name)
        here = (*path, name)
        if isinstance(value, BaseModel):
            yield from _rows(value, here, default)
            continue
        about = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        yield SettingRow(
            ".".join(here), variable(here), value, default,
            "environment" if _is_set(here, changed=value != default) else "default",
            field.description or "", str(about.get("unit", "")), str(about.get("measured", "")),
        )  # fmt: skip


def _is_set(path: tuple[str, ...], *, changed: bool) -> bool:
    """The setting's own variable is set, or one that gives its whole group as JSON changed it."""
    given = {name.upper() for name in given_variables()}
    above = {variable(path[:n]) for n in range(1, len(path))}
    return variable(path) in given or (changed and not above.isdisjoint(given))
