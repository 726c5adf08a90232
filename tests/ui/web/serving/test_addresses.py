"""Whom the app answers: its own hosts and origins, port included."""

from __future__ import annotations

import pytest

from ui.web.serving.addresses import Addresses, NoAddress, public_address

MINE = Addresses.of(8501, ["evidence.example.org", "https://kb.example:8443", "http://intern.lan"])


@pytest.mark.case("S13")
@pytest.mark.parametrize(
    ("host", "answers", "why"),
    [
        ("127.0.0.1:8501", True, "the address that kb up prints"),
        ("localhost:8501", True, "the same machine by its name"),
        ("LOCALHOST:8501", True, "names have no case"),
        ("localhost.:8501", True, "a whole name may end in a dot"),
        ("127.0.0.1", False, "another port of this machine"),
        ("127.0.0.1:8502", False, "another port of this machine"),
        ("localhost:80", False, "another port of this machine"),
        ("127.0.0.2:8501", False, "another name of this machine"),
        ("0.0.0.0:8501", False, "another name of this machine"),
        ("[::1]:8501", False, "the app does not listen there"),
        ("evidence.example.org", True, "a proxy"),
        ("Evidence.Example.org", True, "names have no case"),
        ("evidence.example.org:443", True, "its usual port, written out"),
        ("evidence.example.org:80", False, "without TLS"),
        ("evidence.example.org:8501", False, "another port"),
        ("kb.example:8443", True, "a proxy at another port"),
        ("kb.example", False, "not at its port"),
        ("intern.lan", True, "a proxy without TLS, named so"),
        ("x.evidence.example.org", False, "another name"),
        ("evidence.example.org.evil.example", False, "another name"),
        ("user@127.0.0.1:8501", False, "no host"),
        ("127.0.0.1:8501, evil.example", False, "no host"),
        ("127.0.0.1:08501", False, "no usual form"),
        ("", False, "no host"),
        ("²:8501", False, "no host"),
    ],
)
def test_only_its_own_hosts_are_answered(host: str, answers: bool, why: str) -> None:
    assert MINE.answers(host) is answers, why


@pytest.mark.case("S13")
@pytest.mark.parametrize(
    ("origin", "host", "may", "why"),
    [
        ("http://127.0.0.1:8501", "127.0.0.1:8501", True, "its own page"),
        ("http://localhost:8501", "localhost:8501", True, "its own page"),
        ("http://localhost:8501", "127.0.0.1:8501", False, "two names are two sites"),
        ("http://127.0.0.1:8502", "127.0.0.1:8501", False, "any other port is another site"),
        ("http://localhost", "localhost:8501", False, "port 80 is another site"),
        ("https://127.0.0.1:8501", "127.0.0.1:8501", False, "another scheme"),
        ("https://evidence.example.org", "evidence.example.org", True, "the proxy's page"),
        ("https://evidence.example.org", "evidence.example.org:443", True, "the proxy's page"),
        ("http://evidence.example.org", "evidence.example.org", False, "without TLS"),
        (
            "http://127.0.0.1:8501",
            "evidence.example.org",
            False,
            "this machine's is not the proxy's",
        ),
        ("http://127.0.0.1:3000", "evidence.example.org", False, "another app of this machine"),
        (
            "https://evidence.example.org",
            "127.0.0.1:8501",
            False,
            "the proxy's is not this machine's",
        ),
        ("https://kb.example:8443", "kb.example:8443", True, "a proxy at another port"),
        ("https://kb.example", "kb.example:8443", False, "not at its port"),
        ("http://intern.lan", "intern.lan", True, "a proxy without TLS"),
        ("null", "127.0.0.1:8501", False, "a page in a sandbox"),
        ("", "127.0.0.1:8501", False, "no origin"),
        ("file://", "127.0.0.1:8501", False, "a file"),
    ],
)
def test_only_its_own_pages_may_ask(origin: str, host: str, may: bool, why: str) -> None:
    assert MINE.may_ask(origin, host) is may, why


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("evidence.example.org", ("https", "evidence.example.org", 443)),
        ("Evidence.Example.org.", ("https", "evidence.example.org", 443)),
        ("evidence.example.org:8443", ("https", "evidence.example.org", 8443)),
        ("https://evidence.example.org/", ("https", "evidence.example.org", 443)),
        ("http://intern.lan:8080", ("http", "intern.lan", 8080)),
    ],
)
def test_a_proxy_is_named_by_its_host_or_origin(given: str, address: tuple[str, str, int]) -> None:
    assert public_address(given) == address


@pytest.mark.parametrize(
    "given",
    ["", "*", "*.example.org", "https://", "ftp://example.org", "example.org/evidence", "a b",
     "user@example.org", "example.org:99999", "example.org:x", "https://example.org?x=1", "exa\x00mple",
     "https://[::1", "пример.рф"],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_an_example(given: str) -> None:
    with pytest.raises(NoAddress, match=r"evidence\.example\.org"):
        public_address(given)


def test_a_usual_port_of_this_machine_is_left_out() -> None:
    assert Addresses.of(80).may_ask("http://localhost", "localhost")
    assert Addresses.of(80).answers("127.0.0.1:80")


def test_the_policy_names_the_websocket_of_each_origin() -> None:
    assert MINE.sources() == (
        "ws://127.0.0.1:8501", "ws://localhost:8501", "wss://evidence.example.org",
        "wss://kb.example:8443", "ws://intern.lan",
    )  # fmt: skip
