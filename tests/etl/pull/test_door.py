"""The one door to the network: what is called, what is refused with one sentence, and what it may cost."""

import gzip
import time
from itertools import repeat

import pytest

from etl.errors import AddressRefused, PullFailed
from etl.pull import addresses
from etl.pull.door import Budget, Door, _unpacked
from tests.etl.pull.servers import Far, bomb, slowly

PRIVATE = ["10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "100.64.0.1", "169.254.7.7", "::1", "fe80::1%eth0"]
PRIVATE += ["fc00::1", "fec0::1", "::ffff:192.168.1.1", "64:ff9b::10.0.0.1", "2002:0a00:0001::", "::10.0.0.1"]
NEVER = ["0.0.0.0", "::", "224.0.0.1", "ff02::1", "255.255.255.255", "169.254.169.254", "fd00:ec2::254", "0.1.2.3"]
NEVER += ["::ffff:169.254.169.254", "::ffff:0.0.0.0"]
PUBLIC = ["8.8.8.8", "2606:4700::1111", "64:ff9b::8.8.8.8"]


def door(far: Far, *, internal: bool = True, mb: float = 1, minutes: float = 1, hosts: tuple[str, ...] = ()) -> Door:
    return Door([f"127.0.0.1:{far.port}", *hosts], internal=internal, budget=Budget(mb, minutes))


def got(door: Door, address: str, **more) -> bytes:
    with door, door.get(address, **more) as answer:
        return answer.whole()


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_for_sources_marked_internal(address):
    assert "not marked internal" in addresses.refusal(address, internal=False)
    assert addresses.refusal(address, internal=True) == ""


@pytest.mark.parametrize("address", NEVER)
@pytest.mark.parametrize("internal", [False, True])
def test_some_addresses_no_source_has(address, internal):
    assert addresses.refusal(address, internal=internal)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_called(address):
    assert addresses.refusal(address, internal=False) == ""


def test_a_name_with_one_private_address_is_refused_whole():
    with pytest.raises(AddressRefused, match=r"^two.example leads to 10.0.0.1, a private address"):
        addresses.callable_ones("two.example", 443, internal=False, resolve=lambda *_: ["8.8.8.8", "10.0.0.1"])


def test_a_source_that_is_not_internal_calls_nothing_on_this_machine(far):
    with pytest.raises(AddressRefused, match=r"leads to 127\.0\.0\.1"):
        got(door(far, internal=False), f"{far.address}/x")
    assert far.asked == []


def test_an_answer_comes_whole_with_its_query(far):
    far.answer = lambda asked: (200, {}, b"a,b\n1,2\n")
    assert got(door(far), f"{far.address}/x?y=1", query={"$where": "a > 'ü'"}) == b"a,b\n1,2\n"
    assert far.asked[0].query == {"y": "1", "$where": "a > 'ü'"}
    assert far.asked[0].headers["user-agent"].startswith("SafeCity/")


def test_the_connection_goes_to_the_address_that_was_judged(far, monkeypatch):
    looked_up = []

    def once(host: str, port: int, **_) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    monkeypatch.setattr(addresses, "callable_ones", once)
    far.answer = lambda asked: (200, {}, b"well")
    name = f"rebinding.example:{far.port}"
    assert got(door(far, hosts=(name,)), f"http://{name}/x") == b"well"
    assert (looked_up, far.asked[0].headers["host"]) == (["rebinding.example"], name)


@pytest.mark.parametrize(
    ("location", "sentence"),
    [
        ("http://10.0.0.1/secret", "does not declare 10.0.0.1"),
        ("http://169.254.169.254/latest/meta-data/", "does not declare 169.254.169.254"),
        ("http://localhost/x", "does not declare localhost"),
        ("file:///etc/passwd", "no address of the web"),
        ("gopher://127.0.0.1/", "no address of the web"),
        ("http://user:word@127.0.0.1/", "no address of the web"),
        ("http://[::1", "no address of the web"),
    ],
)
def test_a_redirect_leads_nowhere_that_is_not_declared(far, location, sentence):
    far.answer = lambda asked: (302, {"Location": location}, b"")
    with pytest.raises(AddressRefused, match=sentence):
        got(door(far), f"{far.address}/x")
    assert len(far.asked) == 1


def test_a_declared_name_that_turns_private_is_refused_after_a_redirect_too(far, monkeypatch):
    far.answer = lambda asked: (302, {"Location": "http://files.example/x"}, b"")
    monkeypatch.setattr(addresses, "resolve", lambda *_: ["10.0.0.1"])
    real = addresses.callable_ones

    def judged(host: str, port: int, **more) -> list[str]:
        return ["127.0.0.1"] if host == "127.0.0.1" else real(host, port, resolve=lambda *_: ["10.0.0.1"], **more)

    monkeypatch.setattr(addresses, "callable_ones", judged)
    with pytest.raises(AddressRefused, match=r"files\.example leads to 10.0.0.1"):
        got(door(far, internal=False, hosts=("files.example",)), f"{far.address}/x")


def test_a_redirect_on_the_same_host_is_followed_and_one_in_circles_ends(far):
    far.answer = lambda asked: (200, {}, b"here") if asked.path == "/there" else (307, {"Location": "/there"}, b"")
    assert got(door(far), f"{far.address}/x") == b"here"
    far.answer = lambda asked: (301, {"Location": asked.path}, b"")
    with pytest.raises(PullFailed, match="redirects without an end"):
        got(door(far), f"{far.address}/x")


def test_too_many_bytes_end_the_pull_before_they_fill_anything(far):
    far.drip = lambda asked: iter([b"HTTP/1.1 200 OK\r\n\r\n", *repeat(b"x" * 100_000, 500)])
    spent = door(far)
    with pytest.raises(PullFailed, match="More than 1 MB came"):
        got(spent, f"{far.address}/x")
    assert spent.budget.taken < 1_200_000


def test_a_gzip_bomb_is_counted_as_it_unpacks(far):
    body = bomb(300)
    far.answer = lambda asked: (200, {"Content-Encoding": "gzip"}, body)
    spent = door(far)
    with pytest.raises(PullFailed, match="More than 1 MB came"):
        got(spent, f"{far.address}/x")
    assert spent.budget.taken < 1_200_000


def test_packed_answers_come_unpacked_and_a_cut_one_is_refused(far):
    packed = bomb(1)
    far.answer = lambda asked: (200, {"Content-Encoding": "gzip"}, packed)
    assert got(door(far), f"{far.address}/x") == bytes(1_000_000)
    far.answer = lambda asked: (200, {"Content-Encoding": "gzip"}, packed[:-20])
    with pytest.raises(PullFailed, match="ends in the middle"):
        got(door(far), f"{far.address}/x")
    far.answer = lambda asked: (200, {"Content-Encoding": "br"}, packed)
    with pytest.raises(PullFailed, match="packed by br"):
        got(door(far), f"{far.address}/x")


@pytest.mark.parametrize("size", [1, 7, 50, 65_536])
@pytest.mark.parametrize("padding", [b"", b"\0" * 9])
def test_gzip_of_several_members_comes_whole_however_it_is_cut_into_pieces(size, padding):
    packed = b"".join(gzip.compress(text) + padding for text in (b"a,b\n", b"", bytes(200_000), b"1,2\n"))
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert b"".join(_unpacked(pieces)) == b"a,b\n" + bytes(200_000) + b"1,2\n"


def test_of_several_members_a_cut_one_is_refused_and_all_are_counted(far):
    packed = gzip.compress(b"a,b\n1,2\n")
    for body, sentence in (
        (packed + packed[:-9], "ends in the middle"),
        (packed + packed[:3], "ends in the middle"),
        (packed + b"what else", "gzip is broken"),
        (bomb(1) + bomb(1), "More than 1 MB came"),
    ):
        far.answer = lambda asked, body=body: (200, {"Content-Encoding": "gzip"}, body)
        with pytest.raises(PullFailed, match=sentence):
            got(door(far), f"{far.address}/x")


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["headers", "body"])
def test_who_drips_slowly_is_left_when_the_time_is_over(far, head):
    far.drip = lambda asked: slowly(iter([head, *repeat(b"a", 1000)]), 0.05)
    began = time.monotonic()
    with pytest.raises(PullFailed, match=r"took longer|did not answer in time"):
        got(door(far, minutes=0.5 / 60), f"{far.address}/x")
    assert time.monotonic() - began < 20, "all of it would take fifty seconds"


