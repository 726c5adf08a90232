"""The theme: text can be read on what is behind it, and the style sheets use only its names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import ImageColor
from pydantic import ValidationError

from ui.web.serving.main import options
from ui.web.theme import Theme, theme

WEB = Path(__file__).parents[3] / "ui/web"
SHEETS = sorted(p for p in WEB.rglob("*.css"))
TEXT = ("ink", "soft", "accent", "warn", "good", "bad", "supports", "authorises", "qualifies",
        "challenges", "background")  # fmt: skip


def _luminance(colour: str) -> float:
    channels = [c / 255 for c in ImageColor.getrgb(colour)[:3]]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(text: str, behind: str) -> float:
    light, dark = sorted((_luminance(text), _luminance(behind)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("behind", ["surface", "raised", "field"])
@pytest.mark.parametrize("text", TEXT)
def test_text_has_enough_contrast_with_what_is_behind_it(
    text: str, behind: str, scheme: str
) -> None:
    colours = getattr(theme(), scheme)
    assert _contrast(colours[text], colours[behind]) >= 4.5


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.stem)
def test_style_sheets_use_only_names_and_no_colours_of_their_own(sheet: Path) -> None:
    css = sheet.read_text(encoding="utf-8")
    assert set(re.findall(r"var\(--([\w-]+)\)", css)) <= set(
        re.findall(r"--([\w-]+):", theme().css())
    )
    assert set(re.findall(r"#[0-9a-f]{3,6}\b(?=[^{]*})", css)) <= {"#fff"}  # paper is white


def test_streamlit_gets_the_fonts_and_colours_of_the_theme() -> None:
    served = options(8501)
    assert served["theme.light.primaryColor"] == theme().light["accent"]
    assert served["theme.dark.backgroundColor"] == theme().dark["surface"]
    assert served["theme.font"] == theme().fonts["text"]


def test_a_colour_that_one_scheme_lacks_is_an_error() -> None:
    given = theme().model_dump(by_alias=True)
    del given["dark"]["ink"]
    with pytest.raises(ValidationError, match="ink"):
        Theme.model_validate(given)
