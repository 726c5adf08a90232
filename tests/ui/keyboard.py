"""Moves through a page with the Tab key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.chromium import wait_for_frame, wait_until_drawn

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Identifies an element by its label, words and attributes. Attributes of its looks are left out,
# because the focus changes them, and `aria-describedby`, which Streamlit's choice boxes have at
# first and lose soon after.
_KEY = """const key = e => ((e.labels?.[0]?.textContent || '') + e.outerHTML.replace(
    / (class|style|color|id|data-[a-z-]+|aria-describedby)="[^"]*"/g, '')).slice(0, 300);"""

# The element with the focus: its name, and whether one sees that it has the focus.
_FOCUSED = (
    f"""() => {{ {_KEY}"""
    + """
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const marked = x => { const s = getComputedStyle(x);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; };
  const r = e.getBoundingClientRect();
  const words = e.cloneNode(true);
  words.querySelectorAll('[data-testid=stIconMaterial]').forEach(x => x.remove());
  const name = e.getAttribute('aria-label') || words.textContent || e.labels?.[0]?.innerText ||
    e.querySelector('title')?.textContent || '';
  return {tag: e.tagName, name: name.replace(/\\s+/g, ' ').trim(),
    tab: e.tabIndex, seen: marked(e),
    inside: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
    key: key(e)};
}"""
)


def stops(page: Page, most: int) -> Iterator[dict[str, Any]]:
    """Press Tab up to ``most`` times; each element that it reaches, round the page and on."""
    wait_until_drawn(page)  # an element that is drawn again loses the focus
    wait_for_frame(page)
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(_FOCUSED)
        # None is the browser itself; what Tab does not reach has its focus from the driver.
        if found is not None and found["tab"] >= 0:
            yield found


def tab_to(page: Page, name: str, *, exact: bool = False, most: int = 90) -> None:
    """Press Tab until the element with this name, or a name that begins so, has the focus. On the
    way there the focus is always visible."""
    passed = []
    for stop in stops(page, most):
        assert stop["seen"], f"the focus is not visible on {stop['key']}"
        assert stop["inside"], f"the focus is outside the window on {stop['key']}"
        if stop["name"] == name if exact else stop["name"].startswith(name):
            return
        passed.append(stop["name"][:30])
    raise AssertionError(f"Tab does not reach {name!r}; it reaches {passed}")


# Everything that can be pressed, chosen or written into. Left out is what Streamlit reaches with the
# arrow keys (the parts of one control), and what it keeps for the mouse beside a key for the same.
_ACTIONS = (
    f"""() => {{ {_KEY}"""
    + """
  return [...document.querySelectorAll(
    '.stMain :is(a[href], button, input, textarea, summary, [role=slider], [role=combobox])')]
  .filter(e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden' &&
    !e.disabled && e.type !== 'file' && !e.closest('[inert], [aria-hidden=true]') &&
    e.getAttribute('role') !== 'radio' && e.getAttribute('tabindex') !== '-1')
  .map(key); }"""
)


def actions_not_reached(page: Page) -> set[str]:
    """The actions of the page that Tab does not reach."""
    wait_until_drawn(page)
    actions = set(page.evaluate(_ACTIONS))
    assert actions
    for stop in stops(page, 3 * len(actions) + 40):
        actions.discard(stop["key"])
        if not actions:
            break
    return actions
