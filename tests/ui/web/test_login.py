"""Who is let in, by the list in the secrets file."""

from __future__ import annotations

import pytest

from ui.web.login import may_enter

LIST = ("ana@example.org", "@Institute.example")


@pytest.mark.parametrize(
    ("user", "allowed", "enters", "why"),
    [
        ({"email": "ana@example.org"}, LIST, True, "on the list"),
        ({"email": "Ana@Example.org"}, LIST, True, "whatever the case"),
        ({"email": "bo@institute.example"}, LIST, True, "of a domain on the list"),
        ({"email": "bo@sub.institute.example"}, LIST, False, "another domain"),
        ({"email": "bo@institute.example.evil.org"}, LIST, False, "another domain"),
        ({"email": "bo@xinstitute.example"}, LIST, False, "another domain"),
        ({"email": "bo@example.org"}, LIST, False, "not on the list"),
        ({"email": "@institute.example"}, LIST, False, "no address"),
        ({"email": ""}, LIST, False, "no address"),
        ({}, LIST, False, "no address"),
        ({"email": "ana@example.org", "email_verified": False}, LIST, False, "unverified"),
        ({"email": "ana@example.org", "email_verified": "false"}, LIST, False, "unverified"),
        ({"email": "ana@example.org", "email_verified": True}, LIST, True, "verified"),
        ({}, (), True, "no list: whoever the provider knows"),
    ],
)
def test_who_is_let_in(
    user: dict[str, object], allowed: tuple[str, ...], enters: bool, why: str
) -> None:
    assert may_enter(user, allowed) is enters, why
