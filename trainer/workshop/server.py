"""The server of the page on which phones vote, on the room's own network, for as long as voting is on.

It holds no data but the ballot, knows nobody's name and writes no log. Whoever is on the network can read the traffic
(it is plain HTTP) and vote; nobody without the secret in the address can.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
import socket
from collections.abc import Callable, Mapping
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from urllib.parse import parse_qs, urlencode

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trainer.errors import TrainerError
from trainer.wording import Text, Wording
from trainer.workshop.ballot import Ballot, Seen, Voted
from trainer.workshop.codes import new_code, new_token, same_code
from trainer.workshop.connection import ImpatientProtocol
from trainer.workshop.limits import Limiter
from trainer.workshop.page import SECURITY_POLICY, code_page, message_page, message_part, vote_page, vote_part

MOST_BYTES = 1024
"""Of a request's body."""
BODY_SECONDS = 5.0
_START_SECONDS = 10.0
_HEADER_BYTES = 8192
_CONNECTIONS = 800
_COOKIE = "device"
_COOKIE_SECONDS = 12 * 3600
_FORM = "application/x-www-form-urlencoded"
_HEADERS = {
    "content-security-policy": SECURITY_POLICY,
    # Not "no-referrer", with which browsers hide the origin of a form from its own server.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
_Written = Callable[[Seen, Wording], str]
_RAW_HEADERS = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]

_NO_COOKIE = Text("Your browser keeps no cookies, so this page cannot count your vote. Vote by raising your hand.")
_TOO_LATE = Text("This vote is closed; nothing was changed.")
_FULL = Text("The room is full. Vote by raising your hand.")
_NOT_OFFERED = Text("There is no such reply; nothing was changed.")


