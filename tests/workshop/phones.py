"""Phones in a room: real HTTP clients over sockets, each at an address of its own."""

from __future__ import annotations

import http.client
import re
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode

from trainer.workshop.ballot import Question
from trainer.workshop.server import VoteServer

FORM = {"content-type": "application/x-www-form-urlencoded"}
QUESTION = Question(
    "round-1",
    {"fi": "Missä sohva on?", "en": "Where's the sofa?"},
    {"fi": ("Näen", "Rauhoitu", "Miksi <nyt>?"), "en": ("I see", "Calm down", "Why <now>?")},
    again=False,
)
AGAIN = replace(QUESTION, key="round-2", again=True)


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str


class Phone:
    """One phone: keeps its cookie and its connection."""

    def __init__(self, server: VoteServer, number: int = 1) -> None:
        host, port = server.place.split(":")
        # All of 127.0.0.0/8 is this computer on Linux and Windows.
        own = None if sys.platform == "darwin" else (f"127.0.{1 + number // 250}.{1 + number % 250}", 0)
        self._connection = http.client.HTTPConnection(host, int(port), timeout=20, source_address=own)
        self._server = server
        self.path = server.url.removeprefix(f"http://{server.place}")
        self.cookie = ""

    def ask(self, method: str, path: str, body: str | bytes | None = None, **headers: str) -> Answer:
        """Sends a request; a name with underscores is that header with hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie and "cookie" not in named:
            named["cookie"] = self.cookie
        self._connection.request(method, path, body, named)
        response = self._connection.getresponse()
        text = response.read().decode()
        answer = Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, text)
        if given := answer.headers.get("set-cookie"):
            self.cookie = given.split(";")[0]
        return answer

    def page(self, language: str = "en") -> Answer:
        return self.ask("GET", f"{self.path}?lang={language}")

    def state(self, **headers: str) -> Answer:
        return self.ask("GET", f"{self.path}state?lang=en", **headers)

    def vote(self, choice: int | str, question: str = "round-1", **headers: str) -> Answer:
        body = urlencode({"round": question, "choice": choice})
        return self.ask("POST", f"{self.path}vote?lang=en", body, **{"content_type": FORM["content-type"], **headers})

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Phone:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Controls(HTMLParser):
    """The buttons, fields and links of a page, by what they say of themselves."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]

    @property
    def pressed(self) -> list[str | None]:
        return [button["value"] for button in self.all("button") if button.get("aria-pressed") == "true"]


def inline(text: str, tag: str) -> list[str]:
    """What stands in the page's elements of this name."""
    return re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)


def said_to(server: VoteServer, sent: bytes, timeout: float = 20) -> bytes:
    """All that a server answers to these bytes until it closes the connection."""
    host, port = server.place.split(":")
    with socket.create_connection((host, int(port)), timeout=timeout) as raw:
        raw.sendall(sent)
        return said_by(raw)


def said_by(raw: socket.socket) -> bytes:
    """All that comes until the connection is closed or cut."""
    answer = b""
    with suppress(ConnectionResetError):
        while part := raw.recv(65536):
            answer += part
    return answer
