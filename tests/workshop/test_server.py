from __future__ import annotations

import hashlib
import socket
import threading
from base64 import b64encode
from contextlib import closing

import pytest

from tests.workshop.phones import AGAIN, Controls, Phone, inline
from trainer.errors import TrainerError
from trainer.wording import Wording
from trainer.workshop.ballot import Ballot
from trainer.workshop.server import VoteServer

WORDINGS = {"en": Wording("en", None)}


def test_a_phone_without_javascript_votes_and_changes_its_vote(ballot: Ballot, phone: Phone) -> None:
    shown = phone.page()
    controls = Controls(shown.text)
    assert [button["value"] for button in controls.all("button")] == ["1", "2", "3"]
    assert "I see" in shown.text
    assert "Why &lt;now&gt;?" in shown.text
    [form] = controls.all("form")
    assert form["method"] == "post"
    assert controls.pressed == []
    answer = phone.vote(2)
    assert (answer.status, answer.headers["location"]) == (303, "./?lang=en")
    assert Controls(phone.page().text).pressed == ["2"]
    phone.vote(3)
    shown = phone.page()
    assert Controls(shown.text).pressed == ["3"]
    assert "Your vote is 3. You can change it until the vote closes." in shown.text
    assert ballot.counts() == (0, 0, 1)


def test_a_phone_is_told_when_the_vote_closes_and_when_the_next_opens(ballot: Ballot, phone: Phone) -> None:
    phone.vote(2)
    ballot.close()
    assert "The vote is closed." in phone.state().text
    assert "You voted: 2. Calm down" in phone.state().text
    ballot.wait()
    assert "has not opened yet" in phone.state().text
    ballot.open(AGAIN)
    assert "Vote again: what do you say?" in phone.state().text
    ballot.end()
    assert "The workshop is over." in phone.state().text


def test_a_phone_that_asks_again_is_sent_only_what_changed(ballot: Ballot, phone: Phone) -> None:
    first = phone.state()
    tag = first.headers["etag"]
    same = phone.state(if_none_match=tag)
    assert (same.status, same.text) == (304, "")
    with Phone(ballot_server(phone), 2) as other:
        other.page()
        other.vote(1)
    assert phone.state(if_none_match=tag).status == 304
    phone.vote(1)
    changed = phone.state(if_none_match=tag)
    assert changed.status == 200
    assert changed.headers["etag"] != tag
    ballot.close()
    assert phone.state(if_none_match=changed.headers["etag"]).status == 200


def ballot_server(phone: Phone) -> VoteServer:
    return phone._server


def test_the_page_is_in_the_workshops_language_and_can_be_switched(server: VoteServer) -> None:
    with Phone(server) as phone:
        first = phone.ask("GET", phone.path)
        assert '<html lang="fi">' in first.text
        assert "Rauhoitu" in first.text
        [link] = Controls(first.text).all("a")[:1]
        assert (link["href"], link["lang"]) == ("?lang=en", "en")
        english = phone.ask("GET", phone.path + str(link["href"]))
        assert '<html lang="en">' in english.text
        assert "Calm down" in english.text
        assert "set-cookie" not in english.headers


def test_replies_in_another_language_than_the_page_say_so(ballot: Ballot) -> None:
    both = {"sv": Wording("sv", None), "fi": Wording("fi", None)}
    with VoteServer(ballot, both, "127.0.0.1") as server, Phone(server) as phone:
        shown = phone.ask("GET", phone.path)
        assert '<html lang="sv">' in shown.text
        assert '<span lang="fi">Näen</span>' in shown.text


def test_the_page_is_small_and_asks_for_nothing_elsewhere(server: VoteServer, phone: Phone) -> None:
    text = phone.page().text
    assert len(text.encode()) < 6 * 1024
    assert "//" not in text.replace(server.url, "")
    assert all(link["href"] == "data:," for link in Controls(text).all("link"))
    assert not Controls(text).all("img")


