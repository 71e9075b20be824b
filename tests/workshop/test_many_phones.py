"""A full room: 300 phones, each at an address of its own, that look each second and vote within five seconds."""

from __future__ import annotations

import asyncio
import random
from statistics import median
from time import monotonic
from urllib.parse import urlencode

from tests.workshop.phones import FORM, Phone
from trainer.workshop.ballot import Ballot
from trainer.workshop.server import VoteServer

PHONES, SECONDS = 300, 4.0


class AsyncPhone:
    """A phone among many; its requests are those of the page."""

    def __init__(self, server: VoteServer, number: int) -> None:
        self._place = server.place
        self._path = server.url.removeprefix(f"http://{server.place}")
        self._own = (f"127.1.{number // 250}.{1 + number % 250}", 0)
        self._cookie = self._tag = ""
        self.statuses: list[int] = []

    async def take_part(self, choices: list[int], at: list[float]) -> None:
        """Opens the page, and votes at these moments (seconds from now), asking each second what is new."""
        host, port = self._place.split(":")
        self._reader, self._writer = await asyncio.open_connection(host, int(port), local_addr=self._own)
        begun = monotonic()
        headers = await self._ask("GET", "", b"")
        self._cookie = headers["set-cookie"].split(";")[0]
        for choice, moment in zip(choices, at, strict=True):
            while (left := begun + moment - monotonic()) > 0:
                await self._look()
                await asyncio.sleep(min(1.0, left))
            await self._ask("POST", "vote", urlencode({"round": "round-1", "choice": choice}).encode())
            await self._look()
        self._writer.close()
        await self._writer.wait_closed()

    async def _look(self) -> None:
        headers = await self._ask("GET", "state", b"")
        self._tag = headers["etag"]

    async def _ask(self, method: str, path: str, body: bytes) -> dict[str, str]:
        tag = f"if-none-match: {self._tag}\r\n" if self._tag else ""
        self._writer.write(
            f"{method} {self._path}{path} HTTP/1.1\r\nhost: {self._place}\r\ncookie: {self._cookie}\r\n{tag}"
            f"content-type: {FORM['content-type']}\r\ncontent-length: {len(body)}\r\n\r\n".encode()
            + body
        )
        first, *lines = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        await self._reader.readexactly(int(headers.get("content-length", "0")))
        self.statuses.append(int(first.split()[1]))
        return headers


def test_300_phones_lose_no_vote(ballot: Ballot, server: VoteServer) -> None:
    chance = random.Random(5)
    phones = [AsyncPhone(server, number) for number in range(PHONES)]
    # Every fifth changes its vote.
    choices = [[chance.randint(1, 3) for _ in range(1 + (number % 5 == 0))] for number in range(PHONES)]

    async def room() -> None:
        moments = [sorted(chance.uniform(0, SECONDS) for _ in each) for each in choices]
        await asyncio.gather(*map(AsyncPhone.take_part, phones, choices, moments))

    asyncio.run(room())
    assert {status for phone in phones for status in phone.statuses} <= {200, 303, 304}
    last = [each[-1] for each in choices]
    assert ballot.counts() == tuple(last.count(choice) for choice in (1, 2, 3))
    assert sum(ballot.counts()) == PHONES


def test_a_vote_is_in_the_count_at_once(server: VoteServer, ballot: Ballot) -> None:
    took = []
    with Phone(server) as phone:
        phone.page()
        for n in range(30):
            sent = monotonic()
            phone.vote(1 + n % 3)
            took.append(monotonic() - sent)
            assert ballot.counts()[n % 3] == 1
    assert median(took) < 0.3