class VoteServer:
    """Serves the page at one address of this computer, in a thread of its own; also a context manager.

    Attributes:
        url: of the room's page, with its secret; for the QR code.
        code: for those who type `place` and then the code.
        place: address and port.
    """

    def __init__(self, ballot: Ballot, wordings: Mapping[str, Wording], address: str) -> None:
        """Starts serving.

        Args:
            ballot: what phones see and vote on.
            wordings: the page's languages, the workshop's own first.
            address: an IPv4 address of this computer; the port is any that is free.

        Raises:
            TrainerError: nothing can be served there.
        """
        self._socket = _bound(address)
        self.place = f"{address}:{self._socket.getsockname()[1]}"
        self.code = new_code()
        token = new_token()
        self.url = f"http://{self.place}/{token}/"
        app = _Guard(_Page(ballot, wordings, token, self.code).app(), self.place)
        self._server = _Server(
            uvicorn.Config(
                app, http=ImpatientProtocol, ws="none", lifespan="off", loop="asyncio", log_config=None,
                log_level="error", access_log=False, server_header=False, proxy_headers=False, backlog=512,
                limit_concurrency=_CONNECTIONS, timeout_keep_alive=5, timeout_graceful_shutdown=1,
                h11_max_incomplete_event_size=_HEADER_BYTES,
            )
        )  # fmt: skip
        # A daemon, so that a program that dies is not kept alive by its phones.
        self._thread = Thread(target=self._server.run, args=([self._socket],), name="votes", daemon=True)
        self._thread.start()
        if not self._server.ready.wait(_START_SECONDS):
            self.stop()
            raise TrainerError(Text("Voting by phone could not be started. Count hands instead."))

    def stop(self) -> None:
        """Closes everything and waits for it, for half a second or so; may be called again."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    def __enter__(self) -> VoteServer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


class _Guard:
    """Turns away what is not for this page or comes too often, and sends security headers with every answer."""

    def __init__(self, app: ASGIApp, place: str) -> None:
        self._app = app
        self._host = place.encode()
        # One phone asks once a second; a whole room may stand behind one address.
        self._of_one = Limiter(rate=150, burst=600)
        self._of_all = Limiter(rate=1500, burst=3000)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *_RAW_HEADERS]}
            await send(message)

        turned_away = self._refused(scope)
        await (turned_away or self._app)(scope, receive, send_guarded)

    def _refused(self, scope: Scope) -> Response | None:
        if [value for name, value in scope["headers"] if name == b"host"] != [self._host]:
            return PlainTextResponse("This address is not served here.", 421)
        now = monotonic()
        if not self._of_one.take(scope["client"][0], now) or not self._of_all.take("", now):
            return _too_often()
        return None


class _Page:
    """The page of one room."""

    def __init__(self, ballot: Ballot, wordings: Mapping[str, Wording], token: str, code: str) -> None:
        self._ballot = ballot
        self._wordings = wordings
        self._default = next(iter(wordings.values()))
        self._token = token.encode()
        self._code = code
        self._secret = secrets.token_bytes(32)
        # A phone that gives up its cookie can vote again; so many can be had from one address.
        self._devices = Limiter(rate=0.2, burst=150)
        self._codes_of_one = Limiter(rate=0.5, burst=60)
        self._codes_of_all = Limiter(rate=0.5, burst=120)

    def app(self) -> Starlette:
        """The routes: the code, the page, what changes on it, and a vote."""
        app = Starlette(
            routes=[
                Route("/", self._ask_code),
                Route("/{token}/", self._whole),
                Route("/{token}/state", self._part),
                Route("/{token}/vote", self._vote, methods=["POST"]),
            ]
        )
        app.router.redirect_slashes = False
        return app

    async def _ask_code(self, request: Request) -> Response:
        wording = self._wording(request)
        typed = request.query_params.get("code")
        if typed is None:
            return HTMLResponse(code_page(wording))
        now, address = monotonic(), _address(request)
        # Asked before looking, so that a right guess among too many is not told.
        if not self._codes_of_one.take(address, now) or not self._codes_of_all.take("", now):
            return _too_often()
        if not same_code(typed, self._code):
            return HTMLResponse(code_page(wording, wrong=True), 403)
        return RedirectResponse(f"/{self._token.decode()}/?{urlencode({'lang': wording.language})}", 303)

    async def _whole(self, request: Request) -> Response:
        self._check_token(request)
        wording, device = self._wording(request), self._device(request)
        if device:
            return self._answer(vote_page, device, wording)
        if not self._devices.take(_address(request), monotonic()):
            return _too_often()
        device = secrets.token_urlsafe(16)
        response = self._answer(vote_page, device, wording)
        response.set_cookie(
            _COOKIE, f"{device}.{self._signature(device)}", max_age=_COOKIE_SECONDS, path=f"/{self._token.decode()}/",
            httponly=True, samesite="strict",
        )  # fmt: skip
        return response

    async def _part(self, request: Request) -> Response:
        self._check_token(request)
        device = self._device(request)
        if device is None:
            return HTMLResponse(message_part(self._wording(request), _NO_COOKIE))
        response = self._answer(vote_part, device, self._wording(request))
        tag = f'"{hashlib.sha256(response.body).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        response.headers["etag"] = tag
        return response

    async def _vote(self, request: Request) -> Response:
        self._check_token(request)
        wording, device = self._wording(request), self._device(request)
        _check_origin(request)
        fields = await _fields(request)
        if device is None:
            return HTMLResponse(message_page(wording, _NO_COOKIE), 403)
        choice = fields.get("choice", "")
        number = int(choice) if choice.isascii() and choice.isdigit() else 0
        match self._ballot.vote(device, fields.get("round", ""), number):
            case Voted.COUNTED:
                return RedirectResponse(f"./?{urlencode({'lang': wording.language})}", 303)
            case Voted.CLOSED:
                return HTMLResponse(message_page(wording, _TOO_LATE), 409)
            case Voted.FULL:
                return HTMLResponse(message_page(wording, _FULL), 503)
            case Voted.UNKNOWN:
                return HTMLResponse(message_page(wording, _NOT_OFFERED), 422)

    def _answer(self, written: _Written, device: str, wording: Wording) -> HTMLResponse:
        seen = self._ballot.look(device, monotonic())
        return HTMLResponse(message_page(wording, _FULL), 503) if seen is None else HTMLResponse(written(seen, wording))

    def _check_token(self, request: Request) -> None:
        if not hmac.compare_digest(request.path_params["token"].encode(), self._token):
            raise HTTPException(404)

    def _wording(self, request: Request) -> Wording:
        return self._wordings.get(request.query_params.get("lang", ""), self._default)

    def _device(self, request: Request) -> str | None:
        """The device of a cookie that was given out here; None for any other."""
        device, _, signature = request.cookies.get(_COOKIE, "").partition(".")
        given_out = hmac.compare_digest(signature.encode(), self._signature(device).encode())
        return device if given_out else None

    def _signature(self, device: str) -> str:
        return hmac.new(self._secret, device.encode(), hashlib.sha256).hexdigest()[:32]


def _bound(address: str) -> socket.socket:
    # Named as TCP, since asyncio turns off Nagle's waiting (40 ms an answer) for such sockets only.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.bind((address, 0))
    except OSError as error:
        bound.close()
        reason = error.strerror or str(error)
        raise TrainerError(
            Text("Phones cannot be served at {address}: {reason}. Choose another address.",
                 address=address, reason=reason)
        ) from error  # fmt: skip
    return bound


def _check_origin(request: Request) -> None:
    """Lets a form of this page through, and what comes from no page; HTTPException for one of another's."""
    origin = request.headers.get("origin", f"http://{request.headers['host']}")
    fetched_from = request.headers.get("sec-fetch-site", "same-origin")
    if origin != f"http://{request.headers['host']}" or fetched_from != "same-origin":
        raise HTTPException(403, headers={"connection": "close"})


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a small form; HTTPException where it is none, is too large, or comes too slowly."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, headers={"connection": "close"})
    body = b""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise HTTPException(413, headers={"connection": "close"})
    except TimeoutError:
        raise HTTPException(408, headers={"connection": "close"}) from None
    except ClientDisconnect:
        raise HTTPException(400) from None
    try:
        return {name: values[0] for name, values in parse_qs(body.decode("ascii"), max_num_fields=8).items()}
    except ValueError:
        raise HTTPException(400) from None


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _too_often() -> Response:
    return PlainTextResponse("Too many requests. Try again in a moment.", 429, headers={"retry-after": "2"})
