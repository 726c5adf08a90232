"""Content controls of a Word file (``w:sdt``): the prompts of those that nobody filled in."""

from __future__ import annotations

from ingest.read.docx.names import child, kind, switch, value
from ingest.read.docx.styles import Styles
from ingest.read.xml_parser import Element

_PROMPT_STYLE = "placeholder text"


def remove_prompts(root: Element, styles: Styles) -> None:
    """Removes controls that only show a prompt, such as "Click to enter text".

    A program that fills in a control may leave its flag set, so the style of the words counts too.
    """
    for control in [e for e in root.iter() if kind(e) == "w:sdt"]:
        if switch(child(control, "w:sdtPr"), "w:showingPlcHdr") is not True:
            continue
        runs = [e for e in control.iter() if kind(e) == "w:r"]
        parent = control.getparent()
        if parent is not None and runs and all(_is_prompt(run, styles) for run in runs):
            parent.remove(control)


def _is_prompt(run: Element, styles: Styles) -> bool:
    style = value(child(run, "w:rPr", "w:rStyle"))
    return styles.name(style) == _PROMPT_STYLE or style == "PlaceholderText"
