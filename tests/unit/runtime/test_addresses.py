from __future__ import annotations

import pytest

from averral.errors import Permanent, Reason
from averral.runtime.addresses import Target, is_public, parse_target


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://a.example", Target("a.example", 443, "/", True, "a.example")),
        ("https://a.example:8443/x?y=1#z", Target("a.example", 8443, "/x?y=1", True, "a.example:8443")),
        ("https://93.184.216.34/", Target("93.184.216.34", 443, "/", True, "93.184.216.34")),
    ],
)
def test_an_address_is_taken_apart(url, target):
    assert parse_target(url, private=False) == target


INSIDE = [
    "https://localhost/",
    "https://127.0.0.1/",
    "https://127.1.2.3:9000/",
    "https://10.0.0.8/",
    "https://172.16.5.4/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://224.0.0.1/",
    "https://printer.local/",
    "https://db.internal/",
]


@pytest.mark.parametrize("url", INSIDE)
def test_what_is_inside_a_network_is_refused_unless_allowed(url):
    with pytest.raises(Permanent) as refused:
        parse_target(url, private=False)
    assert (refused.value.reason, refused.value.field) == (Reason.INVALID_ARGUMENT, "webhook.url")
    parse_target(url, private=True)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a.example/",
        "https:///path",
        "https://user:secret@a.example/",
        "https://a.example/ x",
        "https://a.example/\r\nHost: b",
        "https://пример.example/",
        "https://a.example:99999/",
        "https://[::1/",
        "https://a.example/" + "x" * 2_000,
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_is_refused_in_any_case(url):
    for private in (False, True):
        with pytest.raises(Permanent):
            parse_target(url, private=private)


def test_without_tls_only_inside_a_network():
    with pytest.raises(Permanent):
        parse_target("http://a.example/", private=False)
    assert not parse_target("http://a.example/", private=True).tls


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("::ffff:93.184.216.34", True),
        ("::ffff:192.168.0.1", False),
        ("64:ff9b::a00:1", False),
        ("fe80::1%eth0", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("ff02::1", False),
        ("no address", False),
    ],
)
def test_public_is_what_the_internet_can_reach(address, public):
    assert is_public(address) is public
