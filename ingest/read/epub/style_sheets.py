"""The style sheets of a book, cut down to the rules that decide what is read.

A book has one sheet for all of its chapters, with hundreds of rules for how letters look. Matched
against every chapter they would take longer than all the rest of reading.
"""

from __future__ import annotations

import re
from functools import lru_cache

import tinycss2

_LONGEST = 300_000  # characters of a sheet that are looked at
# What hides words, strikes them out, raises them, or begins a new line.
_DECIDES = re.compile(
    r"(?i)\bdisplay\s*:\s*(?:none|block|list-item|table)\b|\bvisibility\s*:\s*(?:hidden|collapse)\b"
    r"|\bline-through\b|\bvertical-align\s*:\s*(?:super|text-top|top)\b"
    r"|\b(?:opacity|font-size)\s*:\s*0(?:\.0+)?(?:[a-z%]*)\s*(?:!|;|$)"
    r"|\b(?:left|top|text-indent)\s*:\s*-\d{3}"
)


@lru_cache(maxsize=8)
def deciding_rules(sheet: str) -> str:
    """The rules of ``sheet`` that decide what is read. Rules for one kind of device or for print
    are none of them: a book hides with them what it shows in another way."""
    kept = []
    for node in tinycss2.parse_stylesheet(sheet[:_LONGEST], skip_comments=True):
        if node.type != "qualified-rule":
            continue
        try:
            selectors, declarations = map(tinycss2.serialize, (node.prelude, node.content))
        except RecursionError:  # brackets in brackets, a thousand deep
            continue
        if _DECIDES.search(declarations):
            kept.append(f"{selectors}{{{declarations}}}")
    return "\n".join(kept)
