"""What was found by trying made-up input, and mended."""

from __future__ import annotations

import json
import logging
from functools import partial
from pathlib import Path

import pytest

from tests.store.conftest import Clock
from tests.workshop.phones import FORM, QUESTION, Phone, said_to
from trainer.errors import TrainerError
from trainer.exchange.plans import read_plan
from trainer.store.connection import Transaction
from trainer.store.database import Store
from trainer.wording import Wording
from trainer.workshop import plan as workshop_plans
from trainer.workshop.ballot import Ballot
from trainer.workshop.server import VoteServer


@pytest.mark.parametrize("method", ["POST", "HEAD"])
@pytest.mark.parametrize("body", [b"zz\r\n", b"3\r\nabcd\r\n", b"-1\r\n\r\n"])
def test_a_body_that_is_none_is_answered_once(method: str, body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    ballot = Ballot()
    ballot.open(QUESTION)
    with VoteServer(ballot, {"en": Wording("en", None)}, "127.0.0.1") as server, Phone(server) as phone:
        phone.page()
        head = (
            f"{method} {phone.path}vote HTTP/1.1\r\nhost: {server.place}\r\ncookie: {phone.cookie}\r\n"
            f"content-type: {FORM['content-type']}\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        answer = said_to(server, head.encode() + body)
        assert answer.count(b"HTTP/1.1 ") == 1
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert phone.vote(1).status == 303
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize(
    ("key", "raw"),
    [("delete_from", '"soon"'), ("delete_from", '"2026-13-01"'), ("keep_months", "30000"), ("keep_months", "-5")],
)
def test_how_long_sessions_are_kept_is_never_what_cannot_be(tmp_path: Path, key: str, raw: str) -> None:
    store = Store.open(tmp_path, Clock())
    person = store.people.add("Aino")
    store.retention.keep(12)
    store._connection.write(lambda t: t.do("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, raw)))
    store.retention.apply()
    assert store.retention.months in (0, 12)
    assert store.people.all() == [person]
    store.close()


def test_a_key_without_end_is_told_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.repliikki-plan"
    file.write_text(json.dumps({"format": "repliikki-plan", "version": 1, "x" * 3000: 1}), encoding="utf-8")
    with pytest.raises(TrainerError) as refused:
        read_plan(file)
    assert len(str(refused.value)) < 300
    file.write_text(f"format: 1\n{'x' * 3000}: 1\n", encoding="utf-8")
    with pytest.raises(TrainerError) as refused:
        workshop_plans.read_plan(file)
    assert len(str(refused.value)) < 300


def test_a_setting_that_is_no_json_is_the_default(tmp_path: Path) -> None:
    store = Store.open(tmp_path, Clock())
    for raw in ("{", "", "[" * 20_000):
        store._connection.write(partial(_put, raw))
        assert store.settings.get("theme", "system") == "system"
    store.close()


def _put(raw: str, transaction: Transaction) -> None:
    transaction.do("INSERT OR REPLACE INTO setting VALUES ('theme', ?)", (raw,))
