from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.workshop.phones import QUESTION, Phone
from trainer.wording import Wording
from trainer.workshop.ballot import Ballot
from trainer.workshop.server import VoteServer


@pytest.fixture
def ballot() -> Ballot:
    """A ballot on which the vote is open."""
    ballot = Ballot()
    ballot.open(QUESTION)
    return ballot


@pytest.fixture
def server(ballot: Ballot) -> Iterator[VoteServer]:
    with VoteServer(ballot, {"fi": Wording("fi", None), "en": Wording("en", None)}, "127.0.0.1") as serving:
        yield serving


@pytest.fixture
def phone(server: VoteServer) -> Iterator[Phone]:
    """A phone that has opened the page."""
    with Phone(server) as opened:
        opened.page()
        yield opened
