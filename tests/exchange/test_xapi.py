from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.sessions import BAD, GOOD, Said, play, review
from tests.exchange.test_bundle import carry, played
from tests.exchange.xapi_rules import broken, out_of_order, seconds_of
from tests.store.conftest import Clock
from trainer.errors import TrainerError
from trainer.exchange.xapi import export_xapi
from trainer.store.database import Store

EXTENSION = "https://repliikki.example/xapi/extensions"


def told(store: Store, file: Path, *, with_text: bool = False) -> list[Any]:
    export_xapi(store, file, with_text=with_text)
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def verbs(statements: list[Any]) -> list[str]:
    return [statement["verb"]["id"].rsplit("/", 1)[1] for statement in statements]


def by_session(statements: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for statement in statements:
        found.setdefault(statement["context"]["registration"], []).append(statement)
    return found


@settings(deadline=None, max_examples=40)
@given(st.lists(played, max_size=4), st.booleans())
def test_every_statement_keeps_the_rules(
    tmp_path_factory: pytest.TempPathFactory,
    sessions: list[tuple[str | None, list[Said], bool, str]],
    with_text: bool,
) -> None:
    folder = tmp_path_factory.mktemp("xapi")
    store = Store.open(folder, Clock())
    for n, (name, replies, abandon, language) in enumerate(sessions):
        person = store.people.add(name).id if name else None
        parent = (n, 1) if n % 2 else None
        play(store, replies, person=person, abandon=abandon, language=language, parent=parent)
    statements = told(store, folder / "a.jsonl", with_text=with_text)
    assert [rule for statement in statements for rule in broken(statement)] == []
    found = by_session(statements)
    assert [rule for of_session in found.values() for rule in out_of_order(of_session)] == []
    ended = {row.uuid for row in store.sessions.rows() if row.state != "open"}
    assert found.keys() == ended
    store.close()


def test_a_good_session_is_passed_and_a_bad_one_failed(store: Store, tmp_path: Path) -> None:
    play(store, [Said(reply, "Well said.", level=2) for reply in GOOD])
    play(store, BAD)
    good, bad = by_session(told(store, tmp_path / "a.jsonl")).values()
    answers = ["answered"] * 4
    assert verbs(good) == ["initialized", *answers, "completed", "passed", "terminated"]
    assert verbs(bad) == ["initialized", *answers[:2], "completed", "failed", "terminated"]
    for statements, row in zip((bad, good), store.sessions.rows(), strict=True):
        assert row.score is not None
        result = statements[-2]["result"]
        assert result["score"] == {"scaled": row.score / 100, "raw": row.score, "min": 0, "max": 100}
        assert result["extensions"][f"{EXTENSION}/criteria"].keys() == {"feeling", "question", "respect"}
        assert statements[-3]["result"]["extensions"][f"{EXTENSION}/ending"] == row.ending


def test_a_reply_carries_its_marks(store: Store, tmp_path: Path) -> None:
    play(store, [Said("see", seconds=75.25)], language="fi", abandon=True)
    statements = told(store, tmp_path / "a.jsonl")
    assert verbs(statements)[-1] == "abandoned"
    answered = statements[1]
    assert answered["result"]["response"] == "see"
    assert answered["result"]["duration"] == "PT1M15.25S"
    marks = answered["result"]["extensions"][f"{EXTENSION}/marks"]
    assert {"criterion": "feeling", "level": 2, "source": "author", "sure": True} in marks
    assert answered["object"]["definition"]["name"] == {"en": "Where is my sofa?", "fi": "Missä sohvani on?"}
    assert answered["context"]["language"] == "fi"


def test_what_was_typed_is_told_only_when_asked_for(store: Store, tmp_path: Path) -> None:
    play(store, [Said("see", "You must be furious."), "back", *BAD])
    silent, open_ = told(store, tmp_path / "a.jsonl"), told(store, tmp_path / "b.jsonl", with_text=True)
    assert "furious" not in (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert "response" not in silent[1]["result"]
    assert open_[1]["result"]["response"] == "You must be furious."
    assert silent[1]["object"]["definition"]["interactionType"] == "long-fill-in"


def test_nobody_is_named_and_everybody_told_apart(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    for name in ("Aino Virtanen", "Ulla", "Aino Virtanen"):
        person = store.people.by_name(name) or store.people.add(name)
        play(store, BAD, person=person.id)
    play(store, BAD)
    play(store, BAD)
    statements = told(store, tmp_path / "a.jsonl")
    content = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert "Virtanen" not in content
    assert all(uuid not in content for [uuid] in store._connection.read("SELECT uuid FROM person"))
    actors = [of_session[0]["actor"]["account"]["name"] for of_session in by_session(statements).values()]
    assert actors[0] == actors[2]
    assert len(set(actors)) == 4
    carry(store, elsewhere, tmp_path / "a.repliikki")
    assert told(elsewhere, tmp_path / "b.jsonl") == statements


def test_a_review_makes_new_statements_of_what_it_changes_only(store: Store, tmp_path: Path) -> None:
    play(store, ["see"], abandon=True)
    session = play(store, [Said("see", "Sorry.", level=0), "back", *BAD])
    before = told(store, tmp_path / "a.jsonl")
    assert told(store, tmp_path / "b.jsonl") == before
    review(store, session, 1, "feeling", 2)
    after = told(store, tmp_path / "c.jsonl")
    changed = [new["verb"]["display"]["en"] for new, old in zip(after, before, strict=True) if new != old]
    ids = [new["verb"]["display"]["en"] for new, old in zip(after, before, strict=True) if new["id"] != old["id"]]
    assert changed == ids == ["answered", "failed"]


def test_a_fork_tells_only_what_was_given_anew_and_is_not_judged(store: Store, tmp_path: Path) -> None:
    whole = play(store, GOOD)
    play(store, [*GOOD[:3], "wait", "calm", "calm", "calm"], parent=(whole, 4))
    first, fork = by_session(told(store, tmp_path / "a.jsonl")).values()
    assert verbs(fork) == [
        "initialized",
        *["answered"] * (store.sessions.rows()[0].turns - 3),
        "completed",
        "terminated",
    ]
    assert fork[0]["context"]["statement"] == {"objectType": "StatementRef", "id": first[0]["id"]}


def test_durations_are_those_of_the_session_and_of_the_replies(store: Store, tmp_path: Path) -> None:
    play(store, [Said(reply, seconds=1000.5) for reply in GOOD])
    statements = told(store, tmp_path / "a.jsonl")
    [row] = store.sessions.rows()
    assert row.ended is not None
    assert seconds_of(statements[-1]["result"]["duration"]) == (row.ended - row.started) / timedelta(seconds=1)
    assert statements[-2]["result"]["duration"] == "PT1H6M42S"


def test_only_the_sessions_asked_for_are_told(store: Store, tmp_path: Path) -> None:
    first, _ = play(store, GOOD), play(store, BAD)
    play(store, ["see"])
    assert export_xapi(store, tmp_path / "a.jsonl", [first]) == 1
    assert export_xapi(store, tmp_path / "a.jsonl") == 2
    with pytest.raises(TrainerError, match="no session with the number 9"):
        export_xapi(store, tmp_path / "a.jsonl", [9])
    assert [path.name for path in tmp_path.glob("*.jsonl")] == ["a.jsonl"]