def test_an_answer_that_ends_in_the_middle_is_refused(far):
    far.answer = lambda asked: (200, {"Content-Length": "100"}, b"only this")
    far.drip = lambda asked: iter([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", b"only this"])
    with pytest.raises(PullFailed, match=r"can't be read: .* Nothing was loaded"):
        got(door(far), f"{far.address}/x")


@pytest.mark.parametrize(("status", "wait"), [(500, ""), (404, ""), (429, "120"), (503, "tomorrow"), (206, "")])
def test_what_is_no_answer_is_told_with_its_status(far, status, wait):
    far.answer = lambda asked: (status, {"Retry-After": wait} if wait else {}, b"no")
    with pytest.raises(PullFailed, match=f"127.0.0.1 answered {status}. Nothing was loaded.") as told:
        got(door(far), f"{far.address}/x")
    assert told.value.retry_after_s == (120 if wait == "120" else 0)


def test_nobody_there_is_one_sentence(far):
    with pytest.raises(PullFailed, match=r"^127.0.0.1 can't be read: .* Nothing was loaded\.$"):
        got(Door(["127.0.0.1:9"], internal=True, budget=Budget(1, 1)), "http://127.0.0.1:9/x")


def test_proxies_of_the_environment_are_not_asked(far, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    far.answer = lambda asked: (200, {}, b"well")
    assert got(door(far), f"{far.address}/x") == b"well"
