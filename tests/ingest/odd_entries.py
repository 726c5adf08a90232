"""A folder with one of every odd entry that has stopped the reading of folders."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

READ = "added"
SKIPPED = "skipped"
UNMENTIONED = ""  # read under another name, or hidden


def _words(name: str) -> bytes:
    return f"Memo on {name}\n\nThe memo numbered {name} counts lamps in the depot.\n".encode()


def fill(folder: Path) -> dict[bytes, str]:
    """Make the entries in ``folder``; what must become of each, by the bytes of its name."""
    top = os.fsencode(folder)
    expected: dict[bytes, str] = {}
    for number, name in enumerate(_read_names()):
        path = os.path.join(top, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(_words(f"n{number}"))
        expected[os.path.basename(name)] = READ
    for name, target in _links(folder):
        os.symlink(target, os.path.join(top, name))
        expected[name] = UNMENTIONED if name == b"zz-link.txt" else SKIPPED
    os.mkfifo(os.path.join(top, b"pipe.md"))
    os.mkfifo(os.path.join(top, b"good.txt.meta.yaml"))  # in place of a sidecar
    with socket.socket(socket.AF_UNIX) as opened:
        before = os.getcwd()
        os.chdir(folder)  # the name of a socket is short
        opened.bind("socket.txt")
        os.chdir(before)
    (folder / "empty.txt").touch()
    expected |= dict.fromkeys([b"pipe.md", b"socket.txt", b"empty.txt"], SKIPPED)
    expected[_too_deep(folder)] = SKIPPED
    return expected


def _read_names() -> Iterator[bytes]:
    yield b"good.txt"
    yield b"bad-\xff-name.txt"  # not UTF-8
    yield b"caf\xe9/inside.txt"  # the folder neither
    yield b"\xed\xa0\xbd.txt"  # half a surrogate pair
    yield b"new\nline.txt"
    yield b"\x1b[31mred\x1b[0m.txt"  # commands for a terminal
    yield b"bell\x07tab\tback\x08.txt"
    yield "gpj.\u202etxt".encode() + b".txt"  # turned direction
    yield b"x" * 251 + b".txt"  # the longest name
    yield b"Twin.txt"
    yield b"tWIN.txt"  # another file where letter case counts
    yield "caf\u00e9.txt".encode()
    yield "cafe\u0301.txt".encode()  # the same to the eye
    yield b"[bold]red[/x].txt"  # markup of the terminal library
    yield b"<script>alert(1)<script>.html.txt"
    yield b"-rf.txt"
    yield b" ... .txt"
    yield b"folder.pdf/inside-a-folder-like-a-file.txt"
    yield b"%FF %s {0} $HOME.txt"
    yield b"back\\slash.txt"


def _links(folder: Path) -> Iterator[tuple[bytes, str | bytes]]:
    yield b"a.txt", b"a.txt"  # to itself
    yield b"loop-1.txt", b"loop-2.txt"
    yield b"loop-2.txt", b"loop-1.txt"
    yield b"dangling.txt", b"nowhere"
    yield b"up", str(folder)  # to a folder above
    yield b"zero.txt", b"/dev/zero"
    yield b"zz-link.txt", b"good.txt"


def _too_deep(folder: Path) -> bytes:
    """A folder whose path is longer than the system allows, by less than its own name. Gives that
    name."""
    length, longest = 200, 4095  # of a name; of a path, in bytes
    here = os.open(folder, os.O_RDONLY)
    levels = (longest - len(os.fsencode(folder))) // (length + 1)
    too_deep = "too-deep".ljust(length, "-")
    for name in ["d" * length] * levels + [too_deep]:
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    return os.fsencode(too_deep)
