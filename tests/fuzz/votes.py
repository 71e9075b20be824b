"""Requests to the page on which phones vote, bytes on a socket: a right answer, one vote at most, a living server."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz.target import Target
from tests.workshop.phones import QUESTION, Phone, said_by
from trainer.wording import Wording
from trainer.workshop.ballot import Ballot
from trainer.workshop.server import VoteServer

_ODD = st.binary(max_size=12) | st.sampled_from(
    (b"", b"\0", b"\r\n", b"\r", b"\n", b"%00", b"%ff", b"../", b"//", b"?", b"#", b"\xc3\xa4", b"\xff", b"x" * 1100,
     b"x" * 9000, b"999999999999999999999", b"-1", b"chunked", b"gzip", b"0\r\n\r\n", b"http://evil.example")
)  # fmt: skip
_METHODS = (b"POST", b"POST", b"POST", b"GET", b"HEAD", b"PUT", b"OPTIONS", b"CONNECT", b"TRACE", b"post", b"")
_PATHS = (b"TOKENvote", b"TOKENvote", b"TOKENstate", b"TOKEN", b"/", b"/?code=", b"*", b"TOKEN/vote", b"/x/vote")
_HEADERS = (
    b"host: HOST", b"content-type: application/x-www-form-urlencoded", b"cookie: COOKIE", b"content-length: LENGTH",
    b"origin: http://HOST", b"sec-fetch-site: same-origin", b"connection: close",
)  # fmt: skip
_MORE = (
    b"transfer-encoding: chunked", b"content-length: 5", b"content-length: -1", b"expect: 100-continue",
    b"upgrade: websocket", b"connection: upgrade", b"if-none-match: *", b"range: bytes=0-1", b"host: evil.example",
    b"origin: null", b"cookie: device=x.y; device=", b"te: trailers", b": x", b"content-encoding: gzip",
)  # fmt: skip
_BODIES = (b"round=round-1&choice=1", b"round=round-1&choice=3", b"choice=2", b"round=round-1&choice=", b"&" * 50, b"")
Request = tuple[bytes, bytes, frozenset[int], list[bytes], bytes, list[tuple[int, bytes]]]
_inputs = st.tuples(
    st.sampled_from(_METHODS),
    st.sampled_from(_PATHS),
    st.just(frozenset[int]()) | st.frozensets(st.integers(0, len(_HEADERS) - 1), max_size=3),  # headers left out
    st.lists(st.sampled_from(_MORE) | _ODD, max_size=2),
    st.sampled_from(_BODIES) | _ODD,
    st.just([]) | st.lists(st.tuples(st.integers(0, 700), _ODD), max_size=2),
)
_ANSWERS = {100, 200, 303, 304, 307, 400, 403, 404, 405, 408, 409, 413, 415, 421, 422, 429, 431, 501, 503}
# A page is never asked for more often than this by one address.
_ADDRESSES = 200


class _Heard(logging.Handler):
    """What the server complains of, beside its answers."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(self.format(record))

    @contextmanager
    def listening(self) -> Iterator[None]:
        loggers = [logging.getLogger(name) for name in ("uvicorn.error", "asyncio")]
        for logger in loggers:
            logger.addHandler(self)
        yield
        for logger in loggers:
            logger.removeHandler(self)


@contextmanager
def _opened(folder: Path) -> Iterator[Callable[[Request], None]]:
    assert folder.is_dir()
    ballot, numbers, heard = Ballot(), count(), _Heard(logging.ERROR)
    ballot.open(QUESTION)
    with (
        heard.listening(),
        VoteServer(ballot, {"fi": Wording("fi", None), "en": Wording("en", None)}, "127.0.0.1") as server,
        Phone(server, 5_000) as phone,
    ):
        phone.page()
        filled = {b"TOKEN": phone.path.encode(), b"HOST": server.place.encode(), b"COOKIE": phone.cookie.encode()}

        def take(request: Request) -> None:
            sent = _written(request, filled)
            number = next(numbers)
            answer = _said(server, sent, number)
            for status in re.findall(rb"(?m)^HTTP/1\.1 (\d{3}) ", answer):
                assert int(status) in _ANSWERS, answer[:300]
            assert b"Traceback" not in answer
            complaints, heard.told = heard.told, []
            assert not complaints, "\n".join(complaints)
            assert sum(ballot.counts()) <= 1
            if number % 50 == 0:
                assert phone.vote(1 + number % 3).status == 303
                assert ballot.counts()[number % 3] == 1

        yield take


def _written(request: Request, filled: dict[bytes, bytes]) -> bytes:
    method, path, left_out, more, body, odd = request
    headers = [header for n, header in enumerate(_HEADERS) if n not in left_out] + more
    whole = b" ".join((method, path, b"HTTP/1.1")) + b"\r\n" + b"\r\n".join(headers) + b"\r\n\r\n" + body
    for name, value in {**filled, b"LENGTH": str(len(body)).encode()}.items():
        whole = whole.replace(name, value)
    for at, piece in odd:
        at %= len(whole) + 1
        whole = whole[:at] + piece + whole[at:]
    return whole


def _said(server: VoteServer, sent: bytes, number: int) -> bytes:
    host, port = server.place.split(":")
    address = (f"127.0.{1 + number % _ADDRESSES}.{1 + number // _ADDRESSES % 250}", 0)
    with socket.create_connection((host, int(port)), timeout=20, source_address=address) as raw:
        try:
            raw.sendall(sent)
            raw.shutdown(socket.SHUT_WR)
        except OSError:
            return b""  # it hung up on what was too much
        return said_by(raw)


VOTES = Target("vote requests", _inputs, _opened)
