"""A connection that does not wait for ever: for a phone that connects and then sends nothing, or a byte at a time."""

from __future__ import annotations

import asyncio
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 5.0
"""So long may a request's header take, from the first byte or from the connection on."""
MOST_OF_ONE_ADDRESS = 250
"""So many connections may one address hold; a whole room may stand behind one."""
_NO_REQUEST = b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class ImpatientProtocol(H11Protocol):
    """uvicorn's protocol, which has no time-out for headers, with one; and with a bound by address."""

    _deadline: asyncio.TimerHandle | None = None
    _heard = False

    @property
    def address(self) -> str:
        """Of the other side."""
        return self.client[0] if self.client else ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, transport))
        held = sum(isinstance(c, ImpatientProtocol) and c.address == self.address for c in self.connections)
        if held > MOST_OF_ONE_ADDRESS:
            self.transport.abort()
        else:
            self._expect_request()

    def data_received(self, data: bytes) -> None:
        self._heard = True
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._expect_request()
        else:
            self._forget_deadline()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        """Answers what is no request, unless an answer is on its way already; the page gives none then."""
        # uvicorn's own answer fails where HEAD was asked, and where an answer was begun.
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(_NO_REQUEST)
        self.transport.close()
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_deadline()
        super().connection_lost(exc)

    def _expect_request(self) -> None:
        # Set once a request, so that a byte now and then does not put it off.
        if self._deadline is None and not self.transport.is_closing():
            self._deadline = self.loop.call_later(HEADER_SECONDS, self._give_up)

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        if self._heard and not self.transport.is_closing():
            self.transport.write(_TOO_SLOW)
        self.transport.close()
