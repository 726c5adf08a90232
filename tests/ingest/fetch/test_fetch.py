"""The fetcher against a server that misbehaves: each document ends with one outcome and a reason."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ingest.fetch.entries import BRIEF, LAW, QUICK, REPORT, big_pdf, entry, fetch, pdf
from tests.ingest.fetch.server import Reply, Site, in_turn, serving

WALL = b"<!DOCTYPE html><html><title>Access Denied</title>Please solve this captcha.</html>"
LANDING = b"<!DOCTYPE html><html><title>A report on lamps</title>" + b"<p>Summary</p>" * 40


def names(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir()}


def test_a_document_is_fetched_hashed_and_recorded(web: Site, tmp_path: Path) -> None:
    url = web.put("/odd%20name..pdf", serving(pdf(), '"1"'))
    (outcome,) = fetch(tmp_path, entry(url))
    sha256 = hashlib.sha256(pdf()).hexdigest()
    assert (outcome.status, outcome.reason, outcome.sha256) == ("fetched", None, sha256)
    assert (tmp_path / f"{BRIEF}.pdf").read_bytes() == pdf()
    assert names(tmp_path) == {f"{BRIEF}.pdf", "lock.json"}  # named by the id, no part left
    lock = json.loads((tmp_path / "lock.json").read_text())
    assert lock[BRIEF] == {
        "id": BRIEF, "url": url, "file": f"{BRIEF}.pdf", "sha256": sha256, "size": len(pdf()),
        "etag": '"1"', "modified": None,
    }  # fmt: skip
    assert "Evidencia" in web.requests[0].headers["user-agent"]


@pytest.mark.parametrize(
    ("etag", "why"), [('"1"', "the server says 304"), (None, "the file is equal")]
)
def test_the_second_run_finds_it_unchanged(
    web: Site, tmp_path: Path, etag: str | None, why: str
) -> None:
    url = web.put("/a.pdf", serving(pdf(), etag))
    fetch(tmp_path, entry(url))
    (second,) = fetch(tmp_path, entry(url))
    assert second.status == "unchanged", why
    assert web.requests[1].headers.get("if-none-match") == etag
    assert names(tmp_path) == {f"{BRIEF}.pdf", "lock.json"}


def test_a_changed_document_is_kept_beside_the_earlier_one(web: Site, tmp_path: Path) -> None:
    url = web.put("/a.pdf", serving(pdf("Old"), '"1"'))
    fetch(tmp_path, entry(url))
    web.put("/a.pdf", serving(pdf("New"), '"2"'))
    (outcome,) = fetch(tmp_path, entry(url))
    old = f"{BRIEF}.{hashlib.sha256(pdf('Old')).hexdigest()[:8]}.pdf.old"
    assert (outcome.status, old in (outcome.reason or "")) == ("changed upstream", True)
    assert (tmp_path / old).read_bytes() == pdf("Old")
    assert (tmp_path / f"{BRIEF}.pdf").read_bytes() == pdf("New")


def test_the_same_file_from_another_place_has_not_changed(web: Site, tmp_path: Path) -> None:
    places = [web.put("/a.pdf", Reply(404)), web.put("/b.pdf", serving(pdf()))]
    assert fetch(tmp_path, entry(*places))[0].status == "fetched"
    web.put("/a.pdf", serving(pdf()))
    assert fetch(tmp_path, entry(*places))[0].status == "unchanged"


def test_a_damaged_file_is_fetched_again(web: Site, tmp_path: Path) -> None:
    url = web.put("/a.pdf", serving(pdf(), '"1"'))
    fetch(tmp_path, entry(url))
    (tmp_path / f"{BRIEF}.pdf").write_bytes(b"damaged")
    fetch(tmp_path, entry(url))
    assert (tmp_path / f"{BRIEF}.pdf").read_bytes() == pdf()


def test_a_file_that_a_person_put_there_is_not_lost(web: Site, tmp_path: Path) -> None:
    (tmp_path / f"{BRIEF}.pdf").write_bytes(pdf("Mine"))
    (outcome,) = fetch(tmp_path, entry(web.put("/a.pdf", serving(pdf()))))
    assert outcome.status == "changed upstream"
    assert [p.read_bytes() for p in tmp_path.glob("*.old")] == [pdf("Mine")]


def test_a_cut_off_download_is_resumed_where_it_ended(web: Site, tmp_path: Path) -> None:
    body = big_pdf()
    cut = Reply(200, body, {"ETag": '"1"'}, cut=200_000)
    url = web.put("/a.pdf", in_turn(cut, serving(body, '"1"')))
    (outcome,) = fetch(tmp_path, entry(url))
    assert outcome.status == "fetched"
    again = web.requests[1].headers
    assert 0 < int(again["range"].removeprefix("bytes=").removesuffix("-")) <= 200_000
    assert again["if-range"] == '"1"'
    assert (tmp_path / f"{BRIEF}.pdf").read_bytes() == body


CUT = Reply(200, big_pdf(), {"ETag": '"1"'}, cut=200_000)
OTHER = big_pdf().replace(b"padding", b"changed")


@pytest.mark.parametrize(
    ("first", "then", "body"),
    [
        pytest.param(CUT, serving(big_pdf()), big_pdf(), id="ranges are ignored"),
        pytest.param(CUT, serving(OTHER, '"2"'), OTHER, id="it changed in between"),
        pytest.param(replace(CUT, headers={}), serving(OTHER), OTHER, id="no version is stated"),
        pytest.param(
            replace(CUT, headers={"ETag": 'W/"1"'}), serving(OTHER), OTHER, id="a weak version"
        ),
        pytest.param(
            CUT,
            in_turn(Reply(416), serving(big_pdf(), '"1"')),
            big_pdf(),
            id="the range is refused",
        ),
        pytest.param(
            CUT,
            in_turn(
                Reply(206, big_pdf()[9:], {"Content-Range": f"bytes 9-{len(big_pdf()) - 1}/*"}),
                serving(big_pdf(), '"1"'),
            ),
            big_pdf(),
            id="another range is sent",
        ),
        pytest.param(
            Reply(206, big_pdf()[9:]), serving(big_pdf()), big_pdf(), id="an unrequested part"
        ),
    ],
)
def test_parts_of_different_files_are_never_joined(
    web: Site, tmp_path: Path, first: Reply, then: Reply, body: bytes
) -> None:
    (outcome,) = fetch(tmp_path, entry(web.put("/a.pdf", in_turn(first, then))))
    assert outcome.status == "fetched"
    assert (tmp_path / f"{BRIEF}.pdf").read_bytes() == body
    assert names(tmp_path) == {f"{BRIEF}.pdf", "lock.json"}


def test_a_partial_file_of_one_address_is_not_resumed_at_another(web: Site, tmp_path: Path) -> None:
    places = [web.put("/a.pdf", CUT), web.put("/b.pdf", serving(OTHER, '"1"'))]
    assert (
        fetch(tmp_path, entry(*places), policy=QUICK.model_copy(update={"tries": 1}))[0].status
        == "fetched"
    )
    assert "range" not in web.at("/b.pdf")[0].headers
    assert (tmp_path / f"{BRIEF}.pdf").read_bytes() == OTHER


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(403), id="forbidden"),
        pytest.param(Reply(401), id="a login is required"),
        pytest.param(Reply(451), id="withheld"),
        pytest.param(Reply(200, WALL, {"Content-Type": "text/html"}), id="a block page"),
        pytest.param(Reply(200, b"\xef\xbb\xbf<!-- -->" + WALL), id="a block page after a comment"),
    ],
)
def test_a_publisher_that_blocks_programs_is_reported_with_what_to_do(
    web: Site, tmp_path: Path, reply: Reply
) -> None:
    page = "https://publisher.example/lamps"
    (outcome,) = fetch(tmp_path, entry(web.put("/a.pdf", reply), url=page))
    assert (outcome.status, outcome.url) == ("blocked", page)
    for needed in (page, str(tmp_path), f"{BRIEF}.pdf"):
        assert needed in (outcome.reason or "")
    assert len(web.requests) == 1
    assert not names(tmp_path)


def nested(_: object) -> Reply:
    return Reply(200, b"x", {"Content-Encoding": "gzip, gzip, gzip"})


@pytest.mark.parametrize(
    ("reply", "reason", "times"),
    [
        pytest.param(Reply(404), "404", 1, id="not there"),
        pytest.param(Reply(410), "410", 1, id="gone"),
        pytest.param(Reply(202), "202", 1, id="not ready"),
        pytest.param(Reply(500), "500, 3 times", 3, id="always an error"),
        pytest.param(Reply(503, headers={"Retry-After": "x²"}), "503, 3 times", 3, id="odd wait"),
        pytest.param(Reply(200, LANDING), "a web page instead of a PDF", 1, id="HTML"),
        pytest.param(Reply(200, b""), "instead of a PDF", 1, id="nothing"),
        pytest.param(Reply(200, b"%PDF-1.7 short"), "14 bytes", 1, id="next to nothing"),
        pytest.param(Reply(304), "304", 1, id="unchanged, unrequested"),
        pytest.param(Reply(302, headers={"Location": "/a"}), "redirects more than", 6, id="loop"),
        pytest.param(
            Reply(302, headers={"Location": "http://a:x/"}), "Invalid URL", 3, id="bad address"
        ),
        pytest.param(Reply(302), "redirects more than", 6, id="led nowhere"),
        pytest.param(Reply(200, CUT.body, cut=90_000), "ended before", 3, id="always cut off"),
        pytest.param(
            Reply(200, b"no gzip" * 99, {"Content-Encoding": "gzip"}), "3 times", 3, id="not gzip"
        ),
        pytest.param(nested(None), "unrequested", 1, id="encoded in layers"),
    ],
)
def test_when_one_address_fails_the_next_is_tried(
    web: Site, tmp_path: Path, reply: Reply, reason: str, times: int
) -> None:
    bad, good = web.put("/a", reply), web.put("/b.pdf", serving(pdf()))
    (outcome,) = fetch(tmp_path / "one", entry(bad))
    assert outcome.status == "failed"
    assert reason in (outcome.reason or "")
    assert "127.0.0.1" in (outcome.reason or "")
    assert len(web.requests) == times
    (outcome,) = fetch(tmp_path / "two", entry(bad, good))
    assert (outcome.status, outcome.url) == ("fetched", good)
    assert not list(tmp_path.glob("*/*.part*"))


def test_a_document_without_an_address_is_blocked_or_failed(tmp_path: Path) -> None:
    (with_page,) = fetch(tmp_path, entry(url="https://publisher.example/lamps"))
    (without,) = fetch(tmp_path, entry(url=None))
    assert (with_page.status, without.status) == ("blocked", "failed")
    assert "https://publisher.example/lamps" in (with_page.reason or "")


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(Reply(429, headers={"Retry-After": "1"}), id="too many, in a second"),
        pytest.param(
            Reply(503, headers={"Retry-After": "Wed, 01 Jan 2020 00:00:00 GMT"}), id="at a date"
        ),
        pytest.param(Reply(503, headers={"Retry-After": "Wed, 99 Foo 2020"}), id="at no date"),
        pytest.param(Reply(500), id="an error"),
        pytest.param(Reply(408), id="a timeout"),
        pytest.param(Reply(200, pdf(), cut=0), id="nothing came"),
    ],
)
def test_a_temporary_failure_is_retried(web: Site, tmp_path: Path, first: Reply) -> None:
    url = web.put("/a.pdf", in_turn(first, serving(pdf())))
    began = time.monotonic()
    assert fetch(tmp_path, entry(url))[0].status == "fetched"
    waited = time.monotonic() - began
    assert waited >= float(first.code == 429)
    assert len(web.requests) == 2


def test_no_wait_is_longer_than_the_longest(web: Site, tmp_path: Path) -> None:
    later = Reply(429, headers={"Retry-After": "86400"})
    url = web.put("/a.pdf", in_turn(later, serving(pdf())))
    (outcome,) = fetch(
        tmp_path, entry(url), policy=QUICK.model_copy(update={"longest_wait_s": 0.05})
    )
    assert outcome.status == "fetched"


def test_requests_to_one_host_keep_their_distance(web: Site, tmp_path: Path) -> None:
    url = web.put("/a.pdf", serving(pdf()))
    began = time.monotonic()
    entries = [entry(url), entry(url, doc_id=REPORT), entry(url, doc_id=LAW)]
    fetch(tmp_path, *entries, policy=QUICK.model_copy(update={"delay_s": 0.15}))
    assert time.monotonic() - began >= 0.3


def test_a_slow_server_finishes(web: Site, tmp_path: Path) -> None:
    url = web.put("/a.pdf", serving(big_pdf(), pace=0.1))
    assert fetch(tmp_path, entry(url))[0].status == "fetched"


SOON = QUICK.model_copy(update={"total_s": 0.6})


@pytest.mark.case("S10")
@pytest.mark.parametrize("chunked", [False, True])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(
    web: Site, tmp_path: Path, chunked: bool
) -> None:
    slow = web.put("/a.pdf", Reply(200, big_pdf(), chunked=chunked, pace=0.05, block=1))
    good = web.put("/b.pdf", serving(pdf()))
    began = time.monotonic()
    first, second = fetch(tmp_path, entry(slow), entry(good, doc_id=REPORT), policy=SOON)
    assert first.status == "failed"
    assert "longer than 0.6 s, the limit for one download" in (first.reason or "")
    assert "KB_FETCH__TOTAL_S" in (first.reason or "")
    assert second.status == "fetched"  # it has a limit of its own
    assert time.monotonic() - began < 20
    assert len(web.at("/a.pdf")) == 1


@pytest.mark.case("S10")
def test_a_header_that_never_ends_is_given_up(tmp_path: Path) -> None:
    done = threading.Event()

    def drip(listening: socket.socket) -> None:
        taken, _ = listening.accept()
        with taken, contextlib.suppress(OSError):
            taken.sendall(b"HTTP/1.1 200 OK\r\nX-Lamps: ")
            while not done.wait(0.05):
                taken.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=drip, args=(listening,))
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/a.pdf"
        (outcome,) = fetch(tmp_path, entry(address), policy=SOON)
        done.set()
        thread.join()
    assert outcome.status == "failed"
    assert "longer than 0.6 s" in (outcome.reason or "")


@pytest.mark.case("S10")
@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "data:text/plain,lamps", "file:///etc/passwd", "about:blank", "mailto:a@b.c",
        "//", "http://", "http:///a", "https://:443/", "http://[::1", "http://a:99999/", "http://a:x/",
        "http://[v1.x]/", "http://\x00/", "http://a\tb/", "::::", "?", "#", "%", "%zz", "\\\\a\\b", "",
        "x" * 70_000, "http://" + "a" * 300 + ".example/", "http://xn--/", "http://a..b/", "http://\xff/",
        "http://user:word@a.example/", "ftp://a.example/b", "HTTP://%31%32%37.0.0.1/", "blob:http://a/b",
        "view-source:http://a/", "ws://a.example/",
    ],
)  # fmt: skip
def test_a_redirect_to_nonsense_is_an_outcome_and_the_batch_goes_on(
    web: Site, tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", _only_loopback)
    lead = web.put("/lead", Reply(302, headers={"Location": target}))
    good = web.put("/good.pdf", serving(pdf()))
    first, second = fetch(tmp_path, entry(lead), entry(good, doc_id=REPORT))
    assert first.status == "failed"
    assert first.reason
    assert second.status == "fetched"


@pytest.mark.case("S10")
@pytest.mark.parametrize(
    "headers",
    [{"Content-Length": "-1"}, {"Content-Length": "lamps"}, {"Content-Encoding": "lamps"},
     {"Content-Type": "\x00"}, {"Retry-After": "9" * 400}, {"Content-Range": "bytes x"},
     {"Transfer-Encoding": "lamps"}],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("code", [200, 206, 302, 304, 429, 599])
def test_a_header_of_nonsense_is_an_outcome(
    web: Site, tmp_path: Path, headers: dict[str, str], code: int
) -> None:
    bad = web.put("/bad.pdf", Reply(code, pdf(), headers))
    good = web.put("/good.pdf", serving(pdf()))
    one = QUICK.model_copy(update={"tries": 1, "total_s": 5.0})
    outcomes = fetch(tmp_path, entry(bad), entry(good, doc_id=REPORT), policy=one)
    assert [bool(o.status) for o in outcomes] == [True, True]
    assert outcomes[1].status == "fetched"


@pytest.mark.case("S10")
@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": 1}', '{"a": {"id": "a"}}', "\udcff"])
def test_a_damaged_lock_file_counts_as_empty(web: Site, tmp_path: Path, content: str) -> None:
    (tmp_path / "lock.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    url = web.put("/a.pdf", serving(pdf()))
    assert fetch(tmp_path, entry(url))[0].status == "fetched"
    assert fetch(tmp_path, entry(url))[0].status == "unchanged"


@pytest.mark.case("S10")
def test_a_folder_that_cannot_be_written_is_an_outcome(web: Site, tmp_path: Path) -> None:
    url = web.put("/a.pdf", serving(pdf()))
    (tmp_path / f"{BRIEF}.pdf.part").mkdir()  # in the way of the download
    first, second = fetch(tmp_path, entry(url), entry(url, doc_id=REPORT))
    assert (first.status, second.status) == ("failed", "fetched")


PACKED = gzip.compress(b"%PDF-1.7 " + bytes(50_000_000))


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(200, big_pdf()), id="it tells its size"),
        pytest.param(Reply(200, big_pdf(), chunked=True), id="it does not"),
        pytest.param(Reply(200, PACKED, {"Content-Encoding": "gzip"}), id="a gzip bomb"),
    ],
)
def test_no_more_than_the_size_limit_is_kept(web: Site, tmp_path: Path, reply: Reply) -> None:
    limit = QUICK.model_copy(update={"max_mb": 0.1})
    (outcome,) = fetch(tmp_path, entry(web.put("/a.pdf", reply)), policy=limit)
    assert (outcome.status, "0.1 MB" in (outcome.reason or "")) == ("failed", True)
    assert len(web.requests) == 1
    assert sum(p.stat().st_size for p in tmp_path.iterdir()) <= 1000


def test_an_unpacked_file_arrives_unpacked(web: Site, tmp_path: Path) -> None:
    reply = Reply(200, gzip.compress(pdf()), {"Content-Encoding": "gzip"})
    assert fetch(tmp_path, entry(web.put("/a.pdf", reply)))[0].status == "fetched"
    assert (tmp_path / f"{BRIEF}.pdf").read_bytes() == pdf()
    assert web.requests[0].headers["accept-encoding"] == "identity"


def test_a_host_that_cannot_be_reached_gets_one_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest.fetch.address_guard import GuardedBackend

    tries: list[str] = []
    connect = GuardedBackend.connect_tcp

    def counted(self: GuardedBackend, host: str, *rest: object, **more: object) -> object:
        tries.append(host)
        return connect(self, host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(GuardedBackend, "connect_tcp", counted)
    with socket.socket() as taken:  # bound and not listening: every connection is refused
        taken.bind(("127.0.0.1", 0))
        root = f"http://127.0.0.1:{taken.getsockname()[1]}"
        documents = [entry(f"{root}/{n}", f"{root}/again", doc_id=n) for n in (BRIEF, LAW, REPORT)]
        outcomes = fetch(tmp_path, *documents)
    assert len(tries) == 1
    assert [o.status for o in outcomes] == ["failed"] * 3
    (reason,) = {o.reason for o in outcomes}
    assert reason is not None
    assert reason.startswith("127.0.0.1 cannot be reached")
    assert reason.count("cannot be reached") == 1
    assert "Traceback" not in reason


def test_a_redirect_to_a_dead_host_does_not_mark_the_redirecting_host_as_dead(
    web: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", _only_loopback)
    dead = web.put("/dead", Reply(302, headers={"Location": "http://dead.example/a.pdf"}))
    good = web.put("/b.pdf", serving(pdf()))
    first, second = fetch(tmp_path, entry(dead), entry(good, doc_id=LAW))
    assert (first.status, second.status) == ("failed", "fetched")
    assert (first.reason or "").startswith("dead.example cannot be reached")


def _only_loopback(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
    if host != "127.0.0.1":
        raise socket.gaierror("unknown")
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
