"""How fast the app is in a browser: ``python -m tests.bench.browser``.

Serves the library of ``KB_HOME`` read-only; give it a copy. It opens the app in a new browser
context eight times and measures the time from the request to the visible heading; the very first
visit, which loads the app's modules, is printed separately. Then it types twenty queries into one
page and measures the time from Enter to the cards of that query. Half of the queries are questions;
the time to their answer box is measured too.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from kb.settings import home
from tests.chromium import CHROMIUM, FLAGS, wait_until_drawn
from tests.ui.conftest import served

WORDS = (
    "straw purchasing penalties",
    "fentanyl precursors from China",
    "money laundering casinos",
    "performance measures foreign assistance",
    "southbound inspections of vehicles",
    "training of Mexican prosecutors",
    "terrorist designation of cartels",
    "National Guard of Mexico",
    "tráfico de armas",
    '"human rights" kind:statute',
)
QUESTIONS = (
    "Which agency traces firearms recovered in Mexico?",
    "What did GAO find about democracy assistance?",
    "How much did Congress appropriate for Mexico in 2008?",
    "Who leads the Security Implementation Group?",
    "What does section 8365 require?",
    "When did the Bicentennial Framework begin?",
    "What is straw purchasing?",
    "How many people died of overdoses in 2023?",
    "¿Qué es el Entendimiento Bicentenario?",
    "What must the strategy report contain?",
)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as base, sync_playwright() as driver:
        Path(base, "home").symlink_to(home())
        os.environ["KB_READ_ONLY"] = "1"
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        with served(Path(base), "--read-only") as address:
            first = first_paint(browser, address)
            again = [first_paint(browser, address) for _ in range(8)]
            print(f"first paint: first visit {first:.2f} s, then median {np.median(again):.2f} s, "
                  f"slowest {max(again):.2f} s")  # fmt: skip
            page = browser.new_page()
            page.goto(address)
            page.get_by_label("Search or ask").wait_for()
            search(page, "a first search, which loads the encoder")
            print_row("words", [search(page, q) for q in WORDS])
            print_row("questions", [search(page, q) for q in QUESTIONS])
        browser.close()


def first_paint(browser: Browser, address: str) -> float:
    """Seconds until the page's heading is there, in a browser that remembers nothing."""
    context = browser.new_context()
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("h1.ev-name").wait_for()
    took = time.perf_counter() - started
    context.close()
    return took


def search(page: Page, query: str) -> tuple[float, float]:
    """Milliseconds from Enter to the cards, and to the answer box."""
    box = page.get_by_label("Search or ask")
    box.fill(query)
    started = time.perf_counter()
    box.press("Enter")
    page.locator(f"h2[data-query={quoted(query)}]").wait_for()
    cards = time.perf_counter() - started
    page.wait_for_function("() => !document.querySelector('.ev-waiting')")
    answer = time.perf_counter() - started
    wait_until_drawn(page)
    return 1000 * cards, 1000 * answer


def quoted(query: str) -> str:
    """``query`` as a string of CSS."""
    return '"' + query.replace("\\", "\\\\").replace('"', '\\"') + '"'


def print_row(name: str, rows: list[tuple[float, float]]) -> None:
    """Print one line of the table."""
    cards, answer = (np.array(column) for column in zip(*rows, strict=True))
    print(
        f"{name:10} {len(rows)}: cards median {np.median(cards):.0f} ms, p95 "
        f"{np.percentile(cards, 95):.0f}; answer median {np.median(answer):.0f}"
    )


if __name__ == "__main__":
    main()
