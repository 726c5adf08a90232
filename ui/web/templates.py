"""HTML from Jinja templates: ``PAGE/NAME.html.j2`` beside the page's code, made of macros.

Every value is escaped and, where it is long, cut, and characters that hide or reorder others are
removed from it. A line break
in a template is not part of the page, or is one space where it separates two words of text; a space
that matters is written on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from kb.cite.dates import american
from kb.text.display import displayable
from ui.counts import counted
from ui.web import links
from ui.web.assets import asset
from ui.web.capped import capped

_BETWEEN_WORDS = re.compile(r"(?<=[^\s>])\s*\n\s*(?=[^\s<])")
_LINE_BREAK = re.compile(r"(?:(?<!\s)\s+)?\n\s*+")


class _LineBreaks(Extension):
    """Takes the line breaks and indentation out of templates when they are compiled."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template, its text without line breaks."""
        for token in stream:
            if token.type == "data":
                joined = _LINE_BREAK.sub("", _BETWEEN_WORDS.sub(" ", token.value))
                token = Token(token.lineno, "data", joined)
            yield token


def render(template: str, macro: str, /, *values: object, **named: object) -> Markup:
    """The HTML of a macro of ``ui/web/TEMPLATE.html.j2``."""
    html = getattr(_module(template), macro)(*values, **named)
    return Markup(displayable(str(html)))  # noqa: S704  Jinja has escaped every value


def first_up(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def _shown(value: object) -> object:
    """A value as a template shows it: long text is cut. What is HTML by now was cut as text."""
    return capped(value) if type(value) is str else value


@cache
def _module(template: str) -> TemplateModule:
    return _environment().get_template(f"{template}.html.j2").module


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        extensions=[_LineBreaks],
    )
    environment.filters["first_up"] = first_up
    environment.filters["american"] = american
    environment.filters["thousands"] = lambda number: f"{number:,}"
    addresses = ("search", "document", "map", "history", "collections", "library")
    environment.globals["counted"] = counted
    environment.globals |= {f"{a}_url": getattr(links, f"{a}_url") for a in addresses}
    return environment
