"""The app's fonts, sizes and colours, from ``theme.toml``: for the style sheets and Streamlit."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ui.web.assets import asset

# Streamlit's name of each colour that it draws its own widgets with.
_STREAMLIT = {
    "primaryColor": "accent",
    "backgroundColor": "surface",
    "secondaryBackgroundColor": "field",
    "textColor": "ink",
    "linkColor": "accent",
    "borderColor": "line",
}


class Theme(BaseModel):
    """What ``theme.toml`` says. A colour is in both ``light`` and ``dark``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fonts: Mapping[str, str]
    sizes: Mapping[str, str]
    light: Mapping[str, str]
    dark: Mapping[str, str]
    page_image: Mapping[str, str] = Field(alias="page-image")

    @model_validator(mode="after")
    def _same_names(self) -> Theme:
        if missing := self.light.keys() ^ self.dark.keys():
            raise ValueError(f"only in one of [light] and [dark]: {', '.join(sorted(missing))}")
        return self

    def css(self) -> str:
        """The names as CSS variables of the page, light and dark."""
        sizes = {name: size for name, size in self.sizes.items() if name != "root"}
        always = _declared({**self.light, **sizes, "serif": self.fonts["serif"]})
        dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {_declared(self.dark)} }} }}"
        return f":root {{ {always} }}\n{dark}\n"

    def streamlit_options(self) -> dict[str, str | int]:
        """The options of Streamlit that give its own widgets the same look."""
        options: dict[str, str | int] = {
            "theme.font": self.fonts["text"],
            "theme.headingFont": self.fonts["text"],
            "theme.baseRadius": "small",
            "theme.baseFontSize": int(self.sizes["root"].removesuffix("px")),
        }
        for scheme, colours in (("light", self.light), ("dark", self.dark)):
            options |= {f"theme.{scheme}.{n}": colours[name] for n, name in _STREAMLIT.items()}
        return options


def _declared(values: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values.items())


@cache
def theme() -> Theme:
    """The theme, read once a process."""
    return Theme.model_validate(tomllib.loads(asset("theme.toml")))