def test_the_page_can_be_used_with_a_screen_reader_and_at_any_size(phone: Phone) -> None:
    text = phone.page().text
    controls = Controls(text)
    [viewport] = [meta for meta in controls.all("meta") if meta.get("name") == "viewport"]
    assert viewport["content"] == "width=device-width, initial-scale=1"
    [form] = controls.all("form")
    assert f'id="{form["aria-labelledby"]}"' in text
    assert any(part.get("role") == "status" for part in controls.all("p"))
    assert ":focus-visible{outline:3px" in text
    assert "px;" not in "".join(inline(text, "style")).replace("1px;", "").replace("2px;", "").replace("3px;", "")


def test_only_the_scripts_and_styles_of_the_page_may_run(phone: Phone) -> None:
    answer = phone.page()
    policy = answer.headers["content-security-policy"]
    for tag in ("script", "style"):
        [content] = inline(answer.text, tag)
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["/", "/nowhere/", "{page}", "{page}state", "{page}vote", "/?code=BBBB"])
def test_every_answer_has_the_security_headers(phone: Phone, path: str) -> None:
    answer = phone.ask("GET", path.format(page=phone.path))
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "server" not in answer.headers


def test_the_cookie_is_random_and_kept_from_scripts_and_other_sites(server: VoteServer) -> None:
    given = []
    for number in range(2):
        with Phone(server, number) as phone:
            given.append(phone.page().headers["set-cookie"])
    assert given[0].split(";")[0] != given[1].split(";")[0]
    attributes = {part.strip().lower() for part in given[0].split(";")[1:]}
    path = server.url.removeprefix(f"http://{server.place}")
    assert {"httponly", "samesite=strict", f"path={path.lower()}"} <= attributes


def test_the_code_on_the_screen_leads_to_the_page(server: VoteServer) -> None:
    with Phone(server) as phone:
        asked = phone.ask("GET", "/?lang=en")
        controls = Controls(asked.text)
        [field] = [field for field in controls.all("input") if field["name"] == "code"]
        assert controls.all("label")[0]["for"] == field["id"]
        answer = phone.ask("GET", f"/?lang=en&code={server.code.lower()}")
        assert answer.status == 303
        assert answer.headers["location"] == f"{phone.path}?lang=en"
        assert phone.ask("GET", answer.headers["location"]).status == 200


def test_a_wrong_code_is_told_and_leads_nowhere(server: VoteServer) -> None:
    with Phone(server) as phone:
        answer = phone.ask("GET", "/?lang=en&code=AAAA")
        assert answer.status == 403
        assert "No room has this code." in answer.text
        assert server.url not in answer.text
        [field] = [field for field in Controls(answer.text).all("input") if field["name"] == "code"]
        assert field["aria-describedby"] == "wrong"


def test_guessing_the_code_is_stopped(server: VoteServer) -> None:
    with Phone(server) as phone:
        statuses = [phone.ask("GET", "/?code=AAAA").status for _ in range(70)]
        assert statuses[0] == 403
        assert statuses[-1] == 429
        assert phone.ask("GET", f"/?code={server.code}").status == 429
    with Phone(server, 2) as other:
        assert other.ask("GET", f"/?code={server.code}").status == 303


def test_stopping_leaves_no_thread_and_no_socket(ballot: Ballot) -> None:
    before = set(threading.enumerate())
    server = VoteServer(ballot, WORDINGS, "127.0.0.1")
    host, port = server.place.split(":")
    with Phone(server) as phone, closing(socket.create_connection((host, int(port)))) as half:
        phone.page()
        half.sendall(b"GET / HTT")
        server.stop()
        server.stop()
        assert half.recv(100) == b""
    assert set(threading.enumerate()) == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)))


def test_it_listens_at_the_chosen_address_only(server: VoteServer) -> None:
    port = int(server.place.split(":")[1])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port))


def test_an_address_that_is_not_this_computers_is_told(ballot: Ballot) -> None:
    with pytest.raises(TrainerError, match="Phones cannot be served at 203"):
        VoteServer(ballot, WORDINGS, "203.0.113.7")
