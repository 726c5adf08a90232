"""No request leaves for an address that is not on the public internet."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from ingest.fetch.address_guard import ForbiddenAddress, check_url, is_public
from tests.ingest.fetch.entries import entry, fetch, pdf
from tests.ingest.fetch.server import Reply, Site, serving


@pytest.mark.case("S14")
@pytest.mark.parametrize(
    ("address", "public", "why"),
    [
        ("10.0.0.1", False, "private"),
        ("172.16.0.1", False, "private"),
        ("192.168.1.1", False, "private"),
        ("127.0.0.1", False, "loopback"),
        ("169.254.1.1", False, "link-local"),
        ("169.254.169.254", False, "a cloud's metadata"),
        ("100.64.0.1", False, "shared by a carrier"),
        ("224.0.0.1", False, "multicast"),
        ("255.255.255.255", False, "broadcast"),
        ("0.0.0.0", False, "this host"),
        ("::", False, "this host"),
        ("::1", False, "loopback"),
        ("fe80::1", False, "link-local"),
        ("fe80::1%eth0", False, "link-local with a zone"),
        ("fd00::1", False, "unique local"),
        ("ff02::1", False, "multicast"),
        ("::ffff:10.0.0.1", False, "private, mapped"),
        ("2002:0a00:0001::1", False, "private, in 6to4"),
        ("64:ff9b::a9fe:a9fe", False, "link-local, behind NAT64"),
        ("64:ff9b:1::a00:1", False, "NAT64 of a local network"),
        ("64:ff9b:1::808:808", False, "the same with a public address in it"),
        ("64:ff9b::808:808", True, "public, behind the well-known NAT64"),
        ("2002:808:808::1", False, "6to4, whatever is inside"),
        ("2001:0:808:808::1", False, "Teredo"),
        ("192.88.99.1", False, "a relay of 6to4"),
        ("192.0.0.9", False, "a protocol's"),
        ("192.0.2.1", False, "documentation"),
        ("198.51.100.1", False, "documentation"),
        ("203.0.113.1", False, "documentation"),
        ("233.252.0.1", False, "documentation, multicast"),
        ("198.18.0.1", False, "benchmarks"),
        ("198.19.255.255", False, "benchmarks"),
        ("240.0.0.1", False, "reserved"),
        ("0.1.2.3", False, "this network"),
        ("100.127.255.255", False, "shared by a carrier, the last"),
        ("100.128.0.1", True, "the first after it"),
        ("2001:db8::1", False, "documentation"),
        ("3fff::1", False, "documentation"),
        ("3fff:1000::1", True, "the first after it"),
        ("2001:2::1", False, "benchmarks"),
        ("2001:10::1", False, "ORCHID"),
        ("2001:20::1", False, "ORCHIDv2"),
        ("2001:30::1", False, "drone ids"),
        ("2001:200::1", True, "the first after the protocols' block"),
        ("5f00::1", False, "SRv6"),
        ("100::1", False, "discard only"),
        ("100:0:0:1::1", False, "dummy"),
        ("fec0::1", False, "site-local"),
        ("::8.8.8.8", False, "IPv4-compatible"),
        ("::ffff:0:8.8.8.8", False, "IPv4-translated"),
        ("4000::1", False, "not assigned"),
        ("ff0e::1", False, "multicast of global scope"),
        ("239.1.1.1", False, "multicast"),
        ("8.8.8.8", True, "public"),
        ("::ffff:8.8.8.8", True, "public, mapped"),
        ("2001:4860:4860::8888", True, "public"),
    ],
)
def test_public_addresses(address: str, public: bool, why: str) -> None:
    assert is_public(address) is public, why


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.example/b", "data:text/plain,a", "http://", "//a.example",
     "https://user@a.example/", "http://a:x/", "javascript:alert(1)"],
)  # fmt: skip
def test_other_schemes_and_urls_with_user_names_are_refused(url: str) -> None:
    with pytest.raises(ForbiddenAddress, match=r"not a URL|not an http|a user name"):
        check_url(url)


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1:9/a.pdf",
        "http://localhost:9/a.pdf",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/a.pdf",
        "http://[::ffff:127.0.0.1]/a.pdf",
        "http://2130706433/a.pdf",
        "http://0.0.0.0/a.pdf",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "https://user:word@10.0.0.1/",
    ],
)
def test_a_private_address_gets_no_request_not_even_by_redirect(
    web: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    inner: list[str] = []
    root = web.root.removeprefix("http://127.0.0.1")
    lead = web.put("/lead", Reply(302, headers={"Location": place}))
    (outcome,) = fetch(tmp_path, entry(place), allow_loopback=False)
    assert outcome.status == "failed"
    # The first host counts as public; the redirect's target is checked as always.
    monkeypatch.setattr("ingest.fetch.address_guard.is_public", _public_when_published(inner))
    monkeypatch.setattr("socket.getaddrinfo", _published(socket.getaddrinfo))
    (outcome,) = fetch(
        tmp_path, entry(f"http://publisher.example{root}/lead"), allow_loopback=False
    )
    assert [a.path for a in web.requests] == ["/lead"], lead
    assert outcome.status == "failed"
    assert any(w in (outcome.reason or "") for w in ("not public", "not an http", "a user name"))
    assert not list(tmp_path.iterdir())


def _public_when_published(seen: list[str]):  # type: ignore[no-untyped-def]
    def public(address: str) -> bool:
        seen.append(address)
        return len(seen) == 1 or is_public(address)

    return public


def _published(real):  # type: ignore[no-untyped-def]
    def resolve(host: str, *rest: object, **more: object) -> object:
        return real("127.0.0.1" if host == "publisher.example" else host, *rest, **more)

    return resolve


def test_a_name_that_also_resolves_to_a_private_address_is_refused(
    web: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *a, **k: both)
    (outcome,) = fetch(tmp_path, entry("http://two.example/a.pdf"))
    assert "10.0.0.1, which is not public" in (outcome.reason or "")


def test_after_an_address_that_does_not_answer_the_next_is_tried(
    web: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(web.root.rsplit(":", 1)[1])
    both = [(2, 1, 6, "", (a, port)) for a in ("127.0.0.2", "127.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *a, **k: both)
    web.put("/a.pdf", serving(pdf()))
    assert fetch(tmp_path, entry(f"http://two.example:{port}/a.pdf"))[0].status == "fetched"


def test_the_loopback_server_is_out_of_reach_without_the_flag(web: Site, tmp_path: Path) -> None:
    url = web.put("/a.pdf", serving(pdf()))
    (outcome,) = fetch(tmp_path, entry(url), allow_loopback=False)
    assert "127.0.0.1, which is not public" in (outcome.reason or "")
    assert not web.requests
