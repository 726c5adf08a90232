"""Lines are joined with a space, without one, or without the hyphen at the line end."""

from __future__ import annotations

import pytest

from ingest.read.pdf.hyphens import Hyphens

BREAKING = ["of infor-", "mation and a cross-border case at the border", "they under-", "stood"]
PLAIN = [
    "a crypto-",
    "currency-backed service and a market-",
    "based one, anti-",
    "money laundering",
]


@pytest.mark.parametrize(
    ("document", "line", "following", "expected", "why"),
    [
        (BREAKING, "the equip-", "ment was", "the equipment was", "a word broken at the end"),
        (BREAKING, "a cross-", "border case", "a cross-border case", "written so elsewhere"),
        (BREAKING, "which under-", "scores it", "which underscores it", "under grows together"),
        (BREAKING, "US-", "Mexico talks", "US-Mexico talks", "a name follows"),
        (BREAKING, "P.L. 111-", "321 says", "P.L. 111-321 says", "a number follows"),
        (BREAKING, "non-", "federal aid", "non-federal aid", "a first part that keeps it"),
        (PLAIN, "a self-", "custodied coin", "a self-custodied coin", "no word is broken here"),
        (PLAIN, "plain", "words", "plain words", "no hyphen"),
        (PLAIN, "and/", "or not", "and/or not", "a slash"),
        (PLAIN, "pages 34–", "38 of", "pages 34–38 of", "a range"),
        (PLAIN, "the law –", "as passed", "the law – as passed", "a dash with spaces"),
        (PLAIN, "ether\u00ad", "eal", "ethereal", "a soft hyphen is always undone"),
        (PLAIN, "https://a.gov/b-", "c.pdf.", "https://a.gov/b-c.pdf.", "an address keeps it"),
        (PLAIN, "https://a.gov/b/", "c.pdf.", "https://a.gov/b/c.pdf.", "an address goes on"),
    ],
)
def test_joints(document: list[str], line: str, following: str, expected: str, why: str) -> None:
    kept, between = Hyphens([*document, line, following]).joint(line, following)
    assert kept + between + following == expected, why


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("one thing—another thing", "services—across"),
        ("one thing — another thing", "services — across"),
    ],
)
def test_a_dash_at_a_line_end_gets_the_spaces_the_document_uses(
    written: str, expected: str
) -> None:
    line = "services —" if " —" in written else "services—"
    kept, between = Hyphens([written]).joint(line, "across")
    assert kept + between + "across" == expected
