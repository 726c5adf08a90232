"""Opens the browser when the app answers. It runs in its own process."""

from __future__ import annotations

import sys
import time
import urllib.request
import webbrowser


def main(url: str, patience_s: float = 60.0) -> None:
    """Wait until the app at ``url`` answers, then open it. Give up silently after a minute."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=2)  # noqa: S310  our own app
        except OSError:
            time.sleep(0.5)
            continue
        webbrowser.open(url)
        return


if __name__ == "__main__":
    main(sys.argv[1])
