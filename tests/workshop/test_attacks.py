"""Requests that are not a phone's get the right answer and change nothing."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import pytest

from tests.workshop.phones import AGAIN, FORM, QUESTION, Phone, said_by, said_to
from trainer.workshop import connection
from trainer.workshop.ballot import Ballot
from trainer.workshop.server import VoteServer

NOBODY = (0, 0, 0)


def test_a_wrong_token_leads_nowhere(ballot: Ballot, phone: Phone) -> None:
    phone.path = "/AAAAAAAAAAAAAAAAAAAAAA/"
    assert phone.page().status == 404
    assert phone.state().status == 404
    assert phone.vote(1).status == 404
    assert ballot.counts() == NOBODY


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", ""])
def test_another_hosts_name_is_refused(ballot: Ballot, phone: Phone, host: str) -> None:
    assert phone.vote(1, host=host).status == 421
    assert ballot.counts() == NOBODY


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "none"},
    ],
)
def test_a_form_of_another_site_is_refused(ballot: Ballot, phone: Phone, headers: dict[str, str]) -> None:
    assert phone.vote(1, **headers).status == 403
    assert ballot.counts() == NOBODY


def test_a_form_of_the_page_itself_is_let_through(ballot: Ballot, phone: Phone, server: VoteServer) -> None:
    assert phone.vote(1, origin=f"http://{server.place}", sec_fetch_site="same-origin").status == 303
    assert ballot.counts() == (1, 0, 0)


@pytest.mark.parametrize("cookie", ["", "device=made-up", "device=a.b", "other=1", "device=ä.ö"])
def test_a_device_that_was_not_given_out_here_cannot_vote(ballot: Ballot, phone: Phone, cookie: str) -> None:
    assert phone.vote(1, cookie=cookie.encode("utf-8").decode("latin-1")).status == 403
    assert ballot.counts() == NOBODY


def test_a_browser_that_keeps_no_cookies_is_told_so(phone: Phone) -> None:
    assert "keeps no cookies" in phone.state(cookie="").text


def test_a_vote_sent_again_counts_once(ballot: Ballot, phone: Phone) -> None:
    assert [phone.vote(1).status for _ in range(3)] == [303, 303, 303]
    assert ballot.counts() == (1, 0, 0)


def test_a_vote_sent_again_in_the_next_round_changes_nothing(ballot: Ballot, phone: Phone) -> None:
    phone.vote(1)
    ballot.close()
    assert phone.vote(2).status == 409
    ballot.open(AGAIN)
    late = phone.vote(2)
    assert late.status == 409
    assert "nothing was changed" in late.text
    assert ballot.counts() == NOBODY
    ballot.open(QUESTION)
    assert ballot.counts() == (1, 0, 0)


@pytest.mark.parametrize("choice", ["0", "4", "-1", "x", "", "²", "1" * 500])
def test_a_reply_that_is_not_offered_is_refused(ballot: Ballot, phone: Phone, choice: str) -> None:
    assert phone.vote(choice).status == 422
    assert ballot.counts() == NOBODY


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
def test_only_a_form_votes(ballot: Ballot, phone: Phone, method: str) -> None:
    assert phone.ask(method, f"{phone.path}vote?round=round-1&choice=1").status == 405
    assert ballot.counts() == NOBODY


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
def test_other_content_is_refused(ballot: Ballot, phone: Phone, kind: str) -> None:
    assert phone.vote(1, content_type=kind).status == 415
    assert ballot.counts() == NOBODY


def test_a_large_body_is_refused(ballot: Ballot, phone: Phone) -> None:
    body = "round=round-1&choice=1&more=" + "x" * 1024
    assert phone.ask("POST", f"{phone.path}vote", body, content_type=FORM["content-type"]).status == 413
    assert ballot.counts() == NOBODY


def test_a_large_body_in_pieces_is_refused(ballot: Ballot, phone: Phone, server: VoteServer) -> None:
    piece = b"400\r\n" + b"x" * 1024 + b"\r\n"
    answer = said_to(
        server,
        f"POST {phone.path}vote HTTP/1.1\r\nhost: {server.place}\r\ncookie: {phone.cookie}\r\n"
        f"content-type: {FORM['content-type']}\r\ntransfer-encoding: chunked\r\n\r\n".encode()
        + piece * 2,
    )
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert ballot.counts() == NOBODY


def test_a_large_header_is_refused(phone: Phone, server: VoteServer) -> None:
    answer = said_to(server, b"GET / HTTP/1.1\r\nhost: " + server.place.encode() + b"\r\nx: " + b"x" * 20_000)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert phone.page().status == 200


@pytest.mark.parametrize(
    "sent", [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET\r\n\r\n", b"\r\n\r\n\0\r\n\r\n"]
)
def test_what_is_not_http_is_refused_and_the_server_lives(phone: Phone, server: VoteServer, sent: bytes) -> None:
    assert said_to(server, sent + b"\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert phone.page().status == 200


@pytest.mark.parametrize(
    "body", ["choice=1", "round=round-1", "round=round-1&choice=%ff", "a=1&" * 40, "%", "round[]=round-1&choice=1"]
)
def test_a_form_that_lacks_what_it_should_have_changes_nothing(ballot: Ballot, phone: Phone, body: str) -> None:
    answer = phone.ask("POST", f"{phone.path}vote", body, content_type=FORM["content-type"])
    assert answer.status in {400, 409, 422}
    assert ballot.counts() == NOBODY


def test_a_header_that_never_ends_is_given_up(
    phone: Phone, server: VoteServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HEADER_SECONDS", 0.2)
    assert said_to(server, b"GET / HTTP/1.1\r\nhost: ").startswith(b"HTTP/1.1 408 ")
    assert said_to(server, b"") == b""
    assert phone.page().status == 200


def test_a_body_that_never_ends_is_given_up(
    ballot: Ballot, phone: Phone, server: VoteServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.workshop.server.BODY_SECONDS", 0.2)
    answer = said_to(
        server,
        f"POST {phone.path}vote HTTP/1.1\r\nhost: {server.place}\r\ncookie: {phone.cookie}\r\n"
        f"content-type: {FORM['content-type']}\r\ncontent-length: 22\r\n\r\nround=round-1".encode(),
    )
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert ballot.counts() == NOBODY


def test_phones_vote_while_others_hold_connections_open(ballot: Ballot, phone: Phone, server: VoteServer) -> None:
    host, port = server.place.split(":")
    with ExitStack() as held:
        for _ in range(200):
            slow = held.enter_context(socket.create_connection((host, int(port))))
            slow.sendall(b"GET / HTTP/1.1\r\n")
        assert phone.vote(1).status == 303
    assert ballot.counts() == (1, 0, 0)


def test_one_address_cannot_hold_more_than_its_share(server: VoteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MOST_OF_ONE_ADDRESS", 3)
    host, port = server.place.split(":")
    with ExitStack() as held:
        for _ in range(3):
            first = held.enter_context(socket.create_connection((host, int(port)), timeout=20))
            first.sendall(f"GET /x/ HTTP/1.1\r\nhost: {server.place}\r\n\r\n".encode())
            assert first.recv(100).startswith(b"HTTP/1.1 404 ")
        fourth = held.enter_context(socket.create_connection((host, int(port)), timeout=20))
        assert said_by(fourth) == b""
        with Phone(server, 2) as other:
            assert other.page().status == 200


def test_one_address_that_asks_too_often_waits_and_others_do_not(ballot: Ballot, server: VoteServer) -> None:
    with Phone(server, 1) as busy, Phone(server, 2) as calm:
        calm.page()
        answers = [busy.ask("GET", "/x/") for _ in range(1500)]
        refused = [answer for answer in answers if answer.status == 429]
        assert refused
        assert refused[0].headers["retry-after"] == "2"
        assert calm.vote(1).status == 303
    assert ballot.counts() == (1, 0, 0)


def test_one_address_cannot_have_new_devices_without_end(server: VoteServer) -> None:
    statuses = []
    with Phone(server) as phone:
        for _ in range(160):
            phone.cookie = ""
            statuses.append(phone.page().status)
    assert statuses.count(429) >= 9
