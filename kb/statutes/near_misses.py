"""Section numbers that may have been meant: two digits swapped, or one character wrong."""

from __future__ import annotations

from collections.abc import Iterable


def near_numbers(number: str, present: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """At most ``limit`` numbers of ``present`` that are one slip away from ``number``, swapped
    digits first, then by how close they are."""
    slips = ((_slip(number, other), other) for other in set(present))
    ranked = sorted(
        (kind, abs(_value(other) - _value(number)), other) for kind, other in slips if kind
    )
    return tuple(other for _, _, other in ranked[:limit])


def _slip(a: str, b: str) -> int:
    """1 for two swapped neighbours, 2 for one changed character, 3 for one more or less, else 0."""
    a, b = a.casefold(), b.casefold()
    if len(a) == len(b):
        different = [i for i in range(len(a)) if a[i] != b[i]]
        if len(different) == 1 and len(a) > 2:
            return 2
        if len(different) == 2 and different[1] == different[0] + 1:
            i, j = different
            return int(a[i] == b[j] and a[j] == b[i])
        return 0
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    if len(longer) - len(shorter) != 1 or len(shorter) < 3:
        return 0
    return 3 if any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))) else 0


def _value(number: str) -> int:
    digits = "".join(c for c in number if c.isdigit())
    return int(digits or 0)
