"""Remembers of which address and version a partial download is, so that it can be continued."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import httpx


@dataclass(frozen=True, slots=True)
class ResumeFile:
    """A small file beside a partial download: its address, and the server's mark of the version."""

    path: Path
    url: str

    def version(self) -> str | None:
        """The version of the partial file, for If-Range; ``None`` when it is of another address."""
        lines = self.path.read_text(encoding="utf-8").split("\n") if self.path.exists() else []
        return lines[1] if len(lines) == 2 and lines[0] == self.url else None

    def record(self, response: httpx.Response) -> None:
        """Record the version of ``response``; nothing when it cannot be continued later.

        That takes a strong mark of the version and bytes that are not compressed.
        """
        etag = response.headers.get("etag", "")
        version = etag if etag and not etag.startswith("W/") else None
        version = version or response.headers.get("last-modified")
        if version and is_unencoded(response):
            self.path.write_text(f"{self.url}\n{version}", encoding="utf-8")
        else:
            self.delete()

    def delete(self) -> None:
        """Forget the version: the file is complete, or cannot be continued."""
        self.path.unlink(missing_ok=True)


def is_unencoded(response: httpx.Response) -> bool:
    """True when the bytes sent are the bytes of the file."""
    return response.headers.get("content-encoding", "identity").strip().casefold() in (
        "identity",
        "",
    )
