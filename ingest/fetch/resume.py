"""What a download that was cut off needs to go on: whose bytes these are, and of which version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import httpx


@dataclass(frozen=True, slots=True)
class Resume:
    """Beside a part: the address it is from and the server's mark of that version."""

    path: Path
    url: str

    def mark(self) -> str | None:
        """The version of the part, for If-Range; ``None`` for a part from elsewhere."""
        lines = self.path.read_text(encoding="utf-8").split("\n") if self.path.exists() else []
        return lines[1] if len(lines) == 2 and lines[0] == self.url else None

    def keep(self, response: httpx.Response) -> None:
        """Without a strong mark, or with bytes that were packed, a part cannot be gone on with."""
        etag = response.headers.get("etag", "")
        mark = etag if etag and not etag.startswith("W/") else None
        mark = mark or response.headers.get("last-modified")
        if mark and is_unencoded(response):
            self.path.write_text(f"{self.url}\n{mark}", encoding="utf-8")
        else:
            self.drop()

    def drop(self) -> None:
        """Forget the version: the file is whole, or cannot be gone on with."""
        self.path.unlink(missing_ok=True)


def is_unencoded(response: httpx.Response) -> bool:
    """True when the bytes sent are the bytes of the file."""
    return response.headers.get("content-encoding", "identity").strip().casefold() in (
        "identity",
        "",
    )
